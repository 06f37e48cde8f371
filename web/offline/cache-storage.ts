/**
 * What the browser keeps of one copy of the site: files that were checked, and the lists they were checked
 * against. The service worker and the page share it.
 */
import { faultOf } from "../core/verify-file.ts";
import { nameBelow } from "../core/storage-prefix.ts";
import {
  addressOf,
  isEdition,
  isImmutable,
  isRightType,
  LIST,
  type Edition,
  type ListedFile,
} from "./release-manifest.ts";

/** What can be wrong with a file that has come. */
export type Fault = "status" | "type" | "length" | "hash";

/** Which lists are kept: of the edition seen last, of the one before, of the one that is kept whole. */
const LISTS = ["whole", "current", "previous"] as const;
type ListName = (typeof LISTS)[number];

export interface KeptFile {
  readonly file: ListedFile;
  readonly response: Response;
}

export class Stores {
  readonly #names: { readonly files: string; readonly lists: string };

  constructor(
    readonly root: URL,
    readonly caches: CacheStorage,
  ) {
    this.#names = { files: nameBelow(root, "files"), lists: nameBelow(root, "lists") };
  }

  // --- Lists ---

  /** Return the lists that are kept, that of the whole course first. */
  async lists(): Promise<Edition[]> {
    const found = await Promise.all(LISTS.map((name) => this.#list(name)));
    return found.filter((list) => list !== null);
  }

  /** Return the edition of which every file was kept; null if there is none. */
  whole(): Promise<Edition | null> {
    return this.#list("whole");
  }

  /** Return the edition that was seen last; null if none was. */
  current(): Promise<Edition | null> {
    return this.#list("current");
  }

  async #list(name: ListName): Promise<Edition | null> {
    const kept = await (await this.#lists()).match(this.#place(name));
    const list: unknown = await kept?.json().catch(() => null);
    return isEdition(list) ? list : null;
  }

  /** Make an edition the current one; files that no list names any more are forgotten. */
  async adopt(edition: Edition): Promise<void> {
    const before = await this.current();
    if (before?.content === edition.content) return;
    if (before) await this.#put("previous", before);
    await this.#put("current", edition);
    await this.#forgetUnlisted();
  }

  /** Note that every file of an edition is kept; the one before it is not needed any more. */
  async setWhole(edition: Edition): Promise<void> {
    await this.#put("whole", edition);
    await (await this.#lists()).delete(this.#place("previous"));
    await this.#forgetUnlisted();
  }

  async #put(name: ListName, edition: Edition): Promise<void> {
    await (await this.#lists()).put(this.#place(name), Response.json(edition));
  }

  #place(name: ListName): string {
    return new URL(`${LIST}?${name}`, this.root).href;
  }

  #lists(): Promise<Cache> {
    return this.caches.open(this.#names.lists);
  }

  // --- Files ---

  /** Two editions may have different pages at one address: their place is named by the hash, too. */
  #placeOf([path, , sha256]: ListedFile): string {
    const address = addressOf(path, this.root);
    return isImmutable(address) ? address : `${address}?${sha256}`;
  }

  #files(): Promise<Cache> {
    return this.caches.open(this.#names.files);
  }

  async match(file: ListedFile): Promise<Response | undefined> {
    return (await this.#files()).match(this.#placeOf(file));
  }

  /** Return a file whose name carries its hash, by its address alone. */
  async matchImmutable(address: string): Promise<Response | undefined> {
    return (await this.#files()).match(address);
  }

  /** Keep a file if it came as it was built; return what is wrong with it otherwise. */
  async keep(file: ListedFile, response: Response, content: Blob): Promise<Fault | null> {
    const [path, bytes, sha256] = file;
    if (response.status !== 200) return "status";
    if (!isRightType(path, response.headers.get("content-type"))) return "type";
    const fault = await faultOf(content, { bytes, sha256 });
    if (fault) return fault;
    const kept = new Response(content, { headers: lastingHeaders(response) });
    await (await this.#files()).put(this.#placeOf(file), kept);
    return null;
  }

  /** Return the files of an edition that are not kept: the browser may have removed some. */
  async missing(edition: Edition): Promise<ListedFile[]> {
    const kept = new Set((await (await this.#files()).keys()).map(({ url }) => url));
    return edition.files.filter((file) => !kept.has(this.#placeOf(file)));
  }

  /** Forget all files. Lists stay, but none is whole. */
  async forgetFiles(): Promise<void> {
    await (await this.#lists()).delete(this.#place("whole"));
    await this.caches.delete(this.#names.files);
  }

  async #forgetUnlisted(): Promise<void> {
    const lists = await this.lists();
    const listed = new Set(lists.flatMap(({ files }) => files.map((file) => this.#placeOf(file))));
    const files = await this.#files();
    const gone = (await files.keys()).filter(({ url }) => !listed.has(url));
    await Promise.all(gone.map((request) => files.delete(request)));
  }

  /** Forget what earlier builds kept of this copy, unchecked, in stores that all copies shared. */
  async forgetUnchecked(): Promise<void> {
    for (const name of await this.caches.keys()) {
      if (!/^gd-(files|kept|pages-[0-9a-f]+)$/.test(name)) continue;
      const store = await this.caches.open(name);
      const own = (await store.keys()).filter(({ url }) => url.startsWith(this.root.href));
      await Promise.all(own.map((request) => store.delete(request)));
      if ((await store.keys()).length === 0) await this.caches.delete(name);
    }
  }
}

/** Return the headers with which a file is kept: those about the transfer do not fit to it any more. */
function lastingHeaders({ headers }: Response): Headers {
  const lasting = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "vary"]) {
    lasting.delete(name);
  }
  return lasting;
}
