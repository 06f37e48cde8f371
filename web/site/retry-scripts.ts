/** The scripts of a page, fetched anew when one of them came wrong: a browser never asks twice in one page. */

const PATIENCE_MS = 10_000;

/** Return the addresses of all scripts that the page names or has asked for. */
function addresses(): string[] {
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

/** Fetch the scripts past every cache, so that the page has them right when it is loaded again. */
export async function renewScripts(): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const renew = async (address: string) =>
    (await fetch(address, { cache: "reload", signal })).arrayBuffer();
  await Promise.allSettled(addresses().map(renew));
}
