/**
 * Answers the site's requests where the network cannot.
 *
 * Files whose names carry a hash never change: once here, they are not fetched again. Everything else,
 * pages above all, is fetched first and kept for when there is no network. Pages of one edition (all that
 * was built together) lie in one store, so that an old page never meets a new file.
 */
import { FILES, isImmutable, KEPT, pagesOf, PAGES, editionIn } from "./stores.ts";

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** The part of a service worker's scope that is needed here; TypeScript has it in no library for pages. */
interface Scope {
  readonly location: Location;
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
}

declare const self: Scope;

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = url.origin === self.location.origin && request.method === "GET";
  if (!isOurs || request.headers.has("range")) return;
  event.respondWith(isImmutable(url.pathname) ? fromStore(request) : fromNetwork(request, event));
});

/** Return a file that cannot have changed: from a store, or else from the network. */
async function fromStore(request: Request): Promise<Response> {
  const kept = await caches.match(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await put(FILES, request, response.clone());
  return response;
}

/** Return what the network has; without it, what was kept. */
async function fromNetwork(request: Request, event: Fetching): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.ok) event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (error) {
    const kept = await caches.match(request.url, { ignoreSearch: true });
    if (kept) return kept;
    if (request.mode === "navigate") return notKept();
    throw error;
  }
}

async function keep(request: Request, response: Response): Promise<void> {
  const isPage = response.headers.get("content-type")?.startsWith("text/html") ?? false;
  const edition = isPage ? editionIn(await response.clone().text()) : null;
  if (edition) await forgetOthers(edition);
  const store = edition ? pagesOf(edition) : ((await pageStores()).at(-1) ?? FILES);
  await put(store, new Request(request.url), response);
}

const pageStores = async (): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(PAGES));

/** A new edition has come: what the old one showed would not fit to it. What a reader asked to keep stays. */
async function forgetOthers(edition: string): Promise<void> {
  for (const name of await pageStores()) {
    if (name !== pagesOf(edition)) await caches.delete(name);
  }
}

/** Put something into a store; where there is no room left, do without. */
async function put(store: string, request: Request, response: Response): Promise<void> {
  try {
    await (await caches.open(store)).put(request, response);
  } catch {
    // full or forbidden: the next visit fetches it again
  }
}

const WORDS = {
  ja: {
    title: "オフラインです",
    text: "このページは、まだこの端末に保存されていません。接続が戻ったら、もう一度開いてください。保存済みのページ：",
  },
  en: {
    title: "You are offline",
    text: "This page has not been kept on this device. Please open it again once you are connected. Pages that are here:",
  },
};

async function pagesHere(): Promise<string[]> {
  const isOfPages = (name: string) => name === KEPT || name.startsWith(PAGES);
  const stores = (await caches.keys()).filter(isOfPages);
  const lists = stores.map(async (name) => (await caches.open(name)).keys());
  const urls = (await Promise.all(lists)).flat().map(({ url }) => url);
  return [...new Set(urls.filter((url) => url.endsWith("/")))].sort();
}

/** Return a page that says why there is none, and where one can go. */
async function notKept(): Promise<Response> {
  const base = new URL(self.registration.scope).pathname;
  const links = (await pagesHere()).map((url) => {
    const path = new URL(url).pathname;
    return `<li><a href="${path}">${decodeURI(path).slice(base.length) || "/"}</a></li>`;
  });
  const parts = Object.entries(WORDS).map(
    ([lang, { title, text }]) =>
      `<section lang="${lang}"><h1>${title}</h1><p>${text}</p></section>`,
  );
  const page = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>${WORDS.ja.title} · ${WORDS.en.title}</title>${parts.join("")}<ul>${links.join("")}</ul>`;
  const headers = { "content-type": "text/html; charset=utf-8" };
  return new Response(page, { status: 503, headers });
}
