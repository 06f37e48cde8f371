/** Matplotlib's SVG at home in a page: the page's colours, ids of its own, and only what the gate lets through. */
import { LARGEST_INLINE } from "./expanded-size.ts";
import { PRESENTATION, passGate } from "./sanitize-svg.ts";
import { parsedFilm, parsedSvg } from "./parse-svg.ts";

const XLINK = "http://www.w3.org/1999/xlink";

/** Pixels; a figure is not wider or higher than that, whatever it says. */
const LARGEST = 20_000;

// Matplotlib draws black on white; on a page both follow the light or dark scheme, and so do
// those of its colours that are too dark for the latter.
const ADAPTED: Record<string, string> = {
  "#000000": "currentColor",
  black: "currentColor",
  "#ffffff": "var(--gd-paper)",
  "#1f77b4": "var(--gd-tab-blue)",
  "#d62728": "var(--gd-tab-red)",
  "#9467bd": "var(--gd-tab-purple)",
  "#8c564b": "var(--gd-tab-brown)",
};

let figures = 0;

/** Return an SVG element for the page, or null if `text` is none, or too much to draw there. */
export function safeSvg(text: string, label: string): SVGSVGElement | null {
  const root = parsedSvg(text, LARGEST_INLINE);
  return root && admitted(root, label, false);
}

/** Return all frames of a film as one SVG element, the first of them to be seen; null as for a figure. */
export function safeFilm(text: string, label: string): SVGSVGElement | null {
  const root = parsedFilm(text);
  const film = root && admitted(root, label, true);
  film?.querySelectorAll("[data-frame]").forEach((piece) => {
    if (piece.getAttribute("data-frame") === "0") piece.removeAttribute("display");
    else piece.setAttribute("display", "none");
  });
  return film;
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
    if (PRESENTATION.has(name!.trim())) element.setAttribute(name!.trim(), value.join(":").trim());
  }
}

function adaptColours(element: Element): void {
  for (const name of ["fill", "stroke"]) {
    const colour = element.getAttribute(name);
    if (colour && colour in ADAPTED) element.setAttribute(name, ADAPTED[colour]!);
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

/**
 * Return what the gate leaves of a figure, for the page: with the page's colours, ids of its own, and a name
 * for those who cannot see it.
 */
function admitted(root: Element, label: string, isFilm: boolean): SVGSVGElement {
  const prefix = `live-${++figures}-`;
  for (const element of [root, ...root.querySelectorAll("*")]) {
    styleToAttributes(element);
    adaptColours(element);
    renameIds(element, prefix);
  }
  for (const side of ["width", "height"]) {
    const points = Number.parseFloat(root.getAttribute(side) ?? "");
    const pixels = Math.min(LARGEST, Math.round((points * 4) / 3));
    if (pixels > 0) root.setAttribute(side, String(pixels));
    else root.removeAttribute(side);
  }
  passGate(root, prefix, isFilm);
  return named(document.importNode(root, true) as unknown as SVGSVGElement, label);
}

function named(root: SVGSVGElement, label: string): SVGSVGElement {
  root.setAttribute("fill", "currentColor");
  root.setAttribute("stroke-linejoin", "round");
  root.setAttribute("stroke-linecap", "butt");
  root.setAttribute("role", "img");
  root.setAttribute("aria-label", label);
  return root;
}
