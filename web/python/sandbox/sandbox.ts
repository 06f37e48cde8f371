/**
 * Starts workers inside a sandboxed frame whose origin is opaque and whose CSP allows no connection: code that
 * runs there reaches neither the site's storage nor the network. The page fetches the runtime's files and
 * sends them to the worker.
 */
import { errorText } from "../../core/error-text.ts";
import { INTERFERED, type PythonWorker } from "../client.ts";
import { readMessage } from "../validate-message.ts";
import type { FromWorker, ToWorker } from "../protocol.ts";
import { DownloadError, type RuntimeFiles } from "./runtime-files.ts";

/** Messages from the page to the frame: see sandbox-frame.ts. */
export type ToFrame =
  | { readonly kind: "start"; readonly id: number; readonly script: Blob }
  | { readonly kind: "end"; readonly id: number };

/** Message from the frame: a worker did not start, or threw an uncaught error. */
export interface FromFrame {
  readonly kind: "broken";
  readonly id: number;
  readonly message: string;
}

/** The files of the runtime that a worker starts with. */
export interface StartFiles {
  readonly script: string;
  /** The files that it asks for first: they are fetched at once. */
  readonly first: readonly string[];
}

export class Sandbox {
  #frame: Promise<Window> | null = null;
  #lastId = 0;

  /** @param markup the frame's document */
  constructor(
    readonly markup: string,
    readonly files: RuntimeFiles,
    readonly start: StartFiles,
  ) {}

  /** Start a worker; a failure to start is reported by `onmessage` or `onerror`. */
  startWorker(): PythonWorker {
    this.#frame ??= this.#makeFrame();
    return new SandboxedWorker(++this.#lastId, this.#frame, this.files, this.start);
  }

  /** The frame stays for the whole visit: instant navigation replaces parts of the body, never all of it. */
  #makeFrame(): Promise<Window> {
    const frame = document.createElement("iframe");
    frame.sandbox.add("allow-scripts");
    frame.hidden = true;
    frame.srcdoc = this.markup; // not `src`: a sandboxed frame has no service worker, so it would fail offline
    return new Promise((resolve) => {
      frame.addEventListener("load", () => resolve(frame.contentWindow!), { once: true });
      document.body.append(frame);
    });
  }
}

class SandboxedWorker implements PythonWorker {
  onmessage: PythonWorker["onmessage"] = null;
  onerror: PythonWorker["onerror"] = null;
  onprogress: PythonWorker["onprogress"] = null;
  #channel = new MessageChannel();
  /** The files that it has asked for. */
  #requested = new Set<string>();
  /** Of these, the ones that are sent or being fetched. */
  #sent = new Set<string>();
  #isReady = false;
  #end = new AbortController();

  constructor(
    readonly id: number,
    readonly frame: Promise<Window>,
    readonly files: RuntimeFiles,
    start: StartFiles,
  ) {
    this.#port.onmessage = ({ data }) => this.#receive(readMessage(data));
    const { signal } = this.#end;
    signal.addEventListener(
      "abort",
      files.watch(() => this.#countBytes()),
    );
    addEventListener("message", (event) => void this.#onFrame(event), { signal });
    for (const name of start.first) void this.#sendFile(name);
    this.#start(start.script).catch((error) => this.#fail(error));
  }

  get #port(): MessagePort {
    return this.#channel.port1;
  }

  async #start(name: string): Promise<void> {
    const script = await this.#file(name);
    const frame = await this.frame;
    if (this.#end.signal.aborted) return;
    const message: ToFrame = { kind: "start", id: this.id, script };
    frame.postMessage(message, "*", [this.#channel.port2]); // "*": an opaque origin cannot be named
  }

  postMessage(message: ToWorker): void {
    this.#port.postMessage(message);
  }

  terminate(): void {
    this.#end.abort();
    this.#port.close();
    const message: ToFrame = { kind: "end", id: this.id };
    void this.frame.then((frame) => frame.postMessage(message, "*"));
  }

  #receive(message: FromWorker | null): void {
    if (!message) return this.#fail(INTERFERED);
    if (message.kind === "fetch") return void this.#sendFile(message.name);
    if (message.kind === "ready") this.#isReady = true;
    this.onmessage?.(message);
  }

  /** Send a file to the worker, or why it could not be fetched; during the boot, that ends the worker. */
  async #sendFile(name: string): Promise<void> {
    if (this.#sent.has(name)) return;
    this.#sent.add(name);
    try {
      this.postMessage({ kind: "file", name, content: await this.#file(name) });
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
      this.#sent.delete(name);
      if (this.#isReady) this.postMessage({ kind: "file", name, failure: error.failure });
      else this.#fail(error);
    }
  }

  #file(name: string): Promise<Blob> {
    if (Object.hasOwn(this.files.known, name)) this.#requested.add(name);
    return this.files.get(name);
  }

  #countBytes(): void {
    this.onprogress?.(this.files.arrived(this.#requested));
  }

  #fail(error: unknown): void {
    if (this.#end.signal.aborted) return;
    const unknown = { file: null, status: null, message: errorText(error) };
    const failure = error instanceof DownloadError ? error.failure : unknown;
    this.onmessage?.({ kind: "failed", failure });
  }

  async #onFrame({ source, data }: MessageEvent<FromFrame>): Promise<void> {
    if (source === null || source !== (await this.frame)) return;
    if (data.kind === "broken" && data.id === this.id) this.onerror?.(String(data.message));
  }
}
