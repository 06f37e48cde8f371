/** Inside the worker: files come from the page, by name, and in no other way. */
import type { Failure, FromWorker } from "../protocol.ts";

/** Where Pyodide believes its files to be. No such host exists: only the names count. */
export const BASE = "https://runtime.invalid/";

const TYPES: Readonly<Record<string, string>> = { wasm: "application/wasm" };

interface Awaited {
  readonly content: Promise<Blob>;
  resolve(content: Blob): void;
  reject(error: Error): void;
}

/** The files that the page has handed over, or shall. */
export class HandedFiles {
  #files = new Map<string, Awaited>();
  /** The last file that could not be had. */
  failure: Failure | null = null;

  constructor(readonly send: (message: FromWorker) => void) {}

  /** A file has come, or never will. */
  receive(name: string, content: Blob | Failure): void {
    const file = this.#expect(name);
    if (content instanceof Blob) return file.resolve(content);
    this.failure = content;
    this.#files.delete(name); // whoever asks next asks anew
    file.reject(new TypeError(content.message));
  }

  /** `fetch` for this worker: answers with files of the runtime, and refuses everything else at once. */
  readonly fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const address = String(input instanceof Request ? input.url : input);
    if (!address.startsWith(BASE)) throw new TypeError(`There is no network here: ${address}`);
    const name = new URL(address).pathname.split("/").at(-1)!;
    const content = await this.#wanted(name);
    const type = TYPES[name.split(".").at(-1)!] ?? "application/octet-stream";
    return new Response(content, { headers: { "content-type": type } });
  };

  #wanted(name: string): Promise<Blob> {
    if (!this.#files.has(name)) this.send({ kind: "fetch", name });
    return this.#expect(name).content;
  }

  #expect(name: string): Awaited {
    let file = this.#files.get(name);
    if (!file) {
      file = awaited();
      this.#files.set(name, file);
    }
    return file;
  }
}

function awaited(): Awaited {
  let settle!: Omit<Awaited, "content">;
  const content = new Promise<Blob>((resolve, reject) => (settle = { resolve, reject }));
  content.catch(() => {}); // whoever asks hears of it
  return { content, ...settle };
}
