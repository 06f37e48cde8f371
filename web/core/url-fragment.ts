/** The states of widgets in an address: `#descent=loss:huber,t:-5,lr:0.1&race=surface:bowl,…`. */
import { readNumber } from "./numbers.ts";

/** The state of one widget in a fragment, by field. */
export type FragmentFields = ReadonlyMap<string, string>;

const parts = (fragment: string): string[] => fragment.replace(/^#/, "").split("&");

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A value that gdlib chooses; a missing field would mean the default of the page. */
export const AUTO = "auto";

/** Return the undecoded part of a fragment for the widget `key`; null if there is none. */
export const fragmentPart = (fragment: string, key: string): string | null =>
  parts(fragment).find((part) => part.startsWith(`${encodeURIComponent(key)}=`)) ?? null;

/** Return the state of the widget `key` in a fragment; null if there is none. */
export function readFragment(fragment: string, key: string): FragmentFields | null {
  const own = fragmentPart(fragment, key);
  if (own === null) return null;
  const pairs = decoded(own.slice(own.indexOf("=") + 1)).split(",");
  return new Map(
    pairs.map((pair) => {
      const end = pair.indexOf(":");
      return end === -1 ? [pair, ""] : [pair.slice(0, end), pair.slice(end + 1)];
    }),
  );
}

/** Return a fragment (with `#`) with the state of the widget `key` replaced and those of other widgets unchanged. */
export function writeFragment(
  fragment: string,
  key: string,
  fields: readonly (readonly [field: string, value: string | number])[],
): string {
  const name = `${encodeURIComponent(key)}=`;
  const others = parts(fragment).filter((part) => part.includes("=") && !part.startsWith(name));
  const own = fields.map(([field, value]) => `${field}:${value}`).join(",");
  return `#${[...others, name + own].join("&")}`;
}

/** Parse the number in a field, as typed input is parsed; NaN if it is none. */
export const numberIn = (text: string | undefined): number => readNumber(text ?? "") ?? NaN;

/** Return whether a fragment is the id of an element, rather than empty or the state of widgets. */
export const isAnchor = (fragment: string): boolean =>
  fragment.length > 1 && !fragment.includes("=");
