// Lets a visitor of the map move through the years in place, and read its areas by pointer and by keyboard. The page is
// whole without it: every year is a link, every area has a title and a row in the table.

import { make, shape } from "../../shared/element";
import { makeTip } from "./tip";
import { addZoom } from "../../shared/zoom";

type AreaValue = [klasse: number, tekst: string, reden: string, straal?: number];

interface Year { // KaartYear in Go
  jaar: number;
  indeling: string;
  titel: string;
  legenda: string;
  zin: string;
  opmerking: string;
  balken: [x: number, y: number, breedte: number, hoogte: number, klasse: number][] | null;
  stad: { x: number; tekst: string };
  klassen: { klasse: number; label: string; aantal: string }[] | null;
  bronnen: { tekst: string; adres: string }[] | null;
  waarden: Record<string, AreaValue>;
}

function all<E extends Element>(selector: string): E[] {
  return [...document.querySelectorAll<E>(selector)];
}

/** Gives an element that is there whenever the map is. */
function byId(id: string): HTMLElement {
  return document.getElementById(id)!;
}

function put(selector: string, text: string): void {
  for (const element of all(selector)) element.textContent = text;
}

/** What the title of an area says; the template says the same. */
function saying(name: string, unit: string, [, text, reason]: AreaValue): string {
  if (!text) return `${name}: geen gegevens${reason && `: ${reason}`}`;
  return `${name}: ${text}${unit && ` ${unit}`}${reason && ` (${reason})`}`;
}

/** Opens the page of an area. */
function open(area: SVGElement): void {
  const link = area.parentElement?.getAttribute("href");
  if (link) location.assign(link);
}

/** Lets a choice act at once. */
function actAtOnce(): void {
  const form = document.querySelector<HTMLFormElement>("#keuze");
  for (const select of all<HTMLSelectElement>("select")) {
    if (select.form === form) select.addEventListener("change", () => form?.requestSubmit());
  }
}

/** Makes the areas readable one by one; the function it gives reads the last one again, after its value changed. */
function readAreas(map: SVGSVGElement, areas: SVGPathElement[]): () => void {
  const line = byId("leesregel");
  const tip = makeTip(map, line.dataset.reeksen);
  const hint = line.textContent;
  line.hidden = false;
  let last: SVGPathElement | undefined;

  function read(area?: SVGPathElement, live = "polite", at?: PointerEvent): void {
    last = area;
    tip.show(area, at);
    line.ariaLive = live;
    for (const mark of all(".marks path")) mark.setAttribute("d", area?.getAttribute("d") ?? "");
    line.textContent = area ? area.textContent : hint;
    const klasse = area?.dataset.klasse;
    for (const item of all<HTMLElement>("#legenda li")) {
      const here = item.dataset.klasse === klasse;
      item.classList.toggle("here", here);
      if (here && klasse !== "0" && klasse !== "8") line.append(`, klasse ${klasse}: ${item.children[1].textContent}`);
    }
  }

  // Row by row from the top left, as one reads; a row is a tenth of the map.
  const row = map.viewBox.baseVal.height / 10;
  const place = (area: SVGPathElement) => {
    const { x, y, width, height } = area.getBBox();
    return Math.floor((y + height / 2) / row) * 1e6 + x + width / 2;
  };
  const order = [...areas].sort((a, b) => place(a) - place(b));
  // Not one picture any more: its parts can be reached. One of them is a tab stop.
  map.setAttribute("role", "group");
  order.forEach((area, i) => {
    area.setAttribute("role", area.parentElement instanceof SVGAElement ? "link" : "img");
    area.tabIndex = i ? -1 : 0;
  });
  const areaOf = (event: Event) => areas.find((area) => area === event.target);
  map.addEventListener("pointerover", (event) => {
    const area = areaOf(event);
    if (area) read(area, "polite", event);
  });
  map.addEventListener("pointermove", (event) => { if (areaOf(event) === last) tip.move(event); });
  map.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "touch") return; // it stays until another is touched
    read(areas.find((area) => area === document.activeElement));
  });
  map.addEventListener("focusin", (event) => {
    const area = areaOf(event);
    if (!area) return;
    for (const other of order) other.tabIndex = other === area ? 0 : -1;
    read(area, "off"); // a screen reader says the title of what has the focus by itself
  });
  map.addEventListener("focusout", () => read());
  // A finger first shows what an area has; its name in the tip leads on.
  let touched = false;
  map.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
  map.addEventListener("click", (event) => { if (touched && areaOf(event)) event.preventDefault(); });
  map.addEventListener("keydown", (event) => {
    const area = areaOf(event);
    if (!area || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const i = order.indexOf(area);
    const to = { ArrowLeft: i - 1, ArrowRight: i + 1, Home: 0, End: order.length - 1 }[event.key];
    if (event.key === "Escape") area.blur();
    if (event.key === "Enter") open(area);
    if (to === undefined) return;
    event.preventDefault();
    order[to]?.focus();
  });
  read();
  return () => read(last);
}

