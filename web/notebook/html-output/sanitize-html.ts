/**
 * The gate that a program's HTML goes through before it is shown in its frame: DOMPurify, and nothing that
 * asks for anything, even by a click. What is left out is told, so that the reader can be.
 */
import createPurifier, { type DOMPurify } from "dompurify";
import { isDrawable, LARGEST } from "./expanded-size.ts";
import { holdsSvg, svgIn } from "./svg-data-url.ts";
import { imageSize } from "./parse-svg.ts";
import { fetches, sheetWithoutFetches, styleWithoutFetches } from "./sanitize-css.ts";

/** What the gate has left out of a program's HTML. */
export interface LeftOut {
  /** The sources of scripts; of one that is a file elsewhere, its tag. */
  readonly scripts: readonly string[];
  readonly hasHandlers: boolean;
  /** Whether it names files to be loaded. */
  readonly hasFiles: boolean;
  /** Other elements that a reader might miss, by name. */
  readonly elements: readonly string[];
  /** Whether there is too much to draw: then all of it is left out. */
  readonly isTooMuch: boolean;
}

export interface Admitted {
  readonly content: DocumentFragment;
  readonly leftOut: LeftOut;
}

const FORMS = ["form", "button", "input", "select", "textarea", "option", "optgroup", "datalist"];
const MEDIA = ["audio", "video", "source", "track", "picture", "canvas"];
const MISSED = new Set([...FORMS.slice(0, 5), ...MEDIA, "iframe", "object", "embed"]);

const NOT_ATTRIBUTES = [
  ...["action", "background", "cite", "poster", "srcset", "sizes", "usemap", "ping", "target"],
  ...["autofocus", "contenteditable", "popover", "popovertarget", "slot", "is", "xml:base"],
];

const PICTURE = /^data:image\/(?:png|jpeg|gif|webp|avif|bmp|svg\+xml)[;,]/i;

/** The longest address that is shown whole. */
const LONGEST_ADDRESS = 300;

/** Return what may be shown of `html`, in a frame whose window is `view`: its parser objects to no style. */
export function throughGate(html: string, view: Window & typeof globalThis): Admitted {
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
    FORBID_ATTR: NOT_ATTRIBUTES,
    FORCE_BODY: true, // a style at the beginning stays
    RETURN_DOM_FRAGMENT: true,
  });
  const isTooMuch = !isDrawable(content.children);
  if (isTooMuch) content.replaceChildren();
  for (const [link, address] of addresses) tell(link, address);
  return { content, leftOut: { ...leftOut(purifier), hasFiles, isTooMuch } };
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

/** Leave a link within the output as it is; remember where others lead; keep pictures that are here. */
function watchAddresses(
  purifier: DOMPurify,
  addresses: Map<Element, string>,
  lose: () => void,
): void {
  let size = 0; // of all the images that are SVG
  const isPictureHere = (address: string): boolean => {
    if (holdsSvg(address)) size += imageSize(svgIn(address));
    return PICTURE.test(address) && (!holdsSvg(address) || size <= LARGEST);
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

/** Show where a link leads, as text: whoever wants to go there can copy it. */
function tell(link: Element, address: string): void {
  if (!/^(?:https?:|mailto:)/i.test(address) || link.textContent?.trim() === address) return;
  const shown = address.slice(0, LONGEST_ADDRESS) + (address.length > LONGEST_ADDRESS ? "…" : "");
  link.append(` ⟨${shown}⟩`);
}

function leftOut({ removed }: DOMPurify): Omit<LeftOut, "hasFiles" | "isTooMuch"> {
  const elements = removed.flatMap((one) => ("element" in one ? [one.element as Element] : []));
  const named = (name: string) => elements.filter((node) => node.nodeName.toLowerCase() === name);
  const names = elements.map((node) => node.nodeName.toLowerCase());
  return {
    scripts: named("script").map(sourceOf).filter(Boolean),
    hasHandlers: removed.some(
      (one) => "attribute" in one && /^on/i.test(one.attribute?.name ?? ""),
    ),
    elements: [...new Set(names)].filter((name) => MISSED.has(name)),
  };
}

function sourceOf(script: Element): string {
  const address = script.getAttribute("src");
  return address === null ? (script.textContent ?? "").trim() : `<script src="${address}">`;
}
