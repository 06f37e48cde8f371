/** Client of Python, which runs in a web worker. It never blocks the page: requests return promises. */
import { isCallResult } from "./validate-message.ts";
import type {
  Answer,
  Call,
  CallResults,
  CellRequest,
  Failure,
  FromWorker,
  CellEvent,
  Outcome,
  Output,
  Query,
  Queries,
  Runtime,
  Status,
  ToWorker,
} from "./protocol.ts";

/** The part of a worker's interface that `Python` uses, implemented by sandbox.ts and by tests. */
export interface PythonWorker {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((message: FromWorker) => void) | null;
  /** Called if the worker does not start, or throws an uncaught error. */
  onerror: ((message: string) => void) | null;
  /** Called with the number of bytes that the worker has downloaded so far. */
  onprogress: ((bytes: number) => void) | null;
}

/** Rejects the promises of requests that get no answer. */
export class PythonError extends Error {
  constructor(
    /** "refused": a ValueError of gdlib's, with its message; "faulty": any other error in Python. */
    readonly reason: "failed" | "refused" | "faulty" | "stopped",
    message: string,
  ) {
    super(message);
  }
}

/** The share of the bytes after which the stage "download" ends and "start" begins. */
const DOWNLOAD_SHARE = 0.99;

/** Error message if a program in the worker has sent forged messages through its MessagePort. */
export const INTERFERED = "a program interfered with Python's messages";

interface PendingRequest {
  /** The kind of message that settles the request, apart from a refusal. */
  readonly expects: "answer" | "outcome" | "result";
  resolve(answer: unknown): void;
  reject(error: PythonError): void;
  /** Called with each event before the answer. */
  listen?(event: CellEvent): void;
  isRunning?: boolean;
}

export class Python {
  #worker: PythonWorker | null = null;
  #booting: Promise<void> | null = null;
  #settleBoot: { resolve(): void; reject(error: PythonError): void } | null = null;
  #pending = new Map<number, PendingRequest>();
  /** Listeners for output that the tasks of a cell show after its end, by the cell's id. */
  #lateListeners = new Map<number, (output: Output) => void>();
  #lastId = 0;
  #status: Status = { state: "idle" };
  #listeners = new Set<(status: Status) => void>();
  /** Number of bytes that the worker has downloaded so far. */
  #bytes = 0;
  /** Called with `#bytes` whenever it grows. */
  #onBytes: ((bytes: number) => void) | null = null;

  constructor(
    readonly runtime: Runtime,
    readonly startWorker: () => PythonWorker,
  ) {}

  get status(): Status {
    return this.#status;
  }

