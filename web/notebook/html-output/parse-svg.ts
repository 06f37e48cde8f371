/** Parses a program's SVG, refusing what is too large to draw. */
import {
  expandedSize,
  animationSize,
  isDrawable,
  MAX_ELEMENTS,
  MAX_INLINE_ELEMENTS,
} from "./expanded-size.ts";
import { MAX_MERGED_ELEMENTS } from "../output/limits.ts";
import { isSvgDataUrl } from "./svg-data-url.ts";

export const SVG = "http://www.w3.org/2000/svg";

/** Prefix that disables an attribute until the sanitizer removes it. */
export const DISABLED_PREFIX = "data-off-";

/** Return the root of an SVG document; null if `text` is none, or expands beyond `most` elements. */
export function parseSvg(text: string, most = MAX_ELEMENTS): Element | null {
  const root = parseRoot(text, most);
  return root && isDrawable([root], most) ? root : null;
}

/** Return the root of an SVG document with all frames of an animation; null as for `parseSvg`. */
export function parseAnimation(text: string): Element | null {
  const root = parseRoot(text, MAX_MERGED_ELEMENTS);
  return root && animationSize(root) <= MAX_INLINE_ELEMENTS ? root : null;
}

function parseRoot(text: string, most: number): Element | null {
  if (/<!ENTITY/i.test(text)) return null; // entities can expand to gigabytes
  if (text.split("<").length > 2 * most + 2) return null; // an element has two tags at most
  const parsed = new DOMParser().parseFromString(withoutInlineCode(text), "image/svg+xml");
  const root = parsed.documentElement;
  if (root.namespaceURI !== SVG || root.localName !== "svg") return null;
  return root;
}

/** Disable styles and event handlers: parsing them violates the page's Content-Security-Policy. */
const withoutInlineCode = (text: string): string =>
  text
    .replace(/(<\/?)style\b/g, "$1off-style")
    .replace(/\sstyle=(?=["'])/g, " data-style=")
    .replace(/\s(on[a-z]+)=(?=["'])/gi, ` ${DISABLED_PREFIX}$1=`);

/** Return whether an SVG document can be drawn as an image. */
export const isImage = (text: string): boolean => imageSize(text) <= MAX_ELEMENTS;

/** Return the expanded size of an SVG document; Infinity if it contains SVG images. */
export function imageSize(text: string): number {
  const root = parseSvg(text);
  if (!root || [...root.querySelectorAll("image, feImage")].some(hasSvg)) return Infinity;
  return expandedSize([root]);
}

const hasSvg = ({ attributes }: Element): boolean =>
  [...attributes].some(({ value }) => isSvgDataUrl(value.slice(0, 500).replace(/[\t\n\r]/g, "")));
