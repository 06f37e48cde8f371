/** Contour plot with the runs: static layer, a group for each run, start handle. */
import {
  formulaHeight,
  formulaLabel,
  formulaLines,
  axes,
  svgPoint,
  type Size,
} from "../../plot/axes.ts";
import { contourOutlines, MAP_SIDE } from "../../plot/contour-lines.ts";
import { html, type Markup } from "../../core/markup.ts";
import { short } from "../../core/numbers.ts";
import { isInside, nearestInside, type PlotArea, type Point } from "../../plot/plot-area.ts";
import { linear, ticks, type Scale } from "../../plot/scales.ts";
import { dots, line, svgPath, type SvgPath } from "../../plot/svg-path.ts";
import { lastOf, stepAt, type Path, type Race, type Step } from "./race.ts";
import { dashes, shape } from "./run-symbols.ts";
import type { ContourWords } from "./words.ts";

const MARGIN = { left: 34, right: 12, top: 26, bottom: 40 };
/** Pixels that the formula gains because the label of this y axis is only one letter. */
const Y_LABEL_ROOM = 100;

/** Return the plot area, a square in the middle of a picture of `size`. */
export function plotArea(race: Race, { width, height }: Size): PlotArea {
  const { view } = race.facts;
  const [xFrom, xTo, yFrom, yTo] = view;
  const above = MARGIN.top + formulaHeight(linesOf(race, { width, height }));
  const room = { x: width - MARGIN.left - MARGIN.right, y: height - above - MARGIN.bottom };
  const side = Math.min(room.x, room.y);
  const left = MARGIN.left + (room.x - side) / 2;
  const top = above + (room.y - side) / 2;
  return {
    x: linear([xFrom, xTo], [left, left + side]),
    y: linear([yFrom, yTo], [top + side, top]),
  };
}

const linesOf = ({ facts }: Race, { width, height }: Size): readonly string[] => {
  const side = Math.min(width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom);
  return formulaLines(facts.formula, side + Y_LABEL_ROOM);
};

const pointAt = ({ x, y }: PlotArea, at: Pick<Step, "x" | "y">): Point => ({
  x: x(at.x),
  y: y(at.y),
});

// --- Static layer ---

/** Return the transform of the contour lines, whose y axis points up, into the plot area. */
export function mapTransform(race: Race, size: Size): string {
  const { x, y } = plotArea(race, size);
  const scale = (x.range[1] - x.range[0]) / MAP_SIDE;
  return `translate(${svgPoint(x.range[0], y.range[0])}) scale(${scale} ${-scale})`;
}

/** Return the contour lines of a race that includes the heights. */
export function contourMap({ heights, facts }: Race): Markup {
  const side = Math.sqrt(heights!.length);
  const outlines = contourOutlines(heights!, side, facts.levels!);
  return html`${outlines.map((outline) => html`<path d="${outline}" />`)}`;
}

function minimumMark([x, y]: readonly [number, number], on: PlotArea, words: ContourWords): Markup {
  return html`<path
    class="gd-ground"
    transform="translate(${svgPoint(on.x(x), on.y(y))})"
    d="M-5 0h10M0-5v10"
  >
    <title>${words.plot.minimum(short(x), short(y))}</title></path
  >`;
}

/** Return the layer that is redrawn only for another surface: axes, formula, minima. */
export function staticLayer(race: Race, size: Size, words: ContourWords): Markup {
  const on = plotArea(race, size);
  const axis = (scale: Scale) => ({ scale, ticks: ticks(scale.domain, 5), format: short });
  return html`${axes({ ...axis(on.x), label: "x" }, { ...axis(on.y), label: "y" })}
  ${race.facts.minima.map((minimum) => minimumMark(minimum, on, words))}
  ${formulaLabel(linesOf(race, size), on.x.range[1], on.y.range[1])}`;
}

// --- Runs ---

/** Return the path of a run over the surface. */
export const runSvgPath = ({ x, y }: Path, on: PlotArea): SvgPath =>
  svgPath(
    x.length,
    (n) => on.x(x[n]!),
    (n) => on.y(y[n]!),
  );

/** The marker of a run's current point; outside the plot area, an arrow at the edge. */
export interface Marker {
  readonly transform: string;
  readonly d: string;
  readonly isAway: boolean;
}

const ARROW = "M0 0l-14 7.5v-15z";

/** Return the marker of a run at state `n`, interpolated by `fraction` to the next. */
export function marker(path: Path, run: number, n: number, fraction: number, on: PlotArea): Marker {
  const [a, b] = [pointAt(on, stepAt(path, n)), pointAt(on, stepAt(path, n + 1))];
  const point = { x: a.x + (b.x - a.x) * fraction, y: a.y + (b.y - a.y) * fraction };
  if (isInside(on, point)) {
    return { transform: `translate(${svgPoint(point.x, point.y)})`, d: shape(run), isAway: false };
  }
  const edge = nearestInside(on, point);
  const angle = (Math.atan2(point.y - edge.y, point.x - edge.x) * 180) / Math.PI;
  const transform = `translate(${svgPoint(edge.x, edge.y)}) rotate(${Math.round(angle)})`;
  return { transform, d: ARROW, isAway: true };
}

/** Return the groups of all runs, at state `n`; run-view.ts updates them. */
export function runs(race: Race, n: number, size: Size): Markup {
  const on = plotArea(race, size);
  return html`${race.paths.map((path, run) => {
    const places = runSvgPath(path, on);
    const states = Math.min(n, lastOf(path)) + 1;
    return html`<g data-run="${run}">
      <path class="gd-run-shadow" d="${line(places)}" />
      <path class="gd-run-path" d="${line(places, states)}" ${dashes(run)} />
      <path class="gd-run-dots" d="${dots(places, states)}" />
    </g>`;
  })}`;
}

/** Return the markers of all runs, which are not clipped. */
export function markers(race: Race, n: number, size: Size): Markup {
  const on = plotArea(race, size);
  return html`${race.paths.map((path, run) => {
    const { transform, d } = marker(path, run, n, 0, on);
    return html`<path class="gd-run-marker" data-run="${run}" transform="${transform}" d="${d}" />`;
  })}`;
}

// --- The start ---

/** Return the point of the start handle, clamped to the plot area. */
export const startPoint = (race: Race, x: number, y: number, size: Size): Point => {
  const on = plotArea(race, size);
  return nearestInside(on, pointAt(on, { x, y }));
};

/** Return the handle of the start: a ring with arrowheads to four sides. */
export function startHandle(race: Race, size: Size): Markup {
  const { x, y } = startPoint(race, race.facts.parameters.x, race.facts.parameters.y, size);
  return html`<g class="gd-start" transform="translate(${svgPoint(x, y)})">
    <circle class="gd-hit" r="23" />
    <circle class="gd-ring" r="11" />
    <path class="gd-chevrons" d="M-15-4l-4 4 4 4M15-4l4 4-4 4M-4-15l4-4 4 4M-4 15l4 4 4-4" />
  </g>`;
}
