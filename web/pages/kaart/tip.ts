// The box beside the pointer.

import { make, shape } from "../../shared/element";

type Point = [jaar: number, waarde: number, stuk: number];

/** Draws a line of years, cut where its values may not be compared. */
function path(points: Point[], x: (year: number) => number, y: (value: number) => number): string {
  return points.map(([year, value, stretch], i) =>
    `${points[i - 1]?.[2] === stretch ? "L" : "M"}${x(year).toFixed(1)} ${y(value).toFixed(1)}h.01`).join("");
}

/** Makes the box beside the pointer: name, value, that of the gemeente, and the years as a small line. */
export function makeTip(map: SVGSVGElement, address?: string): { show(area?: SVGPathElement, at?: PointerEvent): void; move(at: PointerEvent): void } {
  const tip = make("div");
  tip.className = "tip";
  tip.hidden = true;
  map.parentElement!.append(tip);
  let lines: Promise<Record<string, Point[]>> | undefined;
  let shown: SVGPathElement | undefined;

  function place(x: number, y: number): void {
    const frame = map.getBoundingClientRect();
    const left = Math.max(0, Math.min(frame.width - tip.offsetWidth, x - frame.left + 14));
    const below = y - frame.top + 18;
    tip.style.left = `${left}px`;
    tip.style.top = `${below + tip.offsetHeight > frame.height ? Math.max(0, y - frame.top - tip.offsetHeight - 14) : below}px`;
  }

  function small(own: Point[], city: Point[]): SVGElement {
    const every = [...own, ...city];
    const years = every.map((p) => p[0]), values = every.map((p) => p[1]);
    const first = Math.min(...years), last = Math.max(...years), low = Math.min(...values), high = Math.max(...values);
    const x = (year: number) => 4 + 152 * (year - first) / (last - first || 1);
    const y = (value: number) => 36 - 32 * (value - low) / (high - low || 1);
    const drawing = shape("svg", { viewBox: "0 0 160 54", "aria-hidden": "true" });
    drawing.append(shape("path", { class: "tip-city", d: path(city, x, y) }), shape("path", { class: "tip-own", d: path(own, x, y) }));
    for (const [year, anchor] of [[first, "start"], [last, "end"]] as const) {
      const text = shape("text", { x: x(year), y: 51, "text-anchor": anchor });
      text.textContent = `${year}`;
      drawing.append(text);
    }
    return drawing;
  }

  return {
    show(area, at) {
      shown = area;
      tip.hidden = !area;
      if (!area) return;
      const name = make("a", area.dataset.naam);
      const link = area.parentElement?.getAttribute("href");
      if (link) name.href = link;
      name.tabIndex = -1;
      const value = make("p", area.textContent.slice(area.dataset.naam!.length + 2));
      const city = make("p", document.querySelector("#stad")?.textContent ?? "");
      city.className = "none";
      tip.replaceChildren(name, value, city);
      const box = area.getBoundingClientRect();
      const put = () => at ? place(at.clientX, at.clientY) : place(box.left + box.width / 2, box.top + box.height / 2);
      put();
      if (!address) return;
      lines ??= fetch(address).then((response) => response.json());
      lines.then((all) => {
        const own = all[area.dataset.code!];
        if (shown !== area || !own) return;
        tip.append(small(own, all[""] ?? []));
        put();
      }).catch(() => { lines = undefined; });
    },
    move(at) { if (at.pointerType !== "touch") place(at.clientX, at.clientY); },
  };
}
