/** Compares a submitted result of a figure with the numbers of a new computation. */
import { readFragment } from "../core/url-fragment.ts";

export interface Difference {
  readonly name: string;
  /** "" if the value is missing. */
  readonly handedIn: string;
  readonly computed: string;
}

type Numbers = ReadonlyMap<string, string>;

/** A number in the format of `String(number)` and JSON. */
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/** Parse a finite number in the format of `data-*` attributes; null for any other text, such as 1e999 or 0x10. */
export function finiteNumber(text: string): number | null {
  const value = NUMBER.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : null;
}

/** Largest difference of equal numbers, relative above 1: processors round differently. */
const TOLERANCE = 1e-9;

/** Return whether two values are equal: numbers within the tolerance; texts, also "Infinity", exactly. */
export function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [finiteNumber(a), finiteNumber(b)];
  const isNear = (x: number, y: number) =>
    Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.abs(x), Math.abs(y));
  return x !== null && y !== null && isNear(x, y);
}

/** Return the values in which two results differ, including values that only one of them has. */
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

/** Return the settings in a submitted fragment that the figure has refused or ignored. */
export function refusals(asked: string, shown: string, key: string): Difference[] {
  const [wanted, is] = [asked, shown].map((fragment) => readFragment(fragment, key) ?? new Map());
  return [...wanted!]
    .filter(([name, value]) => !(is!.has(name) && isSame(value, is!.get(name)!)))
    .map(([name, value]) => ({ name, handedIn: value, computed: is!.get(name) ?? "" }));
}
