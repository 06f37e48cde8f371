/** The cells of one page: in what order they ran, and what is to run next. Lives as long as the visit. */
import { errorText } from "../core/error-text.ts";
import { PythonError, type Python } from "../python/client.ts";
import type { CellRequest, News, Outcome, Status } from "../python/protocol.ts";

export type State = "idle" | "queued" | "loading" | "running" | "done" | "error" | "stopped";

/** What a run of a cell tells its place on the page. */
export interface Cell {
  readonly name: string;
  /** Whether cells below build on this one; an exercise's cell stands for itself. */
  readonly isShared: boolean;
  readonly source: string;
  /** Whether the source is the lesson's own, and the lesson shows what it does. */
  readonly isLessons: boolean;
  /** What else is asked for, when it runs as part of an exercise or a prediction. */
  readonly extra: Pick<CellRequest, "alone" | "check" | "answer">;
  onState(state: State): void;
  onPython(status: Status): void;
  onNews(news: News): void;
  onOutcome(outcome: Outcome): void;
  /** It runs longer than most programs should. */
  onLong(): void;
  onEnd(reason: "stopped" | "crashed", message: string): void;
  /** What it waited for, or asked for, has come to an end before its turn. */
  onCut(cut: Cut, isAsker: boolean): void;
  /** Something that `mark` depends on has changed. */
  onMark(): void;
}

/** How a cell last ran. */
export interface Ran {
  readonly number: number;
  readonly source: string;
  /** Whether that was the lesson's own. */
  readonly isLessons: boolean;
  readonly ok: boolean;
  /** Whether the session still knows what it did. */
  readonly isAlive: boolean;
}

/** How cells that waited came to an end. */
export interface Cut {
  readonly reason: "stopped" | "error";
  /** The name of the cell that was stopped or failed; null if none had begun. */
  readonly at: string | null;
  /** How many cells were left, and did not run. */
  readonly left: number;
}

/** Seconds after which a reader is asked whether a cell shall go on. */
export const TIME_LIMIT = 60;

export class Notebook {
  #cells: Cell[] = [];
  #ran = new Map<string, Ran>();
  /** What ran since Python started, in this order. */
  #history: { readonly name: string; readonly isShared: boolean; readonly isLessons: boolean }[] =
    [];
  #count = 0;
  /** What waits. */
  #queue: Cell[] = [];
  /** The cells for whose sake others run: they are told if it comes to nothing. */
  #askers = new Set<Cell>();
  #cut: Cut | null = null;
  #current: { cell: Cell; id: number; isRunning: boolean } | null = null;
  #isBusy = false;
  #timer = 0;
  #watchers = new Set<() => void>();

  constructor(
    readonly page: string,
    readonly python: Python,
    readonly turn: Turn,
    readonly timeLimit = TIME_LIMIT,
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
    this.#tell();
  }

  /** The source of a cell has changed: what its reader is told of the order may change with it. */
  refresh(): void {
    this.#tell();
  }

  get isRunning(): boolean {
    return this.#isBusy;
  }

  /** How the last cells that were asked for came to an end, if not all of them ran. */
  get cut(): Cut | null {
    return this.#cut;
  }

  ran(name: string): Ran | null {
    return this.#ran.get(name) ?? null;
  }

