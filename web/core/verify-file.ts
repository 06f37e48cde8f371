/** Verifies a fetched file by its length and SHA-256. */

/** Length and hash of a file, from the build. */
export interface Expected {
  readonly bytes: number;
  /** SHA-256, in hexadecimal digits. */
  readonly sha256: string;
}

/** Return whether scripts can compute hashes: only in secure contexts (https or localhost). */
export const canHash = (): boolean => globalThis.crypto?.subtle !== undefined;

/**
 * Return whether the length or the hash of `content` is wrong; null if neither is.
 *
 * Where scripts cannot compute hashes, only the length is checked; callers can let `fetch` check the hash, with
 * `integrityOf`.
 */
export async function faultOf(
  content: Uint8Array<ArrayBuffer> | Blob,
  { bytes, sha256 }: Expected,
): Promise<"length" | "hash" | null> {
  const isBlob = content instanceof Blob;
  if ((isBlob ? content.size : content.byteLength) !== bytes) return "length";
  if (!canHash()) return null;
  const all = isBlob ? await content.arrayBuffer() : content;
  const digest = await crypto.subtle.digest("SHA-256", all);
  return hex(new Uint8Array(digest)) === sha256 ? null : "hash";
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Return the `integrity` option of `fetch` for a file. */
export function integrityOf({ sha256 }: Expected): string {
  const bytes = sha256.match(/../g)!.map((pair) => Number.parseInt(pair, 16));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}
