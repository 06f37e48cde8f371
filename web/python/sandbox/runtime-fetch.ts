/** Inside the worker: `fetch` gets files of the runtime from the page, by name, and nothing else. */
import type { Failure, FromWorker } from "../protocol.ts";

/** The base URL of Pyodide's files. No such host exists: only the names count. */
export const BASE = "https://runtime.invalid/";

const TYPES: Readonly<Record<string, string>> = { wasm: "application/wasm" };

interface PendingFile {
  readonly content: Promise<Blob>;
  resolve(content: Blob): void;
  reject(error: Error): void;
}

/** The files that the page has sent, or is asked to send. */
export class ReceivedFiles {
  #files = new Map<string, PendingFile>();
  /** Why the last missing file could not be fetched. */
  failure: Failure | null = null;

  constructor(readonly send: (message: FromWorker) => void) {}

  /** Take a file from the page, or the reason why it could not be fetched. */
  receive(name: string, content: Blob | Failure): void {
    const file = this.#pending(name);
    if (content instanceof Blob) return file.resolve(content);
    this.failure = content;
    this.#files.delete(name); // the next fetch asks the page again
    file.reject(new TypeError(content.message));
  }

  /** `fetch` for this worker: answers with files of the runtime, and refuses everything else at once. */
  readonly fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const address = String(input instanceof Request ? input.url : input);
    if (!address.startsWith(BASE)) throw new TypeError(`There is no network here: ${address}`);
    const name = new URL(address).pathname.split("/").at(-1)!;
    const content = await this.#request(name);
    const type = TYPES[name.split(".").at(-1)!] ?? "application/octet-stream";
    return new Response(content, { headers: { "content-type": type } });
  };

  #request(name: string): Promise<Blob> {
    if (!this.#files.has(name)) this.send({ kind: "fetch", name });
    return this.#pending(name).content;
  }

  #pending(name: string): PendingFile {
    let file = this.#files.get(name);
    if (!file) {
      file = pendingFile();
      this.#files.set(name, file);
    }
    return file;
  }
}

function pendingFile(): PendingFile {
  let settle!: Omit<PendingFile, "content">;
  const content = new Promise<Blob>((resolve, reject) => (settle = { resolve, reject }));
  content.catch(() => {}); // nobody may await it: no unhandled rejection
  return { content, ...settle };
}
