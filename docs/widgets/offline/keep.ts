/** Brings every file of an edition into a store, a few at a time, and tells how far it is. */
import { KEPT, type Edition } from "./stores.ts";

const AT_ONCE = 4;

/** A file that could not be kept. */
export class NotKept extends Error {
  constructor(
    readonly file: string,
    override readonly cause: unknown,
  ) {
    super(file);
  }
}

export const sizeOf = ({ files }: Edition): number =>
  files.reduce((sum, [, bytes]) => sum + bytes, 0);

/** Return the address of a file: a folder's page goes by the folder's. */
export const addressOf = (path: string, root: URL): string =>
  new URL(path.replace(/(^|\/)index\.html$/, "$1"), root).href;

/**
 * Keep all of `edition`. What is kept already is not fetched again, so a run that broke off goes on.
 *
 * @param report gets the bytes that are kept so far
 */
export async function keepAll(
  edition: Edition,
  root: URL,
  report: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const store = await caches.open(KEPT);
  const here = new Set((await store.keys()).map(({ url }) => url));
  const waiting = [...edition.files];
  let bytes = 0;
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [path, size] = next;
      const address = addressOf(path, root);
      if (!here.has(address)) await keepOne(store, address, path, signal);
      bytes += size;
      report(bytes);
    }
  };
  const stop = (error: unknown): never => {
    waiting.length = 0;
    report = () => {};
    throw error;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => one().catch(stop)));
  await store.put(markOf(root), new Response(edition.content));
}

async function keepOne(
  store: Cache,
  address: string,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    const response = await fetch(address, { signal, cache: "no-cache" });
    if (!response.ok) throw new Error(response.statusText);
    await store.put(address, response);
  } catch (error) {
    signal.throwIfAborted();
    throw new NotKept(path, error);
  }
}

/** Where a store says what it holds whole. */
const markOf = (root: URL): string => new URL("kept-content", root).href;

/** Return the content of the edition that is kept whole; null if there is none. */
export async function keptContent(root: URL): Promise<string | null> {
  const mark = await caches.match(markOf(root), { cacheName: KEPT });
  return mark ? mark.text() : null;
}

export const forgetAll = (): Promise<boolean> => caches.delete(KEPT);
