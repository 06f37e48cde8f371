/** Runs an untrusted program: it is stopped when it takes too long, asks for input or prints too much. */
import { PythonError, type Python } from "../python/client.ts";
import type { CellRequest, CellEvent } from "../python/protocol.ts";
import type { Limits, Stop } from "./limits.ts";

export type RunResult =
  /** The outcome as reported by the interpreter, not validated. */
  | { readonly kind: "ended"; readonly outcome: unknown }
  | { readonly kind: "stopped"; readonly why: Stop }
  /** The interpreter crashed. */
  | { readonly kind: "broke"; readonly message: string }
  /** Not started: Python or a package could not be loaded. */
  | { readonly kind: "unloaded"; readonly message: string };

/** Run a cell in a `python` of its own. Rejects if `signal` is aborted. */
export async function limitedRun(
  python: Python,
  request: CellRequest,
  signal: AbortSignal,
  limits: Limits,
): Promise<RunResult> {
  const guard = new Guard(python, limits);
  const end = () => python.restart();
  signal.throwIfAborted();
  signal.addEventListener("abort", end);
  try {
    const listen = (event: CellEvent) => guard.onEvent(event);
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
    guard.dispose();
  }
}

/** Watches a program, and restarts Python if it exceeds a limit. */
class Guard {
  /** The exceeded limit. */
  stop: Stop | null = null;
  isRunning = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends a program that draws frames endlessly. */
  #drawingTimer: ReturnType<typeof setTimeout> | undefined;
  #unwatch: () => void;
  #characters = 0;
  #outputs = 0;

  constructor(
    readonly python: Python,
    readonly limits: Limits,
  ) {
    this.#unwatch = python.watch(({ state }) => {
      if (state === "loading") this.#onLoading(); // progress restarts the timer
    });
    this.#onLoading();
  }

  /** Count an event's output and restart timers. The event is not validated: a program can forge it. */
  onEvent(event: CellEvent): void {
    const { kind, text } = (event ?? {}) as { kind?: unknown; text?: unknown };
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

  dispose(): void {
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

  /** A frame restarts the timer, until `secondsToDraw` is over. */
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
