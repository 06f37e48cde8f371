/** The error of each way to measure a slope against the distance h: where the bend and where rounding rules. */
import { frame, place, type Size } from "../../../plot/axes.ts";
import { html, type Markup } from "../../../core/markup.ts";
import { power } from "../../../core/numbers.ts";
import { logarithmic, powerTicks, type Interval, type Scale } from "../../../plot/scales.ts";
import type { Sight } from "./view.ts";
import type { Words } from "../../../widget/words.ts";
import { belongTo, DISTANCES, METHODS, type Method } from "./slopes.ts";

const MARGIN = { left: 46, right: 14, top: 24, bottom: 40 };
/** Half a power of ten more than the distances on offer, to both sides. */
const H_DOMAIN: Interval = [10 ** -16.3, 10 ** 0.3];
/** An error below this lies on the lower edge, as 0 does. */
const FLOOR = 1e-17;
const CEILING = 100;

interface Axes {
  readonly x: Scale;
  readonly y: Scale;
}

function axes(most: number, { width, height }: Size): Axes {
  return {
    x: logarithmic(H_DOMAIN, [MARGIN.left, width - MARGIN.right]),
    y: logarithmic([FLOOR, Math.max(CEILING, most * 3)], [height - MARGIN.bottom, MARGIN.top]),
  };
}

const curve = ({ x, y }: Axes, errors: ArrayLike<number>): string =>
  DISTANCES.map((h, i) => `${i ? "L" : "M"}${place(x(Number(h)), y(errors[i]!))}`).join("");

/** Return the graph for what is looked at: one point a method, and curves as soon as Python has measured them. */
export function errorChart(sight: Sight, size: Size, words: Words): Markup {
  const { run, n, h, reading, slopes } = sight;
  const known = slopes && belongTo(slopes, run, n) ? slopes : null;
  const errors = (method: Method) => known!.columns[`${method}_error`]!;
  const all = known ? METHODS.flatMap((method) => Array.from(errors(method))) : [];
  const on = axes(Math.max(0, ...all), size);
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
  return html`${frame(x, y)}
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
