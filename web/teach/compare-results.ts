/** Compares what was handed in of a figure with what the figure shows when it is computed again. */
import { readFragment } from "../core/url-fragment.ts";

export interface Difference {
  readonly name: string;
  /** "" if it is missing. */
  readonly handedIn: string;
  readonly computed: string;
}

type Numbers = ReadonlyMap<string, string>;

/** A number as `String(number)` and JSON write it. */
const WRITTEN = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/** Return a finite number, as a figure writes it; null for every other text, such as 1e999 or 0x10. */
export function finiteNumber(text: string): number | null {
  const value = WRITTEN.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : null;
}

/**
 * Return whether two values of a figure are the same. Texts are by the letter, also "Infinity", where a run
 * has left the range of numbers; numbers are to nine digits or decimals, as machines differ in the last ones.
 */
export function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [finiteNumber(a), finiteNumber(b)];
  return (
    x !== null && y !== null && Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x), Math.abs(y))
  );
}

/** Return where two results differ; a value that only one of them has is a difference. */
export function differences(handedIn: Numbers, computed: Numbers): Difference[] {
  const names = new Set([...computed.keys(), ...handedIn.keys()]);
  return [...names]
    .filter((name) => !isSameIn(name, handedIn, computed))
    .map((name) => ({
      name,
      handedIn: handedIn.get(name) ?? "",
      computed: computed.get(name) ?? "",
    }));
}

const isSameIn = (name: string, a: Numbers, b: Numbers): boolean =>
  a.has(name) && b.has(name) && isSame(a.get(name)!, b.get(name)!);

/** Return what a fragment asks of a figure and the figure does not show: it was refused, or left out. */
export function refusals(asked: string, shown: string, key: string): Difference[] {
  const [wanted, is] = [asked, shown].map((fragment) => readFragment(fragment, key) ?? new Map());
  return [...wanted!]
    .filter(([name, value]) => !(is!.has(name) && isSame(value, is!.get(name)!)))
    .map(([name, value]) => ({ name, handedIn: value, computed: is!.get(name) ?? "" }));
}
