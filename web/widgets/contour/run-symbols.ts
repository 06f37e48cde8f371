/** Marker shapes and line dashes that distinguish runs without colour. */
import { html, type Markup } from "../../core/markup.ts";

/** Outlines around 0 0: circle, square, triangle, diamond, inverted triangle, cross. */
const SHAPES = [
  "M0-6a6 6 0 1 1 0 12a6 6 0 1 1 0-12z",
  "M-5.3-5.3h10.6v10.6h-10.6z",
  "M0-7l6.6 11.6h-13.2z",
  "M0-7.4l7.4 7.4-7.4 7.4-7.4-7.4z",
  "M0 7l6.6-11.6h-13.2z",
  "M-2.3-6.8h4.6v4.5h4.5v4.6h-4.5v4.5h-4.6v-4.5h-4.5v-4.6h4.5z",
] as const;

const DASHES = ["", "8 4", "2.5 3.5", "10 3 2 3", "5 3", "14 4"] as const;

export const shape = (run: number): string => SHAPES[run % SHAPES.length]!;

/** Return the attribute that dashes a run's line, if it is dashed. */
export function dashes(run: number): Markup | null {
  const pattern = DASHES[run % DASHES.length]!;
  return pattern === "" ? null : html` stroke-dasharray="${pattern}"`;
}

/** Return the symbol of a run, for legends. */
export const sign = (run: number): Markup =>
  html`<svg class="gd-sign" data-run="${run}" viewBox="-17 -8 34 16" aria-hidden="true">
    <path class="gd-run-path" d="M-17 0h34" ${dashes(run)} />
    <path class="gd-run-marker" d="${shape(run)}" />
  </svg>`;
