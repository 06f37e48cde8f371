/** SVG path data through points, rounded to a tenth of a pixel. */

/** The first point, then relative steps. Formatted once, any prefix of it can be drawn. */
export type SvgPath = readonly string[];

const TENTHS = 10;

/** Return the path through `length` points with the coordinates `x(i)`, `y(i)`. */
export function svgPath(
  length: number,
  x: (i: number) => number,
  y: (i: number) => number,
): SvgPath {
  const steps = new Array<string>(length);
  let [fromX, fromY] = [0, 0];
  for (let i = 0; i < length; i++) {
    const [toX, toY] = [Math.round(x(i) * TENTHS), Math.round(y(i) * TENTHS)];
    const dy = (toY - fromY) / TENTHS;
    steps[i] = `${(toX - fromX) / TENTHS}${dy < 0 ? "" : " "}${dy}`;
    [fromX, fromY] = [toX, toY];
  }
  return steps;
}

/** Return the `d` of a line through the first points of a path. */
export const line = (path: SvgPath, count = path.length): string =>
  count > 1 ? `M${path[0]}l${path.slice(1, count).join(" ")}` : `M${path[0]}`;

/** Return the `d` of zero-length lines at the first points: with `stroke-linecap: round` each is a dot. */
export const dots = (path: SvgPath, count = path.length): string =>
  `M${path.slice(0, count).join("h0m")}h0`;
