// Lets a page's charts be read year by year. It is all that a page loads at first: ECharts and the chart's figures come
// when a visitor turns to a chart. Without them the picture and its table stay as they are.
import { words } from "./words";

const hint = document.createElement("p");
hint.id = "grafiek-uitleg";
hint.hidden = true; // it describes all the same, and takes no room
hint.textContent = words.hint;

for (const chart of document.querySelectorAll<HTMLElement>(".chart[data-optie]")) {
  document.body.append(hint);
  chart.tabIndex = 0;
  chart.setAttribute("aria-describedby", hint.id);
  listen(chart);
}

function listen(chart: HTMLElement): void {
  const woken = new AbortController();
  const wake = async (event: Event) => {
    woken.abort();
    try {
      const { enliven } = await import(chart.dataset.echarts!) as typeof import("./live");
      await enliven(chart, event, () => listen(chart));
    } catch {
      listen(chart); // the network may be back at the next touch
    }
  };
  for (const kind of ["pointerenter", "touchstart", "focusin"]) {
    chart.addEventListener(kind, wake, { passive: true, signal: woken.signal });
  }
}