/** Shows another year on the map, in the legend, the table and the texts. */
function draw(year: Year, map: SVGSVGElement, areas: SVGPathElement[]): void {
  const none: AreaValue = [0, "", ""];
  for (const area of areas) {
    const value = year.waarden[area.dataset.code!] ?? none;
    area.setAttribute("class", `k${value[0]}`);
    area.dataset.klasse = `${value[0]}`;
    area.querySelector("title")!.textContent = saying(area.dataset.naam!, map.dataset.eenheid!, value);
  }
  for (const row of all<HTMLTableRowElement>("#gebieden tbody tr")) {
    const [, text, reason] = year.waarden[row.dataset.code!] ?? none;
    row.cells[1].textContent = text || "geen gegevens";
    row.cells[1].classList.toggle("none", !text);
    row.cells[2].textContent = reason;
  }
  for (const circle of all<SVGCircleElement>("[data-cirkel]")) circle.setAttribute("r", `${(year.waarden[circle.dataset.cirkel!] ?? none)[3] ?? 0}`);
  drawSpread(year);
  const legend = byId("legenda");
  const sample = legend.children[0]!;
  const classes = year.klassen ?? [];
  legend.replaceChildren(...classes.map(({ klasse, label, aantal }) => {
    const item = sample.cloneNode(true) as HTMLElement;
    item.dataset.klasse = `${klasse}`;
    item.querySelector("path")!.setAttribute("class", `k${klasse}`);
    item.children[1].textContent = label;
    item.children[2].textContent = aantal;
    return item;
  }));
  const view = byId("kaartbeeld");
  if (!/diverging|circles/.test(view.className)) view.className = `map-view of${classes.filter((c) => c.klasse && c.klasse < 8).length}`;

  put("#kaart-titel, #kaart-naam, #gebieden caption", year.titel);
  put("#legenda-titel", year.legenda);
  put("#kaart-zin", year.zin);
  put("#kaart-opmerking", year.opmerking);
  document.title = `${year.titel} · Wijk in zicht`;
  drawSources(year.bronnen ?? []);
}

/** Draws the histogram in the legend, in its own order of pieces. */
function drawSpread(year: Year): void {
  const bars = document.querySelector("#balken");
  bars?.replaceChildren(...(year.balken ?? []).map(([x, y, width, height, klasse]) =>
    shape("rect", { class: `k${klasse}`, x, y, width, height })));
  const city = document.querySelector("#stad-plek");
  city?.setAttribute("d", year.stad.tekst ? `M${year.stad.x} 57v7m-4 0l4-6l4 6Z` : "");
  put("#stad", year.stad.tekst);
}

