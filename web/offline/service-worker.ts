/**
 * Answers the site's requests where the network cannot, or does not in time.
 *
 * Files whose names carry a hash never change: once here, they are not fetched again. Everything else,
 * pages above all, is fetched first. What comes is handed on at once, checked against the edition's list
 * beside that, and kept only if its type, length and hash are right. What is kept is named by its path:
 * queries and addresses that the list does not know leave nothing behind.
 */
import {
  fileAt,
  isEdition,
  isImmutable,
  LIST,
  plainAddress,
  type Edition,
} from "./release-manifest.ts";
import { asKept, KEPT_MESSAGE, type KeepMessage } from "./messages.ts";
import { offlinePage } from "./offline-page.ts";
import { Stores } from "./cache-storage.ts";

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  readonly request: Request;
  readonly clientId: string;
  respondWith(response: Promise<Response>): void;
}

interface Told extends Lasting {
  readonly data: unknown;
}

/** The part of a service worker's scope that is needed here; TypeScript has it in no library for pages. */
interface Scope {
  readonly location: Location;
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    get(id: string): Promise<{ postMessage(message: unknown): void } | undefined>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  addEventListener(type: "message", listener: (event: Told) => void): void;
}

declare const self: Scope;

/** How long a host may say nothing before what is kept is shown in the place of its answer. */
const SILENCE_MS = 4_000;

/** A network that wants a login says so with this status; the reader must see its page. */
const LOGIN_REQUIRED = 511;

const root = new URL(self.registration.scope);
const list = new URL(LIST, root).href;
const stores = new Stores(root, caches);

self.addEventListener("install", (event) => {
  void self.skipWaiting();
  event.waitUntil(Promise.race([publishedList(), silence()]));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
  event.waitUntil(stores.forgetUnchecked().catch(() => {})); // forbidden: then there is nothing
});

self.addEventListener("message", (event) => {
  const { keep: addresses } = (event.data ?? {}) as Partial<KeepMessage>;
  if (addresses) event.waitUntil(Promise.all(addresses.map(fetchUnlessKept)));
});

self.addEventListener("fetch", (event) => {
  const { method, url, headers, cache, mode } = event.request;
  const isOurs = method === "GET" && url.startsWith(root.href) && !headers.has("range");
  if (!isOurs || cache === "no-store" || cache === "only-if-cached") return;
  if (cache === "reload" && mode !== "navigate") event.respondWith(fromHost(event));
  else event.respondWith(isImmutable(plainAddress(url)) ? fromStore(event) : fromNetwork(event));
});

// --- Answers ---

/** Return a file that cannot have changed: from the store, or else from the network. */
async function fromStore(event: Fetching): Promise<Response> {
  const address = plainAddress(event.request.url);
  const kept = await stores.matchImmutable(address).catch(() => undefined);
  return kept ?? fromNetwork(event);
}

/** Return what the network has, and look meanwhile whether it can be kept. */
function fromHost(event: Fetching): Promise<Response> {
  const isWrong = wrong.has(plainAddress(event.request.url));
  const arriving = fetch(event.request, isWrong ? { cache: "reload" } : {});
  const copy = arriving.then((response) => response.clone()); // before the page reads it
  event.waitUntil(copy.then((response) => keep(event.request, response)).catch(() => {}));
  return arriving;
}

/** Return what the network has; where it is gone, silent or in trouble, what is kept. */
async function fromNetwork(event: Fetching): Promise<Response> {
  const arriving = fromHost(event);
  const first = await Promise.race([arriving.catch(() => null), silence()]);
  if (first && !isTrouble(first)) return first;
  const kept = await keptAt(event.request.url).catch(() => null);
  if (kept) return tellOfKept(kept, event);
  try {
    return await arriving;
  } catch (error) {
    if (event.request.mode === "navigate") return notKept(event.request.url);
    throw error;
  }
}

const silence = (): Promise<null> =>
  new Promise((resolve) => setTimeout(() => resolve(null), SILENCE_MS));

const isTrouble = ({ status }: Response): boolean => status >= 500 && status !== LOGIN_REQUIRED;

