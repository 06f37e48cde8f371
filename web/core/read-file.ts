/** Reads files of the site. What came wrong, or did not come, is asked for past every cache the next time. */

/** The host's answer was none of success. */
export class HttpError extends Error {
  constructor(
    address: string,
    readonly status: number,
  ) {
    super(`${address}: HTTP ${status}`);
  }
}

/** Addresses whose last answer could not be used: a cache may have it still. */
const failed = new Set<string>();

/**
 * Return what `read` makes of a file. Where it can make nothing of it, as of a login page in its place, the
 * file is fetched once more, past the caches.
 *
 * @throws what `fetch` and `read` throw, and `HttpError`
 */
export async function readFile<T>(
  address: string,
  read: (response: Response) => Promise<T>,
  signal: AbortSignal | null = null,
): Promise<T> {
  const isRetry = failed.has(address);
  failed.add(address); // until it has been read
  const response = await fetched(address, isRetry ? "reload" : "default", signal);
  const content = await read(response).catch(async (error: unknown) => {
    if (isRetry || signal?.aborted) throw error;
    return read(await fetched(address, "reload", signal));
  });
  failed.delete(address);
  return content;
}

async function fetched(
  address: string,
  cache: RequestCache,
  signal: AbortSignal | null,
): Promise<Response> {
  const response = await fetch(address, { cache, signal });
  if (!response.ok) throw new HttpError(address, response.status);
  return response;
}
