// Lets a visitor draw an area on the map, with a pointer or the keyboard. What is drawn goes into the field of the form, which leads to
// the page with its figures; without this script somebody pastes an outline there.

import { shape } from "../../shared/element";
import { addZoom } from "../../shared/zoom";

type Corner = [x: number, y: number]; // in units of the drawing

const byId = <E extends Element>(id: string): E => document.getElementById(id) as unknown as E;

const map = byId<SVGSVGElement>("tekenkaart");
const field = byId<HTMLTextAreaElement>("omtrek");
const drawn = byId<SVGPathElement>("getekend");
const marks = byId<SVGGElement>("hoeken");
const size = byId<HTMLOutputElement>("maat");
const metre = Number(map.dataset.meter), west = Number(map.dataset.west), north = Number(map.dataset.noord);
const most = 200; // corners

let corners: Corner[] = [];
let aim: Corner | undefined; // of the keyboard

const isCorners = (text: string) => /^\d+-\d+(_\d+-\d+)*$/.test(text);

/** Reads the corners that the address has; a GeoJSON or WKT the server reads. */
function read(): void {
  corners = isCorners(field.value.trim()) ? field.value.trim().split("_").map((text) => {
    const [x, y] = text.split("-").map(Number);
    return [(x - west) / metre, (north - y) / metre];
  }) : [];
}

const number = new Intl.NumberFormat("nl-NL", { maximumSignificantDigits: 3 });

/** Says how large the area is (shoelace formula). */
function measure(): string {
  if (!corners.length) return "";
  if (corners.length < 3) return corners.length === 1 ? "1 hoek" : "2 hoeken";
  const twice = corners.reduce((sum, [x, y], i) => {
    const [x2, y2] = corners[(i + 1) % corners.length];
    return sum + x * y2 - x2 * y;
  }, 0);
  const hectare = Math.abs(twice) / 2 * metre * metre / 1e4;
  return `${corners.length} hoeken, ${hectare < 10 ? `${number.format(hectare)} hectare` : `${number.format(hectare / 100)} km²`}`;
}

const dot = ([x, y]: Corner) => `M${x} ${y}h.01`;

function draw(): void {
  drawn.setAttribute("d", corners.length ? `M${corners.map((c) => c.map((v) => v.toFixed(1)).join(" ")).join("L")}${corners.length > 2 ? "Z" : ""}` : "");
  marks.replaceChildren();
  marks.classList.toggle("many", corners.length > 24);
  corners.forEach((corner, i) => {
    const next = corners[(i + 1) % corners.length];
    const half: Corner = [(corner[0] + next[0]) / 2, (corner[1] + next[1]) / 2];
    if (corners.length > 2 && corners.length < most) marks.append(handle("half", half, () => { corners.splice(i + 1, 0, half); return i + 1; }));
  });
  corners.forEach((corner, i) => marks.append(handle("corner", corner, () => i)));
  if (aim) marks.append(shape("path", { class: "aim", d: `M${aim[0] - 9} ${aim[1]}h18M${aim[0]} ${aim[1] - 9}v18` }));
  field.value = corners.map(([x, y]) => `${Math.round(west + x * metre)}-${Math.round(north - y * metre)}`).join("_");
  size.value = measure();
}

/** Gives where a pointer is in the drawing, also when it is looked at from nearer. */
function at(event: PointerEvent | MouseEvent): Corner {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM()!.inverse());
  return [x, y];
}

/** Makes a mark that can be dragged; take says which corner it is, and makes it where there is none. */
function handle(kind: string, where: Corner, take: () => number): SVGElement {
  const mark = shape("path", { class: kind, d: dot(where) });
  mark.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.stopPropagation(); // the map does not move along
    event.preventDefault();
    const i = take();
    const move = (moved: PointerEvent) => {
      corners[i] = at(moved);
      draw();
    };
    const stop = new AbortController();
    addEventListener("pointermove", move, stop);
    for (const end of ["pointerup", "pointercancel"] as const) addEventListener(end, () => stop.abort(), stop);
  });
  mark.addEventListener("click", (event) => event.stopPropagation());
  return mark;
}

