/** Chart of the input plane: samples, decision boundary, and the network's confidence. */
import { contours, type ContourMultiPolygon } from "d3-contour";
import { axes, svgPoint, type Size } from "../../plot/axes.ts";
import { html, type Markup } from "../../core/markup.ts";
import { short } from "../../core/numbers.ts";
import type { PlotArea } from "../../plot/plot-area.ts";
import { linear, ticks, type Scale } from "../../plot/scales.ts";
import { line, svgPath } from "../../plot/svg-path.ts";
import type { TrainingHistory, Snapshot } from "./training/history.ts";
import type { NetworkWords } from "./words.ts";

const MARGIN = { left: 40, right: 8, top: 22, bottom: 38 };
/** Scores from which the colour gets stronger: probabilities of about 0.5, 0.73 and 0.91. */
const LEVELS = [0, 1, 2.3];

export function plotArea({ view }: TrainingHistory, { width, height }: Size): PlotArea {
  const [x1From, x1To, x2From, x2To] = view;
  return {
    x: linear([x1From, x1To], [MARGIN.left, width - MARGIN.right]),
    y: linear([x2From, x2To], [height - MARGIN.bottom, MARGIN.top]),
  };
}

/** Return the samples of one class as zero-length lines: with `stroke-linecap: round` each is a dot. */
function dots({ samples }: TrainingHistory, on: PlotArea, y: number): string {
  const { x1, x2 } = samples;
  return Array.from(samples.y, (own, i) =>
    own === y ? `M${svgPoint(on.x(x1[i]!), on.y(x2[i]!))}h0` : "",
  ).join("");
}

/** Return the layer that is redrawn only for other samples: axes, samples, legend. */
export function boundaryStaticLayer(
  history: TrainingHistory,
  size: Size,
  words: NetworkWords,
): Markup {
  const on = plotArea(history, size);
  const [left, bottom] = [on.x.range[0], on.y.range[0]];
  return html`${axes(
      { scale: on.x, ticks: ticks(on.x.domain, 5), label: "x₁", format: short },
      { scale: on.y, ticks: ticks(on.y.domain, 5), label: "x₂", format: short },
    )}
    ${[0, 1].map((y) => samplesOf(dots(history, on, y), y))}
    <g class="gd-legend" aria-hidden="true">
      <path class="gd-sample gd-class-0" d="M${svgPoint(left + 5, bottom + 27)}h0" />
      <text class="gd-label" x="${left + 14}" y="${bottom + 31}">${words.plot.classes[0]}</text>
      <path class="gd-sample gd-class-1" d="M${svgPoint(left + 85, bottom + 27)}h0" />
      <text class="gd-label" x="${left + 94}" y="${bottom + 31}">${words.plot.classes[1]}</text>
    </g>`;
}

const samplesOf = (path: string, y: number): Markup =>
  html`<path class="gd-halo gd-class-${y}" d="${path}" /><path
      class="gd-sample gd-class-${y}"
      d="${path}"
    />`;

/** Return the areas of growing confidence, and the decision boundary. */
export function boundaryAnimatedLayer(
  history: TrainingHistory,
  snapshot: Snapshot,
  size: Size,
  clipId: string,
): Markup {
  const on = plotArea(history, size);
  const side = Math.round(Math.sqrt(snapshot.scores.length));
  const outline = outlines(on, side);
  const scores = Array.from(snapshot.scores);
  const areas = (values: number[], y: number): Markup[] =>
    levelsOf(values, side).map(
      (area) => html`<path class="gd-area gd-class-${y}" d="${outline(area)}" />`,
    );
  return html`<g clip-path="url(#${clipId})">
    ${areas(
      scores.map((score) => -score),
      0,
    )}${areas(scores, 1)}<path class="gd-boundary" d="${outline(levelsOf(scores, side)[0]!)}" />
  </g>`;
}

const levelsOf = (values: number[], side: number): ContourMultiPolygon[] =>
  contours().size([side, side]).thresholds(LEVELS)(values);

/** Return a function from d3's contours to path data: in d3's coordinates the first score lies at ½, ½. */
function outlines({ x, y }: PlotArea, side: number): (area: ContourMultiPolygon) => string {
  const along = ({ range: [from, to] }: Scale, i: number): number =>
    from + ((to - from) * (i - 0.5)) / (side - 1);
  return ({ coordinates }) =>
    coordinates
      .flat()
      .map((ring) => {
        const track = svgPath(
          ring.length,
          (i) => along(x, ring[i]![0]!),
          (i) => along(y, ring[i]![1]!),
        );
        return `${line(track)}z`;
      })
      .join("");
}
