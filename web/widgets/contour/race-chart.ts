/** Line chart of the losses of all runs by iteration. */
import { axes, svgPoint, type Size } from "../../plot/axes.ts";
import { html, type Markup } from "../../core/markup.ts";
import { power, short } from "../../core/numbers.ts";
import {
  linear,
  logarithmic,
  powerTicks,
  ticks,
  type Interval,
  type Scale,
} from "../../plot/scales.ts";
import { line, svgPath, type SvgPath } from "../../plot/svg-path.ts";
import type { Words } from "../../widget/words.ts";
import { lastN, stepAt, type Path, type Race } from "./race.ts";
import { dashes, shape } from "./run-symbols.ts";

const MARGIN = { left: 46, right: 12, top: 26, bottom: 40 };
/** The upper end of the axis as a multiple of the first loss, log and linear; diverging runs leave the chart. */
const CEILING = 1e3;
const LINEAR_CEILING = 1.2;
const ROUND = [1, 2, 5];
/** Below this ratio of its ends, a log axis gets ticks at 2 and 5 too. */
const FEW_POWERS = 200;
/** The lowest end of a log axis, as a share of the first loss. */
const DEPTH = 1e-12;
/** Ticks below this multiple of the lower end would overlap its label "≈ 0". */
const EDGE_LABEL_RATIO = 30;

export interface Chart {
  readonly x: Scale;
  readonly y: Scale;
  readonly yTicks: readonly number[];
  readonly isLog: boolean;
  /** Whether losses lie below the lower edge: they are drawn on it, labelled "≈ 0". */
  readonly isCut: boolean;
}

/** Return the last of 1, 2, 5, 10, 20, … that is not above `x`. */
function roundBelow(x: number): number {
  const power = 10 ** Math.floor(Math.log10(x) + 1e-9);
  return power * (ROUND.filter((factor) => factor * power <= x * (1 + 1e-9)).at(-1) ?? 1);
}

/** Return a domain with round ends, so that the axes seldom change while the start is dragged. */
function logDomain(race: Race): Interval {
  const first = race.paths[0]!.loss[0]!;
  const losses = race.paths.flatMap(({ loss }) => Array.from(loss));
  const top = first > 0 ? first : Math.max(...losses) || 1;
  const most = Math.min(Math.max(...losses), top * CEILING);
  const low = roundBelow(Math.max(Math.min(...losses), top * DEPTH));
  const high = 1 / roundBelow(1 / Math.max(most, 2 * low));
  return [low, high];
}

const isCut = (race: Race, [low]: Interval): boolean =>
  race.paths.some(({ loss }) => Array.from(loss).some((value) => value < low * (1 - 1e-9)));

/** Return powers of ten; where they are too few, also their multiples by 2 and 5. */
function logTicks(domain: Interval): number[] {
  const powers = powerTicks(domain, 6);
  if (domain[1] / domain[0] > FEW_POWERS) return powers;
  const exponents = Array.from({ length: 4 }, (_, i) => Math.floor(Math.log10(domain[0])) + i);
  const all = exponents.flatMap((exponent) => ROUND.map((x) => Number(`${x}e${exponent}`)));
  const [low, high] = [domain[0] * (1 - 1e-9), domain[1] * (1 + 1e-9)];
  return all.filter((value) => value >= low && value <= high);
}

function linearDomain(race: Race): Interval {
  const first = race.paths[0]!.loss[0]!;
  const height = Math.max(first - race.facts.lowest_loss, 1e-9);
  return [race.facts.lowest_loss - height * 0.02, race.facts.lowest_loss + height * LINEAR_CEILING];
}

/** Return the scales on which the losses are drawn: logarithmic, unless a loss can be negative. */
export function chartScales(race: Race, { width, height }: Size): Chart {
  const isLog = race.facts.lowest_loss >= 0;
  const domain = isLog ? logDomain(race) : linearDomain(race);
  const range: Interval = [height - MARGIN.bottom, MARGIN.top];
  const cut = isLog && isCut(race, domain);
  const yTicks = isLog ? logTicks(domain) : ticks(domain, 5);
  return {
    x: linear([0, Math.max(1, lastN(race))], [MARGIN.left, width - MARGIN.right]),
    y: isLog ? logarithmic(domain, range) : linear(domain, range),
    yTicks: cut
      ? [domain[0], ...yTicks.filter((value) => value > domain[0] * EDGE_LABEL_RATIO)]
      : yTicks,
    isLog,
    isCut: cut,
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

/** Return 10⁶ for a power of ten, and 0.002 or 500 for other numbers. */
const tickLabel = (x: number): string =>
  Math.abs(Math.log10(x) - Math.round(Math.log10(x))) < 1e-9 ? power(x) : short(x);

/** Return the axes. */
export function chartAxes(chart: Chart, words: Words): Markup {
  const label = chart.isLog ? words.chart.loss + words.chart.log : words.chart.loss;
  const edge = chart.isCut ? chart.y.domain[0] : null;
  const format = (value: number): string =>
    value === edge ? "≈ 0" : chart.isLog ? tickLabel(value) : short(value);
  return axes(
    { scale: chart.x, ticks: wholeTicks(chart.x), label: words.chart.n, format: short },
    { scale: chart.y, ticks: chart.yTicks, label, format },
  );
}

/** Return the path of a run's losses. */
export const lossSvgPath = ({ loss }: Path, { x, y }: Chart): SvgPath =>
  svgPath(loss.length, x, (n) => y(loss[n]!));

/** Return the transform of a run's marker at state `n`; null if it is outside the chart. */
export function lossMarker(path: Path, n: number, { x, y }: Chart): string | null {
  const step = stepAt(path, n);
  if (step.n < n || step.loss > y.domain[1]) return null;
  return `translate(${svgPoint(x(step.n), y(step.loss))}) scale(0.8)`;
}

/** Return the lines and markers of all runs at state `n`; run-view.ts updates them. */
export function losses(race: Race, n: number, chart: Chart): Markup {
  return html`${race.paths.map((path, run) => {
    const transform = lossMarker(path, n, chart);
    const places = lossSvgPath(path, chart);
    return html`<g data-run="${run}">
      <path class="gd-run-shadow" d="${line(places)}" />
      <path class="gd-run-path" d="${line(places, n + 1)}" ${dashes(run)} />
      <path
        class="gd-run-marker"
        d="${shape(run)}"
        ${transform === null ? html` visibility="hidden"` : html` transform="${transform}"`}
      />
    </g>`;
  })}`;
}
