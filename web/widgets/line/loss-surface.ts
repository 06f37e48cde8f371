/** Contour plot of the loss over weight and bias, with the path of the descent. */
import { axes, svgPoint, type Size } from "../../plot/axes.ts";
import { html, type Markup } from "../../core/markup.ts";
import { short, threeDecimals } from "../../core/numbers.ts";
import { dots, polyline, updateMarker, type PlotArea, type Point } from "../../plot/plot-area.ts";
import { linear, ticks, type Interval, type Scale } from "../../plot/scales.ts";
import { lastN, parametersAt, type Fit } from "./fit.ts";
import type { LineWords } from "./words.ts";

const MARGIN = { left: 44, right: 12, top: 26, bottom: 40 };

/** Return an interval of another length around the same middle. */
const around = ([from, to]: Interval, length: number): Interval => {
  const middle = (from + to) / 2;
  return [middle - length / 2, middle + length / 2];
};

/** Return the plot area of weight and bias in a picture of `size`; with equal scales if `true_to_scale`. */
export function surfacePlotArea({ facts }: Fit, { width, height }: Size): PlotArea {
  const [wFrom, wTo, bFrom, bTo] = facts.view;
  const x: Interval = [MARGIN.left, width - MARGIN.right];
  const y: Interval = [height - MARGIN.bottom, MARGIN.top];
  const [wide, high] = [x[1] - x[0], y[0] - y[1]];
  const perPixel = Math.max((wTo - wFrom) / wide, (bTo - bFrom) / high);
  const lengths = facts.true_to_scale
    ? [perPixel * wide, perPixel * high]
    : [wTo - wFrom, bTo - bFrom];
  return {
    x: linear(around([wFrom, wTo], lengths[0]!), x),
    y: linear(around([bFrom, bTo], lengths[1]!), y),
  };
}

const pointAt = ({ x, y }: PlotArea, { w, b }: { w: number; b: number }): Point => ({
  x: x(w),
  y: y(b),
});

/** Return the pixels of one data unit. */
const unit = ({ domain, range }: Scale): number => (range[1] - range[0]) / (domain[1] - domain[0]);

/** Return the contour lines: unit circles, transformed into ellipses. */
function contourLines({ facts }: Fit, on: PlotArea): Markup {
  const { first, second, radii } = facts.contour;
  const [x, y] = [unit(on.x), unit(on.y)];
  const [w, b] = facts.minimum;
  const ellipse = (radius: number): Markup => {
    const sides = [first[0] * x, first[1] * y, second[0] * x, second[1] * y];
    const matrix = [...sides.map((side) => side * radius), on.x(w), on.y(b)].join(" ");
    return html`<circle class="gd-ellipse" r="1" transform="matrix(${matrix})" />`;
  };
  return html`${[...radii].reverse().map(ellipse)}`;
}

function cross({ x, y }: Point, title: string): Markup {
  return html`<path class="gd-ground" transform="translate(${svgPoint(x, y)})" d="M-5 0h10M0-5v10">
    <title>${title}</title></path
  >`;
}

const path = (fit: Fit, on: PlotArea, count: number): Point[] =>
  Array.from({ length: count }, (_, n) => pointAt(on, parametersAt(fit, n)));

/** Return the layer that is redrawn only for a new run: axes, contour lines, the minimum, the whole path, pale. */
export function surfaceStaticLayer(fit: Fit, size: Size, words: LineWords, clipId: string): Markup {
  const on = surfacePlotArea(fit, size);
  const [w, b] = fit.facts.minimum;
  const points = path(fit, on, lastN(fit) + 1);
  const axis = (scale: Scale, label: string) => ({
    scale,
    ticks: ticks(scale.domain, 5),
    label,
    format: short,
  });
  return html`<g clip-path="url(#${clipId})">
      ${contourLines(fit, on)}
      <path class="gd-shadow" d="${polyline(points)}" />
      <path class="gd-shadow-dots" d="${dots(points)}" />
    </g>
    ${axes(axis(on.x, words.bowl.w), axis(on.y, words.bowl.b))}
    ${cross(pointAt(on, { w, b }), words.bowl.minimum(short(w), short(b)))}`;
}

/** Return the layer that is redrawn for each frame: the path so far, and the points of this iteration and the next. */
export function surfaceAnimatedLayer(
  fit: Fit,
  n: number,
  fraction: number,
  size: Size,
  clipId: string,
): Markup {
  const on = surfacePlotArea(fit, size);
  const points = path(fit, on, n + 1);
  const marker = (at: { w: number; b: number }, kind: "previous" | "next") => {
    const label = `(${threeDecimals(at.w)}, ${threeDecimals(at.b)})`;
    return updateMarker(on, pointAt(on, at), kind, label);
  };
  return html`<g clip-path="url(#${clipId})">
      <path class="gd-path" d="${polyline(points)}" />
      <path class="gd-path-dots" d="${dots(points)}" /></g
    >${n < lastN(fit) && marker(parametersAt(fit, n + 1), "next")}${marker(parametersAt(fit, n, fraction), "previous")}`;
}
