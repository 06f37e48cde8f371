"""Reads Cache Storage from a test."""

from playwright.sync_api import Page

#: Wait until the service worker controls the page, and has cached it and the files it has loaded.
WORKER_HAS_PAGE = """
async () => {
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller)
    await new Promise((done) =>
      navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  const named = /\\/(widgets|runs|figures|assets\\/style|assets\\/javascripts)[.\\/]/;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name.split("#")[0]);
  const waiting = new Set([
    location.origin + location.pathname.replace(/index\\.html$/, ""),
    ...loaded.filter((url) => url.startsWith(location.origin) && named.test(url)),
  ]);
  const until = performance.now() + 60_000;
  for (;;) {
    if (performance.now() > until) throw new Error(`not kept: ${[...waiting].join(" ")}`);
    for (const name of (await caches.keys()).filter((name) => name.endsWith(":files")))
      for (const { url } of await (await caches.open(name)).keys())
        waiting.delete(url.split("?")[0]);
    if (waiting.size === 0) return;
    await new Promise((done) => setTimeout(done, 50));
  }
}
"""

#: The URLs of all cached files that do not match the manifest of the site at `root`.
WRONG = """
async (root) => {
  const list = await fetch(new URL("edition.json", root), { cache: "no-store" });
  const { files } = await list.json();
  const listed = new Map(files.map(([path, , sha256]) =>
    [new URL(path.replace(/(^|\\/)index\\.html$/, "$1"), root).href, sha256]));
  const hex = (buffer) =>
    [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const wrong = [];
  for (const name of (await caches.keys()).filter((name) => !name.endsWith(":lists"))) {
    const store = await caches.open(name);
    for (const request of await store.keys()) {
      const content = await (await store.match(request)).arrayBuffer();
      const found = hex(await crypto.subtle.digest("SHA-256", content));
      if (listed.get(request.url.split("?")[0]) !== found) wrong.push(request.url);
    }
  }
  return wrong;
}
"""

#: The URLs of all cached files, by the name of the cache.
ALL = """
async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
  [name, (await (await caches.open(name)).keys()).map(({ url }) => url).sort()])))
"""


def wait_for_service_worker(page: Page) -> None:
    page.evaluate(WORKER_HAS_PAGE)


def files_unlike_manifest(page: Page, root: str) -> list[str]:
    """Return the URLs of cached files whose content differs from the manifest."""
    found: list[str] = page.evaluate(WRONG, root)
    return found


def cached_files(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(ALL)
    return found
