/** Checks that a file which has arrived is the one that was built: its length, then its SHA-256. */

/** What the build knows of a file. */
export interface Expected {
  readonly bytes: number;
  /** SHA-256, in hexadecimal digits. */
  readonly sha256: string;
}

/** Return whether scripts can compute hashes here: only in secure contexts (https, or this machine itself). */
export const canHash = (): boolean => globalThis.crypto?.subtle !== undefined;

/**
 * Return what is wrong with `content`: nothing (null), its length, or what it says.
 *
 * Where scripts cannot compute hashes the length decides, and whoever fetches can have the browser check: see
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

/** Return the `integrity` of a request for a file: the same hash as browsers want it written. */
export function integrityOf({ sha256 }: Expected): string {
  const bytes = sha256.match(/../g)!.map((pair) => Number.parseInt(pair, 16));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}