  /** Call `listener` with every change of status; returns a function that removes it. */
  watch(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Load Python unless it is loaded or loading; after a failure, try again. */
  boot(): Promise<void> {
    this.#booting ??= new Promise<void>((resolve, reject) => {
      this.#settleBoot = { resolve, reject };
      this.#bytes = 0;
      this.#showDownload(this.runtime.bytes);
      const worker = this.startWorker();
      worker.onmessage = (message) => this.#receive(message);
      worker.onerror = (message) => this.#fail(workerFailure(message));
      worker.onprogress = (bytes) => {
        this.#bytes = bytes;
        this.#onBytes?.(bytes);
      };
      worker.postMessage({ kind: "boot", runtime: this.runtime });
      this.#worker = worker;
    });
    return this.#booting;
  }

  /** Call the module `query` of queries/; boots Python first if necessary. */
  async ask<Q extends Query>(query: Q, parameters: Queries[Q]["parameters"]): Promise<Answer<Q>> {
    await this.boot();
    return this.#post("answer", (id) => ({ kind: "ask", id, query, parameters })) as Promise<
      Answer<Q>
    >;
  }

  /**
   * Run a cell; boots Python first if necessary. `listen` gets its output while it runs, `listenLate` the
   * output of its tasks afterwards.
   */
  async run(
    request: CellRequest,
    listen: (event: CellEvent) => void,
    started: (id: number) => void,
    listenLate?: (output: Output) => void,
  ): Promise<Outcome> {
    await this.boot();
    return this.#post(
      "outcome",
      (id) => {
        started(id);
        if (listenLate) this.#lateListeners.set(id, listenLate);
        return { kind: "run", id, request };
      },
      listen,
    ) as Promise<Outcome>;
  }

  /** Answer the `input()` of the cell that runs with this id. */
  reply(id: number, line: string): void {
    this.#worker?.postMessage({ kind: "reply", id, line });
  }

  /** Call a fast function of session/cells.py; null if Python is not ready. Never boots it. */
  async call<C extends Call>(call: C): Promise<CallResults[C["name"]] | null> {
    if (this.#status.state !== "ready") return null;
    const result = await this.#post("result", (id) => ({ kind: "call", id, call }));
    return isCallResult[call.name](result) ? (result as CallResults[C["name"]]) : null;
  }

  #post(
    expects: PendingRequest["expects"],
    message: (id: number) => ToWorker,
    listen?: (event: CellEvent) => void,
  ): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { expects, resolve, reject, ...(listen && { listen }) });
    });
    this.#worker!.postMessage(message(id));
    this.#setStatus({ state: "running" });
    return answer;
  }

  /** Terminate Python, which loses its state; the next request boots it again. Its status is then "stopped". */
  stop(): void {
    this.#end(new PythonError("stopped", "Python was stopped"));
    this.#setStatus({ state: "stopped" });
  }

  /** Like `stop`, but its status is then "idle". Pending requests reject as stopped. */
  restart(): void {
    this.#end(new PythonError("stopped", "Python was restarted"));
    this.#setStatus({ state: "idle" });
  }

  #receive(message: FromWorker): void {
    if (!this.#isExpected(message)) return;
    switch (message.kind) {
      case "ready":
        this.#onBytes = null;
        this.#settleBoot?.resolve();
        this.#settleBoot = null;
        return this.#setStatus({ state: "ready" });
      case "failed":
        return this.#fail(message.failure);
      case "fetching":
        return this.#showDownload(message.total);
      case "unloaded":
        return this.#failPackage(message.id, message.failure);
      case "answer":
        return this.#settleAs(message, (waiting) =>
          waiting.resolve({ facts: message.facts, columns: message.columns }),
        );
      case "event":
        return this.#dispatch(message.id, message.event);
      case "outcome":
        return this.#settleAs(message, (waiting) => waiting.resolve(message.outcome));
      case "result":
        return this.#settleAs(message, (waiting) => waiting.resolve(message.result));
      case "refusal":
        return this.#settle(message.id, (waiting) =>
          waiting.reject(new PythonError(message.isMeant ? "refused" : "faulty", message.message)),
        );
    }
  }

  /** Report the progress of a download of `total` bytes that starts now. */
  #showDownload(total: number): void {
    const before = this.#bytes;
    const show = (bytes: number): void => {
      const stage = bytes < DOWNLOAD_SHARE * total ? "download" : "start";
      this.#setStatus({ state: "loading", stage, bytes, total });
    };
    this.#onBytes = (bytes) => show(bytes - before);
    show(0);
  }

  #dispatch(id: number, event: CellEvent): void {
    const waiting = this.#pending.get(id);
    if (waiting) this.#forward(event, waiting);
    else if (isOutput(event)) this.#lateListeners.get(id)?.(event);
  }

  /** Pass an event to the request's listener, except a "packages" or "running" after the first "running". */
  #forward(event: CellEvent, waiting: PendingRequest): void {
    if (!waiting.listen) return;
    const { listen } = waiting;
    const isOfBeginning = event.kind === "packages" || event.kind === "running";
    if (isOfBeginning && waiting.isRunning) return;
    waiting.isRunning ||= event.kind === "running";
    const before = this.#bytes;
    this.#onBytes =
      event.kind === "packages" ? (bytes) => listen({ ...event, bytes: bytes - before }) : null;
    listen(event);
  }

  /** Whether a message is expected now: a program can send any message from the worker at any time. */
  #isExpected(message: FromWorker): boolean {
    if (message.kind === "ready") return this.#settleBoot !== null;
    const waiting = [...this.#pending.values()];
    if (message.kind === "fetching") return waiting.some(({ expects }) => expects === "answer");
    if (message.kind === "event" && this.#lateListeners.has(message.id)) return true;
    return !("id" in message) || this.#pending.has(message.id);
  }

  /** Settle the request with this id; fails if it expects another kind of message. */
  #settleAs(
    { id, kind }: { id: number; kind: PendingRequest["expects"] },
    settle: (waiting: PendingRequest) => void,
  ): void {
    if (this.#pending.get(id)!.expects === kind) return this.#settle(id, settle);
    this.#fail({ file: null, status: null, message: INTERFERED });
  }

  #settle(id: number, settle: (waiting: PendingRequest) => void): void {
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    this.#onBytes = null;
    if (this.#pending.size === 0) this.#setStatus({ state: "ready" });
    if (waiting) settle(waiting);
  }

  /** Reject a request whose package did not load. Python keeps running; the next request loads it again. */
  #failPackage(id: number, failure: Failure): void {
    this.#settle(id, (waiting) => waiting.reject(new PythonError("failed", failure.message)));
    this.#setStatus({ state: "unloaded", failure });
  }

  #fail(failure: Failure): void {
    this.#end(new PythonError("failed", failure.message));
    this.#setStatus({ state: "failed", failure });
  }

  #end(error: PythonError): void {
    this.#terminateWorker();
    this.#onBytes = null;
    this.#settleBoot?.reject(error);
    this.#settleBoot = null;
    this.#booting?.catch(() => {}); // avoids an unhandled rejection if no caller awaits it
    this.#booting = null;
    for (const waiting of this.#pending.values()) waiting.reject(error);
    this.#pending.clear();
    this.#lateListeners.clear();
  }

  /** Terminate the worker and ignore its last messages. */
  #terminateWorker(): void {
    const worker = this.#worker;
    if (!worker) return;
    this.#worker = worker.onmessage = worker.onerror = worker.onprogress = null;
    worker.terminate();
  }

  #setStatus(status: Status): void {
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
  }
}

const NO_OUTPUT: ReadonlySet<string> = new Set(["packages", "running", "asking", "drawing"]);
const isOutput = (event: CellEvent): event is Output => !NO_OUTPUT.has(event.kind);

/** The error event of a worker that never started can have an empty message. */
function workerFailure(message: string): Failure {
  return message
    ? { file: null, status: null, message }
    : { file: "worker.js", status: null, message: "the worker did not start" };
}
