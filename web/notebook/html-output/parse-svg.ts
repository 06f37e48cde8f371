/** SVG that a program wrote, read for the page to look at. */
import { expandedSize, filmSize, isDrawable, LARGEST, LARGEST_INLINE } from "./expanded-size.ts";
import { MOST_MERGED } from "../output/limits.ts";
import { holdsSvg } from "./svg-data-url.ts";

export const SVG = "http://www.w3.org/2000/svg";

/** What names are put behind until the gate removes them. */
export const SET_ASIDE = "data-off-";

/** Return the root of an SVG document; null if it is none, or stands for more than a page can draw. */
export function parsedSvg(text: string, most = LARGEST): Element | null {
  const root = rootOf(text, most);
  return root && isDrawable([root], most) ? root : null;
}

/** Return the root of an SVG document that holds all frames of a film; null as for any other. */
export function parsedFilm(text: string): Element | null {
  const root = rootOf(text, MOST_MERGED);
  return root && filmSize(root) <= LARGEST_INLINE ? root : null;
}

function rootOf(text: string, most: number): Element | null {
  if (/<!ENTITY/i.test(text)) return null; // a few of them can stand for gigabytes
  if (text.split("<").length > 2 * most + 2) return null; // an element has two tags at most
  const parsed = new DOMParser().parseFromString(unstyled(text), "image/svg+xml");
  const root = parsed.documentElement;
  if (root.namespaceURI !== SVG || root.localName !== "svg") return null;
  return root;
}

/** Set styles and scripts aside: a strict content policy objects to them even while they are read. */
const unstyled = (text: string): string =>
  text
    .replace(/(<\/?)style\b/g, "$1off-style")
    .replace(/\sstyle=(?=["'])/g, " data-style=")
    .replace(/\s(on[a-z]+)=(?=["'])/gi, ` ${SET_ASIDE}$1=`);

/** Return whether an SVG document can be drawn as an image. */
export const isImage = (text: string): boolean => imageSize(text) <= LARGEST;

/** Return how much there is to draw of an SVG document; Infinity if it holds images of its kind. */
export function imageSize(text: string): number {
  const root = parsedSvg(text);
  if (!root || [...root.querySelectorAll("image, feImage")].some(hasSvg)) return Infinity;
  return expandedSize([root]);
}

const hasSvg = ({ attributes }: Element): boolean =>
  [...attributes].some(({ value }) => holdsSvg(value.slice(0, 500).replace(/[\t\n\r]/g, "")));