/** Return what is kept for an address, of the edition that is whole rather than of others; null if nothing is. */
async function keptAt(address: string): Promise<Response | null> {
  if (plainAddress(address) === list) return keptList();
  for (const edition of await stores.lists()) {
    const file = fileAt(edition, address, root);
    const kept = file && (await stores.match(file));
    if (kept) return kept;
  }
  return null;
}

async function keptList(): Promise<Response | null> {
  const edition = await stores.current();
  return edition && Response.json(edition);
}

/** Let the page say that what it shows was kept: a page by a mark in itself, of another file it is told. */
async function tellOfKept(kept: Response, { clientId }: Fetching): Promise<Response> {
  if (kept.headers.get("content-type")?.startsWith("text/html")) return asKept(kept);
  void self.clients.get(clientId).then((client) => client?.postMessage(KEPT_MESSAGE));
  return kept;
}

async function notKept(address: string): Promise<Response> {
  const editions = await stores.lists().catch(() => []);
  const pages = editions.flatMap(({ files }) => files.filter(([, , , title]) => title));
  const found = await Promise.all(pages.map(async (file) => !!(await stores.match(file))));
  const kept = new Map(pages.filter((_, index) => found[index]).map((file) => [file[0], file]));
  return offlinePage(address, [...kept.values()], root);
}

// --- Keeping ---

/** Addresses of which something wrong has come: the HTTP cache may have it still. */
const wrong = new Set<string>();

let known: Edition | null = null;
let asking: Promise<Edition | null> | null = null;

/** Return the list as it was seen last. */
async function knownList(): Promise<Edition | null> {
  return (known ??= (await stores.current()) ?? (await publishedList()));
}

/** Return the list that is published now; null where something else comes in its place. */
function publishedList(): Promise<Edition | null> {
  asking ??= fetch(list, { cache: "no-cache" })
    .then(takeList)
    .catch(() => null)
    .finally(() => (asking = null));
  return asking;
}

async function takeList(response: Response): Promise<Edition | null> {
  const published: unknown = response.status === 200 ? await response.json() : null;
  if (!isEdition(published)) return null;
  await stores.adopt(published);
  return (known = published);
}

/** Keep what has come for a request, if it is right. */
async function keep(request: Request, response: Response): Promise<void> {
  const address = plainAddress(request.url);
  if (address === list) return void (await takeList(response));
  if (response.status !== 200 || !(await isListed(address))) return response.body?.cancel();
  const content = await response.blob();
  const isKept =
    (await keepAs(known, address, response, content)) ||
    (await keepAs(await publishedList(), address, response, content));
  if (isKept) return void wrong.delete(address);
  wrong.add(address);
  if (isImmutable(address) && request.cache !== "reload") await fetchAgain(address);
}

/** Return whether there is such a file; of one with a new name, or a page, the newest list decides. */
async function isListed(address: string): Promise<boolean> {
  const isIn = (edition: Edition | null) => !!edition && !!fileAt(edition, address, root);
  if (isIn(await knownList())) return true;
  const mayBeNew = isImmutable(address) || address.endsWith("/");
  return mayBeNew && isIn(await publishedList());
}

async function keepAs(
  edition: Edition | null,
  address: string,
  response: Response,
  content: Blob,
): Promise<boolean> {
  const file = edition && fileAt(edition, address, root);
  return !!file && (await stores.keep(file, response, content)) === null;
}

/** What came was wrong: let the HTTP cache have it anew, so that the page's next request gets it right. */
async function fetchAgain(address: string): Promise<void> {
  const request = new Request(address, { cache: "reload" });
  await keep(request, await fetch(request));
}

/** Keep a file that the page had before there was a service worker: it comes from the HTTP cache. */
async function fetchUnlessKept(address: string): Promise<void> {
  try {
    const edition = await knownList();
    const file = edition && fileAt(edition, address, root);
    if (file && (await stores.match(file))) return;
    const request = new Request(plainAddress(address));
    await keep(request, await fetch(request));
  } catch {
    // gone, or no room
  }
}
