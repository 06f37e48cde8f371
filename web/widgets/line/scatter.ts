/** Scatter plot with the fitted line: static layer, animated layer, draggable points. */
import { axes, svgPoint, type Size } from "../../plot/axes.ts";
import { html, type Markup } from "../../core/markup.ts";
import { short, threeDecimals } from "../../core/numbers.ts";
import type { PlotArea } from "../../plot/plot-area.ts";
import { linear, ticks } from "../../plot/scales.ts";
import { endsAt, heightAt, lastN, stepAt, type Ends, type Fit } from "./fit.ts";
import type { Datum } from "./query.ts";
import type { LineWords } from "./words.ts";

const MARGIN = { left: 34, right: 12, top: 26, bottom: 40 };

/** Return the plot area of the points of `fit` in a picture of `size`. */
export function scatterPlotArea({ facts }: Fit, { width, height }: Size): PlotArea {
  const [xFrom, xTo, yFrom, yTo] = facts.frame;
  return {
    x: linear([xFrom, xTo], [MARGIN.left, width - MARGIN.right]),
    y: linear([yFrom, yTo], [height - MARGIN.bottom, MARGIN.top]),
  };
}

function line(on: PlotArea, [left, right]: Ends, className: string): Markup {
  const [from, to] = on.x.range;
  return html`<path
    class="${className}"
    d="M${svgPoint(from, on.y(left))}L${svgPoint(to, on.y(right))}"
  />`;
}

/** Return the layer that is redrawn only for other points: axes, and the best line, pale. */
export function scatterStaticLayer(fit: Fit, size: Size, clipId: string): Markup {
  const on = scatterPlotArea(fit, size);
  const axis = { format: short };
  return html`${axes(
      { ...axis, scale: on.x, ticks: ticks(on.x.domain, 6), label: "x" },
      { ...axis, scale: on.y, ticks: ticks(on.y.domain, 5), label: "y" },
    )}<g clip-path="url(#${clipId})">${line(on, fit.facts.best, "gd-best-line")}</g>`;
}

function residual(on: PlotArea, fit: Fit, ends: Ends, [x, y]: Datum): string {
  return `M${svgPoint(on.x(x), on.y(y))}V${on.y(heightAt(fit, ends, x))}`;
}

const signed = (x: number): string => (x < 0 ? `− ${threeDecimals(-x)}` : `+ ${threeDecimals(x)}`);

/** Return the line of state `n` as an equation. */
export function lineEquation(fit: Fit, n: number): string {
  const { w, b } = stepAt(fit, n);
  return `ŷ = ${threeDecimals(w)} ${fit.facts.scale ? "z" : "x"} ${signed(b)}`;
}

/** Return the layer that is redrawn for each frame: the line, the line after the next update, and the residuals. */
export function scatterAnimatedLayer(
  fit: Fit,
  n: number,
  fraction: number,
  points: readonly Datum[],
  size: Size,
  clipId: string,
): Markup {
  const on = scatterPlotArea(fit, size);
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

/** Return the points, each with a touch target; display.ts updates their positions. */
export function data(points: readonly Datum[], on: PlotArea, words: LineWords): Markup {
  return html`${points.map(
    ([x, y], i) =>
      html`<g
        class="gd-datum"
        data-i="${i}"
        data-lock="points"
        transform="translate(${svgPoint(on.x(x), on.y(y))})"
      >
        <title>${words.plot.point(String(i + 1))}</title>
        <circle class="gd-hit" r="22" />
        <circle class="gd-dot" r="5.5" />
      </g>`,
  )}`;
}
