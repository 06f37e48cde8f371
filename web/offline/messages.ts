/** How the service worker lets a page know that it shows what is kept, and a page what to keep. */

/** The name of a mark in the head of a page that is not from the network. */
export const KEPT_MARK = "gd-kept";

/** What a page is told when another of its files is not from the network. */
export const KEPT_MESSAGE = "gd-kept";

/** What a page asks for: addresses of files that it has loaded. */
export interface KeepMessage {
  readonly keep: readonly string[];
}

/** Return a kept page with a mark in its head. */
export async function asKept(page: Response): Promise<Response> {
  const text = await page.text();
  const marked = text.replace("</head>", `<meta name="${KEPT_MARK}" content=""></head>`);
  return new Response(marked, { headers: page.headers });
}
