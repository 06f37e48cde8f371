/**
 * The gate that every inline SVG of a program goes through, last of all: DOMPurify with lists of what a
 * Matplotlib figure needs. Nothing that runs, fetches, links, is focused, or names a thing of the page.
 */
import createPurifier, { type DOMPurify } from "dompurify";

const TAGS = [
  ...["svg", "g", "defs", "use", "a", "clippath", "mask", "pattern", "image"],
  ...["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"],
  ...["lineargradient", "radialgradient", "stop", "filter", "fecolormatrix", "fecomposite"],
];

/** What may also be said as CSS; Matplotlib does. */
export const PRESENTATION: ReadonlySet<string> = new Set([
  ...["fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity"],
  ...["stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray"],
  ...["stroke-dashoffset", "opacity", "color", "stop-color", "stop-opacity", "display"],
  ...["visibility", "clip-path", "clip-rule", "mask", "filter", "shape-rendering"],
  ...["image-rendering", "text-anchor", "font-family", "font-size", "font-style", "font-weight"],
  ...["letter-spacing", "dominant-baseline", "vector-effect", "paint-order"],
]);

const PLACE = [
  ...["id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy"],
  ...["dx", "dy", "width", "height", "points", "offset", "transform", "viewbox"],
  ...["preserveaspectratio", "patternunits", "patterntransform", "gradientunits", "pathlength"],
  ...["gradienttransform", "spreadmethod", "clippathunits", "maskunits", "filterunits"],
  ...["in", "in2", "operator", "k1", "k2", "k3", "k4", "type", "values", "href", "xlink:href"],
];

/** The outermost element is drawn among the page's own: it has its size, and nothing that moves it. */
const OF_ROOT: ReadonlySet<string> = new Set(["viewbox", "width", "height"]);

const PICTURE = /^data:image\/(?:png|jpeg);base64,[a-z0-9+/=\s]*$/i;

let purifier: DOMPurify | null = null;
/** What the ids of the figure at the gate begin with. */
let prefix = "";

/**
 * Remove from `root` all that is not on the lists.
 *
 * @param root an SVG element that is in no page yet
 * @param ids what each of its ids, and each of its references, begins with
 * @param isFilm whether it has `data-frame`, by which `<gd-film>` finds the parts of its frames
 */
export function passGate(root: Element, ids: string, isFilm: boolean): void {
  purifier ??= withHook(createPurifier(window));
  prefix = ids;
  purifier.sanitize(root, {
    IN_PLACE: true,
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: [...PRESENTATION, ...PLACE, ...(isFilm ? ["data-frame"] : [])],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    KEEP_CONTENT: false,
  });
}

function withHook(made: DOMPurify): DOMPurify {
  made.addHook("uponSanitizeAttribute", (element, attribute) => {
    const { attrName: name, attrValue: value } = attribute;
    const isRoot = element.parentNode?.nodeType !== Node.ELEMENT_NODE;
    if ((isRoot && !OF_ROOT.has(name)) || !isOwn(element.localName, name, value)) {
      attribute.keepAttr = false;
    }
  });
  return made;
}

/** Return whether a value refers to nothing but a shape of the same figure, or holds its own picture. */
function isOwn(tag: string, name: string, value: string): boolean {
  if (name === "id") return value.startsWith(prefix);
  if (name === "href" || name === "xlink:href") {
    return tag === "image" ? PICTURE.test(value) : tag === "use" && value.startsWith(`#${prefix}`);
  }
  if (value.includes("\\")) return false; // CSS can write anything so, url( too
  if (!/(?:url|src|image|image-set|cross-fade)\s*\(/i.test(value)) return true;
  return value.startsWith(`url(#${prefix}`) && /^url\(#[\w.-]+\)$/.test(value);
}
