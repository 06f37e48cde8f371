/** The points with the line among them: still parts, moving parts, and the points, which can be dragged. */
import { frame, place, type Size } from "../../plot/axes.ts";
import { html, type Markup } from "../../core/markup.ts";
import { short, threeDecimals } from "../../core/numbers.ts";
import type { Plane } from "../../plot/plot-area.ts";
import { linear, ticks } from "../../plot/scales.ts";
import { endsAt, heightAt, lastN, stepAt, type Ends, type Fit } from "./fit.ts";
import type { Datum } from "./query.ts";
import type { LineWords } from "./words.ts";

const MARGIN = { left: 34, right: 12, top: 26, bottom: 40 };

/** Return the plane of the points of `fit` in a picture of `size`. */
export function pointsPlane({ facts }: Fit, { width, height }: Size): Plane {
  const [xFrom, xTo, yFrom, yTo] = facts.frame;
  return {
    x: linear([xFrom, xTo], [MARGIN.left, width - MARGIN.right]),
    y: linear([yFrom, yTo], [height - MARGIN.bottom, MARGIN.top]),
  };
}

function line(on: Plane, [left, right]: Ends, className: string): Markup {
  const [from, to] = on.x.range;
  return html`<path
    class="${className}"
    d="M${place(from, on.y(left))}L${place(to, on.y(right))}"
  />`;
}

/** Return what changes only with the points: axes, and the best line as a shadow. */
export function scatterStill(fit: Fit, size: Size, clipId: string): Markup {
  const on = pointsPlane(fit, size);
  const axis = { format: short };
  return html`${frame(
      { ...axis, scale: on.x, ticks: ticks(on.x.domain, 6), label: "x" },
      { ...axis, scale: on.y, ticks: ticks(on.y.domain, 5), label: "y" },
    )}<g clip-path="url(#${clipId})">${line(on, fit.facts.best, "gd-best-line")}</g>`;
}

function residual(on: Plane, fit: Fit, ends: Ends, [x, y]: Datum): string {
  return `M${place(on.x(x), on.y(y))}V${on.y(heightAt(fit, ends, x))}`;
}

const signed = (x: number): string => (x < 0 ? `− ${threeDecimals(-x)}` : `+ ${threeDecimals(x)}`);

/** Return the line of state `n` as an equation. */
export function lineEquation(fit: Fit, n: number): string {
  const { w, b } = stepAt(fit, n);
  return `ŷ = ${threeDecimals(w)} ${fit.facts.scale ? "z" : "x"} ${signed(b)}`;
}

/** Return what moves: the line, the one before the next update, and how far the points are from it. */
export function scatterMoving(
  fit: Fit,
  n: number,
  fraction: number,
  points: readonly Datum[],
  size: Size,
  clipId: string,
): Markup {
  const on = pointsPlane(fit, size);
  const ends = endsAt(fit, n, fraction);
  const residuals = points.map((point) => residual(on, fit, ends, point)).join("");
  return html`<g clip-path="url(#${clipId})">
      ${n < lastN(fit) && line(on, endsAt(fit, n + 1), "gd-next-line")}
      <path class="gd-residuals" d="${residuals}" />
      ${line(on, ends, "gd-fitted-line")}
    </g>
    <text class="gd-formula-label" x="${on.x.range[1]}" y="${on.y.range[1] - 9}" text-anchor="end"
      >${lineEquation(fit, n)}</text
    >`;
}

/** Return the points, each with room for a finger; display.ts tells their places. */
export function data(points: readonly Datum[], on: Plane, words: LineWords): Markup {
  return html`${points.map(
    ([x, y], i) =>
      html`<g
        class="gd-datum"
        data-i="${i}"
        data-lock="points"
        transform="translate(${place(on.x(x), on.y(y))})"
      >
        <title>${words.plot.point(String(i + 1))}</title>
        <circle class="gd-hit" r="22" />
        <circle class="gd-dot" r="5.5" />
      </g>`,
  )}`;
}
