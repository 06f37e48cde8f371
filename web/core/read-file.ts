/** Fetches files of the site; a failed or unreadable file is fetched again without caches. */

/** The host responded with an error status. */
export class HttpError extends Error {
  constructor(
    address: string,
    readonly status: number,
  ) {
    super(`${address}: HTTP ${status}`);
  }
}

/** URLs whose last response was unusable: a cache may still have it. */
const failed = new Set<string>();

/**
 * Fetch a file and return the result of `read`. If `read` throws, as for a Wi-Fi login page, the file is fetched
 * once more without caches.
 *
 * @throws `HttpError`, and what `fetch` and `read` throw
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
