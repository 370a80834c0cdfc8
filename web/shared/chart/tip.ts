// The box beside the pointer that lists the values of one year. Texts only ever enter it as text.
import { amount, caveat, inYear, type Reading } from "./reading";

/** Room between the box and what it must leave free, in pixels of the screen. */
const gap = 12;

/** A box inside a chart, empty and hidden at first. */
export class Tip {
  readonly #box = make("div", "chart-tip");
  readonly #chart: HTMLElement;
  #top = 0;

  constructor(chart: HTMLElement) {
    this.#chart = chart;
    this.#box.hidden = true;
    this.#box.ariaHidden = "true"; // the live region says the same
    chart.append(this.#box);
  }

  holds(target: EventTarget | null): boolean {
    return target instanceof Node && this.#box.contains(target);
  }

  hide(): void {
    this.#box.hidden = true;
  }

  remove(): void {
    this.#box.remove();
  }

  /** Shows a year. x is where it stands, y where the pointer is, which stays free, and points are the heights of its
   * values, which stay free where possible: all in pixels from the chart's corner. */
  show(reading: Reading, year: number, x: number, points: number[], y?: number): void {
    this.#box.replaceChildren(make("strong", "", String(year)), ...inYear(reading, year).map(({ line, value }) => {
      const row = make("p", "");
      const key = make("span", "chart-tip-key", line.teken);
      key.style.color = line.kleur;
      const note = caveat(value);
      row.append(key, `${line.naam}: `, make("b", "", amount(value)), note && " ", make("small", "", note));
      return row;
    }));
    this.#box.hidden = false;
    this.#place(x, points, y);
  }

  /** Puts the box on the year, against the chart's upper or lower edge, so that a pointer can go to it straight up or
   * down; where it would cover the pointer either way, beside it. */
  #place(x: number, points: number[], y?: number): void {
    const box = this.#box;
    const { offsetWidth: width, offsetHeight: height } = box;
    const lowest = this.#chart.clientHeight - height, rightmost = this.#chart.clientWidth - width;
    const covers = (top: number, at: number) => at > top - gap && at < top + height + gap;
    const cost = (top: number) =>
      (y !== undefined && covers(top, y) ? points.length + 1 : 0) + points.filter((point) => covers(top, point)).length;
    const other = this.#top > 0 ? 0 : lowest;
    const top = cost(other) < cost(this.#top) ? other : Math.min(this.#top, lowest);
    let left = Math.max(0, Math.min(rightmost, x - width / 2));
    if (y !== undefined && covers(top, y)) {
      if (x + gap <= rightmost) left = x + gap;
      else if (x - gap - width >= 0) left = x - gap - width;
    }
    this.#top = top;
    // No left and top: a box that follows the pointer would count as a page that shifts.
    box.style.transform = `translate(${left}px, ${top}px)`;
  }
}

/** Makes an element with a class and a text. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}
