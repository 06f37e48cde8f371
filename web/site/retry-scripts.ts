/** Fetches a page's scripts again when one of them failed to load: within one page, browsers do not retry. */

const TIMEOUT_MS = 10_000;

/** Return the URLs of all scripts of the site that the page refers to or has requested. */
function scriptAddresses(): string[] {
  const elements = document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>(
    "script[src], link[rel=modulepreload]",
  );
  const named = [...elements].map((one) => (one instanceof HTMLLinkElement ? one.href : one.src));
  const asked = performance.getEntriesByType("resource").map(({ name }) => name);
  const scripts = asked.filter((address) => /\.m?js$/.test(new URL(address).pathname));
  return [...new Set([...named, ...scripts])].filter(
    (address) => new URL(address).origin === location.origin,
  );
}

/** Fetch the scripts without caches, so that the HTTP cache has the right ones when the page is reloaded. */
export async function retryScripts(): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const retry = async (address: string) =>
    (await fetch(address, { cache: "reload", signal })).arrayBuffer();
  await Promise.allSettled(scriptAddresses().map(retry));
}
