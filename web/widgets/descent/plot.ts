/** Chart of the loss curve and the descent: static layer, animated layer, start handle. */
import { html, type Markup } from "../../core/markup.ts";
import { short, threeDecimals } from "../../core/numbers.ts";
import {
  dots,
  nearestInside,
  polyline,
  updateMarker,
  type PlotArea,
  type Point,
} from "../../plot/plot-area.ts";
import { clamp, linear, ticks, type Scale } from "../../plot/scales.ts";
import type { DescentWords } from "./words.ts";
import {
  formulaHeight,
  formulaLabel,
  formulaLines,
  axes,
  svgPoint,
  type Size,
} from "../../plot/axes.ts";
import { heightAt, lastN, stepAt, type Run, type Step } from "./run.ts";

const MARGIN = { left: 40, right: 12, top: 24, bottom: 40 };
/** Steeper gradients are clamped to this one: their tangents look equally vertical. */
const STEEPEST_DRAWN = 1e6;
const TANGENT = { previous: 76, next: 48 };

/** Return the plot area of `run` in a picture of `size`. */
export function plotArea(run: Run, { width, height }: Size): PlotArea {
  const [tFrom, tTo, lossFrom, lossTo] = run.facts.view;
  const above = formulaHeight(linesOf(run, width));
  return {
    x: linear([tFrom, tTo], [MARGIN.left, width - MARGIN.right]),
    y: linear([lossFrom, lossTo], [height - MARGIN.bottom, MARGIN.top + above]),
  };
}

const linesOf = ({ facts }: Run, width: number): readonly string[] =>
  formulaLines(facts.formula, width - MARGIN.left - MARGIN.right);

const pointAt = ({ x, y }: PlotArea, step: Pick<Step, "t" | "loss">): Point => ({
  x: x(step.t),
  y: y(step.loss),
});

const states = (run: Run, on: PlotArea, count: number): Point[] =>
  Array.from({ length: count }, (_, n) => pointAt(on, stepAt(run, n)));

function curvePoints(run: Run, on: PlotArea): Point[] {
  const [from, to] = on.x.domain;
  const width = (to - from) / (run.curve.length - 1);
  return Array.from(run.curve, (loss, i) => pointAt(on, { t: from + i * width, loss }));
}

function minimumMark(t: number, on: PlotArea, words: DescentWords): Markup {
  const [x, y] = [on.x(t), on.y.range[0]];
  return html`<path class="gd-minimum" d="M${svgPoint(x, y - 7)}l4 7h-8z">
    <title>${words.plot.minimum}: t = ${short(t)}</title></path
  >`;
}

function legend(on: PlotArea, words: DescentWords): Markup {
  const left = on.x.range[0];
  const y = on.y.range[0] + 28;
  return html`<g class="gd-legend" aria-hidden="true">
    <circle class="gd-previous" cx="${left + 4}" cy="${y}" r="5" />
    <text class="gd-label" x="${left + 12}" y="${y + 4}">${words.plot.previous}</text>
    <circle class="gd-next" cx="${left + 89}" cy="${y}" r="4.5" />
    <text class="gd-label" x="${left + 98}" y="${y + 4}">${words.plot.next}</text>
  </g>`;
}

/** Return the layer that is redrawn only for a new run: axes, curve, minima, the whole path, pale. */
export function staticLayer(run: Run, size: Size, words: DescentWords, clipId: string): Markup {
  const on = plotArea(run, size);
  const path = states(run, on, lastN(run) + 1);
  const x = { scale: on.x, ticks: ticks(on.x.domain, size.width > 420 ? 7 : 5) };
  const y = { scale: on.y, ticks: ticks(on.y.domain, 5) };
  return html`${axes({ ...x, label: words.plot.t, format: short }, { ...y, label: words.plot.loss, format: short })}
    ${run.facts.minima.map((t) => minimumMark(t, on, words))}
    <g clip-path="url(#${clipId})">
      <path class="gd-curve" d="${polyline(curvePoints(run, on))}" />
      <path class="gd-shadow" d="${polyline(path)}" />
      <path class="gd-shadow-dots" d="${dots(path)}" />
    </g>
    ${formulaLabel(linesOf(run, size.width), on.x.range[1], on.y.range[1])} ${legend(on, words)}`;
}