  /** How many of the shared cells have run and are still known, and how many there are. */
  get progress(): { done: number; all: number } {
    const shared = this.#cells.filter(({ isShared }) => isShared);
    const done = shared.filter(({ name }) => this.#ran.get(name)?.isAlive).length;
    return { done, all: shared.length };
  }

  above(cell: Cell): Cell[] {
    const place = this.#cells.findIndex(({ name }) => name === cell.name);
    return this.#cells.slice(0, Math.max(0, place)).filter(({ isShared }) => isShared);
  }

  /** The cells above that `cell` may miss: not run, or changed since. */
  missing(cell: Cell): Cell[] {
    return this.above(cell).filter(({ name, source }) => {
      const ran = this.#ran.get(name);
      return !ran?.isAlive || ran.source !== source;
    });
  }

  /** What a reader should know of the order in which a cell ran. */
  mark(cell: Cell): "above-missing" | "out-of-order" | null {
    const own = this.#ran.get(cell.name);
    if (!own?.isAlive) return null;
    const isLater = ({ name }: Cell) => (this.#ran.get(name)?.number ?? 0) > own.number;
    if (this.above(cell).some(isLater)) return "out-of-order";
    return this.missing(cell).length > 0 ? "above-missing" : null;
  }

  /**
   * Whether Python has run, since it started, just what the lesson runs up to and with a cell, once each and
   * in this order. Only then are its figures sure to be the lesson's.
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
   * Run cells one after the other. If one fails or is stopped, nothing that waits is run: it may build on it.
   *
   * @param asker the cell for whose sake they run, if it is not one of them
   */
  run(cells: readonly Cell[], asker: Cell | null = null): void {
    this.#cut = null;
    if (asker && cells.length > 0) this.#askers.add(asker);
    for (const cell of cells) {
      const isSame = (other: Cell | undefined) => other?.name === cell.name;
      if (isSame(this.#current?.cell) || this.#queue.some(isSame)) continue;
      this.#queue.push(cell);
      cell.onState("queued");
    }
    if (!this.#isBusy) void this.#work();
    this.#tell();
  }

  /** End what runs, and forget what waits. */
  stop(): void {
    this.#cutOff("stopped");
    if (this.#current) this.python.stop();
  }

  /**
   * Begin again in a fresh interpreter: whatever cells have changed in Python itself is gone as well, and
   * so are the names of this visit's other pages. It starts at once, if there was one.
   */
  restart(): void {
    this.#cutOff("stopped");
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

  async #work(): Promise<void> {
    this.#isBusy = true;
    await this.turn.take();
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
        await this.#runOne(this.#shown(next));
      }
    } finally {
      this.#isBusy = false;
      this.#askers.clear();
      this.turn.give();
      this.#tell();
    }
  }

  /** Return the cell as it is on the page now: who leaves and comes back finds another element there. */
  #shown(cell: Cell): Cell {
    return this.#cells.find(({ name }) => name === cell.name) ?? cell;
  }

  async #runOne(cell: Cell): Promise<void> {
    const { name, source, isShared, isLessons } = cell;
    const current = { cell, id: 0, isRunning: false };
    const shown = () => this.#shown(cell);
    this.#current = current;
    cell.onState("loading");
    cell.onPython(this.python.status);
    try {
      const outcome = await this.python.run(
        { page: this.page, cell: name, source, ...cell.extra },
        (news) => this.#onNews(news),
        (id) => (current.id = id),
        (output) => cell.onNews(output),
      );
      const ok = outcome.ended === "done";
      if (outcome.ended !== "unloaded") {
        this.#ran.set(name, { number: ++this.#count, source, isLessons, ok, isAlive: true });
        this.#history.push({ name, isShared, isLessons });
      }
      shown().onOutcome(outcome);
      shown().onState(ok ? "done" : "error");
      if (!ok) this.#cutOff("error");
    } catch (error) {
      if (!(error instanceof PythonError)) {
        shown().onEnd("crashed", errorText(error));
        shown().onState("error");
        this.#cutOff("error");
        throw error;
      }
      this.#onPythonError(error, current.isRunning);
    } finally {
      clearTimeout(this.#timer);
      this.#current = null;
      this.#tell();
    }
  }

  /** The cell that runs has come to no end of its own. */
  #onPythonError(error: PythonError, isRunning: boolean): void {
    const shown = this.#shown(this.#current!.cell);
    const isStopped = error.reason === "stopped";
    const { status } = this.python;
    if (!isRunning && status.state === "failed") {
      shown.onOutcome({ ended: "unloaded", failure: status.failure });
    } else shown.onEnd(isStopped ? "stopped" : "crashed", error.message);
    shown.onState(isStopped ? "stopped" : "error");
    this.#cutOff(isStopped ? "stopped" : "error");
    if (isRunning) void this.python.boot().catch(() => {}); // the next run will tell
  }

  #onNews(news: News): void {
    const shown = this.#shown(this.#current!.cell);
    if (news.kind === "running") {
      this.#current!.isRunning = true;
      shown.onState("running");
    }
    if (news.kind === "asking") clearTimeout(this.#timer);
    // Frames that come do not hang: however long they take, they come to an end.
    else if (news.kind === "running" || news.kind === "drawing") this.#startTimer();
    shown.onNews(news);
  }

  #startTimer(): void {
    clearTimeout(this.#timer);
    const long = () => this.#current && this.#shown(this.#current.cell).onLong();
    this.#timer = setTimeout(long, this.timeLimit * 1000) as unknown as number;
  }

  /** Let all that waits go, and say so where it waited and where it was asked for. */
  #cutOff(reason: Cut["reason"]): void {
    const at = this.#current?.cell.name ?? null;
    const dropped = this.#queue.splice(0).map((cell) => this.#shown(cell));
    const askers = [...this.#askers].map((cell) => this.#shown(cell));
    this.#askers.clear();
    for (const cell of dropped) cell.onState(this.#ran.get(cell.name)?.isAlive ? "done" : "idle");
    const told = new Set([...dropped, ...askers].filter(({ name }) => name !== at));
    const cut = { reason, at, left: dropped.length };
    if (dropped.length > 0) this.#cut = cut;
    for (const cell of told) cell.onCut(cut, askers.includes(cell));
    this.#tell();
  }

  #onPython(status: Status): void {
    if (this.#current && !this.#current.isRunning) this.#current.cell.onPython(status);
    if (["idle", "stopped", "failed"].includes(status.state)) this.#lose();
  }

  /** The session is gone; what the cells have shown stays to be read. */
  #lose(): void {
    for (const [name, ran] of this.#ran) this.#ran.set(name, { ...ran, isAlive: false });
    this.#history = [];
    this.#count = 0;
    this.#tell();
  }

  #tell(): void {
    for (const cell of this.#cells) cell.onMark();
    for (const watcher of this.#watchers) watcher();
  }
}

/** Lets one notebook at a time have Python. */
export class Turn {
  #isTaken = false;
  #waiting: (() => void)[] = [];

  async take(): Promise<void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#isTaken = false;
  }
}
