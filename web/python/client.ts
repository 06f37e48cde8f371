/** Python, running in its own thread. The page never waits for it: every call returns a promise. */
import { isCalled } from "./validate-message.ts";
import type {
  Answer,
  Call,
  Called,
  CellRequest,
  Failure,
  FromWorker,
  News,
  Outcome,
  Output,
  Query,
  Queries,
  Runtime,
  Status,
  ToWorker,
} from "./protocol.ts";

/** A worker as far as it is needed here: sandbox.ts makes one, a test brings its own. */
export interface Thread {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((message: FromWorker) => void) | null;
  /** Hears that the worker did not start, or threw what nothing catches. */
  onerror: ((message: string) => void) | null;
  /** Hears how many bytes of its files have arrived. */
  onprogress: ((bytes: number) => void) | null;
}

/** Thrown to whoever waits for an answer that will not come. */
export class PythonError extends Error {
  constructor(
    /** "refused" comes with gdlib's own words; "faulty": Python broke off where gdlib did not mean to. */
    readonly reason: "failed" | "refused" | "faulty" | "stopped",
    message: string,
  ) {
    super(message);
  }
}

/** With this part of the bytes, all there is to see has arrived: the rest is starting. */
const ALL_BUT = 0.99;

/** What a program that got hold of the worker's port may cause. */
export const INTERFERED = "a program interfered with Python's messages";

interface Waiting {
  /** The kind of message that settles it, besides a refusal. */
  readonly expects: "answer" | "ran" | "called";
  resolve(answer: unknown): void;
  reject(error: PythonError): void;
  /** Told what happens before the answer. */
  listen?(news: News): void;
  isRunning?: boolean;
}

export class Python {
  #thread: Thread | null = null;
  #booted: Promise<void> | null = null;
  #settleBoot: { resolve(): void; reject(error: PythonError): void } | null = null;
  #waiting = new Map<number, Waiting>();
  /** Who hears what the tasks of a cell show after its end. */
  #late = new Map<number, (output: Output) => void>();
  #lastId = 0;
  #status: Status = { state: "idle" };
  #listeners = new Set<(status: Status) => void>();
  /** Bytes that have arrived for the thread. */
  #bytes = 0;
  /** Hears of bytes that arrive. */
  #onBytes: ((bytes: number) => void) | null = null;

  constructor(
    readonly runtime: Runtime,
    readonly startThread: () => Thread,
  ) {}

  get status(): Status {
    return this.#status;
  }

