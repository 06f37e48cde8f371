/** Downloads every file of a release into the cache, a few at a time, and reports progress. */
import { errorText } from "../core/error-text.ts";
import { storageFailureOf } from "../core/site-storage.ts";
import { addressOf, sizeOf, type ReleaseManifest, type ListedFile } from "./release-manifest.ts";
import type { Fault, ReleaseCache } from "./cache-storage.ts";

/** Files that are downloaded at the same time. */
const CONCURRENCY = 4;

/** Why a file is not cached: its content was wrong, it could not be fetched, or the storage quota is exceeded. */
export type DownloadFailure = "wrong" | "missing" | "full";

/** A file could not be downloaded or cached. */
export class DownloadError extends Error {
  constructor(
    readonly file: string,
    readonly reason: DownloadFailure,
    override readonly cause: unknown,
  ) {
    super(`${file}: ${errorText(cause)}`);
  }
}

/**
 * Download all files of a release. Cached files are not fetched again: an interrupted download continues, and
 * a new release reuses the unchanged files of the one before.
 *
 * @param report gets the number of bytes cached so far
 */
export async function downloadCourse(
  manifest: ReleaseManifest,
  cache: ReleaseCache,
  report: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  await cache.setCurrent(manifest);
  const waiting = await cache.missing(manifest);
  let bytes = sizeOf(manifest.files) - sizeOf(waiting);
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await downloadFile(next, cache, signal);
      report((bytes += next[1]));
    }
  };
  const stop = (error: unknown): never => {
    waiting.length = 0;
    report = () => {};
    throw error;
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, () => work().catch(stop)));
  await cache.setWhole(manifest);
}

async function downloadFile(
  file: ListedFile,
  cache: ReleaseCache,
  signal: AbortSignal,
): Promise<void> {
  try {
    // An HTTP cache may hold a wrong file: the second attempt bypasses it.
    if (await fetchAndCache(file, cache, { signal, cache: "no-cache" })) {
      const fault = await fetchAndCache(file, cache, { signal, cache: "reload" });
      if (fault) throw new DownloadError(file[0], fault === "status" ? "missing" : "wrong", fault);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DownloadError) throw error;
    throw new DownloadError(
      file[0],
      storageFailureOf(error) === "full" ? "full" : "missing",
      error,
    );
  }
}

async function fetchAndCache(
  file: ListedFile,
  cache: ReleaseCache,
  init: RequestInit,
): Promise<Fault | null> {
  const response = await fetch(addressOf(file[0], cache.root), init);
  return cache.putIfValid(file, response, await response.blob());
}
