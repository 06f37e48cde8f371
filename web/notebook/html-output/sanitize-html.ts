/**
 * Sanitizes a program's HTML for its frame: DOMPurify, and no requests, not even on a click. Reports what was
 * removed.
 */
import createPurifier, { type DOMPurify } from "dompurify";
import { isDrawable, MAX_ELEMENTS } from "./expanded-size.ts";
import { isSvgDataUrl, svgOfDataUrl } from "./svg-data-url.ts";
import { imageSize } from "./parse-svg.ts";
import { fetches, sheetWithoutFetches, styleWithoutFetches } from "./sanitize-css.ts";

/** Content that the sanitizer has removed. */
export interface RemovedContent {
  /** The sources of scripts; of an external one, its tag. */
  readonly scripts: readonly string[];
  readonly hasHandlers: boolean;
  /** Whether URLs of files were removed. */
  readonly hasFiles: boolean;
  /** Names of other removed elements that a reader might miss. */
  readonly elements: readonly string[];
  /** Whether everything was removed, as it is too large to draw. */
  readonly isTooMuch: boolean;
}

export interface SanitizedHtml {
  readonly content: DocumentFragment;
  readonly removedContent: RemovedContent;
}

const FORMS = ["form", "button", "input", "select", "textarea", "option", "optgroup", "datalist"];
const MEDIA = ["audio", "video", "source", "track", "picture", "canvas"];
const REPORTED = new Set([...FORMS.slice(0, 5), ...MEDIA, "iframe", "object", "embed"]);

const FORBIDDEN_ATTRIBUTES = [
  ...["action", "background", "cite", "poster", "srcset", "sizes", "usemap", "ping", "target"],
  ...["autofocus", "contenteditable", "popover", "popovertarget", "slot", "is", "xml:base"],
];

const IMAGE_DATA_URL = /^data:image\/(?:png|jpeg|gif|webp|avif|bmp|svg\+xml)[;,]/i;

/** Longer URLs are shortened. */
const MAX_ADDRESS_CHARACTERS = 300;

/** Sanitize `html` with the parser of the frame's window: its policy, unlike the page's, allows styles. */
export function sanitizeHtml(html: string, view: Window & typeof globalThis): SanitizedHtml {
  const purifier = createPurifier(view);
  const addresses = new Map<Element, string>();
  let hasFiles = false;
  const lose = () => (hasFiles = true);
  watchStyles(purifier, view, lose);
  watchAddresses(purifier, addresses, lose);
  const content = purifier.sanitize(html, {
    USE_PROFILES: { html: true, svg: true, svgFilters: true, mathMl: true },
    ADD_TAGS: ["use"],
    FORBID_TAGS: [...FORMS, ...MEDIA, "template", "feimage", "dialog", "noscript"],
    FORBID_ATTR: FORBIDDEN_ATTRIBUTES,
    FORCE_BODY: true, // keeps a leading <style>
    RETURN_DOM_FRAGMENT: true,
  });
  const isTooMuch = !isDrawable(content.children);
  if (isTooMuch) content.replaceChildren();
  for (const [link, address] of addresses) appendAddress(link, address);
  return { content, removedContent: { ...leftOut(purifier), hasFiles, isTooMuch } };
}

function watchStyles(purifier: DOMPurify, view: typeof globalThis, lose: () => void): void {
  purifier.addHook("uponSanitizeElement", (node, { tagName }) => {
    const css = node.textContent ?? "";
    if (tagName !== "style" || !fetches(css)) return;
    node.textContent = sheetWithoutFetches(css, view);
    lose();
  });
  purifier.addHook("uponSanitizeAttribute", (element, attribute) => {
    if (!fetches(attribute.attrValue)) return;
    if (attribute.attrName === "style") {
      attribute.attrValue = styleWithoutFetches(element as HTMLElement | SVGElement);
    } else if (isDrawing(element)) attribute.keepAttr = false;
    else return; // a title may say url(…)
    lose();
  });
}

const isDrawing = ({ namespaceURI }: Element): boolean =>
  namespaceURI === "http://www.w3.org/2000/svg";

/** Keep fragment links and images in data URLs; remove other URLs, and remember those of links. */
function watchAddresses(
  purifier: DOMPurify,
  addresses: Map<Element, string>,
  lose: () => void,
): void {
  let size = 0; // of all SVG images
  const isPictureHere = (address: string): boolean => {
    if (isSvgDataUrl(address)) size += imageSize(svgOfDataUrl(address));
    return IMAGE_DATA_URL.test(address) && (!isSvgDataUrl(address) || size <= MAX_ELEMENTS);
  };
  purifier.addHook("uponSanitizeAttribute", (element, attribute) => {
    const { attrName, attrValue } = attribute;
    if (!/^(?:xlink:)?href$|^src$/.test(attrName)) return;
    const isPicture = /^(?:img|image)$/i.test(element.localName);
    if (isPicture ? isPictureHere(attrValue) : attrName !== "src" && attrValue.startsWith("#")) {
      return;
    }
    attribute.keepAttr = false;
    if (element.localName === "a") addresses.set(element, attrValue);
    else lose();
  });
}

/** Append the URL of a removed link as text, to be copied. */
function appendAddress(link: Element, address: string): void {
  if (!/^(?:https?:|mailto:)/i.test(address) || link.textContent?.trim() === address) return;
  const shown =
    address.slice(0, MAX_ADDRESS_CHARACTERS) + (address.length > MAX_ADDRESS_CHARACTERS ? "…" : "");
  link.append(` ⟨${shown}⟩`);
}

function leftOut({ removed }: DOMPurify): Omit<RemovedContent, "hasFiles" | "isTooMuch"> {
  const elements = removed.flatMap((one) => ("element" in one ? [one.element as Element] : []));
  const named = (name: string) => elements.filter((node) => node.nodeName.toLowerCase() === name);
  const names = elements.map((node) => node.nodeName.toLowerCase());
  return {
    scripts: named("script").map(sourceOf).filter(Boolean),
    hasHandlers: removed.some(
      (one) => "attribute" in one && /^on/i.test(one.attribute?.name ?? ""),
    ),
    elements: [...new Set(names)].filter((name) => REPORTED.has(name)),
  };
}

function sourceOf(script: Element): string {
  const address = script.getAttribute("src");
  return address === null ? (script.textContent ?? "").trim() : `<script src="${address}">`;
}
