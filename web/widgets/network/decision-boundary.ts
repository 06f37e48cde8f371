/** The plane of the inputs: the samples, and how sure the network is where. */
import { contours, type ContourMultiPolygon } from "d3-contour";
import { frame as axes, place, type Size } from "../../plot/axes.ts";
import { html, type Markup } from "../../core/markup.ts";
import { short } from "../../core/numbers.ts";
import { linear, ticks, type Scale } from "../../plot/scales.ts";
import { line, trackOf } from "../../plot/svg-path.ts";
import type { Film, Frame } from "./training/history.ts";
import type { NetworkWords } from "./words.ts";

const MARGIN = { left: 40, right: 8, top: 22, bottom: 38 };
/** From these scores on the plane is coloured more strongly: even, about three in four, about nine in ten. */
const LEVELS = [0, 1, 2.3];

interface Plane {
  readonly x: Scale;
  readonly y: Scale;
}

function plane({ view }: Film, { width, height }: Size): Plane {
  const [x1From, x1To, x2From, x2To] = view;
  return {
    x: linear([x1From, x1To], [MARGIN.left, width - MARGIN.right]),
    y: linear([x2From, x2To], [height - MARGIN.bottom, MARGIN.top]),
  };
}

/** Return the clip path that keeps drawings inside the axes. */
export function clip(id: string, film: Film, size: Size): Markup {
  const { x, y } = plane(film, size);
  const [[left, right], [bottom, top]] = [x.range, y.range];
  return html`<clipPath id="${id}">
    <rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" />
  </clipPath>`;
}

/** Return the samples of one class as lines without length: with their ends each is a dot. */
function dots({ samples }: Film, on: Plane, y: number): string {
  const { x1, x2 } = samples;
  return Array.from(samples.y, (own, i) =>
    own === y ? `M${place(on.x(x1[i]!), on.y(x2[i]!))}h0` : "",
  ).join("");
}

/** Return what changes only with other samples: axes, samples, legend. */
export function boundaryStill(film: Film, size: Size, words: NetworkWords): Markup {
  const on = plane(film, size);
  const [left, bottom] = [on.x.range[0], on.y.range[0]];
  return html`${axes(
      { scale: on.x, ticks: ticks(on.x.domain, 5), label: "x₁", format: short },
      { scale: on.y, ticks: ticks(on.y.domain, 5), label: "x₂", format: short },
    )}
    ${[0, 1].map((y) => samplesOf(dots(film, on, y), y))}
    <g class="gd-legend" aria-hidden="true">
      <path class="gd-sample gd-class-0" d="M${place(left + 5, bottom + 27)}h0" />
      <text class="gd-label" x="${left + 14}" y="${bottom + 31}">${words.plot.classes[0]}</text>
      <path class="gd-sample gd-class-1" d="M${place(left + 85, bottom + 27)}h0" />
      <text class="gd-label" x="${left + 94}" y="${bottom + 31}">${words.plot.classes[1]}</text>
    </g>`;
}

const samplesOf = (path: string, y: number): Markup =>
  html`<path class="gd-halo gd-class-${y}" d="${path}" /><path
      class="gd-sample gd-class-${y}"
      d="${path}"
    />`;

/** Return how the network divides the plane: areas of growing sureness, and the line between. */
export function boundaryMoving(film: Film, frame: Frame, size: Size, clipId: string): Markup {
  const on = plane(film, size);
  const side = Math.round(Math.sqrt(frame.scores.length));
  const outline = outlines(on, side);
  const scores = Array.from(frame.scores);
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

/** Return how the outline of an area is written: in d3's coordinates the first score lies at ½, ½. */
function outlines({ x, y }: Plane, side: number): (area: ContourMultiPolygon) => string {
  const along = ({ range: [from, to] }: Scale, i: number): number =>
    from + ((to - from) * (i - 0.5)) / (side - 1);
  return ({ coordinates }) =>
    coordinates
      .flat()
      .map((ring) => {
        const track = trackOf(
          ring.length,
          (i) => along(x, ring[i]![0]!),
          (i) => along(y, ring[i]![1]!),
        );
        return `${line(track)}z`;
      })
      .join("");
}