  /** Call `listener` with every status from now on; returns the way to end that. */
  watch(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Load Python if it is neither here nor on its way. After a failure, this is "try again". */
  boot(): Promise<void> {
    this.#booted ??= new Promise<void>((resolve, reject) => {
      this.#settleBoot = { resolve, reject };
      this.#bytes = 0;
      this.#showDownload(this.runtime.bytes);
      const thread = this.startThread();
      thread.onmessage = (message) => this.#receive(message);
      thread.onerror = (message) => this.#fail(threadFailure(message));
      thread.onprogress = (bytes) => {
        this.#bytes = bytes;
        this.#onBytes?.(bytes);
      };
      thread.postMessage({ kind: "boot", runtime: this.runtime });
      this.#thread = thread;
    });
    return this.#booted;
  }

  /** Ask the module of queries/ called `query`; boots first if need be. */
  async ask<Q extends Query>(query: Q, parameters: Queries[Q]["parameters"]): Promise<Answer<Q>> {
    await this.boot();
    return this.#post("answer", (id) => ({ kind: "ask", id, query, parameters })) as Promise<
      Answer<Q>
    >;
  }

  /**
   * Run a cell; `listen` hears what it prints and shows meanwhile, `listenLate` what tasks that it has
   * started show afterwards. Boots first if need be.
   */
  async run(
    request: CellRequest,
    listen: (news: News) => void,
    started: (id: number) => void,
    listenLate?: (output: Output) => void,
  ): Promise<Outcome> {
    await this.boot();
    return this.#post(
      "ran",
      (id) => {
        started(id);
        if (listenLate) this.#late.set(id, listenLate);
        return { kind: "run", id, request };
      },
      listen,
    ) as Promise<Outcome>;
  }

  /** Answer the `input()` of the cell that runs as `id`. */
  reply(id: number, line: string): void {
    this.#thread?.postMessage({ kind: "reply", id, line });
  }

  /** Ask session.py for something that takes no time. Does not boot for it: null if Python is not there. */
  async call<C extends Call>(call: C): Promise<Called[C["name"]] | null> {
    if (this.#status.state !== "ready") return null;
    const result = await this.#post("called", (id) => ({ kind: "call", id, call }));
    return isCalled[call.name](result) ? (result as Called[C["name"]]) : null;
  }

  #post(
    expects: Waiting["expects"],
    message: (id: number) => ToWorker,
    listen?: (news: News) => void,
  ): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { expects, resolve, reject, ...(listen && { listen }) });
    });
    this.#thread!.postMessage(message(id));
    this.#tell({ state: "running" });
    return answer;
  }

  /** End whatever Python is doing. What it knew is lost; the next query boots it anew. */
  stop(): void {
    this.#end(new PythonError("stopped", "Python was stopped"));
    this.#tell({ state: "stopped" });
  }

  /** Begin anew: a fresh interpreter for whoever asks next. Whoever waits is told that Python was stopped. */
  restart(): void {
    this.#end(new PythonError("stopped", "Python was restarted"));
    this.#tell({ state: "idle" });
  }

  #receive(message: FromWorker): void {
    if (!this.#isAwaited(message)) return;
    switch (message.kind) {
      case "ready":
        this.#onBytes = null;
        this.#settleBoot?.resolve();
        this.#settleBoot = null;
        return this.#tell({ state: "ready" });
      case "failed":
        return this.#fail(message.failure);
      case "fetching":
        return this.#showDownload(message.total);
      case "unloaded":
        return this.#unloaded(message.id, message.failure);
      case "answer":
        return this.#settleAs(message, (waiting) =>
          waiting.resolve({ facts: message.facts, columns: message.columns }),
        );
      case "news":
        return this.#hearFrom(message.id, message.news);
      case "ran":
        return this.#settleAs(message, (waiting) => waiting.resolve(message.outcome));
      case "called":
        return this.#settleAs(message, (waiting) => waiting.resolve(message.result));
      case "refusal":
        return this.#settle(message.id, (waiting) =>
          waiting.reject(new PythonError(message.isMeant ? "refused" : "faulty", message.message)),
        );
    }
  }

  /** Show how much of `total` bytes arrives from now on. */
  #showDownload(total: number): void {
    const before = this.#bytes;
    const show = (bytes: number): void => {
      const stage = bytes < ALL_BUT * total ? "download" : "start";
      this.#tell({ state: "loading", stage, bytes, total });
    };
    this.#onBytes = (bytes) => show(bytes - before);
    show(0);
  }

  #hearFrom(id: number, news: News): void {
    const waiting = this.#waiting.get(id);
    if (waiting) this.#hear(news, waiting);
    else if (isOutput(news)) this.#late.get(id)?.(news);
  }

  /** Pass on what happens before an answer; packages arrive before the program runs, and it begins once. */
  #hear(news: News, waiting: Waiting): void {
    if (!waiting.listen) return;
    const { listen } = waiting;
    const isOfBeginning = news.kind === "packages" || news.kind === "running";
    if (isOfBeginning && waiting.isRunning) return;
    waiting.isRunning ||= news.kind === "running";
    const before = this.#bytes;
    this.#onBytes =
      news.kind === "packages" ? (bytes) => listen({ ...news, bytes: bytes - before }) : null;
    listen(news);
  }

  /** Whether anybody waits for a message: a program can make its worker say anything at any time. */
  #isAwaited(message: FromWorker): boolean {
    if (message.kind === "ready") return this.#settleBoot !== null;
    const waiting = [...this.#waiting.values()];
    if (message.kind === "fetching") return waiting.some(({ expects }) => expects === "answer");
    if (message.kind === "news" && this.#late.has(message.id)) return true;
    return !("id" in message) || this.#waiting.has(message.id);
  }

  /** Settle what waits for a message of this kind. */
  #settleAs(
    { id, kind }: { id: number; kind: Waiting["expects"] },
    settle: (waiting: Waiting) => void,
  ): void {
    if (this.#waiting.get(id)!.expects === kind) return this.#settle(id, settle);
    this.#fail({ file: null, status: null, message: INTERFERED });
  }

  #settle(id: number, settle: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#onBytes = null;
    if (this.#waiting.size === 0) this.#tell({ state: "ready" });
    if (waiting) settle(waiting);
  }

  /** Python is there and goes on, without the package that a query needs: asking again tries again. */
  #unloaded(id: number, failure: Failure): void {
    this.#settle(id, (waiting) => waiting.reject(new PythonError("failed", failure.message)));
    this.#tell({ state: "unloaded", failure });
  }

  #fail(failure: Failure): void {
    this.#end(new PythonError("failed", failure.message));
    this.#tell({ state: "failed", failure });
  }

  #end(error: PythonError): void {
    this.#detach();
    this.#onBytes = null;
    this.#settleBoot?.reject(error);
    this.#settleBoot = null;
    this.#booted?.catch(() => {}); // whoever asked has been told; nobody else need hear of it
    this.#booted = null;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
    this.#late.clear();
  }

  /** End the thread; what it still says is about the past. */
  #detach(): void {
    const thread = this.#thread;
    if (!thread) return;
    this.#thread = thread.onmessage = thread.onerror = thread.onprogress = null;
    thread.terminate();
  }

  #tell(status: Status): void {
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
  }
}

const NO_OUTPUT: ReadonlySet<string> = new Set(["packages", "running", "asking", "drawing"]);
const isOutput = (news: News): news is Output => !NO_OUTPUT.has(news.kind);

/** A worker that never started may say so without a reason. */
function threadFailure(message: string): Failure {
  return message
    ? { file: null, status: null, message }
    : { file: "worker.js", status: null, message: "the worker did not start" };
}
