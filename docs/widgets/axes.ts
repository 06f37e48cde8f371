/** The frame of a graph: axes, grid, labels. */
import { html, type Markup } from "./markup.ts";
import type { Interval, Scale } from "./scales.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Axis {
  readonly scale: Scale;
  readonly ticks: readonly number[];
  readonly label: string;
  readonly format: (value: number) => string;
}

const round = (pixels: number): number => Math.round(pixels * 100) / 100;

/** Return `x y` for SVG, to a hundredth of a pixel. */
export const place = (x: number, y: number): string => `${round(x)} ${round(y)}`;

const ends = ([a, b]: Interval): Interval => [Math.min(a, b), Math.max(a, b)];

/** Return grid lines, tick labels and axis labels: x below, y on the left. */
export function frame(x: Axis, y: Axis): Markup {
  const [left, right] = ends(x.scale.range);
  const [top, bottom] = ends(y.scale.range);
  return html`<g class="gd-axes" aria-hidden="true">
    ${y.ticks.map((value) => horizontal(value, y, left, right))}
    ${x.ticks.map((value) => vertical(value, x, bottom))}
    <line class="gd-axis" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}" />
    <text class="gd-label" x="${right}" y="${bottom + 32}" text-anchor="end">${x.label}</text>
    <text class="gd-label" x="${left}" y="${top - 8}">${y.label}</text>
  </g>`;
}

const horizontal = (value: number, y: Axis, left: number, right: number): Markup =>
  html`<line
      class="gd-grid"
      x1="${left}"
      x2="${right}"
      y1="${round(y.scale(value))}"
      y2="${round(y.scale(value))}"
    />
    <text class="gd-tick" x="${left - 7}" y="${round(y.scale(value) + 4)}" text-anchor="end"
      >${y.format(value)}</text
    >`;

const vertical = (value: number, x: Axis, bottom: number): Markup =>
  html`<line
      class="gd-axis"
      x1="${round(x.scale(value))}"
      x2="${round(x.scale(value))}"
      y1="${bottom}"
      y2="${bottom + 4}"
    />
    <text class="gd-tick" x="${round(x.scale(value))}" y="${bottom + 17}" text-anchor="middle"
      >${x.format(value)}</text
    >`;
