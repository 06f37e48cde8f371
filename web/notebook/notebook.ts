/** The notebook of one page: the queue of cells to run, and the order in which they ran. Lives as long as the visit. */
import { errorText } from "../core/error-text.ts";
import { PythonError, type Python } from "../python/client.ts";
import type { CellRequest, CellEvent, Outcome, Status } from "../python/protocol.ts";

export type State = "idle" | "queued" | "loading" | "running" | "done" | "error" | "stopped";

/** A cell as the notebook sees it: what to run, and callbacks for its progress. */
export interface Cell {
  readonly name: string;
  /** Whether cells below share its names; an exercise's cell runs in a namespace of its own. */
  readonly isShared: boolean;
  readonly source: string;
  /** Whether the source is unedited, and the lesson has its output. */
  readonly isLessons: boolean;
  /** Further fields of the request, for a cell in an exercise or a prediction. */
  readonly extra: Pick<CellRequest, "alone" | "check" | "answer">;
  onState(state: State): void;
  onPython(status: Status): void;
  onEvent(event: CellEvent): void;
  onOutcome(outcome: Outcome): void;
  /** The run takes longer than the notebook's time limit; it goes on. */
  onLong(): void;
  onEnd(reason: "stopped" | "crashed", message: string): void;
  /** It was dropped from the queue, or is the cell for whose sake others ran (`isRequester`). */
  onInterrupted(interruption: Interruption, isRequester: boolean): void;
  /** Something that `orderWarning` depends on has changed. */
  onOrderChange(): void;
}

/** The last run of a cell. */
export interface CellRun {
  readonly number: number;
  readonly source: string;
  /** Whether that was the lesson's source. */
  readonly isLessons: boolean;
  readonly ok: boolean;
  /** Whether the session it ran in still exists. */
  readonly isAlive: boolean;
}

/** Why the rest of the queue did not run. */
export interface Interruption {
  readonly reason: "stopped" | "error";
  /** The name of the cell that was stopped or failed; null if none had begun. */
  readonly at: string | null;
  /** How many cells were dropped from the queue. */
  readonly left: number;
}

/** Seconds after which the reader is asked whether a cell should go on. */
export const SECONDS_BEFORE_ASKING = 60;

export class Notebook {
  #cells: Cell[] = [];
  #lastRuns = new Map<string, CellRun>();
  /** The runs since Python started, in order. */
  #history: { readonly name: string; readonly isShared: boolean; readonly isLessons: boolean }[] =
    [];
  #count = 0;
  #queue: Cell[] = [];
  /** Cells whose run queued other cells first: they are notified if those are interrupted. */
  #requesters = new Set<Cell>();
  #interruption: Interruption | null = null;
  #current: { cell: Cell; id: number; isRunning: boolean } | null = null;
  #isBusy = false;
  #timer = 0;
  #watchers = new Set<() => void>();

