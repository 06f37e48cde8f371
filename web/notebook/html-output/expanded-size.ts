/**
 * How much there is to draw of an SVG whose parts are used again and again: a few hundred characters can
 * stand for millions of shapes, as a group can hold ten uses of another, and that one ten of a third.
 */
import { withoutEscapes } from "./sanitize-css.ts";

/** Elements of an image, or of a frame of its own: a browser draws so many in about a second. */
export const LARGEST = 8_000;
/** Elements of a figure in the page itself, where the theme's style sheets meet each of them. */
export const LARGEST_INLINE = 5_000;
/** Characters that cost as much as one more element. */
const CHARACTERS = 1_000;
/** So much more costs a use of what itself holds uses. */
const NESTED = 2;
/** Masks and the like that style sheets name: any element could be meant. */
const MOST_NAMED_BY_SHEETS = 20;

/** What matters of an element. */
export interface Shape {
  readonly localName: string;
  readonly id: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly children: Iterable<Shape>;
  readonly textContent: string | null;
}

class Part {
  readonly children: Part[] = [];
  targets: Part[] = [];
  /** Null until it is known. */
  size: number | null = null;
  holdsUse = false;

  constructor(readonly shape: Shape) {}
}

/** Return whether a page can draw these elements with all that they refer to. */
export const isDrawable = (roots: Iterable<Shape>, most = LARGEST): boolean =>
  expandedSize(roots) <= most;

/** Return how many elements are drawn, or about what costs as much; Infinity if one refers to what it is a part of. */
export function expandedSize(roots: Iterable<Shape>): number {
  const tops = measured(roots);
  return tops?.reduce((sum, { size }) => sum + size!, 0) ?? Infinity;
}

/** Return how much of a film is drawn at once, at most: what all frames share, and the largest frame. */
export function filmSize(root: Shape): number {
  const tops = measured([root]);
  if (!tops) return Infinity;
  let shared = tops[0]!.size!;
  const frames = new Map<string, number>();
  const waiting = [...tops];
  for (const part of waiting) {
    const frame = [...part.shape.attributes].find(({ name }) => name === "data-frame");
    if (!frame) {
      for (const child of part.children) waiting.push(child);
      continue;
    }
    shared -= part.size!;
    frames.set(frame.value, (frames.get(frame.value) ?? 0) + part.size!);
  }
  return [...frames.values()].reduce((most, size) => Math.max(most, shared + size), shared);
}

/** Return the parts of elements, with the sizes of all of them; null if one refers to what it is a part of. */
function measured(roots: Iterable<Shape>): readonly Part[] | null {
  const parts = [...roots].map((shape) => new Part(shape));
  const tops = [...parts];
  for (const part of parts) {
    // `parts` grows meanwhile: no recursion, however deep the elements lie
    for (const child of part.shape.children) part.children.push(new Part(child));
    for (const child of part.children) parts.push(child);
  }
  const named = findTargets(parts);
  if (named.length > MOST_NAMED_BY_SHEETS) return null;
  return measure(tops, named) ? tops : null;
}

/** Tell every part what it refers to; return what style sheets refer to. */
function findTargets(parts: readonly Part[]): Part[] {
  const ids = new Map<string, Part>();
  for (const part of parts) if (!ids.has(part.shape.id)) ids.set(part.shape.id, part);
  const found = (names: readonly string[]): Part[] =>
    names.flatMap((name) => (name === "" ? [] : (ids.get(name) ?? [])));
  const sheets: string[] = [];
  for (const part of parts) {
    const { localName, textContent, attributes } = part.shape;
    if (/^(?:off-)?style$/i.test(localName)) sheets.push(...namesInCss(textContent ?? ""));
    for (const { name, value } of attributes) {
      if (value.includes("--")) sheets.push(...namesInCss(value)); // var(--…) may mean it anywhere
      part.targets.push(...found(namesIn(localName, name, value)));
    }
  }
  const isServer = ({ shape }: Part) => /^(?:mask|clippath|marker|filter)$/i.test(shape.localName);
  const odd = [...ids.values()].filter(({ shape }) => /[\s"'()\\]/.test(shape.id));
  return [...new Set([...found(sheets), ...odd])].filter(isServer);
}

const LINKING = /(?:^|:)href$|^(?:to|from|by|values)$/i;

/** Return the ids that an attribute refers to. */
export function namesIn(tag: string, name: string, value: string): string[] {
  if (!LINKING.test(name)) return namesInCss(value);
  if (tag.toLowerCase() === "a") return [];
  const address = value.replace(/[\t\n\r]/g, "").trim();
  return [...new Set([address, ...address.split(";")])]
    .map((part) => part.trim())
    .filter((part) => part.startsWith("#"))
    .flatMap((part) => decoded(part.slice(1)));
}

function namesInCss(css: string): string[] {
  if (!/[#\\]/.test(css)) return [];
  const found = withoutEscapes(css).matchAll(/url\(\s*["']?\s*#([^\s"')]+)/gi);
  return [...found].flatMap(([, name]) => decoded(name!));
}

/** Return a name as it is, and as it is if it is an address. */
function decoded(name: string): string[] {
  try {
    return name.includes("%") ? [name, decodeURIComponent(name)] : [name];
  } catch {
    return [name];
  }
}

/** Compute the sizes of all parts, what they need first; return false if one needs itself. */
function measure(tops: readonly Part[], named: readonly Part[]): boolean {
  const open = new Set<Part>();
  const stack = [...tops];
  for (let part = stack.at(-1); part; part = stack.at(-1)) {
    if (part.size !== null || open.has(part)) {
      if (part.size === null) close(part, named);
      open.delete(part);
      stack.pop();
      continue;
    }
    open.add(part);
    for (const needed of [...part.children, ...part.targets]) {
      if (open.has(needed)) return false;
      if (needed.size === null) stack.push(needed);
    }
    for (const needed of named) if (needed.size === null && !open.has(needed)) stack.push(needed);
  }
  return true;
}

function close(part: Part, named: readonly Part[]): void {
  const { shape, children, targets } = part;
  let size = 1;
  for (const { value } of shape.attributes) size += value.length / CHARACTERS;
  if (children.length === 0) size += (shape.textContent ?? "").length / CHARACTERS;
  for (const child of children) size += child.size!;
  for (const target of targets) size += target.size! * (target.holdsUse ? NESTED : 1);
  for (const target of named) size += target.size ?? 0; // null: this is a part of it
  part.size = size;
  part.holdsUse = targets.length > 0 || children.some(({ holdsUse }) => holdsUse);
}
