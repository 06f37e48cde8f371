/** The cells of one page: in what order they ran, and what is to run next. Lives as long as the visit. */
import { errorText } from "../error-text.ts";
import { PythonError, type Python } from "../python/client.ts";
import type { CellRequest, News, Outcome, Status } from "../python/protocol.ts";

export type State = "idle" | "queued" | "loading" | "running" | "done" | "error" | "stopped";

/** What a run of a cell tells its place on the page. */
export interface Cell {
  readonly name: string;
  /** Whether cells below build on this one; an exercise's cell stands for itself. */
  readonly isShared: boolean;
  readonly source: string;
  /** What else is asked for, when it runs as part of an exercise or a prediction. */
  readonly extra: Pick<CellRequest, "alone" | "check" | "answer">;
  onState(state: State): void;
  onPython(status: Status): void;
  onNews(news: News): void;
  onOutcome(outcome: Outcome): void;
  /** It runs longer than most programs should. */
  onLong(): void;
  onEnd(reason: "stopped" | "crashed", message: string): void;
  /** Something that `mark` depends on has changed. */
  onMark(): void;
}

/** How a cell last ran. */
export interface Ran {
  readonly number: number;
  readonly source: string;
  readonly ok: boolean;
  /** Whether the session still knows what it did. */
  readonly isAlive: boolean;
}

/** Seconds after which a reader is asked whether a cell shall go on. */
export const TIME_LIMIT = 60;

export class Notebook {
  #cells: Cell[] = [];
  #ran = new Map<string, Ran>();
  #count = 0;
  /** What waits; cells asked for together have the same batch. */
  #queue: { cell: Cell; batch: number }[] = [];
  #batches = 0;
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

  /** Run cells one after the other; if one fails, those asked for with it and behind it are left alone. */
  run(cells: readonly Cell[]): void {
    const batch = ++this.#batches;
    for (const cell of cells) {
      if (this.#current?.cell === cell || this.#queue.some((other) => other.cell === cell))
        continue;
      this.#queue.push({ cell, batch });
      cell.onState("queued");
    }
    if (!this.#isBusy) void this.#work();
    this.#tell();
  }

  /** End what runs, and forget what waits. */
  stop(): void {
    this.#dropQueue();
    if (this.#current) this.python.stop();
  }

  /**
   * Begin again in a fresh interpreter: whatever cells have changed in Python itself is gone as well, and
   * so are the names of this visit's other pages. It starts at once, if there was one.
   */
  restart(): void {
    this.#dropQueue();
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
        const { cell, batch } = next;
        if (!(await this.#runOne(cell))) this.#dropQueue(batch);
      }
    } finally {
      this.#isBusy = false;
      this.turn.give();
      this.#tell();
    }
  }

  async #runOne(cell: Cell): Promise<boolean> {
    const { name, source } = cell;
    const current = { cell, id: 0, isRunning: false };
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
        this.#ran.set(name, { number: ++this.#count, source, ok, isAlive: true });
      }
      cell.onOutcome(outcome);
      cell.onState(ok ? "done" : "error");
      return ok;
    } catch (error) {
      if (!(error instanceof PythonError)) {
        this.#dropQueue();
        cell.onEnd("crashed", errorText(error));
        cell.onState("error");
        throw error;
      }
      const { status } = this.python;
      if (!current.isRunning && status.state === "failed") {
        cell.onOutcome({ ended: "unloaded", failure: status.failure });
        cell.onState("error");
        return false;
      }
      cell.onEnd(error.reason === "stopped" ? "stopped" : "crashed", error.message);
      cell.onState(error.reason === "stopped" ? "stopped" : "error");
      if (current.isRunning) void this.python.boot().catch(() => {}); // the next run will tell
      return false;
    } finally {
      clearTimeout(this.#timer);
      this.#current = null;
      this.#tell();
    }
  }

  #onNews(news: News): void {
    const { cell } = this.#current!;
    if (news.kind === "running") {
      this.#current!.isRunning = true;
      cell.onState("running");
      this.#startTimer();
    }
    if (news.kind === "asking") clearTimeout(this.#timer);
    cell.onNews(news);
  }

  #startTimer(): void {
    clearTimeout(this.#timer);
    const wait = this.timeLimit * 1000;
    this.#timer = setTimeout(() => this.#current?.cell.onLong(), wait) as unknown as number;
  }

  /** Let cells that wait go: all of them, or those of a batch of which one has failed. */
  #dropQueue(failed: number | null = null): void {
    const dropped = this.#queue.filter(({ batch }) => failed === null || batch === failed);
    this.#queue = this.#queue.filter((waiting) => !dropped.includes(waiting));
    for (const { cell } of dropped) {
      cell.onState(this.#ran.get(cell.name)?.isAlive ? "done" : "idle");
    }
    this.#tell();
  }

  #onPython(status: Status): void {
    if (this.#current && !this.#current.isRunning) this.#current.cell.onPython(status);
    if (["idle", "stopped", "failed"].includes(status.state)) this.#lose();
  }

  /** The session is gone; what the cells have shown stays to be read. */
  #lose(): void {
    for (const [name, ran] of this.#ran) this.#ran.set(name, { ...ran, isAlive: false });
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
