/** The site's root: right on any host, below any path. The script lies one level below it. */
export const siteRoot = new URL("../", import.meta.url);
