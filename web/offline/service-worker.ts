/**
 * The service worker: answers the site's requests when the network fails or is too slow.
 *
 * Files with a hash in their names never change: cache first. Everything else, pages above all: network first.
 * A response goes to the page at once; meanwhile it is checked against the release's manifest, and cached only
 * if its type, length and hash are right. Cache keys are paths: URLs that the manifest does not list, and
 * queries, add nothing to the cache.
 */
import {
  fileAt,
  isReleaseManifest,
  isImmutable,
  MANIFEST,
  plainAddress,
  type ReleaseManifest,
} from "./release-manifest.ts";
import { CACHED_MESSAGE, markCached, type CacheMessage } from "./messages.ts";
import { offlinePage } from "./offline-page.ts";
import { ReleaseCache } from "./cache-storage.ts";

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  readonly clientId: string;
  respondWith(response: Promise<Response>): void;
}

interface ExtendableMessageEvent extends ExtendableEvent {
  readonly data: unknown;
}

/** The part of `ServiceWorkerGlobalScope` that is used here; TypeScript's `dom` library does not have it. */
interface ServiceWorkerGlobalScope {
  readonly location: Location;
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    get(id: string): Promise<{ postMessage(message: unknown): void } | undefined>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
  addEventListener(type: "message", listener: (event: ExtendableMessageEvent) => void): void;
}

declare const self: ServiceWorkerGlobalScope;

/** How long the host may take to respond before the cached file is used instead. */
const HOST_TIMEOUT_MS = 4_000;

/** "Network Authentication Required", from a captive portal: the reader must see its login page. */
const LOGIN_REQUIRED = 511;

const root = new URL(self.registration.scope);
const manifestUrl = new URL(MANIFEST, root).href;
const cache = new ReleaseCache(root, caches);

self.addEventListener("install", (event) => {
  void self.skipWaiting();
  event.waitUntil(Promise.race([publishedManifest(), hostTimeout()]));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
  event.waitUntil(cache.deleteLegacyFiles().catch(() => {})); // storage forbidden: nothing to delete
});

self.addEventListener("message", (event) => {
  const { keep: addresses } = (event.data ?? {}) as Partial<CacheMessage>;
  if (addresses) event.waitUntil(Promise.all(addresses.map(fetchUnlessCached)));
});

self.addEventListener("fetch", (event) => {
  const { method, url, headers, mode } = event.request;
  const cacheMode = event.request.cache;
  const isOurs = method === "GET" && url.startsWith(root.href) && !headers.has("range");
  if (!isOurs || cacheMode === "no-store" || cacheMode === "only-if-cached") return;
  if (cacheMode === "reload" && mode !== "navigate") event.respondWith(fetchAndCache(event));
  else event.respondWith(isImmutable(plainAddress(url)) ? cacheFirst(event) : networkFirst(event));
});

// --- Responses ---

/** Answer with a file that never changes: from the cache, else from the network. */
async function cacheFirst(event: FetchEvent): Promise<Response> {
  const address = plainAddress(event.request.url);
  const cached = await cache.matchImmutable(address).catch(() => undefined);
  return cached ?? networkFirst(event);
}

/** Answer from the network, and cache a copy of the response if it is valid. */
function fetchAndCache(event: FetchEvent): Promise<Response> {
  const isInvalid = invalid.has(plainAddress(event.request.url));
  const response = fetch(event.request, isInvalid ? { cache: "reload" } : {});
  const copy = response.then((original) => original.clone()); // before the page reads its body
  event.waitUntil(copy.then((one) => cacheIfValid(event.request, one)).catch(() => {}));
  return response;
}

/** Answer from the network; from the cache, if the host is unreachable, too slow or sends a 5xx status. */
async function networkFirst(event: FetchEvent): Promise<Response> {
  const response = fetchAndCache(event);
  const first = await Promise.race([response.catch(() => null), hostTimeout()]);
  if (first && !isServerError(first)) return first;
  const cached = await cachedAt(event.request.url).catch(() => null);
  if (cached) return announceCached(cached, event);
  try {
    return await response;
  } catch (error) {
    if (event.request.mode === "navigate") return offlineResponse(event.request.url);
    throw error;
  }
}

const hostTimeout = (): Promise<null> =>
  new Promise((resolve) => setTimeout(() => resolve(null), HOST_TIMEOUT_MS));

const isServerError = ({ status }: Response): boolean => status >= 500 && status !== LOGIN_REQUIRED;

