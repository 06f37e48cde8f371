/** The states of widgets in an address: `#descent=loss:huber,t:-5,lr:0.1&race=surface:bowl,…`. */
import { readNumber } from "./numbers.ts";

/** What a fragment says of one widget, by field. */
export type Given = ReadonlyMap<string, string>;

const parts = (fragment: string): string[] => fragment.replace(/^#/, "").split("&");

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Stands in an address for a value that is left to gdlib, where leaving it out would mean the page's own. */
export const AUTO = "auto";

/** Return the part of a fragment about the widget called `key`, as it stands there; null if there is none. */
export const partOf = (fragment: string, key: string): string | null =>
  parts(fragment).find((part) => part.startsWith(`${encodeURIComponent(key)}=`)) ?? null;

/** Return what a fragment says of the widget called `key`; null if it says nothing about it. */
export function readFragment(fragment: string, key: string): Given | null {
  const own = partOf(fragment, key);
  if (own === null) return null;
  const pairs = decoded(own.slice(own.indexOf("=") + 1)).split(",");
  return new Map(
    pairs.map((pair) => {
      const end = pair.indexOf(":");
      return end === -1 ? [pair, ""] : [pair.slice(0, end), pair.slice(end + 1)];
    }),
  );
}

/** Return a fragment (with `#`) that says `fields` of the widget called `key` and leaves other widgets' alone. */
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

/** Return the number that a field holds, read as if someone had typed it; NaN if it holds none. */
export const numberIn = (text: string | undefined): number => readNumber(text ?? "") ?? NaN;

/** Return whether a fragment is a place on the page (or nothing), rather than a widget's state. */
export const isAnchor = (fragment: string): boolean =>
  fragment.length > 1 && !fragment.includes("=");
