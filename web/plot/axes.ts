/** Axes of a chart: grid lines, ticks, labels, and the formula above it. */
import { html, type Markup } from "../core/markup.ts";
import { powerOfTen, short } from "../core/numbers.ts";
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
export const svgPoint = (x: number, y: number): string => `${round(x)} ${round(y)}`;

const ends = ([a, b]: Interval): Interval => [Math.min(a, b), Math.max(a, b)];

/** A tick: its position in pixels and its label. */
interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Pixels from a tick label to the plot area; labels may extend as far beyond the picture's left edge. */
const MARGIN = 7;
const LINE_HEIGHT = 14;
const GAP = 8;
/** The widths of the letters of a tick's label, in pixels, in a wide font. */
const DIGIT_WIDTH = 7.8;
const OTHER_WIDTHS: readonly (readonly [letters: string, width: number])[] = [
  ["−×≈", 10],
  ["⁰¹²³⁴⁵⁶⁷⁸⁹⁻", 5],
  [". ", 4],
];

/** Return an upper estimate of the width of a tick label, in pixels. */
export function widthOf(text: string): number {
  const widths = [...text].map(
    (letter) => OTHER_WIDTHS.find(([letters]) => letters.includes(letter))?.[1] ?? DIGIT_WIDTH,
  );
  return widths.reduce((sum, width) => sum + width, 0);
}

/** Return every k-th tick, with the smallest k that leaves `room` pixels between neighbours. */
function spaced(ticks: readonly Tick[], room: (a: Tick, b: Tick) => number): readonly Tick[] {
  const every = (k: number) => ticks.filter((_, i) => i % k === 0);
  const isClear = (kept: readonly Tick[]) =>
    kept.every((b, i) => i === 0 || Math.abs(b.at - kept[i - 1]!.at) >= room(kept[i - 1]!, b));
  const k = ticks.findIndex((_, i) => isClear(every(i + 1)));
  return every(k + 1);
}

/** Return an axis whose labels fit into `room` pixels: if need be in units of a power of ten, stated in the axis label. */
function fitting(axis: Axis, room: number): Axis {
  const isWide = axis.ticks.some((value) => widthOf(axis.format(value)) > room);
  const most = Math.max(...axis.ticks.map(Math.abs));
  if (!isWide || most === 0) return axis;
  const exponent = Math.floor(Math.log10(most) + 1e-9);
  const format = (value: number): string => short(Number((value / 10 ** exponent).toFixed(9)));
  return { ...axis, format, label: `${axis.label} (× ${powerOfTen(10 ** exponent, 0).slice(4)})` };
}

const drawn = ({ ticks, scale, format }: Axis): Tick[] =>
  ticks.map((value) => ({ at: round(scale(value)), text: format(value) }));

/** Return grid lines, tick labels and axis labels: x below, y on the left. Labels don't overlap. */
export function axes(x: Axis, y: Axis): Markup {
  const [left, right] = ends(x.scale.range);
  const [top, bottom] = ends(y.scale.range);
  const onLeft = fitting(y, left);
  const xTicks = spaced(drawn(x), (a, b) => (widthOf(a.text) + widthOf(b.text)) / 2 + GAP);
  const yTicks = spaced(drawn(onLeft), () => LINE_HEIGHT);
  return html`<g class="gd-axes" aria-hidden="true">
    ${yTicks.map((tick) => horizontal(tick, left, right))}
    ${xTicks.map((tick) => vertical(tick, bottom))}
    <line class="gd-axis" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}" />
    <text class="gd-label" x="${right}" y="${bottom + 32}" text-anchor="end">${x.label}</text>
    <text class="gd-label" x="${left}" y="${top - 8}">${onLeft.label}</text>
  </g>`;
}

const horizontal = ({ at, text }: Tick, left: number, right: number): Markup =>
  html`<line class="gd-grid" x1="${left}" x2="${right}" y1="${at}" y2="${at}" />
    <text class="gd-tick" x="${left - MARGIN}" y="${round(at + 4)}" text-anchor="end"
      >${text}</text
    >`;

const vertical = ({ at, text }: Tick, bottom: number): Markup =>
  html`<line class="gd-axis" x1="${at}" x2="${at}" y1="${bottom}" y2="${bottom + 4}" />
    <text class="gd-tick" x="${at}" y="${bottom + 17}" text-anchor="middle">${text}</text>`;

const FORMULA_LETTER = 7;
/** The width kept free for the label of the y axis beside a formula, in pixels. */
const Y_LABEL_WIDTH = 130;

/** Return a formula in one line; in two if it would overlap the label of the y axis. */
export function formulaLines(formula: string, width: number): readonly string[] {
  if (formula.length * FORMULA_LETTER <= width - Y_LABEL_WIDTH) return [formula];
  const outside = (index: number) =>
    formula.slice(0, index).split("(").length === formula.slice(0, index).split(")").length;
  const places = [/, /g, / (?=[+−] )/g].map((sign) =>
    [...formula.matchAll(sign)].filter(({ index }) => outside(index)),
  );
  const breaks = (places.find(({ length }) => length > 0) ?? []).map(
    ({ index, 0: sign }) => index + sign.length,
  );
  const middle = formula.length / 2;
  const [at] = breaks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return at === undefined ? [formula] : [formula.slice(0, at).trim(), formula.slice(at)];
}

/** Return the height of the lines of a formula above the last, in pixels. */
export const formulaHeight = (lines: readonly string[]): number => (lines.length - 1) * LINE_HEIGHT;

/** Return the formula of a chart, above the right end of its plot area. */
export const formulaLabel = (lines: readonly string[], right: number, top: number): Markup =>
  html`${lines.map(
    (line, i) =>
      html`<text
        class="gd-formula-label${lines.length > 1 && " gd-small"}"
        x="${right}"
        y="${top - 9 - formulaHeight(lines) + LINE_HEIGHT * i}"
        text-anchor="end"
        >${line}</text
      >`,
  )}`;