  constructor(
    readonly page: string,
    readonly python: Python,
    readonly mutex: Mutex,
    readonly timeLimit = SECONDS_BEFORE_ASKING,
  ) {
    python.watch((status) => this.#onPython(status));
  }

  /** Call `watcher` whenever a cell begins or ends. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** The cells of the page that is shown, from top to bottom. */
  get cells(): readonly Cell[] {
    return this.#cells;
  }

  set cells(cells: readonly Cell[]) {
    this.#cells = [...cells];
    this.#notify();
  }

  /** Call when the source of a cell has changed: the warnings about the order may change with it. */
  refresh(): void {
    this.#notify();
  }

  get isRunning(): boolean {
    return this.#isBusy;
  }

  /** Why the last request did not run all of its cells; null if it did. */
  get interruption(): Interruption | null {
    return this.#interruption;
  }

  lastRun(name: string): CellRun | null {
    return this.#lastRuns.get(name) ?? null;
  }

  /** How many of the shared cells have run in this session, and how many there are. */
  get progress(): { done: number; all: number } {
    const shared = this.#cells.filter(({ isShared }) => isShared);
    const done = shared.filter(({ name }) => this.#lastRuns.get(name)?.isAlive).length;
    return { done, all: shared.length };
  }

  above(cell: Cell): Cell[] {
    const place = this.#cells.findIndex(({ name }) => name === cell.name);
    return this.#cells.slice(0, Math.max(0, place)).filter(({ isShared }) => isShared);
  }

  /** The cells above that `cell` may miss: not run, or changed since. */
  missing(cell: Cell): Cell[] {
    return this.above(cell).filter(({ name, source }) => {
      const ran = this.#lastRuns.get(name);
      return !ran?.isAlive || ran.source !== source;
    });
  }

  /** What a reader should know of the order in which a cell ran. */
  orderWarning(cell: Cell): "above-missing" | "out-of-order" | null {
    const own = this.#lastRuns.get(cell.name);
    if (!own?.isAlive) return null;
    const isLater = ({ name }: Cell) => (this.#lastRuns.get(name)?.number ?? 0) > own.number;
    if (this.above(cell).some(isLater)) return "out-of-order";
    return this.missing(cell).length > 0 ? "above-missing" : null;
  }

  /**
   * Whether the session has run exactly what the lesson runs up to and including a cell, once each and in order.
   * Only then are its figures, which are counted but not compared, sure to be the lesson's.
   */
  isAsInLesson(cell: Cell): boolean {
    const counts = this.#history.filter(
      ({ name, isShared, isLessons }) => isShared || !isLessons || name === cell.name,
    );
    const wanted = [...this.above(cell).map(({ name }) => name), cell.name];
    return (
      counts.every(({ isLessons }) => isLessons) &&
      counts.length === wanted.length &&
      counts.every(({ name }, place) => name === wanted[place])
    );
  }

  /**
   * Run cells one after the other. If one fails or is stopped, the rest of the queue is dropped.
   *
   * @param requester the cell for whose sake they run, if it is not one of them
   */
  run(cells: readonly Cell[], requester: Cell | null = null): void {
    this.#interruption = null;
    if (requester && cells.length > 0) this.#requesters.add(requester);
    for (const cell of cells) {
      const isSame = (other: Cell | undefined) => other?.name === cell.name;
      if (isSame(this.#current?.cell) || this.#queue.some(isSame)) continue;
      this.#queue.push(cell);
      cell.onState("queued");
    }
    if (!this.#isBusy) void this.#runQueue();
    this.#notify();
  }

  /** Stop the running cell, and drop the queue. */
  stop(): void {
    this.#interrupt("stopped");
    if (this.#current) this.python.stop();
  }

  /**
   * Restart Python: all names, also those of this visit's other pages, and all changes to modules are gone.
   * The new interpreter starts at once if there was one before.
   */
  restart(): void {
    this.#interrupt("stopped");
    const wasThere = this.python.status.state !== "idle";
    this.python.restart();
    if (wasThere) void this.python.boot().catch(() => {}); // the next run will tell
  }

  reply(line: string): void {
    if (!this.#current) return;
    this.python.reply(this.#current.id, line);
    this.#startTimer();
  }

  keepGoing(): void {
    this.#startTimer();
  }

  async #runQueue(): Promise<void> {
    this.#isBusy = true;
    await this.mutex.acquire();
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
        await this.#runCell(this.#attached(next));
      }
    } finally {
      this.#isBusy = false;
      this.#requesters.clear();
      this.mutex.release();
      this.#notify();
    }
  }

  /** Return the element that shows the cell now: after leaving the page and coming back it is another one. */
  #attached(cell: Cell): Cell {
    return this.#cells.find(({ name }) => name === cell.name) ?? cell;
  }

  async #runCell(cell: Cell): Promise<void> {
    const { name, source, isShared, isLessons } = cell;
    const current = { cell, id: 0, isRunning: false };
    const attached = () => this.#attached(cell);
    this.#current = current;
    cell.onState("loading");
    cell.onPython(this.python.status);
    try {
      const outcome = await this.python.run(
        { page: this.page, cell: name, source, ...cell.extra },
        (event) => this.#onEvent(event),
        (id) => (current.id = id),
        (output) => cell.onEvent(output),
      );
      const ok = outcome.ended === "done";
      if (outcome.ended !== "unloaded") {
        this.#lastRuns.set(name, { number: ++this.#count, source, isLessons, ok, isAlive: true });
        this.#history.push({ name, isShared, isLessons });
      }
      attached().onOutcome(outcome);
      attached().onState(ok ? "done" : "error");
      if (!ok) this.#interrupt("error");
    } catch (error) {
      if (!(error instanceof PythonError)) {
        attached().onEnd("crashed", errorText(error));
        attached().onState("error");
        this.#interrupt("error");
        throw error;
      }
      this.#onPythonError(error, current.isRunning);
    } finally {
      clearTimeout(this.#timer);
      this.#current = null;
      this.#notify();
    }
  }

  /** The running cell was stopped, or its interpreter crashed or could not be loaded. */
  #onPythonError(error: PythonError, isRunning: boolean): void {
    const cell = this.#attached(this.#current!.cell);
    const isStopped = error.reason === "stopped";
    const { status } = this.python;
    if (!isRunning && status.state === "failed") {
      cell.onOutcome({ ended: "unloaded", failure: status.failure });
    } else cell.onEnd(isStopped ? "stopped" : "crashed", error.message);
    cell.onState(isStopped ? "stopped" : "error");
    this.#interrupt(isStopped ? "stopped" : "error");
    if (isRunning) void this.python.boot().catch(() => {}); // the next run will tell
  }

  #onEvent(event: CellEvent): void {
    const cell = this.#attached(this.#current!.cell);
    if (event.kind === "running") {
      this.#current!.isRunning = true;
      cell.onState("running");
    }
    if (event.kind === "asking") clearTimeout(this.#timer);
    // A program that draws frames makes progress: each frame restarts the timer.
    else if (event.kind === "running" || event.kind === "drawing") this.#startTimer();
    cell.onEvent(event);
  }

  #startTimer(): void {
    clearTimeout(this.#timer);
    const long = () => this.#current && this.#attached(this.#current.cell).onLong();
    this.#timer = setTimeout(long, this.timeLimit * 1000) as unknown as number;
  }

  /** Drop the queue, and tell the dropped cells and the requesters. */
  #interrupt(reason: Interruption["reason"]): void {
    const at = this.#current?.cell.name ?? null;
    const dropped = this.#queue.splice(0).map((cell) => this.#attached(cell));
    const requesters = [...this.#requesters].map((cell) => this.#attached(cell));
    this.#requesters.clear();
    for (const cell of dropped)
      cell.onState(this.#lastRuns.get(cell.name)?.isAlive ? "done" : "idle");
    const told = new Set([...dropped, ...requesters].filter(({ name }) => name !== at));
    const interruption = { reason, at, left: dropped.length };
    if (dropped.length > 0) this.#interruption = interruption;
    for (const cell of told) cell.onInterrupted(interruption, requesters.includes(cell));
    this.#notify();
  }

  #onPython(status: Status): void {
    if (this.#current && !this.#current.isRunning) this.#current.cell.onPython(status);
    if (["idle", "stopped", "failed"].includes(status.state)) this.#onSessionLost();
  }

  /** Mark all runs as lost; outputs stay on the page. */
  #onSessionLost(): void {
    for (const [name, ran] of this.#lastRuns) this.#lastRuns.set(name, { ...ran, isAlive: false });
    this.#history = [];
    this.#count = 0;
    this.#notify();
  }

  #notify(): void {
    for (const cell of this.#cells) cell.onOrderChange();
    for (const watcher of this.#watchers) watcher();
  }
}

/** Lets one notebook at a time use Python. */
export class Mutex {
  #isLocked = false;
  #waiting: (() => void)[] = [];

  async acquire(): Promise<void> {
    if (this.#isLocked) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isLocked = true;
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#isLocked = false;
  }
}
