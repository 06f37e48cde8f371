/**
 * The files of Python's runtime, fetched by the page: with its origin, its service worker and its CSP. The
 * hash of each is checked before it is used. They are kept for the next worker of this visit.
 */
import { errorText } from "../../core/error-text.ts";
import { canHash, faultOf, integrityOf, type Expected } from "../../core/verify-file.ts";
import type { Failure } from "../protocol.ts";

export interface RuntimeFile extends Expected {
  readonly url: string;
}

/** A file could not be fetched, or its content has the wrong length or hash. */
export class DownloadError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

const FAULTS = {
  length: "what arrived has not the file's length",
  hash: "what arrived is not the file that was built",
};

export class RuntimeFiles {
  #files = new Map<string, Promise<Blob>>();
  #arrived = new Map<string, number>();
  #failed = new Set<string>();
  #watchers = new Set<() => void>();

  /** @param known the files that can be fetched, by name */
  constructor(readonly known: Readonly<Record<string, RuntimeFile>>) {}

  /** Call `watcher` whenever bytes have arrived; returns a function that ends this. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Return how many bytes of these files have arrived, decompressed. */
  arrived(names: Iterable<string>): number {
    return [...names].reduce((sum, name) => sum + (this.#arrived.get(name) ?? 0), 0);
  }

  /**
   * Return a file. After a failure, the next call fetches it again, bypassing the HTTP cache.
   *
   * Rejects with `DownloadError`.
   */
  get(name: string): Promise<Blob> {
    let file = this.#files.get(name);
    if (!file) {
      file = this.#fetch(name);
      this.#files.set(name, file);
      file.catch(() => {
        this.#files.delete(name);
        this.#failed.add(name);
      });
    }
    return file;
  }

  async #fetch(name: string): Promise<Blob> {
    if (!Object.hasOwn(this.known, name)) throw downloadError(name, null, "there is no such file");
    const expected = this.known[name]!;
    const response = await this.#request(name, expected);
    if (!response.ok) throw downloadError(name, response.status, response.statusText);
    const content = await this.#read(name, response, expected.bytes);
    const fault = await faultOf(content, expected);
    if (fault) throw downloadError(name, null, FAULTS[fault]);
    return new Blob([content]);
  }

  async #request(name: string, expected: RuntimeFile): Promise<Response> {
    const options: RequestInit = { cache: this.#failed.has(name) ? "reload" : "default" };
    // Without crypto.subtle the browser checks the hash, but then all bytes arrive at once.
    if (!canHash()) options.integrity = integrityOf(expected);
    try {
      return await fetch(expected.url, options);
    } catch (error) {
      throw downloadError(name, null, errorText(error));
    }
  }

  /** Return what arrives, at most one byte more than expected: enough to notice a wrong length. */
  async #read(name: string, response: Response, size: number): Promise<Uint8Array<ArrayBuffer>> {
    const content = new Uint8Array(size + 1);
    const reader = response.body!.getReader();
    let bytes = 0;
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        content.set(part.value.subarray(0, content.length - bytes), bytes);
        bytes = Math.min(content.length, bytes + part.value.length);
        this.#arrived.set(name, bytes);
        for (const watcher of this.#watchers) watcher();
      }
    } catch (error) {
      throw downloadError(name, null, errorText(error));
    }
    return content.subarray(0, bytes);
  }
}

const downloadError = (file: string, status: number | null, message: string): DownloadError =>
  new DownloadError({ file, status, message });
