/** Removes from a program's CSS whatever makes a request, also where it is written with escapes. */
import { isPlainSvg } from "./svg-data-url.ts";

const ESCAPE = /\\(?:([0-9a-f]{1,6})\s?|([^]))/gi;
const FETCHES = /@import|(?:\burl|\bsrc|image|image-set|cross-fade|element)\s*\(/gi;
/** A data URL of an image or font, or a reference within the document. */
const OWN = /^url\(\s*["']?(?:data:(?:image\/\w+|font|application\/(?:x-)?font)|#)/i;

/** Return CSS with escapes replaced by their characters. */
export const withoutEscapes = (css: string): string =>
  css.replace(ESCAPE, (_, code?: string, sign?: string) =>
    code === undefined
      ? sign!
      : String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
  );

/** Return whether CSS makes a request. */
export function fetches(css: string): boolean {
  const plain = withoutEscapes(css);
  return [...plain.matchAll(FETCHES)].some(({ index }) => !isOwn(plain, index));
}

/** Return whether `url(` at an index is a data URL or a local reference; an SVG in it must be plain. */
function isOwn(css: string, place: number): boolean {
  const start = OWN.exec(css.slice(place, place + 60));
  if (!start) return false;
  if (!/svg/i.test(start[0])) return true;
  const [quote] = /["']/.exec(start[0]) ?? [")"];
  const address = place + start[0].search(/data:/i);
  const end = css.indexOf(quote, address);
  return end > 0 && isPlainSvg(css.slice(address, end));
}

/** Return the rules of a style sheet that make no request, as parsed and serialized by `view`. */
export function sheetWithoutFetches(css: string, view: typeof globalThis): string {
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(css); // leaves out @import
  const rules = [...sheet.cssRules].map(({ cssText }) => cssText);
  return rules.filter((rule) => !fetches(rule)).join("\n");
}

/** Declarations of a `style` attribute; with more of them, checking each takes too long. */
export const MAX_DECLARATIONS = 500;

/** Remove the declarations that make a request from an element's `style`, and return the rest. */
export function styleWithoutFetches({ style }: HTMLElement | SVGElement): string {
  if (style.length > MAX_DECLARATIONS) return (style.cssText = "");
  for (const name of [...style]) {
    if (fetches(style.getPropertyValue(name))) style.removeProperty(name);
  }
  return style.cssText;
}
