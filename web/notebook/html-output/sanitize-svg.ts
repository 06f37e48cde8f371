/**
 * Sanitizes every inline SVG of a program, as the last step: DOMPurify with allowlists of what a Matplotlib
 * figure needs. Nothing that runs, makes a request, links, takes focus, or refers to elements of the page.
 */
import createPurifier, { type DOMPurify } from "dompurify";

const TAGS = [
  ...["svg", "g", "defs", "use", "a", "clippath", "mask", "pattern", "image"],
  ...["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"],
  ...["lineargradient", "radialgradient", "stop", "filter", "fecolormatrix", "fecomposite"],
];

/** Presentation attributes: Matplotlib writes them as CSS. */
export const PRESENTATION_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...["fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity"],
  ...["stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray"],
  ...["stroke-dashoffset", "opacity", "color", "stop-color", "stop-opacity", "display"],
  ...["visibility", "clip-path", "clip-rule", "mask", "filter", "shape-rendering"],
  ...["image-rendering", "text-anchor", "font-family", "font-size", "font-style", "font-weight"],
  ...["letter-spacing", "dominant-baseline", "vector-effect", "paint-order"],
]);

const GEOMETRY = [
  ...["id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy"],
  ...["dx", "dy", "width", "height", "points", "offset", "transform", "viewbox"],
  ...["preserveaspectratio", "patternunits", "patterntransform", "gradientunits", "pathlength"],
  ...["gradienttransform", "spreadmethod", "clippathunits", "maskunits", "filterunits"],
  ...["in", "in2", "operator", "k1", "k2", "k3", "k4", "type", "values", "href", "xlink:href"],
];

/** Attributes of the root element, which is laid out by the page: only its size. */
const ROOT_ATTRIBUTES: ReadonlySet<string> = new Set(["viewbox", "width", "height"]);

const IMAGE_DATA_URL = /^data:image\/(?:png|jpeg);base64,[a-z0-9+/=\s]*$/i;

let purifier: DOMPurify | null = null;
/** The prefix of ids in the figure that is being sanitized. */
let prefix = "";

/**
 * Remove everything from `root` that is not on the allowlists.
 *
 * @param root an SVG element outside of any document
 * @param ids the required prefix of its ids and references
 * @param isAnimation whether it has `data-frame`, by which `<gd-film>` finds the parts of its frames
 */
export function sanitizeSvg(root: Element, ids: string, isAnimation: boolean): void {
  purifier ??= withHook(createPurifier(window));
  prefix = ids;
  purifier.sanitize(root, {
    IN_PLACE: true,
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: [...PRESENTATION_ATTRIBUTES, ...GEOMETRY, ...(isAnimation ? ["data-frame"] : [])],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    KEEP_CONTENT: false,
  });
}

function withHook(made: DOMPurify): DOMPurify {
  made.addHook("uponSanitizeAttribute", (element, attribute) => {
    const { attrName: name, attrValue: value } = attribute;
    const isRoot = element.parentNode?.nodeType !== Node.ELEMENT_NODE;
    if ((isRoot && !ROOT_ATTRIBUTES.has(name)) || !isOwn(element.localName, name, value)) {
      attribute.keepAttr = false;
    }
  });
  return made;
}

/** Return whether a value refers to nothing outside of the figure: its own ids, or images in data URLs. */
function isOwn(tag: string, name: string, value: string): boolean {
  if (name === "id") return value.startsWith(prefix);
  if (name === "href" || name === "xlink:href") {
    return tag === "image"
      ? IMAGE_DATA_URL.test(value)
      : tag === "use" && value.startsWith(`#${prefix}`);
  }
  if (value.includes("\\")) return false; // a CSS escape, which could hide url(
  if (!/(?:url|src|image|image-set|cross-fade)\s*\(/i.test(value)) return true;
  return value.startsWith(`url(#${prefix}`) && /^url\(#[\w.-]+\)$/.test(value);
}
