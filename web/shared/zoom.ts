// Looking at the map from nearer.

import { make } from "./element";

/** Lets the map be looked at from nearer: buttons, + and -, the wheel with Ctrl, two fingers, and dragging what is zoomed. What it gives
    brings a box of the drawing near, with its surroundings; one that is large already stays among all. */
export function addZoom(map: SVGSVGElement): (box: DOMRect) => void {
  const whole = map.viewBox.baseVal;
  const { width, height } = whole;
  let x = 0, y = 0, scale = 1;
  const bar = make("div");
  bar.className = "zoom";
  function apply(): void {
    map.classList.remove("near");
    scale = Math.max(1, Math.min(12, scale));
    x = Math.max(0, Math.min(width - width / scale, x));
    y = Math.max(0, Math.min(height - height / scale, y));
    map.setAttribute("viewBox", `${x} ${y} ${width / scale} ${height / scale}`);
    map.style.setProperty("--zoom", `${scale}`);
    map.classList.toggle("zoomed", scale > 1);
    if (scale === 1 && bar.contains(document.activeElement)) (bar.firstElementChild as HTMLElement).focus();
    reset.hidden = less.hidden = scale === 1;
  }
  function zoom(factor: number, px = width / scale / 2, py = height / scale / 2): void { // px, py: what stays in place
    const before = scale;
    scale = Math.max(1, Math.min(12, scale * factor));
    x += px * (1 - before / scale);
    y += py * (1 - before / scale);
    apply();
  }
  const at = (clientX: number, clientY: number): [number, number] => {
    const frame = map.getBoundingClientRect();
    return [(clientX - frame.left) / frame.width * width / scale, (clientY - frame.top) / frame.height * height / scale];
  };
  function button(text: string, label: string, act: () => void): HTMLButtonElement {
    const made = make("button", text);
    made.type = "button";
    made.ariaLabel = made.title = label;
    made.addEventListener("click", act);
    bar.append(made);
    return made;
  }
  button("+", "Dichterbij", () => zoom(1.6));
  const less = button("−", "Verder weg", () => zoom(1 / 1.6));
  const reset = button("⤢", "Hele kaart", () => { scale = 1; apply(); });
  map.parentElement!.append(bar);
  apply();

  map.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom(1.6);
    else if (event.key === "-") zoom(1 / 1.6);
    else if (event.key === "0") { scale = 1; apply(); }
  });
  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // the page scrolls
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 200), ...at(event.clientX, event.clientY));
  }, { passive: false });
  const fingers = new Map<number, PointerEvent>();
  let moved = false;
  map.addEventListener("pointerdown", (event) => { fingers.set(event.pointerId, event); moved = false; });
  addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const other = [...fingers.values()].find((f) => f.pointerId !== event.pointerId);
    if (other) {
      const gap = (f: PointerEvent) => Math.hypot(f.clientX - other.clientX, f.clientY - other.clientY);
      zoom(gap(event) / (gap(last) || 1), ...at((event.clientX + other.clientX) / 2, (event.clientY + other.clientY) / 2));
      moved = true;
    } else if (scale > 1 && (moved || Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY) > 4)) {
      const frame = map.getBoundingClientRect();
      x -= (event.clientX - last.clientX) / frame.width * width / scale;
      y -= (event.clientY - last.clientY) / frame.height * height / scale;
      moved = true;
      apply();
    } else return;
    fingers.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel"] as const) addEventListener(end, (event) => fingers.delete(event.pointerId));
  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  return (box) => {
    if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height) return; // it lies beyond the map
    scale = Math.max(1, Math.min(12, width / box.width / 3, height / box.height / 3));
    x = box.x + box.width / 2 - width / scale / 2;
    y = box.y + box.height / 2 - height / scale / 2;
    apply();
    map.classList.add("near");
  };
}