/** Return the cached file at a URL, of the release that is cached as a whole if it has it; null if there is none. */
async function cachedAt(address: string): Promise<Response | null> {
  if (plainAddress(address) === manifestUrl) return cachedManifest();
  for (const manifest of await cache.manifests()) {
    const file = fileAt(manifest, address, root);
    const cached = file && (await cache.match(file));
    if (cached) return cached;
  }
  return null;
}

async function cachedManifest(): Promise<Response | null> {
  const manifest = await cache.current();
  return manifest && Response.json(manifest);
}

/** Let the page know that a response is from the cache: by a `<meta>` in a page, by a message for other files. */
async function announceCached(cached: Response, { clientId }: FetchEvent): Promise<Response> {
  if (cached.headers.get("content-type")?.startsWith("text/html")) return markCached(cached);
  void self.clients.get(clientId).then((client) => client?.postMessage(CACHED_MESSAGE));
  return cached;
}

async function offlineResponse(address: string): Promise<Response> {
  const manifests = await cache.manifests().catch(() => []);
  const pages = manifests.flatMap(({ files }) => files.filter(([, , , title]) => title));
  const found = await Promise.all(pages.map(async (file) => !!(await cache.match(file))));
  const cached = new Map(pages.filter((_, index) => found[index]).map((file) => [file[0], file]));
  return offlinePage(address, [...cached.values()], root);
}

// --- Caching ---

/** URLs whose last response was invalid: the HTTP cache may still have it. */
const invalid = new Set<string>();

let known: ReleaseManifest | null = null;
let pending: Promise<ReleaseManifest | null> | null = null;

/** Return the manifest that was seen last. */
async function knownManifest(): Promise<ReleaseManifest | null> {
  return (known ??= (await cache.current()) ?? (await publishedManifest()));
}

/** Fetch the published manifest; null if the response is something else, such as a login page. */
function publishedManifest(): Promise<ReleaseManifest | null> {
  pending ??= fetch(manifestUrl, { cache: "no-cache" })
    .then(storeManifest)
    .catch(() => null)
    .finally(() => (pending = null));
  return pending;
}

async function storeManifest(response: Response): Promise<ReleaseManifest | null> {
  const published: unknown = response.status === 200 ? await response.json() : null;
  if (!isReleaseManifest(published)) return null;
  await cache.setCurrent(published);
  return (known = published);
}

/** Cache the response to a request, if it is valid for the known release or for the published one. */
async function cacheIfValid(request: Request, response: Response): Promise<void> {
  const address = plainAddress(request.url);
  if (address === manifestUrl) return void (await storeManifest(response));
  if (response.status !== 200 || !(await isListed(address))) return response.body?.cancel();
  const content = await response.blob();
  const isCached =
    (await cacheFor(known, address, response, content)) ||
    (await cacheFor(await publishedManifest(), address, response, content));
  if (isCached) return void invalid.delete(address);
  invalid.add(address);
  if (isImmutable(address) && request.cache !== "reload") await refetch(address);
}

/** Return whether a manifest lists a URL. For pages and files with a hash, the published one is asked too. */
async function isListed(address: string): Promise<boolean> {
  const lists = (one: ReleaseManifest | null) => !!one && !!fileAt(one, address, root);
  if (lists(await knownManifest())) return true;
  const mayBeNew = isImmutable(address) || address.endsWith("/");
  return mayBeNew && lists(await publishedManifest());
}

async function cacheFor(
  manifest: ReleaseManifest | null,
  address: string,
  response: Response,
  content: Blob,
): Promise<boolean> {
  const file = manifest && fileAt(manifest, address, root);
  return !!file && (await cache.putIfValid(file, response, content)) === null;
}

/** Replace an invalid file in the HTTP cache, so that the page's next request gets the right one. */
async function refetch(address: string): Promise<void> {
  const request = new Request(address, { cache: "reload" });
  await cacheIfValid(request, await fetch(request));
}

/** Cache a file that the page loaded before the worker controlled it; it usually comes from the HTTP cache. */
async function fetchUnlessCached(address: string): Promise<void> {
  try {
    const manifest = await knownManifest();
    const file = manifest && fileAt(manifest, address, root);
    if (file && (await cache.match(file))) return;
    const request = new Request(plainAddress(address));
    await cacheIfValid(request, await fetch(request));
  } catch {
    // offline, or storage full
  }
}
