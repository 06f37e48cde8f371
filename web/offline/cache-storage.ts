/**
 * The site's part of Cache Storage: verified files, and the manifests they were verified against. The service
 * worker and the page share it; other copies of the site on the same origin have their own.
 */
import { faultOf } from "../core/verify-file.ts";
import { prefixedName } from "../core/storage-prefix.ts";
import {
  addressOf,
  isReleaseManifest,
  isImmutable,
  isRightType,
  MANIFEST,
  type ReleaseManifest,
  type ListedFile,
} from "./release-manifest.ts";

/** Why a response is refused: its status, its content type, its length or its hash is wrong. */
export type Fault = "status" | "type" | "length" | "hash";

/** The stored manifests: of the release that is cached as a whole, of the one seen last, of the one before it. */
const MANIFESTS = ["whole", "current", "previous"] as const;
type ManifestName = (typeof MANIFESTS)[number];

export class ReleaseCache {
  readonly #names: { readonly files: string; readonly manifests: string };

  constructor(
    readonly root: URL,
    readonly caches: CacheStorage,
  ) {
    this.#names = { files: prefixedName(root, "files"), manifests: prefixedName(root, "lists") };
  }

  // --- Manifests ---

  /** Return the stored manifests, that of the whole course first. */
  async manifests(): Promise<ReleaseManifest[]> {
    const found = await Promise.all(MANIFESTS.map((name) => this.#manifest(name)));
    return found.filter((manifest) => manifest !== null);
  }

  /** Return the manifest of the release of which every file was cached; null if there is none. */
  whole(): Promise<ReleaseManifest | null> {
    return this.#manifest("whole");
  }

  /** Return the manifest that was seen last; null if none was. */
  current(): Promise<ReleaseManifest | null> {
    return this.#manifest("current");
  }

  async #manifest(name: ManifestName): Promise<ReleaseManifest | null> {
    const response = await (await this.#manifestCache()).match(this.#keyOfManifest(name));
    const manifest: unknown = await response?.json().catch(() => null);
    return isReleaseManifest(manifest) ? manifest : null;
  }

  /** Store a manifest as the current one, and delete files that no stored manifest lists any more. */
  async setCurrent(manifest: ReleaseManifest): Promise<void> {
    const before = await this.current();
    if (before?.content === manifest.content) return;
    if (before) await this.#putManifest("previous", before);
    await this.#putManifest("current", manifest);
    await this.#deleteUnlisted();
  }

  /** Record that every file of a release is cached, and delete the release before it. */
  async setWhole(manifest: ReleaseManifest): Promise<void> {
    await this.#putManifest("whole", manifest);
    await (await this.#manifestCache()).delete(this.#keyOfManifest("previous"));
    await this.#deleteUnlisted();
  }

  async #putManifest(name: ManifestName, manifest: ReleaseManifest): Promise<void> {
    await (await this.#manifestCache()).put(this.#keyOfManifest(name), Response.json(manifest));
  }

  #keyOfManifest(name: ManifestName): string {
    return new URL(`${MANIFEST}?${name}`, this.root).href;
  }

  #manifestCache(): Promise<Cache> {
    return this.caches.open(this.#names.manifests);
  }

  // --- Files ---

  /** Return the cache key of a file; two releases may have different pages at one URL, so it includes the hash. */
  #keyOf([path, , sha256]: ListedFile): string {
    const address = addressOf(path, this.root);
    return isImmutable(address) ? address : `${address}?${sha256}`;
  }

  #fileCache(): Promise<Cache> {
    return this.caches.open(this.#names.files);
  }

  async match(file: ListedFile): Promise<Response | undefined> {
    return (await this.#fileCache()).match(this.#keyOf(file));
  }

  /** Return a file whose name contains its hash, by its URL alone. */
  async matchImmutable(address: string): Promise<Response | undefined> {
    return (await this.#fileCache()).match(address);
  }

  /** Cache a file if status, type, length and hash are right; return what is wrong, else null. */
  async putIfValid(file: ListedFile, response: Response, content: Blob): Promise<Fault | null> {
    const [path, bytes, sha256] = file;
    if (response.status !== 200) return "status";
    if (!isRightType(path, response.headers.get("content-type"))) return "type";
    const fault = await faultOf(content, { bytes, sha256 });
    if (fault) return fault;
    const valid = new Response(content, { headers: contentHeaders(response) });
    await (await this.#fileCache()).put(this.#keyOf(file), valid);
    return null;
  }

  /** Return the files of a release that are not cached: the browser may have evicted some. */
  async missing(manifest: ReleaseManifest): Promise<ListedFile[]> {
    const cached = new Set((await (await this.#fileCache()).keys()).map(({ url }) => url));
    return manifest.files.filter((file) => !cached.has(this.#keyOf(file)));
  }

  /** Delete all files. Manifests stay, except that of the whole course. */
  async deleteFiles(): Promise<void> {
    await (await this.#manifestCache()).delete(this.#keyOfManifest("whole"));
    await this.caches.delete(this.#names.files);
  }

  async #deleteUnlisted(): Promise<void> {
    const manifests = await this.manifests();
    const listed = new Set(
      manifests.flatMap(({ files }) => files.map((file) => this.#keyOf(file))),
    );
    const files = await this.#fileCache();
    const unlisted = (await files.keys()).filter(({ url }) => !listed.has(url));
    await Promise.all(unlisted.map((request) => files.delete(request)));
  }

  /** Delete this copy's part of the caches of earlier builds, which all copies shared and nothing verified. */
  async deleteLegacyFiles(): Promise<void> {
    for (const name of await this.caches.keys()) {
      if (!/^gd-(files|kept|pages-[0-9a-f]+)$/.test(name)) continue;
      const cache = await this.caches.open(name);
      const own = (await cache.keys()).filter(({ url }) => url.startsWith(this.root.href));
      await Promise.all(own.map((request) => cache.delete(request)));
      if ((await cache.keys()).length === 0) await this.caches.delete(name);
    }
  }
}

/** Return a response's headers without those that describe the transfer rather than the content. */
function contentHeaders({ headers }: Response): Headers {
  const kept = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "vary"]) {
    kept.delete(name);
  }
  return kept;
}
