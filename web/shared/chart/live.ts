// The browser's side of a chart: the same ECharts draws the same option over the picture, and adds what a picture cannot
// do: a line at a year, larger markers, and the year's values to read, by pointer and by keyboard.
import { CustomChart, LineChart } from "echarts/charts";
import { GridSimpleComponent, MarkAreaComponent, MarkLineComponent } from "echarts/components";
import { init, setPlatformAPI, use, type ECharts } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { finish, type Item, type Option } from "./finish";
import { say, yearsOf, type Reading } from "./reading";
import { make, Tip } from "./tip";

use([LineChart, CustomChart, GridSimpleComponent, MarkLineComponent, MarkAreaComponent, SVGRenderer]);
// The server has no canvas to measure texts with. Without one here, every text stands where it stood.
setPlatformAPI({ createCanvas: () => null as unknown as HTMLCanvasElement });

/** Draws a chart over its picture and lets it be read; event is what woke it. It fails when the figures do not come, and
 * calls asleep when it has given the picture back, because that has become the one for another width or in other colours. */
export async function enliven(chart: HTMLElement, event: Event, asleep: () => void): Promise<void> {
  const narrow = narrowScreen(chart);
  const live = await LiveChart.over(chart, narrow?.matches);
  if (event instanceof PointerEvent && chart.matches(":hover")) live.point(event);
  const changed = new AbortController();
  for (const media of [narrow, matchMedia("(prefers-color-scheme: dark)"), matchMedia("(forced-colors: active)")]) {
    media?.addEventListener("change", () => {
      changed.abort();
      live.remove();
      asleep();
    }, { signal: changed.signal });
  }
}

/** Says when the chart's picture is its narrow one; nothing where it has but one. */
function narrowScreen(chart: HTMLElement): MediaQueryList | undefined {
  const media = chart.querySelector("source")?.media;
  return media ? matchMedia(media) : undefined;
}

/** Puts the page's colours in the place of their names: ECharts reckons with colours. */
function inColours(text: string, chart: HTMLElement): string {
  const probe = make("span", "");
  chart.append(probe);
  const colours = new Map<string, string>();
  const colour = (name: string) => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  };
  const painted = text.replace(/"(var\(--[\w-]+\))"/g, (_, name: string) => {
    if (!colours.has(name)) colours.set(name, colour(name));
    return `"${colours.get(name)}"`;
  });
  probe.remove();
  return painted;
}

/** Which point of which series belongs to a year. */
interface Mark {
  seriesIndex: number;
  dataIndex: number;
}

class LiveChart {
  readonly #chart: HTMLElement;
  readonly #reading: Reading;
  readonly #years: number[];
  readonly #marks: Map<number, Mark[]>;
  readonly #layer = make("div", "chart-live");
  readonly #line = make("div", "chart-year");
  readonly #said = make("p", "hidden");
  readonly #tip: Tip;
  readonly #echarts: ECharts;
  readonly #listening = new AbortController();
  #year: number | undefined;
  #shown = false;

