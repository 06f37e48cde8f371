/** The loss, iteration by iteration. */
import { html, type Markup } from "../markup.ts";
import { power, short } from "../numbers.ts";
import { linear, logarithmic, powerTicks, ticks, type Interval, type Scale } from "../scales.ts";
import type { Words } from "../words.ts";
import { frame, place, type Size } from "../axes.ts";
import { lastN, type Run } from "./run.ts";

const MARGIN = { left: 46, right: 12, top: 24, bottom: 40 };
/** A run whose loss grows by more than this factor is drawn with powers of ten. */
const STEEP = 20;
/** How far down powers of ten go: a loss of 0 lies on the lower edge. */
const DEPTH = 1e-12;

interface Chart {
  readonly x: Scale;
  readonly y: Scale;
  readonly yTicks: readonly number[];
  readonly isLog: boolean;
}

function lossDomain(run: Run, isLog: boolean): Interval {
  const losses = Array.from(run.loss);
  const most = Math.max(...losses);
  if (most === 0) return [0, 1];
  if (!isLog) return [Math.min(0, ...losses), most * 1.04];
  return [Math.max(Math.min(...losses), most * DEPTH) / 2, most * 2];
}

/** Return the scales on which the losses of `run` are drawn in a picture of `size`. */
export function chartScales(run: Run, { width, height }: Size): Chart {
  const first = run.loss[0]!;
  const isLog = first > 0 && Math.max(...Array.from(run.loss)) > STEEP * first;
  const domain = lossDomain(run, isLog);
  const range: Interval = [height - MARGIN.bottom, MARGIN.top];
  return {
    x: linear([0, Math.max(1, lastN(run))], [MARGIN.left, width - MARGIN.right]),
    y: isLog ? logarithmic(domain, range) : linear(domain, range),
    yTicks: isLog ? powerTicks(domain, 5) : ticks(domain, 4),
    isLog,
  };
}

function line(run: Run, { x, y }: Chart, count: number): string {
  const points = Array.from({ length: count }, (_, n) => place(x(n), y(run.loss[n]!)));
  return `M${points.join("L")}`;
}

const wholeTicks = (scale: Scale): number[] =>
  ticks(scale.domain, 4).filter((value) => Number.isInteger(value));

/** Return what changes only with a new run: axes and the whole line as a shadow. */
export function chartStill(run: Run, size: Size, words: Words): Markup {
  const chart = chartScales(run, size);
  const label = chart.isLog ? `${words.chart.loss} (${words.chart.log})` : words.chart.loss;
  return html`${frame(
      { scale: chart.x, ticks: wholeTicks(chart.x), label: words.chart.n, format: short },
      { scale: chart.y, ticks: chart.yTicks, label, format: chart.isLog ? power : short },
    )}<path class="gd-shadow-line" d="${line(run, chart, lastN(run) + 1)}" />`;
}

/** Return what moves: the line so far, and the points of this iteration and the next. */
export function chartMoving(run: Run, n: number, size: Size): Markup {
  const chart = chartScales(run, size);
  const point = (at: number, kind: "previous" | "next") =>
    html`<circle
      class="gd-point gd-${kind}"
      cx="${chart.x(at)}"
      cy="${chart.y(run.loss[at]!)}"
      r="4.5"
    />`;
  return html`<path
      class="gd-line"
      d="${line(run, chart, n + 1)}"
    />${n < lastN(run) && point(n + 1, "next")}${point(n, "previous")}`;
}
