/** The frames of an animation as one picture, for `<gd-film>`: once what they share, in turn what differs. */
import { admitted, drawn, nextPrefix } from "./svg.ts";
import { SVG } from "./svg-text.ts";

/** Return one picture that holds all frames of a film, or null if one of them is none. */
export function filmSvg(frames: readonly string[], label: string): SVGSVGElement | null {
  const prefix = nextPrefix(); // one for all: what Matplotlib calls the same is the same
  const pictures: Element[] = [];
  for (const text of frames) {
    const picture = drawn(text, prefix);
    if (!picture) return null;
    pictures.push(picture);
  }
  if (pictures.length === 0) return null;
  collectDefinitions(pictures);
  merge(pictures);
  return admitted(pictures[0]!, prefix, label, true);
}

/** Move every frame's shapes of letters and markers into the first, once each. */
function collectDefinitions(pictures: readonly Element[]): void {
  const definitions = pictures[0]!.ownerDocument.createElementNS(SVG, "defs");
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

/** Levels of groups that are looked into, each with all below it; Matplotlib makes six. */
const DEEPEST = 20;

/** Make the first of the frames' elements hold them all: the differing parts once a frame. */
function merge(versions: readonly Element[], depth = 0): void {
  const rows = versions.map(({ children }) => [...children]);
  if (rows.some((children) => children.length !== rows[0]!.length)) return;
  for (const [place, first] of rows[0]!.entries()) {
    const row = rows.map((children) => children[place]!);
    if (row.every((version) => version.isEqualNode(first))) continue;
    const areAlike = row.every((version) => isAlike(version, first));
    if (areAlike && depth < DEEPEST) merge(row, depth + 1);
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
    const group = first.ownerDocument.createElementNS(SVG, "g");
    group.setAttribute("data-frame", String(number));
    if (number) group.setAttribute("display", "none");
    group.append(version.cloneNode(true));
    return group;
  });
  first.replaceWith(...groups);
}
