/** Matplotlib's SVG, made safe and at home in a page: no scripts, the page's colours, ids of its own. */

const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";
const UNWANTED =
  "script, foreignObject, style, metadata, title, iframe, object, embed, audio, video";

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

/** What handlers are called until they are removed. */
const SET_ASIDE = "data-off-";

let figures = 0;

/** Return an SVG element for the page, or null if `text` is none. */
export function safeSvg(text: string, label: string): SVGSVGElement | null {
  const parsed = new DOMParser().parseFromString(unstyled(text), "image/svg+xml");
  const root = parsed.documentElement;
  if (root.namespaceURI !== SVG || root.localName !== "svg") return null;
  for (const element of root.querySelectorAll(UNWANTED)) element.remove();
  const prefix = `live-${++figures}-`;
  for (const element of [root, ...root.querySelectorAll("*")]) {
    removeActive(element);
    styleToAttributes(element);
    adaptColours(element);
    renameIds(element, prefix);
  }
  return frame(document.importNode(root, true) as unknown as SVGSVGElement, label);
}

/** Set inline styles and scripts aside: a strict content policy objects to them even while they are read. */
const unstyled = (text: string): string =>
  text
    .replace(/<style\b[^]*?<\/style>/g, "")
    .replace(/ style=(?=["'])/g, " data-style=")
    .replace(/ (on[a-z]+)=(?=["'])/gi, ` ${SET_ASIDE}$1=`);

/** Remove what could run, or fetch anything from elsewhere. */
function removeActive(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const isLink = name.endsWith("href");
    const isInside = value.startsWith("#") || /^data:image\/(png|jpeg);/.test(value);
    const isForeign = /url\(\s*['"]?(?!#)/i.test(value);
    const isHandler = name.startsWith("on") || name.startsWith(SET_ASIDE);
    if (isHandler || (isLink && !isInside) || isForeign) element.removeAttribute(name);
  }
}

function styleToAttributes(element: Element): void {
  const style = element.getAttribute("data-style");
  element.removeAttribute("data-style");
  element.removeAttribute("style");
  for (const declaration of style?.split(";") ?? []) {
    const [name, ...value] = declaration.split(":");
    if (/^[a-z-]+$/.test(name!.trim()) && value.length) {
      element.setAttribute(name!.trim(), value.join(":").trim());
    }
  }
}

function adaptColours(element: Element): void {
  for (const name of ["fill", "stroke"]) {
    const colour = element.getAttribute(name);
    if (colour && colour in ADAPTED) element.setAttribute(name, ADAPTED[colour]!);
  }
}

function renameIds(element: Element, prefix: string): void {
  const link = element.getAttributeNS(XLINK, "href");
  if (link?.startsWith("#")) {
    element.setAttributeNS(XLINK, "xlink:href", `#${prefix}${link.slice(1)}`);
  }
  for (const { name, value } of [...element.attributes]) {
    if (name === "id") element.id = prefix + value;
    else if (value.includes("url(#")) {
      element.setAttribute(name, value.replace(/url\(#/g, `url(#${prefix}`));
    }
  }
}

/** Give the picture its size in pixels, its text colour, and its name for those who cannot see it. */
function frame(root: SVGSVGElement, label: string): SVGSVGElement {
  for (const side of ["width", "height"]) {
    const points = Number.parseFloat(root.getAttribute(side) ?? "0");
    root.setAttribute(side, String(Math.round((points * 4) / 3)));
  }
  root.setAttribute("fill", "currentColor");
  root.setAttribute("stroke-linejoin", "round");
  root.setAttribute("stroke-linecap", "butt");
  root.setAttribute("role", "img");
  root.setAttribute("aria-label", label);
  return root;
}

/** Return one picture that holds all frames of a film: once what they share, in turn what differs. */
export function filmSvg(frames: readonly string[], label: string): SVGSVGElement | null {
  const drawn = frames.map((text) => safeSvg(text, label));
  if (drawn.length === 0 || drawn.some((picture) => picture === null)) return null;
  const pictures = drawn as SVGSVGElement[];
  const last = figures;
  for (const [number, picture] of pictures.entries()) {
    shareIds(picture, `live-${last - pictures.length + 1 + number}-`, `live-${last}-film-`);
  }
  collectDefinitions(pictures);
  merge(pictures);
  return pictures[0]!;
}

/** Give shapes that are the same in all frames the same ids. */
function shareIds(picture: Element, own: string, shared: string): void {
  for (const element of picture.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (!value.includes(own)) continue;
      const renamed = value.replace(own, shared);
      if (name === "xlink:href") element.setAttributeNS(XLINK, name, renamed);
      else element.setAttribute(name, renamed);
    }
  }
}

/** Move every frame's shapes of letters and markers into the first, once each. */
function collectDefinitions(pictures: readonly SVGSVGElement[]): void {
  const definitions = document.createElementNS(SVG, "defs");
  const known = new Set<string>();
  for (const picture of pictures) {
    for (const shape of picture.querySelectorAll("defs > [id]")) {
      if (known.has(shape.id)) shape.remove();
      else definitions.append(shape);
      known.add(shape.id);
    }
    for (const empty of picture.querySelectorAll("defs:empty")) empty.remove();
    for (const defs of picture.querySelectorAll("defs")) if (!defs.children.length) defs.remove();
  }
  pictures[0]!.append(definitions);
  for (const picture of pictures.slice(1)) picture.append(definitions.cloneNode(true));
}

/** Make the first of the frames' elements hold them all: the differing parts once a frame. */
function merge(versions: readonly Element[]): void {
  const rows = versions.map(({ children }) => [...children]);
  if (rows.some((children) => children.length !== rows[0]!.length)) return;
  for (const [place, first] of rows[0]!.entries()) {
    const row = rows.map((children) => children[place]!);
    if (row.every((version) => version.isEqualNode(first))) continue;
    if (row.every((version) => isAlike(version, first))) merge(row);
    else replaceByAll(row);
  }
}

const isAlike = (one: Element, other: Element): boolean =>
  one.children.length > 0 &&
  one.children.length === other.children.length &&
  one.cloneNode(false).isEqualNode(other.cloneNode(false));

function replaceByAll(versions: readonly Element[]): void {
  const first = versions[0]!;
  const groups = versions.map((version, number) => {
    const group = document.createElementNS(SVG, "g");
    group.dataset["frame"] = String(number);
    if (number) group.setAttribute("display", "none");
    group.append(version.cloneNode(true));
    return group;
  });
  first.replaceWith(...groups);
}