function put(corner: Corner): void {
  if (corners.length >= most) return;
  corners.push(corner);
  draw();
}

function takeBack(): void {
  corners.pop();
  draw();
}

/** Moves the aim of the keyboard, and puts corners there. */
function keys(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { x, y, width, height } = map.viewBox.baseVal;
  const step = width / (event.shiftKey ? 15 : 90);
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (way) {
    aim ??= [x + width / 2, y + height / 2];
    aim = [Math.max(x, Math.min(x + width, aim[0] + way[0] * step)), Math.max(y, Math.min(y + height, aim[1] + way[1] * step))];
    draw();
    const here = [...map.querySelectorAll<SVGPathElement>(".areas path")].find((area) => area.isPointInFill(new DOMPoint(...aim!)));
    size.value = [here?.textContent ?? "buiten de buurten", measure()].filter(Boolean).join(" · ");
  } else if (event.key === "Enter" || event.key === " ") {
    if (aim) put(aim);
  } else if (event.key === "Backspace") takeBack();
  else return;
  event.preventDefault();
}

/** Gives a GeoJSON or WKT without what stands around its shape, to a metre: an address has no room for more. */
function bare(text: string): string {
  const short = text.startsWith("{") ? bareJSON(text) : text.replace(/(\.\d{5})\d+/g, "$1");
  if (encodeURIComponent(short).length > 12_000) throw new RangeError("Deze omtrek heeft te veel hoeken voor een adres; vereenvoudig hem in een kaartprogramma.");
  return short;
}

function bareJSON(text: string): string {
  try {
    const { type, features, geometry, coordinates } = JSON.parse(text);
    const shapes = type === "FeatureCollection" ? features.map((f: { geometry: unknown }) => f.geometry) : [geometry ?? { type, coordinates }];
    return JSON.stringify(shapes.length === 1 ? shapes[0] : { type: "FeatureCollection", features: shapes.map((geometry: unknown) => ({ type: "Feature", geometry })) },
      (key, value) => typeof value === "number" ? Number(value.toFixed(5)) : key === "crs" || key === "bbox" ? undefined : value);
  } catch {
    throw new RangeError("Dit is geen GeoJSON.");
  }
}

read();
const near = addZoom(map);
map.classList.add("drawing");
map.tabIndex = 0;
map.setAttribute("role", "application");
map.setAttribute("aria-describedby", "uitleg");
map.addEventListener("click", (event) => {
  if (event.defaultPrevented) return; // it was dragged
  aim = undefined;
  put(at(event));
});
map.addEventListener("keydown", keys);
byId("terug").addEventListener("click", takeBack);
byId("leeg").addEventListener("click", () => {
  corners = [];
  draw();
});
field.addEventListener("change", () => {
  const text = field.value.trim();
  if (text && !isCorners(text)) return;
  read();
  draw();
});
byId<HTMLInputElement>("bestand").addEventListener("change", (event) => {
  const [file] = (event.target as HTMLInputElement).files!;
  if (file) void file.text().then((text) => {
    field.value = text;
    form.requestSubmit();
  });
});
byId<HTMLElement>("bestand-plek").hidden = byId<HTMLElement>("gereedschap").hidden = false;
const form = byId<HTMLFormElement>("omtrekformulier");
form.addEventListener("submit", (event) => {
  const text = field.value.trim();
  if (!text || isCorners(text)) return;
  try {
    field.value = bare(text);
  } catch (error) {
    size.value = (error as RangeError).message;
    event.preventDefault();
  }
});
const pasted = field.value;
draw();
if (corners.length > 2) near(drawn.getBBox());
if (pasted && !corners.length) field.value = pasted; // what could not be read stays to be mended
