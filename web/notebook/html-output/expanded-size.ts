/**
 * Computes the size of an SVG after expansion of `<use>`, masks, patterns and the like. Nested uses grow
 * exponentially ("billion laughs"): a few hundred characters can expand to millions of shapes.
 */
import { withoutEscapes } from "./sanitize-css.ts";

/** Expanded elements of an image, or of HTML in a frame: a browser draws so many in about a second. */
export const MAX_ELEMENTS = 8_000;
/** Expanded elements of an inline figure, where the theme's style sheets are matched against each of them. */
export const MAX_INLINE_ELEMENTS = 5_000;
/** Characters of text or attributes that cost as much as one element. */
const CHARACTERS_PER_ELEMENT = 1_000;
/** Cost factor of referring to an element that contains references itself. */
const NESTED_USE_FACTOR = 2;
/** Masks, filters and the like that style sheets refer to: each counts for every element. */
const MAX_STYLE_SHEET_TARGETS = 20;

/** The part of `Element` that is needed. */
export interface ElementLike {
  readonly localName: string;
  readonly id: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly children: Iterable<ElementLike>;
  readonly textContent: string | null;
}

class SizedElement {
  readonly children: SizedElement[] = [];
  targets: SizedElement[] = [];
  /** Null until it is known. */
  size: number | null = null;
  holdsUse = false;

  constructor(readonly shape: ElementLike) {}
}

/** Return whether elements, with all that they refer to, are within a limit. */
export const isDrawable = (roots: Iterable<ElementLike>, most = MAX_ELEMENTS): boolean =>
  expandedSize(roots) <= most;

/** Return the number of elements after expansion, plus a cost for characters; Infinity for a circular reference. */
export function expandedSize(roots: Iterable<ElementLike>): number {
  const tops = measured(roots);
  return tops?.reduce((sum, { size }) => sum + size!, 0) ?? Infinity;
}

/** Return the largest size of an animation at any time: the shared elements and the largest frame. */
export function animationSize(root: ElementLike): number {
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

/** Build trees of `SizedElement` and compute their sizes; null for a circular reference. */
function measured(roots: Iterable<ElementLike>): readonly SizedElement[] | null {
  const parts = [...roots].map((shape) => new SizedElement(shape));
  const tops = [...parts];
  for (const part of parts) {
    // `parts` grows while it is iterated: no recursion, so depth is unlimited
    for (const child of part.shape.children) part.children.push(new SizedElement(child));
    for (const child of part.children) parts.push(child);
  }
  const named = findTargets(parts);
  if (named.length > MAX_STYLE_SHEET_TARGETS) return null;
  return measure(tops, named) ? tops : null;
}

/** Set the `targets` of every element; return the elements that style sheets refer to. */
function findTargets(parts: readonly SizedElement[]): SizedElement[] {
  const ids = new Map<string, SizedElement>();
  for (const part of parts) if (!ids.has(part.shape.id)) ids.set(part.shape.id, part);
  const found = (names: readonly string[]): SizedElement[] =>
    names.flatMap((name) => (name === "" ? [] : (ids.get(name) ?? [])));
  const sheets: string[] = [];
  for (const part of parts) {
    const { localName, textContent, attributes } = part.shape;
    if (/^(?:off-)?style$/i.test(localName)) sheets.push(...referencedIdsInCss(textContent ?? ""));
    for (const { name, value } of attributes) {
      if (value.includes("--")) sheets.push(...referencedIdsInCss(value)); // a custom property can be used by any element
      part.targets.push(...found(referencedIds(localName, name, value)));
    }
  }
  const isServer = ({ shape }: SizedElement) =>
    /^(?:mask|clippath|marker|filter)$/i.test(shape.localName);
  const odd = [...ids.values()].filter(({ shape }) => /[\s"'()\\]/.test(shape.id));
  return [...new Set([...found(sheets), ...odd])].filter(isServer);
}

const LINKING = /(?:^|:)href$|^(?:to|from|by|values)$/i;

/** Return the ids that an attribute refers to. */
export function referencedIds(tag: string, name: string, value: string): string[] {
  if (!LINKING.test(name)) return referencedIdsInCss(value);
  if (tag.toLowerCase() === "a") return [];
  const address = value.replace(/[\t\n\r]/g, "").trim();
  return [...new Set([address, ...address.split(";")])]
    .map((part) => part.trim())
    .filter((part) => part.startsWith("#"))
    .flatMap((part) => decoded(part.slice(1)));
}

function referencedIdsInCss(css: string): string[] {
  if (!/[#\\]/.test(css)) return [];
  const found = withoutEscapes(css).matchAll(/url\(\s*["']?\s*#([^\s"')]+)/gi);
  return [...found].flatMap(([, name]) => decoded(name!));
}

/** Return an id as written and, if it is percent-encoded, decoded. */
function decoded(name: string): string[] {
  try {
    return name.includes("%") ? [name, decodeURIComponent(name)] : [name];
  } catch {
    return [name];
  }
}

/** Compute the sizes of all elements, depth first without recursion; return false for a circular reference. */
function measure(tops: readonly SizedElement[], named: readonly SizedElement[]): boolean {
  const open = new Set<SizedElement>();
  const stack = [...tops];
  for (let part = stack.at(-1); part; part = stack.at(-1)) {
    if (part.size !== null || open.has(part)) {
      if (part.size === null) setSize(part, named);
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

function setSize(part: SizedElement, named: readonly SizedElement[]): void {
  const { shape, children, targets } = part;
  let size = 1;
  for (const { value } of shape.attributes) size += value.length / CHARACTERS_PER_ELEMENT;
  if (children.length === 0) size += (shape.textContent ?? "").length / CHARACTERS_PER_ELEMENT;
  for (const child of children) size += child.size!;
  for (const target of targets) size += target.size! * (target.holdsUse ? NESTED_USE_FACTOR : 1);
  for (const target of named) size += target.size ?? 0; // null: `part` is inside of it
  part.size = size;
  part.holdsUse = targets.length > 0 || children.some(({ holdsUse }) => holdsUse);
}
