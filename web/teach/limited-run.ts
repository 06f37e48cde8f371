/** Runs a program that may do anything: it is ended when it takes too long, asks for input or prints without end. */
import { PythonError, type Python } from "../python/client.ts";
import type { CellRequest, News } from "../python/protocol.ts";
import type { Limits, Stop } from "./limits.ts";

export type Ran =
  /** What its interpreter said in the end, whatever that is. */
  | { readonly kind: "ended"; readonly outcome: unknown }
  | { readonly kind: "stopped"; readonly why: Stop }
  /** It took its interpreter down. */
  | { readonly kind: "broke"; readonly message: string }
  /** It was not started: Python, or a package, did not arrive. */
  | { readonly kind: "unloaded"; readonly message: string };

/** Run a cell in a `python` that nobody else uses. Rejects if `signal` says that nobody waits for it. */
export async function limitedRun(
  python: Python,
  request: CellRequest,
  signal: AbortSignal,
  limits: Limits,
): Promise<Ran> {
  const guard = new Guard(python, limits);
  const end = () => python.restart();
  signal.throwIfAborted();
  signal.addEventListener("abort", end);
  try {
    const listen = (news: News) => guard.hear(news);
    const outcome: unknown = await python.run(request, listen, () => {});
    return guard.stop ? { kind: "stopped", why: guard.stop } : { kind: "ended", outcome };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof PythonError)) throw error;
    if (guard.stop) return { kind: "stopped", why: guard.stop };
    const message = error.reason === "stopped" ? "" : error.message;
    return { kind: guard.isRunning ? "broke" : "unloaded", message };
  } finally {
    signal.removeEventListener("abort", end);
    guard.leave();
  }
}

/** Watches a program, and ends Python if it goes beyond its limits. */
class Guard {
  /** Why it was ended. */
  stop: Stop | null = null;
  isRunning = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends even what draws all the time. */
  #drawingTimer: ReturnType<typeof setTimeout> | undefined;
  #unwatch: () => void;
  #characters = 0;
  #outputs = 0;

  constructor(
    readonly python: Python,
    readonly limits: Limits,
  ) {
    this.#unwatch = python.watch(({ state }) => {
      if (state === "loading") this.#onLoading(); // some more of it has come
    });
    this.#onLoading();
  }

  /** Hear what the program says; it can have its interpreter say anything. */
  hear(news: News): void {
    const { kind, text } = (news ?? {}) as { kind?: unknown; text?: unknown };
    if (kind === "packages") return this.#onLoading();
    if (kind === "running") return this.#onRunning();
    if (kind === "drawing") return this.#onDrawing();
    if (kind === "asking") return this.#end("input");
    this.#outputs += 1;
    for (const part of Array.isArray(text) ? text : []) {
      this.#characters += typeof part === "string" ? part.length : 0;
    }
    const { characters, outputs } = this.limits;
    if (this.#characters > characters || this.#outputs > outputs) this.#end("output");
  }

  leave(): void {
    this.#unwatch();
    clearTimeout(this.#timer);
    clearTimeout(this.#drawingTimer);
  }

  #onLoading(): void {
    if (this.isRunning) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.python.restart(), this.limits.secondsToLoad * 1000);
  }

  #onRunning(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    const { seconds, secondsToDraw } = this.limits;
    this.#drawingTimer = setTimeout(() => this.#end("time"), (seconds + secondsToDraw) * 1000);
    this.#restartTimer();
  }

  /** Frames that come do not hang, but a program can also say so without an end. */
  #onDrawing(): void {
    if (this.isRunning) this.#restartTimer();
  }

  #restartTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end("time"), this.limits.seconds * 1000);
  }

  #end(why: Stop): void {
    this.stop ??= why;
    this.python.restart();
  }
}
