/** CSS that a program writes: what would fetch anything is taken out, whatever it is written like. */
import { isPlainSvg } from "./svg-data-url.ts";

const ESCAPE = /\\(?:([0-9a-f]{1,6})\s?|([^]))/gi;
const FETCHES = /@import|(?:\burl|\bsrc|image|image-set|cross-fade|element)\s*\(/gi;
/** A picture or a font that the CSS itself holds, or a shape of the same document. */
const OWN = /^url\(\s*["']?(?:data:(?:image\/\w+|font|application\/(?:x-)?font)|#)/i;

/** Return CSS with every character written plainly. */
export const withoutEscapes = (css: string): string =>
  css.replace(ESCAPE, (_, code?: string, sign?: string) =>
    code === undefined
      ? sign!
      : String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
  );

/** Return whether a piece of CSS names anything to be fetched. */
export function fetches(css: string): boolean {
  const plain = withoutEscapes(css);
  return [...plain.matchAll(FETCHES)].some(({ index }) => !isOwn(plain, index));
}

/** Return whether `url(` at a place in CSS leads to what is here already, and is not too much to draw. */
function isOwn(css: string, place: number): boolean {
  const start = OWN.exec(css.slice(place, place + 60));
  if (!start) return false;
  if (!/svg/i.test(start[0])) return true;
  const [quote] = /["']/.exec(start[0]) ?? [")"];
  const address = place + start[0].search(/data:/i);
  const end = css.indexOf(quote, address);
  return end > 0 && isPlainSvg(css.slice(address, end));
}

/** Return the rules of a style sheet that fetch nothing, as this window's parser understands them. */
export function sheetWithoutFetches(css: string, view: typeof globalThis): string {
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(css); // leaves out @import
  const rules = [...sheet.cssRules].map(({ cssText }) => cssText);
  return rules.filter((rule) => !fetches(rule)).join("\n");
}

/** Declarations of one element; with more of them, looking at each takes a page too long. */
export const MOST_DECLARATIONS = 500;

/** Take the declarations that fetch anything out of an element's own style. */
export function styleWithoutFetches({ style }: HTMLElement | SVGElement): string {
  if (style.length > MOST_DECLARATIONS) return (style.cssText = "");
  for (const name of [...style]) {
    if (fetches(style.getPropertyValue(name))) style.removeProperty(name);
  }
  return style.cssText;
}