/** Return the slope of `grad` in pixels: down per pixel to the right. */
function slopeOnScreen({ x, y }: PlotArea, grad: number): number {
  const perUnit = ({ domain, range }: Scale) => (range[1] - range[0]) / (domain[1] - domain[0]);
  return (clamp(grad, -STEEPEST_DRAWN, STEEPEST_DRAWN) * perUnit(y)) / perUnit(x);
}

function tangent(on: PlotArea, step: Step, kind: "previous" | "next", opacity = 1): Markup {
  const { x, y } = pointAt(on, step);
  const slope = slopeOnScreen(on, step.grad);
  const dx = TANGENT[kind] / Math.hypot(1, slope);
  return html`<line
    class="gd-tangent gd-${kind}"
    opacity="${opacity}"
    x1="${x - dx}"
    y1="${y - slope * dx}"
    x2="${x + dx}"
    y2="${y + slope * dx}"
  />`;
}

/** Return the line from one state to the next: horizontal, then vertical to the curve. */
function stepLine(on: PlotArea, from: Step, to: Step): Markup {
  const [a, b] = [pointAt(on, from), pointAt(on, to)];
  return html`<path class="gd-stride" d="M${svgPoint(a.x, a.y)}H${b.x}V${b.y}" />`;
}

const marker = (on: PlotArea, step: Step, kind: "previous" | "next"): Markup =>
  updateMarker(on, pointAt(on, step), kind, `t = ${threeDecimals(step.t)}`);

/** Return the state on the drawn curve, interpolated by `fraction` between two steps. */
function between(run: Run, from: Step, to: Step, fraction: number): Step {
  const t = from.t + (to.t - from.t) * fraction;
  const loss = heightAt(run, t);
  return loss === null ? from : { ...from, t, loss };
}

/** Return the layer redrawn for each frame: the path so far, two points, their tangents and the line between. */
export function animatedLayer(
  run: Run,
  n: number,
  fraction: number,
  size: Size,
  clipId: string,
): Markup {
  const on = plotArea(run, size);
  const path = states(run, on, n + 1);
  const here = stepAt(run, n);
  const next = n < lastN(run) ? stepAt(run, n + 1) : null;
  const moved = next && fraction > 0 ? between(run, here, next, fraction) : here;
  return html`<g clip-path="url(#${clipId})">
      <path class="gd-path" d="${polyline(path)}" />
      <path
        class="gd-path-dots"
        d="${dots(path)}"
      />${next && stepLine(on, here, next)}${tangent(on, here, "previous", 1 - fraction)}${next && tangent(on, next, "next")}</g
    >${next && marker(on, next, "next")}${marker(on, moved, "previous")}`;
}

/** Return the point of the start handle: on the curve, clamped to the plot area. */
export function startPoint(run: Run, t: number, size: Size): Point {
  const on = plotArea(run, size);
  const loss = t === run.t[0] ? run.loss[0]! : (heightAt(run, t) ?? run.facts.view[3]);
  return nearestInside(on, pointAt(on, { t, loss }));
}

/** Return the handle of the start: a ring with arrowheads to both sides. */
export function startHandle(run: Run, size: Size): Markup {
  const { x, y } = startPoint(run, run.t[0]!, size);
  return html`<g class="gd-start" data-lock="t" transform="translate(${svgPoint(x, y)})">
    <circle class="gd-hit" r="23" />
    <circle class="gd-ring" r="11" />
    <path class="gd-chevrons" d="M-15-4l-4 4 4 4M15-4l4 4-4 4" />
  </g>`;
}
