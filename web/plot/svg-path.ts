/** A way over a picture from place to place, as text for SVG paths, to a tenth of a pixel. */

/** Where the way begins, then how far it goes each time. Written once, it serves all beginnings of the way. */
export type Track = readonly string[];

const TENTHS = 10;

/** Return the way through `length` places, of which `x` and `y` say where they are. */
export function trackOf(length: number, x: (i: number) => number, y: (i: number) => number): Track {
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

/** Return the line through the first places of a track. */
export const line = (track: Track, places = track.length): string =>
  places > 1 ? `M${track[0]}l${track.slice(1, places).join(" ")}` : `M${track[0]}`;

/** Lines without length: with round ends each is a dot. */
export const dots = (track: Track, places = track.length): string =>
  `M${track.slice(0, places).join("h0m")}h0`;
