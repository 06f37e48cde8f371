/** The plot area of a chart: clipping, paths through points, and markers of points inside or outside it. */
import { svgPoint } from "./axes.ts";
import { html, type Markup } from "../core/markup.ts";
import { clamp, type Scale } from "./scales.ts";
import { dots as dotsOn, line, svgPath } from "./svg-path.ts";

export interface PlotArea {
  readonly x: Scale;
  readonly y: Scale;
}

/** A point in pixels, in the units of the viewBox. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export const isInside = ({ x, y }: PlotArea, point: Point): boolean =>
  point.x >= x.range[0] && point.x <= x.range[1] && point.y >= y.range[1] && point.y <= y.range[0];

/** Return the point of the plot area that is nearest to `point`. */
export const nearestInside = ({ x, y }: PlotArea, point: Point): Point => ({
  x: clamp(point.x, x.range[0], x.range[1]),
  y: clamp(point.y, y.range[1], y.range[0]),
});

/** Return the clip path of the plot area. */
export function clipPath(id: string, { x, y }: PlotArea): Markup {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  return html`<clipPath id="${id}">
    <rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" />
  </clipPath>`;
}

const svgPathThrough = (points: readonly Point[]) =>
  svgPath(
    points.length,
    (i) => points[i]!.x,
    (i) => points[i]!.y,
  );

export const polyline = (points: readonly Point[]): string => line(svgPathThrough(points));

/** Return a path of zero-length lines: with `stroke-linecap: round` each is a dot. */
export const dots = (points: readonly Point[]): string => dotsOn(svgPathThrough(points));

/** Return the marker of a point before or after an update; outside the plot area, an arrow at the edge with `label`. */
export function updateMarker(
  on: PlotArea,
  point: Point,
  kind: "previous" | "next",
  label: string,
): Markup {
  if (!isInside(on, point)) return arrow(on, point, kind, label);
  return html`<circle
    class="gd-point gd-${kind}"
    cx="${point.x}"
    cy="${point.y}"
    r="${kind === "previous" ? 6.5 : 6}"
  />`;
}

/** Pixels from the label of the previous point outside the plot area to that of the next. */
const ARROW_LABEL_GAP = 18;

function arrow(on: PlotArea, point: Point, kind: "previous" | "next", label: string): Markup {
  const edge = nearestInside(on, point);
  const angle = (Math.atan2(point.y - edge.y, point.x - edge.x) * 180) / Math.PI;
  const onLeft = edge.x < (on.x.range[0] + on.x.range[1]) / 2;
  const below = kind === "previous" ? 0 : ARROW_LABEL_GAP; // so that the two labels don't overlap
  const y = clamp(edge.y + 16, on.y.range[1] + 28, on.y.range[0] - 6 - ARROW_LABEL_GAP) + below;
  return html`<path
      class="gd-arrow gd-${kind}"
      transform="translate(${svgPoint(edge.x, edge.y)}) rotate(${Math.round(angle)})"
      d="M0 0l-13 7v-14z"
    />
    <text
      class="gd-away gd-${kind}"
      x="${edge.x + (onLeft ? 8 : -8)}"
      y="${y}"
      text-anchor="${onLeft ? "start" : "end"}"
      >${label}</text
    >`;
}
