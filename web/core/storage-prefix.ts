/** Names for what a browser keeps for one copy of the site: an origin may have several, below different paths. */

/** Return the name under which the copy at `root` keeps something. */
export const nameBelow = (root: URL, name: string): string => `gd:${root.pathname}:${name}`;
