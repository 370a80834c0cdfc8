// The server's side of the charts: one function that turns an option into SVG, called by Go inside goja.
import { CustomChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkAreaComponent, MarkLineComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { finish, type Option } from "./finish";

use([LineChart, CustomChart, GridComponent, MarkLineComponent, MarkAreaComponent, AriaComponent, SVGRenderer]);

/** Renders the JSON of one option in a picture of width by height pixels. */
function renderSVG(json: string, width: number, height: number): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    const option = finish(JSON.parse(json) as Option);
    // Nobody points at a picture: without hover states it is drawn a good deal faster.
    for (const series of option.series) series.emphasis = { disabled: true };
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

declare const globalThis: { renderSVG: typeof renderSVG; setTimeout: () => number; clearTimeout: () => void };
globalThis.renderSVG = renderSVG;
// goja has no timers; ECharts only puts off with them what an interactive chart does, so here nothing is put off.
globalThis.setTimeout = () => 0;
globalThis.clearTimeout = () => {};
