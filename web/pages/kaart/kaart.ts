// Lets a visitor of the map move through the years in place, and read its areas by pointer and by keyboard. The page is
// whole without it: every year is a link, every area has a title and a row in the table.

type AreaValue = [klasse: number, tekst: string, reden: string];

interface Year { // KaartYear in Go
  jaar: number;
  indeling: string;
  titel: string;
  zin: string;
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

function make<K extends keyof HTMLElementTagNameMap>(tag: K, text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function put(selector: string, text: string): void {
  for (const element of all(selector)) element.textContent = text;
}

/** What the title of an area says; the template says the same. */
function saying(name: string, unit: string, [, text, reason]: AreaValue): string {
  if (!text) return `${name}: geen gegevens${reason && `: ${reason}`}`;
  return `${name}: ${text}${unit && ` ${unit}`}${reason && ` (${reason})`}`;
}

/** Makes the areas readable one by one; the function it gives reads the last one again, after its value changed. */
function readAreas(map: SVGSVGElement, areas: SVGPathElement[]): () => void {
  const line = byId("leesregel");
  const hint = line.textContent;
  line.hidden = false;
  let last: SVGPathElement | undefined;

  function read(area?: SVGPathElement, live = "polite"): void {
    last = area;
    line.ariaLive = live;
    for (const mark of all(".marks path")) mark.setAttribute("d", area?.getAttribute("d") ?? "");
    line.textContent = area ? area.textContent : hint;
    const klasse = area?.dataset.klasse;
    for (const item of all<HTMLElement>("#legenda li")) {
      const here = item.dataset.klasse === klasse;
      item.classList.toggle("here", here);
      if (here && klasse !== "0") line.append(`, klasse ${klasse}: ${item.children[1].textContent}`);
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
    area.setAttribute("role", "img");
    area.tabIndex = i ? -1 : 0;
  });
  const areaOf = (event: Event) => areas.find((area) => area === event.target);
  map.addEventListener("pointerover", (event) => {
    const area = areaOf(event);
    if (area) read(area);
  });
  map.addEventListener("pointerleave", () => {
    read(areas.find((area) => area === document.activeElement));
  });
  map.addEventListener("focusin", (event) => {
    const area = areaOf(event);
    if (!area) return;
    for (const other of order) other.tabIndex = other === area ? 0 : -1;
    read(area, "off"); // a screen reader says the title of what has the focus by itself
  });
  map.addEventListener("focusout", () => read());
  map.addEventListener("keydown", (event) => {
    const area = areaOf(event);
    if (!area || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const i = order.indexOf(area);
    const to = { ArrowLeft: i - 1, ArrowRight: i + 1, Home: 0, End: order.length - 1 }[event.key];
    if (event.key === "Escape") area.blur();
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
  if (!view.classList.contains("diverging")) view.className = `map-view of${classes.filter((c) => c.klasse).length}`;

  put("#kaart-titel, #kaart-naam, #gebieden caption", year.titel);
  put("#kaart-zin", year.zin);
  document.title = `${year.titel} · Wijk in zicht`;
  drawSources(year.bronnen ?? []);
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
  const label = make("label", "Jaar ");
  const output = make("output", slider.value);
  label.append(output, slider);
  byId("jaren").prepend(label);

  async function ask(link: HTMLAnchorElement): Promise<Year> {
    const response = await fetch(`/kaart.json${link.search}`);
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
      }
      (byId("jaar") as HTMLSelectElement).value = `${years[i]}`;
      history.replaceState(null, "", link.href);
      readAgain();
    } catch {
      if (shown === i) location.assign(link.href);
    }
  }

  slider.addEventListener("input", () => {
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

const map = document.querySelector<SVGSVGElement>("#kaartbeeld .map");
if (map) {
  const areas = all<SVGPathElement>(".areas path");
  addSlider(map, areas, readAreas(map, areas));
}
