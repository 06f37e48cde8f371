/**
 * Limits of a cell's output. page_limits.py enforces most of them in Python; the page enforces them again, as a
 * program can change the Python it runs in.
 */
import type { RenderedAnimation } from "../../python/protocol.ts";
import LIMITS from "../../python/session/limits.json";

/** Results and figures that are shown of one run; the rest is counted. */
export const MAX_ITEMS = LIMITS.items;
/** Characters of HTML that a page parses without a noticeable pause; of longer HTML the beginning is shown. */
export const MAX_HTML_CHARACTERS = 1_000_000;
/** Tags of HTML, counted as `<`. */
export const MAX_HTML_TAGS = 6_000;
/** Characters of a figure as SVG; figure_output.py rasterizes longer ones. */
export const MAX_FIGURE_CHARACTERS = LIMITS.figureCharacters;
/** Characters of a program's own SVG, which may contain photographs. */
export const MAX_SVG_CHARACTERS = 4_000_000;
/** Elements of an animation whose frames are one SVG. */
export const MAX_MERGED_ELEMENTS = LIMITS.mergedElements;

/** Return whether an animation has too many frames, or too many characters. */
export function isTooLongAnimation({
  frames,
  svg = "",
  pictures = [],
}: RenderedAnimation): boolean {
  return (
    frames > LIMITS.animationFrames ||
    pictures.length > LIMITS.animationFrames ||
    svg.length > LIMITS.mergedCharacters ||
    pictures.reduce((sum, { length }) => sum + length, 0) > LIMITS.animationCharacters
  );
}
