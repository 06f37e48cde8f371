/** The site's root: right on any host, below any path. The scripts lie two levels below it. */
export const siteRoot = new URL("../../", import.meta.url);
