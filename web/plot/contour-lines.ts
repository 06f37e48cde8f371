/** Contour lines of a grid of losses, as SVG path data. The losses and the levels come from gdlib. */
import { contours } from "d3-contour";

/** The side of the square in whose coordinates outlines are written: x to the right, y upwards. */
export const MAP_SIDE = 1000;

/** The largest error of a simplified outline, in units of that square: less than a pixel. */
const TOLERANCE = 1.2;

type Vertex = readonly [x: number, y: number];

/** Return the distance of `b` from the line through `a` and `c`. */
function distance(a: Vertex, b: Vertex, c: Vertex): number {
  const [dx, dy] = [c[0] - a[0], c[1] - a[1]];
  const area = Math.abs(dx * (b[1] - a[1]) - dy * (b[0] - a[0]));
  return area / Math.max(1, Math.hypot(dx, dy));
}

/** Return a ring without vertices that lie almost on the line through their neighbours. */
function simplified(ring: readonly Vertex[]): Vertex[] {
  const kept: Vertex[] = [ring[0]!];
  let passedOver: Vertex[] = [];
  for (const [i, place] of ring.entries()) {
    const next = ring[i + 1];
    if (i === 0 || next === undefined) continue;
    passedOver.push(place);
    if (passedOver.every((passed) => distance(kept.at(-1)!, passed, next) <= TOLERANCE)) continue;
    kept.push(place);
    passedOver = [];
  }
  return kept;
}

/** Return a closed path with relative steps. */
function outline(ring: readonly Vertex[]): string {
  const [first, ...others] = ring;
  let [x, y] = first!;
  const ways = others.map(([nextX, nextY]) => {
    const way = `${nextX - x} ${nextY - y}`;
    [x, y] = [nextX, nextY];
    return way;
  });
  return `M${first![0]} ${first![1]}l${ways.join(" ").replaceAll(" -", "-")}z`;
}

/**
 * Return for each level the outlines of the region with losses at or below it.
 *
 * @param heights the losses at `side` × `side` places, row by row, the lowest y first
 * @param levels the heights of the contour lines
 */
export function contourOutlines(
  heights: ArrayLike<number>,
  side: number,
  levels: readonly number[],
): string[] {
  // d3-contour outlines the region above a level: negated losses give the region below
  const depths = Array.from(heights, (height) => -height);
  const above = contours().size([side, side]);
  const onMap = (cell: number) => Math.round(((cell - 0.5) / (side - 1)) * MAP_SIDE);
  const placed = (ring: readonly number[][]) =>
    ring.map(([x, y]): Vertex => [onMap(x!), onMap(y!)]);
  return levels.map((level) =>
    above
      .contour(depths, -level)
      .coordinates.flat()
      .map((ring) => simplified(placed(ring)))
      .filter((ring) => ring.length > 2) // rings smaller than a grid cell vanish
      .map(outline)
      .join(""),
  );
}
