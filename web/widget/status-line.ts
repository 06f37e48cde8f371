/** Status line of Python: idle, loading with progress, ready, computing, failed. */
import type { Status } from "../python/protocol.ts";
import type { Words } from "./words.ts";

/** The attribute `data-state` of a widget for each status of Python. */
export const DATA_STATE = {
  idle: "idle",
  stopped: "idle",
  loading: "loading",
  ready: "ready",
  running: "running",
  unloaded: "error",
  failed: "error",
} as const;

/** Computations shorter than this are not shown as running. */
const BUSY_AFTER_MS = 300;

export class StatusLine {
  #busy = 0;

  /**
   * @param line the element that shows the status
   * @param announce announces a text to screen readers
   * @param releaseFocus moves the focus away before the focused retry button is hidden
   */
  constructor(
    readonly line: HTMLElement,
    readonly words: Words,
    readonly announce: (text: string) => void,
    readonly releaseFocus: () => void,
  ) {}

  show(status: Status): void {
    clearTimeout(this.#busy);
    if (status.state !== "running") this.#write(status);
    else this.#busy = window.setTimeout(() => this.#write(status), BUSY_AFTER_MS);
  }

  end(): void {
    clearTimeout(this.#busy);
  }

  #write(status: Status): void {
    const isNew = this.line.dataset["python"] !== status.state;
    const isFailure = status.state === "failed" || status.state === "unloaded";
    const text = this.words.python.status(status);
    this.line.dataset["python"] = status.state;
    this.line.querySelector("[data-part=python-words]")!.textContent = text;
    this.#writeProgress(status);
    this.#offerRetry(isFailure);
    if (isNew && isFailure) this.announce(text);
  }

  #writeProgress(status: Status): void {
    const progress = this.line.querySelector("progress")!;
    progress.hidden = status.state !== "loading";
    if (status.state === "loading") progress.value = Math.min(1, status.bytes / status.total);
  }

  #offerRetry(isWanted: boolean): void {
    const retry = this.line.querySelector("button")!;
    if (!isWanted && retry === document.activeElement) this.releaseFocus();
    retry.hidden = !isWanted;
  }
}
