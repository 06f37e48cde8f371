/** Prefixes names in localStorage and Cache Storage: an origin may have several copies of the site, below different paths. */

/** Return `name` with the prefix of the copy at `root`. */
export const prefixedName = (root: URL, name: string): string => `gd:${root.pathname}:${name}`;
