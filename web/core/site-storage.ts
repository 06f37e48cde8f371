/**
 * The site's part of localStorage, separate for each copy of the site on the same origin.
 *
 * Earlier builds used the same names for all copies (`gd-cell:…`). Such legacy items are read if the copy has
 * none of its own, and never changed, as they may belong to another copy.
 */
import { prefixedName } from "./storage-prefix.ts";
import { siteRoot } from "./site-root.ts";

/** The used part of `Storage`; tests pass their own. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Why nothing can be stored: the quota is exceeded, or the browser forbids storage. */
export type StorageFailure = "full" | "forbidden";

export const storageFailureOf = (error: unknown): StorageFailure =>
  (error as Partial<DOMException> | null)?.name === "QuotaExceededError" ? "full" : "forbidden";

const REMOVED = ""; // stored where removing an item would uncover a legacy one

/** The key of an item in earlier builds. */
const legacyName = (name: string): string => `gd-${name}`;

export class SiteStorage implements Store {
  constructor(
    readonly root: URL,
    readonly store: () => Store,
  ) {}

  /** Return the key of an item in localStorage. */
  keyOf(name: string): string {
    return prefixedName(this.root, name);
  }

  getItem(name: string): string | null {
    const own = this.store().getItem(this.keyOf(name));
    return own === null ? this.store().getItem(legacyName(name)) : own === REMOVED ? null : own;
  }

  setItem(name: string, value: string): void {
    this.store().setItem(this.keyOf(name), value);
  }

  removeItem(name: string): void {
    const hasOlder = this.store().getItem(legacyName(name)) !== null;
    if (hasOlder) this.store().setItem(this.keyOf(name), REMOVED);
    else this.store().removeItem(this.keyOf(name));
  }
}

export const siteStorage = new SiteStorage(siteRoot, () => localStorage);
