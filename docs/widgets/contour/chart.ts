/** The losses of all runs, iteration by iteration. */
import { frame, place, type Size } from "../axes.ts";
import { html, type Markup } from "../markup.ts";
import { power, short } from "../numbers.ts";
import { linear, logarithmic, powerTicks, ticks, type Interval, type Scale } from "../scales.ts";
import type { Words } from "../words.ts";
import { lastN, lastOf, stepAt, type Path, type Race } from "./race.ts";
import { dashes, shape } from "./shapes.ts";

const MARGIN = { left: 46, right: 12, top: 26, bottom: 40 };
/** How many times the first loss a chart reaches up: a run that diverges leaves it. */
const CEILING = 1e3;
const LINEAR_CEILING = 1.2;
/** How far down, in powers of ten from the first loss, a chart reaches at the most. */
const DEPTH = 1e-12;

export interface Chart {
  readonly x: Scale;
  readonly y: Scale;
  readonly yTicks: readonly number[];
  readonly isLog: boolean;
}

/** Return powers of ten around the losses: while the start is dragged, axes seldom change. */
function logDomain(race: Race): Interval {
  const first = race.paths[0]!.loss[0]!;
  const losses = race.paths.flatMap(({ loss }) => Array.from(loss));
  const top = first > 0 ? first : Math.max(...losses) || 1;
  const most = Math.min(Math.max(...losses), top * CEILING);
  const least = Math.max(Math.min(...losses), top * DEPTH);
  const [low, high] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  return [10 ** Math.min(low, high - 1), 10 ** high];
}

function linearDomain(race: Race): Interval {
  const first = race.paths[0]!.loss[0]!;
  const height = Math.max(first - race.facts.ground, 1e-9);
  return [race.facts.ground - height * 0.02, race.facts.ground + height * LINEAR_CEILING];
}

/** Return the scales on which the losses are drawn: powers of ten, unless a loss can be negative. */
export function chartScales(race: Race, { width, height }: Size): Chart {
  const isLog = race.facts.ground >= 0;
  const domain = isLog ? logDomain(race) : linearDomain(race);
  const range: Interval = [height - MARGIN.bottom, MARGIN.top];
  return {
    x: linear([0, Math.max(1, lastN(race))], [MARGIN.left, width - MARGIN.right]),
    y: isLog ? logarithmic(domain, range) : linear(domain, range),
    yTicks: isLog ? powerTicks(domain, 6) : ticks(domain, 5),
    isLog,
  };
}

/** Return the clip path that keeps lines inside the axes. */
export function chartClip(id: string, { x, y }: Chart): Markup {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  return html`<clipPath id="${id}">
    <rect x="${left}" y="${top - 3}" width="${right - left + 3}" height="${bottom - top + 6}" />
  </clipPath>`;
}

const wholeTicks = (scale: Scale): number[] =>
  ticks(scale.domain, 4).filter((value) => Number.isInteger(value));

/** Return the axes. */
export function chartAxes(chart: Chart, words: Words): Markup {
  const label = chart.isLog ? `${words.chart.loss} (${words.chart.log})` : words.chart.loss;
  return frame(
    { scale: chart.x, ticks: wholeTicks(chart.x), label: words.chart.n, format: short },
    { scale: chart.y, ticks: chart.yTicks, label, format: chart.isLog ? power : short },
  );
}

/** Return the line of a run's losses from its first state to state `last`. */
export function lossLine({ loss }: Path, { x, y }: Chart, last = loss.length - 1): string {
  const points = Array.from({ length: Math.min(last, loss.length - 1) + 1 }, (_, n) =>
    place(x(n), y(loss[n]!)),
  );
  return `M${points.join("L")}`;
}

/** Return the transform that puts a run's marker at its state `n`; null where that is off the chart. */
export function lossMarker(path: Path, n: number, { x, y }: Chart): string | null {
  const step = stepAt(path, n);
  if (step.n < n || step.loss > y.domain[1]) return null;
  return `translate(${place(x(step.n), y(step.loss))}) scale(0.8)`;
}

/** Return the lines and markers of all runs at state `n`; display.ts moves them. */
export function losses(race: Race, n: number, chart: Chart): Markup {
  return html`${race.paths.map((path, run) => {
    const transform = lossMarker(path, n, chart);
    return html`<g data-run="${run}">
      <path class="gd-run-shadow" d="${lossLine(path, chart)}" />
      <path
        class="gd-run-path"
        d="${lossLine(path, chart, Math.min(n, lastOf(path)))}"
        ${dashes(run)}
      />
      <path
        class="gd-run-marker"
        d="${shape(run)}"
        ${transform === null ? html` visibility="hidden"` : html` transform="${transform}"`}
      />
    </g>`;
  })}`;
}
