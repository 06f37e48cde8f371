/** Chart of the error of each difference formula against the distance h, on log scales. */
import { axes, svgPoint, type Size } from "../../../plot/axes.ts";
import { html, type Markup } from "../../../core/markup.ts";
import { power } from "../../../core/numbers.ts";
import { logarithmic, powerTicks, type Interval, type Scale } from "../../../plot/scales.ts";
import type { MicroscopeState } from "./view.ts";
import type { DescentWords } from "../words.ts";
import { areSlopesAt, DISTANCES, METHODS, type Method } from "./slopes.ts";

const MARGIN = { left: 46, right: 14, top: 24, bottom: 40 };
/** The range of DISTANCES, with a margin on both sides. */
const H_DOMAIN: Interval = [10 ** -16.3, 10 ** 0.3];
/** Smaller errors, and 0, are drawn at the lower edge. */
const FLOOR = 1e-17;
const CEILING = 100;

interface ChartScales {
  readonly x: Scale;
  readonly y: Scale;
}

function chartScales(most: number, { width, height }: Size): ChartScales {
  return {
    x: logarithmic(H_DOMAIN, [MARGIN.left, width - MARGIN.right]),
    y: logarithmic([FLOOR, Math.max(CEILING, most * 3)], [height - MARGIN.bottom, MARGIN.top]),
  };
}

const curve = ({ x, y }: ChartScales, errors: ArrayLike<number>): string =>
  DISTANCES.map((h, i) => `${i ? "L" : "M"}${svgPoint(x(Number(h)), y(errors[i]!))}`).join("");

/** Return the chart: a point for each method, and curves once Python has measured them. */
export function errorChart(state: MicroscopeState, size: Size, words: DescentWords): Markup {
  const { run, n, h, reading, slopes } = state;
  const known = slopes && areSlopesAt(slopes, run, n) ? slopes : null;
  const errors = (method: Method) => known!.columns[`${method}_error`]!;
  const all = known ? METHODS.flatMap((method) => Array.from(errors(method))) : [];
  const on = chartScales(Math.max(0, ...all), size);
  const [bottom, top] = on.y.range;
  const x = {
    scale: on.x,
    ticks: powerTicks(on.x.domain, 6),
    label: words.microscope.chart.h,
    format: power,
  };
  const y = {
    scale: on.y,
    ticks: powerTicks(on.y.domain, 6),
    label: words.microscope.chart.error,
    format: power,
  };
  return html`${axes(x, y)}
    <line
      class="gd-here"
      x1="${on.x(Number(h))}"
      x2="${on.x(Number(h))}"
      y1="${top}"
      y2="${bottom}"
    />
    ${METHODS.map(
      (method) =>
        html`<g data-method="${method}">
          ${known && html`<path class="gd-error-curve" d="${curve(on, errors(method))}" />`}
          ${
            reading &&
            html`<circle
              class="gd-error-point"
              cx="${on.x(Number(h))}"
              cy="${on.y(reading.error[method])}"
              r="5"
            />`
          }
        </g>`,
    )}`;
}
