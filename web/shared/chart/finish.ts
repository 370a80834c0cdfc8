// What JSON cannot carry: the functions of an option that Go has written. Used on the server and in the browser.
import type {
  CustomSeriesRenderItemAPI,
  CustomSeriesRenderItemParams,
  CustomSeriesRenderItemReturn,
} from "echarts";

/** The option as Go writes it. `decimals` is ours and says how many the labels of the value axis show, `signs` which sign
 * stands before them and which between thousands, where that is not as in Dutch. */
export interface Option {
  decimals?: number;
  signs?: [string, string];
  grid: { top: string; bottom: string; [other: string]: unknown }[];
  xAxis: Axis[];
  yAxis: Axis[];
  series: Series[];
  [other: string]: unknown;
}

interface Axis {
  axisLabel?: { formatter?: (value: number) => string; [other: string]: unknown };
  [other: string]: unknown;
}

interface Series {
  type?: string;
  data?: Item[];
  renderItem?: typeof band;
  markLine?: Marks;
  markArea?: Marks;
  [other: string]: unknown;
}

/** A point: [year, value], or a row of a band; with a marker of its own as an object. */
export type Item = number[] | { value: number[]; symbol?: string };

interface Marks {
  label?: { formatter: (mark: { name: string }) => string };
  [other: string]: unknown;
}

/** Writes a number, in Dutch as 1.234,5 and −3. goja has no Intl, so neither side uses it. */
export function number(value: number, decimals: number, [decimal, thousands]: [string, string]): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  const text = fraction ? grouped + decimal + fraction : grouped;
  return value < 0 && /[1-9]/.test(text) ? "\u2212" + text : text;
}

/** Adds the label formatters and the drawing of bands to an option, and returns that same option. */
export function finish(option: Option): Option {
  const { decimals = 0, signs = [",", "."] } = option;
  delete option.decimals;
  delete option.signs;
  // Go has made room for the labels of the axes; ECharts need not measure them all to do so again.
  for (const grid of option.grid) grid.outerBoundsMode = "none";
  for (const axis of option.xAxis) {
    axis.axisLabel = { ...axis.axisLabel, formatter: (year) => String(year) };
  }
  for (const axis of option.yAxis) {
    axis.axisLabel = { ...axis.axisLabel, formatter: (value) => number(value, decimals, signs) };
  }
  for (const series of option.series) {
    if (series.type === "custom") series.renderItem = band;
    for (const marks of [series.markLine, series.markArea]) {
      // A function, because in ECharts' templates a name could hold braces of its own.
      if (marks) marks.label = { formatter: (mark) => mark.name };
    }
  }
  return option;
}

/** Half the width, in pixels, of the band of a year that stands alone. */
const loneHalfWidth = 5;

/** Draws rows of [year, low, high] as one polygon; it is drawn with the first row, the others draw nothing. */
function band(params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI): CustomSeriesRenderItemReturn {
  if (params.dataIndex !== 0) return null;
  const low: number[][] = [];
  const high: number[][] = [];
  for (let row = 0; row < params.dataInsideLength; row++) {
    const year = api.value(0, row);
    low.push(api.coord([year, api.value(1, row)]));
    high.push(api.coord([year, api.value(2, row)]));
  }
  const alone = low.length === 1;
  const points = alone ? box(low[0], high[0]) : high.concat(low.reverse());
  return { type: "polygon", shape: { points }, style: { fill: api.visual("color") as string, opacity: 0.18 }, silent: true };
}

function box([x, bottom]: number[], [, top]: number[]): number[][] {
  return [[x - loneHalfWidth, top], [x + loneHalfWidth, top], [x + loneHalfWidth, bottom], [x - loneHalfWidth, bottom]];
}