function drawSources(sources: { tekst: string; adres: string }[]): void {
  const source = make("p", sources.length === 1 ? "Bron: " : "Bronnen: ");
  source.className = "source";
  sources.forEach(({ tekst, adres }, i) => {
    const text = make("a", tekst);
    if (adres) text.href = adres;
    source.append(i ? "; " : "", text);
  });
  byId("bronnen").replaceChildren(...(sources.length ? [source] : []));
}

/** Puts a slider above the links of the years. It knows only years that have figures. */
function addSlider(map: SVGSVGElement, areas: SVGPathElement[], readAgain: () => void): void {
  const links = all<HTMLAnchorElement>("#jaren a");
  const years = links.map((link) => Number(link.dataset.jaar));
  let shown = links.findIndex((link) => link.ariaCurrent);
  if (links.length < 2 || shown < 0) return;
  const answers: Promise<Year>[] = [];
  const slider = make("input");
  slider.type = "range";
  slider.min = `${years[0]}`;
  slider.max = `${years[years.length - 1]}`;
  slider.value = `${years[shown]}`;
  const play = make("button", "▶");
  play.type = "button";
  play.className = "play";
  const label = make("label", "Jaar ");
  const output = make("output", slider.value);
  label.append(output, slider);
  const control = make("div");
  control.className = "slider";
  control.append(play, label);
  byId("jaren").prepend(control);
  let playing = 0;
  function stop(): void {
    clearInterval(playing);
    playing = 0;
    play.textContent = "▶";
    play.ariaLabel = "Speel de jaren af";
  }
  stop();
  play.addEventListener("click", () => {
    if (playing) return stop();
    play.textContent = "❚❚";
    play.ariaLabel = "Stop";
    const step = () => {
      void show((shown + 1) % links.length);
      if (shown === links.length - 1) stop();
    };
    playing = window.setInterval(step, 1100);
    step();
  });

  async function ask(link: HTMLAnchorElement): Promise<Year> {
    const response = await fetch(`${link.pathname}.json${link.search}`);
    if (!response.ok) throw response;
    return response.json();
  }

  async function show(i: number): Promise<void> {
    shown = i;
    const link = links[i];
    slider.value = output.textContent = `${years[i]}`;
    try {
      const year = await (answers[i] ??= ask(link));
      if (shown !== i) return; // the visitor moved on
      if (year.indeling !== map.dataset.indeling) throw year; // other outlines
      draw(year, map, areas);
      for (const other of links) other.ariaCurrent = other === link ? "page" : null;
      for (const follower of all<HTMLAnchorElement>("a[data-volgt]")) {
        const address = new URL(follower.href);
        address.searchParams.set("jaar", `${years[i]}`);
        if (follower.textContent === follower.getAttribute("href")) follower.textContent = address.href;
        follower.href = address.href;
        if (follower.download) follower.download = follower.download.replace(/\d{4}(?=\.[a-z.]+$)/, `${years[i]}`);
      }
      for (const kept of all<HTMLInputElement>("input[name=jaar]")) kept.value = `${years[i]}`;
      history.replaceState(null, "", link.href);
      readAgain();
    } catch {
      if (shown === i) location.assign(link.href);
    }
  }

  slider.addEventListener("input", () => {
    stop();
    const wanted = Number(slider.value);
    let i = years.indexOf(wanted);
    // No figures then: on to the next year that has them, in the direction of travel.
    if (i < 0) i = wanted > years[shown] ? years.findIndex((year) => year > wanted) : years.filter((year) => year < wanted).length - 1;
    if (i === shown) slider.value = `${years[i]}`;
    else void show(i);
  });
  links.forEach((link, i) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab or window
    event.preventDefault();
    void show(i);
  }));
}

actAtOnce();
const map = document.querySelector<SVGSVGElement>("#kaartbeeld .map");
if (map) {
  const areas = all<SVGPathElement>(".areas path");
  addSlider(map, areas, readAreas(map, areas));
  addZoom(map);
}
