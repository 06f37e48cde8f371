/** How much of what a program shows a page takes. page_limits.py keeps to the same, but a program need not. */
import type { Film } from "../../python/protocol.ts";
import LIMITS from "../../python/session/limits.json";

/** So many results and figures one run can show; the rest is counted. */
export const MOST = LIMITS.items;
/** Characters of HTML that a page reads without a pause that is felt; of longer HTML the beginning is shown. */
export const LONGEST_HTML = 1_000_000;
/** Its tags, as many as there are `<`. */
export const MOST_TAGS = 6_000;
/** Characters of a figure; figure_output.py makes longer ones pictures. */
export const LONGEST_FIGURE = LIMITS.figureCharacters;
/** Characters of an SVG image, which may hold photographs. */
export const LONGEST_SVG = 4_000_000;
/** Elements of an animation that is one SVG. */
export const MOST_MERGED = LIMITS.mergedElements;

/** Return whether an animation has too many frames for a page, or too long ones. */
export function isTooLongFilm({ frames, svg = "", pictures = [] }: Film): boolean {
  return (
    frames > LIMITS.filmFrames ||
    pictures.length > LIMITS.filmFrames ||
    svg.length > LIMITS.mergedCharacters ||
    pictures.reduce((sum, { length }) => sum + length, 0) > LIMITS.filmCharacters
  );
}
