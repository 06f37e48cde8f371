/** The browser's stores of the site: which there are, and what lies in which. */

/** Files whose names carry a hash, as they were visited. */
export const FILES = "gd-files";
/** Pages as they were visited: a store for each edition. */
export const PAGES = "gd-pages-";
/** The whole course, where a reader asked to keep it. */
export const KEPT = "gd-kept";

export const pagesOf = (edition: string): string => PAGES + edition;

const IMMUTABLE =
  /\.[0-9a-f]{8,}\.(min\.)?\w+$|\/runtime\/[0-9a-f]{16}\/|\/widgets\/gd\.[0-9a-f]{12}\/|\/katex\.[0-9a-f]{12}\//;

/** Return whether what lies at a path can never change, because its name does when its content does. */
export const isImmutable = (path: string): boolean => IMMUTABLE.test(path);

const EDITION = /<meta name="gd-edition" content="([0-9a-f]+)"/;

/** Return the edition that a page says it belongs to. */
export const editionIn = (page: string): string | null => EDITION.exec(page)?.[1] ?? null;

/** What was built together: docs/hooks/edition.py writes it. */
export interface Edition {
  /** Pages of one edition fit to its scripts and its Python. */
  readonly edition: string;
  /** Changes with every word. */
  readonly content: string;
  /** Every file by its path from the site's root, and its size. */
  readonly files: readonly (readonly [path: string, bytes: number])[];
}
