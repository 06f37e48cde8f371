/** The URL of the site's root, on any host and below any path: scripts are two levels below it. */
export const siteRoot = new URL("../../", import.meta.url);
