/**
 * The site's part of localStorage, apart from that of other copies of the site on the same origin.
 *
 * Earlier builds had one name for all copies (`gd-cell:…`). Which copy such an item belongs to cannot be
 * told: it is read as long as there is none of the copy's own, and never changed.
 */
import { nameBelow } from "./storage-prefix.ts";
import { siteRoot } from "./site-root.ts";

/** The part of localStorage that is needed; a test brings its own. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Why nothing is kept: there is no room left, or the browser forbids it. */
export type Refusal = "full" | "forbidden";

export const refusalOf = (error: unknown): Refusal =>
  (error as Partial<DOMException> | null)?.name === "QuotaExceededError" ? "full" : "forbidden";

const REMOVED = ""; // in the place of an older item, which stays

/** The name that earlier builds gave to an item. */
const olderName = (name: string): string => `gd-${name}`;

export class SiteStorage implements Store {
  constructor(
    readonly root: URL,
    readonly store: () => Store,
  ) {}

  /** Return the key under which localStorage has an item. */
  keyOf(name: string): string {
    return nameBelow(this.root, name);
  }

  getItem(name: string): string | null {
    const own = this.store().getItem(this.keyOf(name));
    return own === null ? this.store().getItem(olderName(name)) : own === REMOVED ? null : own;
  }

  setItem(name: string, value: string): void {
    this.store().setItem(this.keyOf(name), value);
  }

  removeItem(name: string): void {
    const hasOlder = this.store().getItem(olderName(name)) !== null;
    if (hasOlder) this.store().setItem(this.keyOf(name), REMOVED);
    else this.store().removeItem(this.keyOf(name));
  }
}

export const siteStorage = new SiteStorage(siteRoot, () => localStorage);
