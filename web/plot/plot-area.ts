/** The plane of a picture: places on it, what is inside, and how a point is drawn that lies far away. */
import { place } from "./axes.ts";
import { html, type Markup } from "../core/markup.ts";
import { clamp, type Scale } from "./scales.ts";
import { dots as dotsOn, line, trackOf } from "./svg-path.ts";

export interface Plane {
  readonly x: Scale;
  readonly y: Scale;
}

/** A place in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export const isInside = ({ x, y }: Plane, point: Point): boolean =>
  point.x >= x.range[0] && point.x <= x.range[1] && point.y >= y.range[1] && point.y <= y.range[0];

/** Return the place in the frame that is nearest to a point. */
export const nearestInside = ({ x, y }: Plane, point: Point): Point => ({
  x: clamp(point.x, x.range[0], x.range[1]),
  y: clamp(point.y, y.range[1], y.range[0]),
});

/** Return the clip path that keeps drawings inside the axes. */
export function clipPath(id: string, { x, y }: Plane): Markup {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  return html`<clipPath id="${id}">
    <rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" />
  </clipPath>`;
}

const trackThrough = (points: readonly Point[]) =>
  trackOf(
    points.length,
    (i) => points[i]!.x,
    (i) => points[i]!.y,
  );

export const polyline = (points: readonly Point[]): string => line(trackThrough(points));

/** Lines without length: with round ends each is a dot. */
export const dots = (points: readonly Point[]): string => dotsOn(trackThrough(points));

/** Return a point before or after an update; or, where it lies outside, an arrow at the edge with its `label`. */
export function updateMarker(
  on: Plane,
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

/** From the label of the point before an update that lies outside to that of the point after it. */
const AWAY_LINE = 18;

function arrow(on: Plane, point: Point, kind: "previous" | "next", label: string): Markup {
  const edge = nearestInside(on, point);
  const angle = (Math.atan2(point.y - edge.y, point.x - edge.x) * 180) / Math.PI;
  const onLeft = edge.x < (on.x.range[0] + on.x.range[1]) / 2;
  const below = kind === "previous" ? 0 : AWAY_LINE; // the one label is never on the other
  const y = clamp(edge.y + 16, on.y.range[1] + 28, on.y.range[0] - 6 - AWAY_LINE) + below;
  return html`<path
      class="gd-arrow gd-${kind}"
      transform="translate(${place(edge.x, edge.y)}) rotate(${Math.round(angle)})"
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
