/**
 * Messages between the service worker and its pages. They may be of different releases, as the worker is
 * replaced first: the texts below stay as they are.
 */

/** The name of the `<meta>` that the worker adds to a page from the cache. */
export const CACHED_META = "gd-kept";

/** Posted to a page when another of its files came from the cache. */
export const CACHED_MESSAGE = "gd-kept";

/** Posted to the worker: URLs that it should cache. */
export interface CacheMessage {
  readonly keep: readonly string[];
}

/** Return a cached page with the `<meta>` of `CACHED_META` in its head. */
export async function markCached(page: Response): Promise<Response> {
  const text = await page.text();
  const marked = text.replace("</head>", `<meta name="${CACHED_META}" content=""></head>`);
  return new Response(marked, { headers: page.headers });
}
