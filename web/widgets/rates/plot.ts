/** Chart of the final loss against the learning rate, both on log scales. */
import { axes, svgPoint, type Size } from "../../plot/axes.ts";
import { html, type Markup } from "../../core/markup.ts";
import { power, short } from "../../core/numbers.ts";
import { nearestInside, type PlotArea, type Point } from "../../plot/plot-area.ts";
import { clamp, logarithmic, powerTicks, type Interval, type Scale } from "../../plot/scales.ts";
import { endOf, lastRun, type End, type Sweep } from "./sweep.ts";
import type { RatesWords } from "./words.ts";

const MARGIN = { left: 50, right: 14, top: 26, bottom: 40 };
/** The y axis ends at these multiples of the start loss; other losses are clamped. */
const LOWEST_FACTOR = 1e-14;
const HIGHEST_FACTOR = 1e3;
/** Stands for a start loss of 0, which a log scale cannot show. */
const FALLBACK_START_LOSS = 1;
/** Pixels kept free between the label of the lower edge and the next tick. */
const EDGE_LABEL_GAP = 14;

function lossDomain({ facts, loss }: Sweep): Interval {
  const start = facts.start_loss > 0 ? facts.start_loss : FALLBACK_START_LOSS;
  const lowest = Math.min(...Array.from(loss));
  return [clamp(lowest, start * LOWEST_FACTOR, start / 10) / 2, start * HIGHEST_FACTOR];
}

/** Return the plot area of `sweep` in a picture of `size`. */
export function plotArea(sweep: Sweep, { width, height }: Size): PlotArea {
  const rates: Interval = [sweep.lr[0]!, sweep.lr[lastRun(sweep)]!];
  return {
    x: logarithmic(rates, [MARGIN.left, width - MARGIN.right]),
    y: logarithmic(lossDomain(sweep), [height - MARGIN.bottom, MARGIN.top]),
  };
}

/** Return the point of a run's end; an overflow lies above the chart. */
const pointAt = ({ x, y }: PlotArea, { lr, loss, fate }: End): Point => ({
  x: x(lr),
  y: y(fate === "beyond" ? Infinity : loss),
});

function mark(rate: number, label: string, side: "start" | "end", on: PlotArea): Markup {
  const [x, [bottom, top]] = [on.x(rate), on.y.range];
  return html`<line class="gd-rate-mark" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" />
    <text
      class="gd-label"
      x="${x + (side === "start" ? 5 : -5)}"
      y="${top + 11}"
      text-anchor="${side}"
      >${label}</text
    >`;
}

/** Return the marked rates, and a shade over those at which runs may diverge. */
function marks({ facts }: Sweep, on: PlotArea, words: RatesWords): Markup {
  const { landing, limit } = facts;
  const [bottom, top] = on.y.range;
  const shade = limit !== null && {
    x: on.x(limit),
    width: on.x.range[1] - on.x(limit),
  };
  return html`${
    shade &&
    html`<rect
      class="gd-unsettled"
      x="${shade.x}"
      y="${top}"
      width="${shade.width}"
      height="${bottom - top}"
    />`
  }
  ${landing !== null && mark(landing, words.plot.landing(short(landing)), "end", on)}
  ${limit !== null && mark(limit, words.plot.limit(short(limit)), "start", on)}`;
}

function startLine({ facts }: Sweep, on: PlotArea, words: RatesWords): Markup {
  const [[left, right], y] = [on.x.range, on.y(facts.start_loss)];
  return html`<line class="gd-start-loss" x1="${left}" x2="${right}" y1="${y}" y2="${y}" />
    <text class="gd-start-words" x="${left + 6}" y="${y - 6}"
      >${words.plot.start} ${short(facts.start_loss)}</text
    >`;
}

function curve(sweep: Sweep, on: PlotArea): string {
  const points = Array.from(sweep.lr, (_, i) => pointAt(on, endOf(sweep, i)));
  return `M${points.map(({ x, y }) => svgPoint(x, y)).join("L")}`;
}

/** Return the ticks that don't overlap the label of the lower edge. */
const lossTicks = (y: Scale): number[] =>
  powerTicks(y.domain, 6).filter((loss) => y(loss) < y.range[0] - EDGE_LABEL_GAP);

/** Return the static layer: axes, marks, the curve. */
export function staticLayer(sweep: Sweep, size: Size, words: RatesWords, clipId: string): Markup {
  const on = plotArea(sweep, size);
  const { facts } = sweep;
  const x = { scale: on.x, ticks: powerTicks(on.x.domain, 5), label: words.plot.lr, format: power };
  const label = words.plot.loss(String(facts.parameters.steps));
  const y = { scale: on.y, ticks: lossTicks(on.y), label, format: power };
  return html`${marks(sweep, on, words)}${axes(x, y)}
    <text class="gd-tick" x="${on.x.range[0] - 7}" y="${on.y.range[0] + 2}" text-anchor="end"
      >≈ 0</text
    >
    ${facts.start_loss > 0 && startLine(sweep, on, words)}
    <g clip-path="url(#${clipId})"><path class="gd-curve" d="${curve(sweep, on)}" /></g>`;
}

/** Return the point of run `i`, clamped to the plot area. */
export function runPoint(sweep: Sweep, i: number, size: Size): Point {
  const on = plotArea(sweep, size);
  return nearestInside(on, pointAt(on, endOf(sweep, i)));
}

/** Return the line from the rate of run `i` on the x axis to its point. */
export function pointer(sweep: Sweep, i: number, size: Size): Markup {
  const { x, y } = runPoint(sweep, i, size);
  const bottom = plotArea(sweep, size).y.range[0];
  return html`<path class="gd-pointer" d="M${svgPoint(x, bottom)}V${y}" />
    <circle class="gd-point gd-previous" cx="${x}" cy="${y}" r="6.5" />`;
}

/** Return the handle of the selected rate: a ring with arrowheads to both sides. */
export function rateHandle(sweep: Sweep, i: number, size: Size): Markup {
  const { x, y } = runPoint(sweep, i, size);
  return html`<g class="gd-start" transform="translate(${svgPoint(x, y)})">
    <circle class="gd-hit" r="23" />
    <circle class="gd-ring" r="11" />
    <path class="gd-chevrons" d="M-15-4l-4 4 4 4M15-4l4 4-4 4" />
  </g>`;
}
