/** Prepares Matplotlib's SVG for the page: theme colours, unique ids, and sanitized. */
import { MAX_INLINE_ELEMENTS } from "./expanded-size.ts";
import { PRESENTATION_ATTRIBUTES, sanitizeSvg } from "./sanitize-svg.ts";
import { parseAnimation, parseSvg } from "./parse-svg.ts";

const XLINK = "http://www.w3.org/1999/xlink";

/** Largest width or height of a figure, in pixels. */
const MAX_PIXELS = 20_000;

// Black and white follow the colour scheme, as do those of Matplotlib's colours that are too dark for the dark one.
const THEME_COLOURS: Record<string, string> = {
  "#000000": "currentColor",
  black: "currentColor",
  "#ffffff": "var(--gd-paper)",
  "#1f77b4": "var(--gd-tab-blue)",
  "#d62728": "var(--gd-tab-red)",
  "#9467bd": "var(--gd-tab-purple)",
  "#8c564b": "var(--gd-tab-brown)",
};

let figures = 0;

/** Return an SVG element for the page; null if `text` is no SVG, or too large to draw. */
export function inlineSvg(text: string, label: string): SVGSVGElement | null {
  const root = parseSvg(text, MAX_INLINE_ELEMENTS);
  return root && prepareFigure(root, label, false);
}

/** Return the SVG element of an animation, with its first frame visible; null as for a figure. */
export function inlineAnimation(text: string, label: string): SVGSVGElement | null {
  const root = parseAnimation(text);
  const animation = root && prepareFigure(root, label, true);
  animation?.querySelectorAll("[data-frame]").forEach((piece) => {
    if (piece.getAttribute("data-frame") === "0") piece.removeAttribute("display");
    else piece.setAttribute("display", "none");
  });
  return animation;
}

function styleToAttributes(element: Element): void {
  const style = element.getAttribute("data-style");
  for (const { name } of [...element.attributes]) {
    if (name === "style" || (name.startsWith("data-") && name !== "data-frame")) {
      element.removeAttribute(name);
    }
  }
  for (const declaration of style?.split(";") ?? []) {
    const [name, ...value] = declaration.split(":");
    if (PRESENTATION_ATTRIBUTES.has(name!.trim()))
      element.setAttribute(name!.trim(), value.join(":").trim());
  }
}

function adaptColours(element: Element): void {
  for (const name of ["fill", "stroke"]) {
    const colour = element.getAttribute(name);
    if (colour && colour in THEME_COLOURS) element.setAttribute(name, THEME_COLOURS[colour]!);
  }
}

function renameIds(element: Element, prefix: string): void {
  for (const { name, value } of [...element.attributes]) {
    if (name === "id") element.id = prefix + value;
    else if (/^(xlink:)?href$/.test(name) && value.startsWith("#")) {
      element.removeAttribute(name);
      element.setAttributeNS(XLINK, "xlink:href", `#${prefix}${value.slice(1)}`);
    } else if (value.includes("url(#")) {
      element.setAttribute(name, value.replace(/url\(#/g, `url(#${prefix}`));
    }
  }
}

/** Return a sanitized figure with theme colours, unique ids and an accessible name. */
function prepareFigure(root: Element, label: string, isAnimation: boolean): SVGSVGElement {
  const prefix = `live-${++figures}-`;
  for (const element of [root, ...root.querySelectorAll("*")]) {
    styleToAttributes(element);
    adaptColours(element);
    renameIds(element, prefix);
  }
  for (const side of ["width", "height"]) {
    const points = Number.parseFloat(root.getAttribute(side) ?? "");
    const pixels = Math.min(MAX_PIXELS, Math.round((points * 4) / 3));
    if (pixels > 0) root.setAttribute(side, String(pixels));
    else root.removeAttribute(side);
  }
  sanitizeSvg(root, prefix, isAnimation);
  return setAccessibleName(document.importNode(root, true) as unknown as SVGSVGElement, label);
}

function setAccessibleName(root: SVGSVGElement, label: string): SVGSVGElement {
  root.setAttribute("fill", "currentColor");
  root.setAttribute("stroke-linejoin", "round");
  root.setAttribute("stroke-linecap", "butt");
  root.setAttribute("role", "img");
  root.setAttribute("aria-label", label);
  return root;
}
