/** Brings every file of an edition into the store, a few at a time, and tells how far it is. */
import { errorText } from "../core/error-text.ts";
import { refusalOf } from "../core/site-storage.ts";
import { addressOf, sizeOf, type Edition, type ListedFile } from "./release-manifest.ts";
import type { Fault, Stores } from "./cache-storage.ts";

const AT_ONCE = 4;

/** Why a file could not be kept: it came wrong, it did not come, or the browser has no room for it. */
export type Reason = "wrong" | "missing" | "full";

/** A file that could not be kept. */
export class NotKept extends Error {
  constructor(
    readonly file: string,
    readonly reason: Reason,
    override readonly cause: unknown,
  ) {
    super(`${file}: ${errorText(cause)}`);
  }
}

/**
 * Keep all of `edition`. What is kept already is not fetched again: a run that broke off goes on, and a new
 * edition takes what has not changed from the one before.
 *
 * @param report gets the bytes that are kept so far
 */
export async function keepAll(
  edition: Edition,
  stores: Stores,
  report: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  await stores.adopt(edition);
  const waiting = await stores.missing(edition);
  let bytes = sizeOf(edition.files) - sizeOf(waiting);
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await keepOne(next, stores, signal);
      report((bytes += next[1]));
    }
  };
  const stop = (error: unknown): never => {
    waiting.length = 0;
    report = () => {};
    throw error;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => one().catch(stop)));
  await stores.setWhole(edition);
}

async function keepOne(file: ListedFile, stores: Stores, signal: AbortSignal): Promise<void> {
  try {
    // What a cache on the way has may be wrong: then past all of them.
    if (await fetchAndKeep(file, stores, { signal, cache: "no-cache" })) {
      const fault = await fetchAndKeep(file, stores, { signal, cache: "reload" });
      if (fault) throw new NotKept(file[0], fault === "status" ? "missing" : "wrong", fault);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NotKept) throw error;
    throw new NotKept(file[0], refusalOf(error) === "full" ? "full" : "missing", error);
  }
}

async function fetchAndKeep(
  file: ListedFile,
  stores: Stores,
  init: RequestInit,
): Promise<Fault | null> {
  const response = await fetch(addressOf(file[0], stores.root), init);
  return stores.keep(file, response, await response.blob());
}