  static async over(chart: HTMLElement, narrow = false): Promise<LiveChart> {
    const address = narrow ? chart.dataset.optieSmal! : chart.dataset.optie!;
    const answer = await fetch(address, { credentials: "omit" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return new LiveChart(chart, JSON.parse(inColours(await answer.text(), chart)) as Reading);
  }

  private constructor(chart: HTMLElement, reading: Reading) {
    this.#chart = chart;
    this.#reading = reading;
    this.#years = yearsOf(reading);
    this.#marks = marksOf(reading.optie);
    this.#layer.ariaHidden = "true"; // the picture beneath keeps its own title and description
    this.#said.ariaLive = "polite";
    this.#echarts = draw(this.#layer, reading);
    const { top, bottom } = reading.optie.grid[0];
    this.#line.style.top = `${Number(top) / reading.hoogte * 100}%`;
    this.#line.style.bottom = `${Number(bottom) / reading.hoogte * 100}%`;
    this.#line.hidden = true;
    this.#layer.append(this.#line);
    this.#tip = new Tip(chart);
    chart.append(this.#layer, this.#said);
    chart.classList.add("alive");
    this.#listen();
  }

  #listen(): void {
    const options = { signal: this.#listening.signal };
    const chart = this.#chart;
    chart.addEventListener("pointerdown", (event) => this.point(event), options);
    chart.addEventListener("pointermove", (event) => this.point(event), options);
    chart.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") this.#hide(); // a finger that lets go still wants to read
    }, options);
    chart.addEventListener("focusout", () => this.#hide(), options);
    chart.addEventListener("keydown", (event) => this.#key(event), options);
    // Also for who only points: the key goes to whatever has the focus.
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#shown) this.#dismiss();
    }, options);
  }

  /** Shows the year nearest to the pointer; nothing changes within the box itself, or within one year. */
  point(event: PointerEvent): void {
    if (this.#tip.holds(event.target) || !this.#years.length) return;
    const { left, top, width } = this.#chart.getBoundingClientRect();
    const x = (event.clientX - left) / width * this.#reading.breedte;
    const at = this.#echarts.convertFromPixel({ xAxisIndex: 0 }, x) as number;
    const year = this.#years.reduce((best, y) => Math.abs(y - at) < Math.abs(best - at) ? y : best);
    if (year !== this.#year) this.#show(year, event.clientY - top);
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const at = this.#year === undefined ? -1 : this.#years.indexOf(this.#year), last = this.#years.length - 1;
    const to = { ArrowRight: Math.min(at + 1, last), ArrowLeft: at < 0 ? last : Math.max(at - 1, 0), Home: 0, End: last }[event.key];
    if (to === undefined || last < 0) return;
    event.preventDefault();
    const year = this.#years[to];
    this.#show(year);
    this.#said.textContent = say(this.#reading, year);
  }

  #show(year: number, y?: number): void {
    this.#emphasise(year);
    this.#year = year;
    this.#shown = true;
    const x = (this.#echarts.convertToPixel({ xAxisIndex: 0 }, year) as number) / this.#reading.breedte;
    this.#line.style.transform = `translateX(${x * 100}%)`;
    this.#line.hidden = false;
    this.#tip.show(this.#reading, year, x * this.#chart.clientWidth, this.#heights(year), y);
  }

  /** How far down the values of a year stand, in pixels of the screen. */
  #heights(year: number): number[] {
    const { optie: option, hoogte: height } = this.#reading;
    return (this.#marks.get(year) ?? []).map(({ seriesIndex, dataIndex }) => {
      const [, value] = pointOf(option.series[seriesIndex].data![dataIndex]);
      return (this.#echarts.convertToPixel({ yAxisIndex: 0 }, value) as number) / height * this.#chart.clientHeight;
    });
  }

  #emphasise(year?: number): void {
    const tell = (type: string, of?: number) => {
      const batch = of === undefined ? [] : this.#marks.get(of) ?? [];
      if (batch.length) this.#echarts.dispatchAction({ type, batch });
    };
    tell("downplay", this.#year);
    tell("highlight", year);
  }

  /** Hides the year, but keeps which it was: it comes back with another year, or with a key. */
  #dismiss(): void {
    this.#emphasise();
    this.#line.hidden = true;
    this.#tip.hide();
    this.#said.textContent = "";
    this.#shown = false;
  }

  #hide(): void {
    this.#dismiss();
    this.#year = undefined;
  }

  /** Gives the picture back. */
  remove(): void {
    this.#listening.abort();
    this.#hide();
    this.#tip.remove();
    this.#echarts.dispose();
    this.#layer.remove();
    this.#said.remove();
    this.#chart.classList.remove("alive");
  }
}

/** Draws at the picture's own size; as a view box it then fills the layer as the picture fills its place. */
function draw(layer: HTMLElement, { breedte: width, hoogte: height, optie: option }: Reading): ECharts {
  const echarts = init(layer, null, { renderer: "svg", width, height });
  for (const series of option.series) series.emphasis = { scale: 1.8, lineStyle: series.lineStyle };
  echarts.setOption(finish(option));
  echarts.getZr().flush();
  const viewport = layer.firstElementChild as HTMLElement, svg = viewport.firstElementChild!;
  viewport.style.width = viewport.style.height = "100%";
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  for (const text of svg.querySelectorAll("text[dominant-baseline=central]")) {
    text.removeAttribute("dominant-baseline"); // as svg.go does
    text.setAttribute("dy", "0.35em");
  }
  return echarts;
}

function pointOf(item: Item): number[] {
  return Array.isArray(item) ? item : item.value;
}

/** Finds the points of every year that have a marker, the lines in their order. */
function marksOf(option: Option): Map<number, Mark[]> {
  const marks = new Map<number, Mark[]>();
  option.series.forEach((series, seriesIndex) => {
    if (series.type !== "line") return;
    series.data!.forEach((item, dataIndex) => {
      if (!Array.isArray(item) && item.symbol === "none") return;
      const [year] = pointOf(item);
      marks.set(year, [...marks.get(year) ?? [], { seriesIndex, dataIndex }]);
    });
  });
  return marks;
}
