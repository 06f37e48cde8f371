/** Line chart of the loss by iteration. */
import { axes, type Size } from "./axes.ts";
import { html, type Markup } from "../core/markup.ts";
import { power, short } from "../core/numbers.ts";
import { linear, logarithmic, powerTicks, ticks, type Interval, type Scale } from "./scales.ts";
import { line, svgPath } from "./svg-path.ts";

const MARGIN = { left: 46, right: 12, top: 24, bottom: 40 };
/** A run whose loss grows by more than this factor is drawn on a log scale. */
const LOG_SCALE_FROM = 20;
/** The lower end of a log scale, as a share of the largest loss: a loss of 0 is drawn there. */
const LOG_DEPTH = 1e-12;
/** Longer runs are thinned to about this many points: more cannot be told apart on screen. */
const MOST_POINTS = 500;

/** The losses of a run. */
export interface Losses {
  /** Before the first iteration, and after each. */
  readonly loss: ArrayLike<number>;
  /** The last iteration on the x axis. */
  readonly end: number;
}

export interface ChartWords {
  readonly n: string;
  readonly loss: string;
  readonly log: string;
}

interface Chart {
  readonly x: Scale;
  readonly y: Scale;
  readonly yTicks: readonly number[];
  readonly isLog: boolean;
}

const largest = (numbers: ArrayLike<number>): number =>
  Array.from(numbers).reduce((most, number) => Math.max(most, number), -Infinity);

const smallest = (numbers: ArrayLike<number>): number =>
  Array.from(numbers).reduce((least, number) => Math.min(least, number), Infinity);

function lossDomain({ loss }: Losses, isLog: boolean): Interval {
  const most = largest(loss);
  if (most === 0) return [0, 1];
  if (!isLog) return [Math.min(0, smallest(loss)), most * 1.04];
  return [Math.max(smallest(loss), most * LOG_DEPTH) / 2, most * 2];
}

/** Return the scales of the chart in a picture of `size`. */
function chartScales(losses: Losses, { width, height }: Size): Chart {
  const first = losses.loss[0]!;
  const isLog = first > 0 && largest(losses.loss) > LOG_SCALE_FROM * first;
  const domain = lossDomain(losses, isLog);
  const range: Interval = [height - MARGIN.bottom, MARGIN.top];
  return {
    x: linear([0, Math.max(1, losses.end)], [MARGIN.left, width - MARGIN.right]),
    y: isLog ? logarithmic(domain, range) : linear(domain, range),
    yTicks: isLog ? powerTicks(domain, 5) : ticks(domain, 4),
    isLog,
  };
}

/** Return the path through the first `count` losses, thinned; the last one is always included. */
function lossLine({ loss }: Losses, { x, y }: Chart, count: number): string {
  const stride = Math.ceil(count / MOST_POINTS);
  const n = (i: number) => Math.min(i * stride, count - 1);
  const length = Math.ceil((count - 1) / stride) + 1;
  return line(
    svgPath(
      length,
      (i) => x(n(i)),
      (i) => y(loss[n(i)]!),
    ),
  );
}

const wholeTicks = (scale: Scale): number[] =>
  ticks(scale.domain, 4).filter((value) => Number.isInteger(value));

/** Return the layer that is redrawn only for another run: axes, and the whole line, pale. */
export function chartStaticLayer(losses: Losses, size: Size, words: ChartWords): Markup {
  const chart = chartScales(losses, size);
  const label = chart.isLog ? words.loss + words.log : words.loss;
  return html`${axes(
      { scale: chart.x, ticks: wholeTicks(chart.x), label: words.n, format: short },
      { scale: chart.y, ticks: chart.yTicks, label, format: chart.isLog ? power : short },
    )}<path class="gd-shadow-line" d="${lossLine(losses, chart, losses.loss.length)}" />`;
}

/** Return the layer that is redrawn for each iteration: the line up to `n`, and the points of `n` and of `next`. */
export function chartAnimatedLayer(
  losses: Losses,
  n: number,
  next: number | null,
  size: Size,
): Markup {
  const chart = chartScales(losses, size);
  const point = (at: number, kind: "previous" | "next") =>
    html`<circle
      class="gd-point gd-${kind}"
      cx="${chart.x(at)}"
      cy="${chart.y(losses.loss[at]!)}"
      r="4.5"
    />`;
  return html`<path
      class="gd-line"
      d="${lossLine(losses, chart, n + 1)}"
    />${next !== null && point(next, "next")}${point(n, "previous")}`;
}
