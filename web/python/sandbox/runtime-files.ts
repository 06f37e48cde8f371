/**
 * The files of Python's runtime, fetched by the page: with its origin, its service worker and its policy. Each
 * is checked before anyone uses it, and kept for the next worker of this visit.
 */
import { errorText } from "../../core/error-text.ts";
import { canHash, faultOf, integrityOf, type Expected } from "../../core/verify-file.ts";
import type { Failure } from "../protocol.ts";

export interface RuntimeFile extends Expected {
  readonly url: string;
}

/** A file could not be had, or what came is not the file. */
export class NotArrived extends Error {
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

  /** @param known what there is, by name: nothing else is ever fetched */
  constructor(readonly known: Readonly<Record<string, RuntimeFile>>) {}

  /** Call `watcher` whenever bytes have arrived; returns the way to end that. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Return how many bytes of these files have arrived, unpacked. */
  arrived(names: Iterable<string>): number {
    return [...names].reduce((sum, name) => sum + (this.#arrived.get(name) ?? 0), 0);
  }

  /**
   * Return a file. One that did not arrive is fetched again for whoever asks next, past all caches.
   *
   * Rejects with `NotArrived`.
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
    if (!Object.hasOwn(this.known, name)) throw notArrived(name, null, "there is no such file");
    const expected = this.known[name]!;
    const response = await this.#request(name, expected);
    if (!response.ok) throw notArrived(name, response.status, response.statusText);
    const content = await this.#read(name, response, expected.bytes);
    const fault = await faultOf(content, expected);
    if (fault) throw notArrived(name, null, FAULTS[fault]);
    return new Blob([content]);
  }

  async #request(name: string, expected: RuntimeFile): Promise<Response> {
    const options: RequestInit = { cache: this.#failed.has(name) ? "reload" : "default" };
    // Where a script cannot compute hashes the browser can, but then all bytes arrive at once.
    if (!canHash()) options.integrity = integrityOf(expected);
    try {
      return await fetch(expected.url, options);
    } catch (error) {
      throw notArrived(name, null, errorText(error));
    }
  }

  /** Return what arrives, as far as there is room for it: one byte more than there should be. */
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
      throw notArrived(name, null, errorText(error));
    }
    return content.subarray(0, bytes);
  }
}

const notArrived = (file: string, status: number | null, message: string): NotArrived =>
  new NotArrived({ file, status, message });
