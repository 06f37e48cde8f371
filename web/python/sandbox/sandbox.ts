/**
 * Starts workers inside a sandboxed frame whose origin is opaque and whose policy allows no connection: code
 * that runs there reaches neither the site's stores nor the network. The page fetches the runtime's
 * files and hands them over.
 */
import { errorText } from "../../core/error-text.ts";
import { INTERFERED, type Thread } from "../client.ts";
import { readMessage } from "../validate-message.ts";
import type { FromWorker, ToWorker } from "../protocol.ts";
import { NotArrived, type RuntimeFiles } from "./runtime-files.ts";

/** What the page tells the frame; sandbox-frame.ts obeys. */
export type ToFrame =
  | { readonly kind: "start"; readonly id: number; readonly script: Blob }
  | { readonly kind: "end"; readonly id: number };

/** A worker could not be started, or an error was thrown where nothing catches it. */
export interface FromFrame {
  readonly kind: "broken";
  readonly id: number;
  readonly message: string;
}

/** Which of the runtime's files a worker begins with. */
export interface Start {
  readonly script: string;
  /** What it will ask for first: fetched at once. */
  readonly first: readonly string[];
}

export class Sandbox {
  #frame: Promise<Window> | null = null;
  #lastId = 0;

  /** @param markup the frame's document */
  constructor(
    readonly markup: string,
    readonly files: RuntimeFiles,
    readonly start: Start,
  ) {}

  /** Start a worker; one that cannot be started says so by `onmessage` or `onerror`. */
  startThread(): Thread {
    this.#frame ??= this.#makeFrame();
    return new SandboxedThread(++this.#lastId, this.#frame, this.files, this.start);
  }

  /** The frame stays for the whole visit: instant navigation replaces parts of the body, never all of it. */
  #makeFrame(): Promise<Window> {
    const frame = document.createElement("iframe");
    frame.sandbox.add("allow-scripts");
    frame.hidden = true;
    frame.srcdoc = this.markup; // a file of its own would not be had offline: sandboxed frames have no service worker
    return new Promise((resolve) => {
      frame.addEventListener("load", () => resolve(frame.contentWindow!), { once: true });
      document.body.append(frame);
    });
  }
}

class SandboxedThread implements Thread {
  onmessage: Thread["onmessage"] = null;
  onerror: Thread["onerror"] = null;
  onprogress: Thread["onprogress"] = null;
  #channel = new MessageChannel();
  /** The files that it gets. */
  #wanted = new Set<string>();
  /** Of these, the ones that are on their way to it, or there. */
  #handed = new Set<string>();
  #isReady = false;
  #end = new AbortController();

  constructor(
    readonly id: number,
    readonly frame: Promise<Window>,
    readonly files: RuntimeFiles,
    start: Start,
  ) {
    this.#port.onmessage = ({ data }) => this.#receive(readMessage(data));
    const { signal } = this.#end;
    signal.addEventListener(
      "abort",
      files.watch(() => this.#countBytes()),
    );
    addEventListener("message", (event) => void this.#onFrame(event), { signal });
    for (const name of start.first) void this.#hand(name);
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
    frame.postMessage(message, "*", [this.#channel.port2]); // "*": an opaque origin has no name
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
    if (message.kind === "fetch") return void this.#hand(message.name);
    if (message.kind === "ready") this.#isReady = true;
    this.onmessage?.(message);
  }

  /** Hand a file to the worker, or say why there is none. A boot cannot go on without. */
  async #hand(name: string): Promise<void> {
    if (this.#handed.has(name)) return;
    this.#handed.add(name);
    try {
      this.postMessage({ kind: "file", name, content: await this.#file(name) });
    } catch (error) {
      if (!(error instanceof NotArrived)) throw error;
      this.#handed.delete(name);
      if (this.#isReady) this.postMessage({ kind: "file", name, failure: error.failure });
      else this.#fail(error);
    }
  }

  #file(name: string): Promise<Blob> {
    if (Object.hasOwn(this.files.known, name)) this.#wanted.add(name);
    return this.files.get(name);
  }

  #countBytes(): void {
    this.onprogress?.(this.files.arrived(this.#wanted));
  }

  #fail(error: unknown): void {
    if (this.#end.signal.aborted) return;
    const unknown = { file: null, status: null, message: errorText(error) };
    const failure = error instanceof NotArrived ? error.failure : unknown;
    this.onmessage?.({ kind: "failed", failure });
  }

  async #onFrame({ source, data }: MessageEvent<FromFrame>): Promise<void> {
    if (source === null || source !== (await this.frame)) return;
    if (data.kind === "broken" && data.id === this.id) this.onerror?.(String(data.message));
  }
}
