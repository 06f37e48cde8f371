/** Diagram of the network: neurons in layers, a line for each weight, a ring for each bias. */
import { svgPoint, type Size } from "../../plot/axes.ts";
import { html, type Markup } from "../../core/markup.ts";
import type { TrainingHistory, Snapshot } from "./training/history.ts";
import type { NetworkWords } from "./words.ts";

/** The values that the lines show. */
export type DiagramValues = "weights" | "gradient";

/** A parameter: a weight between two neurons, or the bias of one (`from` is null). */
export interface Parameter {
  /** Its index among all parameters. */
  readonly index: number;
  /** The layer it leads into, counted from 1. */
  readonly layer: number;
  readonly from: number | null;
  readonly to: number;
}

const MARGIN = { x: 30, top: 26, bottom: 26 };
const MOST_NEURON_DISTANCE = 30;
const RADIUS = 7;
const MOST_LINE_WIDTH = 5;
/** Line widths are relative to the largest weight, or to this if all are smaller. */
const LARGE_WEIGHT = 3;

/** Return all parameters, in the order in which gdlib keeps them. */
export function parametersOf(sizes: readonly number[]): Parameter[] {
  const found: Parameter[] = [];
  for (let layer = 1; layer < sizes.length; layer++) {
    for (let to = 0; to < sizes[layer]!; to++) {
      for (let from = 0; from <= sizes[layer - 1]!; from++) {
        const isBias = from === sizes[layer - 1];
        found.push({ index: found.length, layer, from: isBias ? null : from, to });
      }
    }
  }
  return found;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Return the centres of the neurons of each layer in a picture of `size`. */
export function neurons(sizes: readonly number[], { width, height }: Size): Point[][] {
  const room = height - MARGIN.top - MARGIN.bottom;
  return sizes.map((count, layer) => {
    const x = MARGIN.x + ((width - 2 * MARGIN.x) * layer) / (sizes.length - 1);
    const apart = Math.min(MOST_NEURON_DISTANCE, room / count);
    const middle = MARGIN.top + room / 2;
    return Array.from({ length: count }, (_, i) => ({
      x,
      y: middle + apart * (i - (count - 1) / 2),
    }));
  });
}

/** Return the line of a weight, or the ring of a bias. */
function outline({ layer, from, to }: Parameter, at: readonly (readonly Point[])[]): string {
  const end = at[layer]![to]!;
  if (from !== null) {
    const start = at[layer - 1]![from]!;
    return `M${svgPoint(start.x, start.y)}L${svgPoint(end.x, end.y)}`;
  }
  return `M${svgPoint(end.x - RADIUS, end.y)}a${RADIUS} ${RADIUS} 0 1 1 0 .01z`;
}

export interface LineStyle {
  readonly width: number;
  readonly sign: "plus" | "minus";
}

/** Return the line style of each parameter: width by size, colour by sign. */
export function lineStyles({ t, grad }: Snapshot, shown: DiagramValues): LineStyle[] {
  const values = Array.from(shown === "weights" ? t : grad);
  const least = shown === "weights" ? LARGE_WEIGHT : Number.MIN_VALUE;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), least);
  return values.map((value) => ({
    width: 0.3 + Math.round((MOST_LINE_WIDTH * 100 * Math.abs(value)) / largest) / 100,
    sign: value < 0 ? "minus" : "plus",
  }));
}

export function diagram(
  history: TrainingHistory,
  snapshot: Snapshot,
  shown: DiagramValues,
  size: Size,
  words: NetworkWords,
): Markup {
  const at = neurons(history.sizes, size);
  const parameters = parametersOf(history.sizes);
  const styles = lineStyles(snapshot, shown);
  const drawn = (parameter: Parameter): Markup => {
    const { width, sign } = styles[parameter.index]!;
    return html`<path
      class="gd-parameter gd-${sign}"
      data-index="${parameter.index}"
      stroke-width="${width}"
      d="${outline(parameter, at)}"
    />`;
  };
  const [weights, biases] = [true, false].map((isWeight) =>
    parameters.filter(({ from }) => (from !== null) === isWeight),
  );
  return html`<g class="gd-weights">${weights!.map(drawn)}</g>
    <g class="gd-neurons"
      >${at.flat().map(({ x, y }) => html`<circle cx="${x}" cy="${y}" r="${RADIUS}" />`)}</g
    >
    <g class="gd-biases">${biases!.map(drawn)}</g>
    ${labels(at, size, words)}`;
}

function labels(at: readonly (readonly Point[])[], { height }: Size, words: NetworkWords): Markup {
  const { plus, minus } = words.diagram.legend;
  const [inputs, output] = [at[0]!, at.at(-1)![0]!];
  const names = at.map(([first], layer) => ({
    x: first!.x,
    name: words.diagram.layers(layer, at.length),
  }));
  return html`<g aria-hidden="true">
    ${inputs.map(({ x, y }, i) => html`<text class="gd-label" x="${x - 12}" y="${y + 4}" text-anchor="end">${["x₁", "x₂"][i]!}</text>`)}
    <text class="gd-label" x="${output.x + 12}" y="${output.y + 4}">y</text>
    ${names.map(({ x, name }) => html`<text x="${x}" y="12" text-anchor="middle">${name}</text>`)}
    <path class="gd-parameter" stroke-width="3" d="M4 ${height - 8}h26" />
    <text x="36" y="${height - 4}">${plus}</text>
    <path class="gd-parameter gd-minus" stroke-width="3" d="M104 ${height - 8}h26" />
    <text x="136" y="${height - 4}">${minus}</text>
  </g>`;
}

/** The largest distance in pixels from which a pointer selects a line. */
const POINTER_REACH = 14;
/** A distance smaller than that of any line: neurons are in front of lines. */
const ON_TOP = -1;

/** Return the parameter nearest to a point; null if none is within reach. */
export function nearestParameter(
  history: TrainingHistory,
  { x, y }: Point,
  size: Size,
): Parameter | null {
  const at = neurons(history.sizes, size);
  let [best, least]: [Parameter | null, number] = [null, POINTER_REACH];
  for (const parameter of parametersOf(history.sizes)) {
    const distance = distanceTo(parameter, at, { x, y });
    if (distance < least) [best, least] = [parameter, distance];
  }
  return best;
}

function distanceTo(
  { layer, from, to }: Parameter,
  at: readonly (readonly Point[])[],
  p: Point,
): number {
  const end = at[layer]![to]!;
  if (from === null) return Math.hypot(p.x - end.x, p.y - end.y) <= RADIUS + 2 ? ON_TOP : Infinity;
  const start = at[layer - 1]![from]!;
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const share = ((p.x - start.x) * dx + (p.y - start.y) * dy) / (dx * dx + dy * dy);
  if (share < 0 || share > 1) return Infinity;
  return Math.hypot(p.x - start.x - share * dx, p.y - start.y - share * dy);
}
