import assert from "node:assert/strict";
import { test } from "node:test";
import { Python, type PythonWorker } from "../../../web/python/client.ts";
import type { CellRequest, FromWorker, ToWorker } from "../../../web/python/protocol.ts";
import { Notebook, Mutex, type Cell } from "../../../web/notebook/notebook.ts";

const RUNTIME = { bytes: 100, packages: {} };

/** A worker in which every cell ends at once, or with an error, or never, depending on its source. */
class Fake implements PythonWorker {
  onmessage: PythonWorker["onmessage"] = null;
  onerror: PythonWorker["onerror"] = null;
  onprogress: PythonWorker["onprogress"] = null;
  ran: string[] = [];
  /** How often it was started, and terminated. */
  boots = 0;
  ends = 0;
  postMessage(message: ToWorker): void {
    if (message.kind === "boot") {
      this.boots++;
      this.say({ kind: "ready" });
    }
    if (message.kind === "run") this.run(message.id, message.request);
  }
  terminate(): void {
    this.ends++;
  }
  say(message: FromWorker): void {
    queueMicrotask(() => this.onmessage?.(message));
  }
  /** Report a frame every few milliseconds, endlessly. */
  draw(id: number): void {
    let frames = 0;
    this.drawing = setInterval(() => {
      this.say({ kind: "event", id, event: { kind: "drawing", frames: ++frames } });
    }, 4);
  }
  drawing: ReturnType<typeof setInterval> | undefined;
  run(id: number, { cell, source }: CellRequest): void {
    this.ran.push(cell);
    this.say({ kind: "event", id, event: { kind: "running" } });
    if (source === "for ever") return;
    if (source === "draws") return this.draw(id);
    const error = { name: "ZeroDivisionError", message: "", traceback: "", line: 1 };
    const outcome =
      source === "fails"
        ? ({ ended: "error", seconds: 0, error } as const)
        : ({ ended: "done", seconds: 0, error: null } as const);
    this.say({ kind: "outcome", id, outcome });
  }
}

interface TestCell extends Cell {
  states: string[];
  source: string;
  isShared: boolean;
}

function cellOf(name: string, source = "", isShared = true): TestCell {
  const states: string[] = [];
  return {
    name,
    source,
    states,
    isShared,
    get isLessons() {
      return this.source === source;
    },
    extra: {},
    onState: (state) => states.push(state),
    onPython() {},
    onEvent() {},
    onOutcome() {},
    onLong: () => states.push("long"),
    onEnd: (reason) => states.push(`ended: ${reason}`),
    onInterrupted: ({ reason, at, left }, isAsker) =>
      states.push(`cut: ${reason} at ${at}, ${left} left${isAsker ? ", asked" : ""}`),
    onOrderChange() {},
  };
}

function opened(sources: Record<string, string>, timeLimit = 60) {
  const thread = new Fake();
  const python = new Python(RUNTIME, () => thread);
  const notebook = new Notebook("page", python, new Mutex(), timeLimit);
  const cells = Object.entries(sources).map(([name, source]) => cellOf(name, source));
  notebook.cells = cells;
  return { thread, notebook, cells, python };
}

const moment = (milliseconds = 5): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

test("cells run in order, each after the one before has ended", async () => {
  const { thread, notebook, cells } = opened({ a: "", b: "", c: "" });
  notebook.run(cells);
  await moment();
  assert.deepEqual(thread.ran, ["a", "b", "c"]);
  assert.deepEqual(cells[2]!.states, ["queued", "loading", "running", "done"]);
  assert.equal(notebook.lastRun("c")?.number, 3);
});

test("an error ends all that waits, and says where", async () => {
  const { thread, notebook, cells } = opened({ a: "fails", b: "", c: "" });
  notebook.run(cells.slice(0, 2));
  notebook.run(cells.slice(2));
  await moment();
  assert.deepEqual(thread.ran, ["a"]);
  assert.deepEqual(cells[1]!.states, ["queued", "idle", "cut: error at a, 2 left"]);
  assert.deepEqual(cells[2]!.states, ["queued", "idle", "cut: error at a, 2 left"]);
  assert.deepEqual(notebook.interruption, { reason: "error", at: "a", left: 2 });
  notebook.run(cells.slice(2));
  assert.equal(notebook.interruption, null);
});

test("the cell for whose sake others run is told when they come to nothing", async () => {
  const { thread, notebook, cells } = opened({ a: "", b: "fails", c: "", d: "" });
  notebook.run(cells.slice(0, 3), cells[3]);
  await moment();
  assert.deepEqual(thread.ran, ["a", "b"]);
  assert.deepEqual(cells[3]!.states, ["cut: error at b, 1 left, asked"]);
});

test("who asked is told nothing when all went well, nor of what was asked for later", async () => {
  const { notebook, cells } = opened({ a: "", b: "fails", c: "" });
  notebook.run(cells.slice(0, 1), cells[2]);
  await moment();
  notebook.run(cells.slice(1, 2));
  await moment();
  assert.deepEqual(cells[2]!.states, []);
});

test("what is stopped goes on with nothing, whoever asked for it and however often", async () => {
  const { thread, notebook, cells } = opened({ a: "for ever", b: "", c: "", d: "" });
  notebook.run(cells.slice(0, 3), cells[3]);
  await moment();
  notebook.run([cells[3]!]);
  notebook.stop();
  await moment();
  assert.deepEqual(thread.ran, ["a"]);
  assert.equal(notebook.isRunning, false);
  assert.deepEqual(cells[1]!.states.slice(-1), ["cut: stopped at a, 3 left"]);
  assert.deepEqual(cells[3]!.states.slice(-1), ["cut: stopped at a, 3 left, asked"]);
  assert.deepEqual(notebook.interruption, { reason: "stopped", at: "a", left: 3 });
});

test("cells that wait for another page's turn are let go, and do not run when it comes", async () => {
  const { python, thread, notebook, cells } = opened({ a: "for ever" });
  const other = new Notebook("another page", python, notebook.mutex);
  const waiting = [cellOf("x"), cellOf("y")];
  other.cells = waiting;
  notebook.run(cells);
  other.run(waiting);
  await moment();
  other.stop();
  notebook.stop();
  await moment();
  assert.deepEqual(thread.ran, ["a"]);
  assert.deepEqual(waiting[1]!.states, ["queued", "idle", "cut: stopped at null, 2 left"]);
});

test("a cell that is asked for twice runs once, also as another element of the same name", async () => {
  const { thread, notebook, cells } = opened({ a: "", b: "" });
  notebook.run(cells);
  const again = cellOf("b", "");
  notebook.cells = [cells[0]!, again];
  notebook.run([again]);
  await moment();
  assert.deepEqual(thread.ran, ["a", "b"]);
  assert.deepEqual(again.states, ["loading", "running", "done"]);
});

test("who leaves and comes back is told how the run goes on, and what is shown then runs", async () => {
  const { notebook, cells } = opened({ a: "for ever", b: "" });
  notebook.run(cells);
  await moment();
  const [a, b] = [cellOf("a", "for ever"), cellOf("b", "edited since")];
  notebook.cells = [a, b];
  notebook.stop();
  await moment();
  assert.deepEqual(a.states, ["ended: stopped", "stopped"]);
  assert.deepEqual(b.states, ["idle", "cut: stopped at a, 1 left"]);
  notebook.run([b]);
  await moment();
  assert.equal(notebook.lastRun("b")?.source, "edited since");
});

test("figures are sure to be the lesson's only if just what the lesson runs has run", async () => {
  const runs: [what: string, sources: Record<string, string>, order: string, isSure: boolean][] = [
    ["all, in order", {}, "abc", true],
    ["one is missing", {}, "ac", false],
    ["another order", {}, "bac", false],
    ["one twice", {}, "abbc", false],
    ["itself twice", {}, "abcc", false],
    ["one below before", {}, "dabc", false],
    ["one above is edited", { a: "edited" }, "abc", false],
    ["it is edited itself", { c: "edited" }, "abc", false],
    ["a prediction between", {}, "abpc", true],
    ["an exercise's program between", { p: "tried" }, "abpc", false],
  ];
  for (const [what, edits, order, isSure] of runs) {
    const { notebook, cells } = opened({ a: "", b: "", c: "", d: "" });
    const all = [...cells, cellOf("p", "", false)];
    notebook.cells = all;
    for (const cell of all) cell.source = edits[cell.name] ?? "";
    for (const name of order) {
      notebook.run([all.find((cell) => cell.name === name)!]);
      await moment(2);
    }
    assert.equal(notebook.isAsInLesson(all[2]!), isSure, what);
    notebook.restart();
    for (const cell of all) cell.source = "";
    notebook.run(cells.slice(0, 3));
    await moment();
    assert.equal(notebook.isAsInLesson(all[2]!), true, `${what}, then all anew`);
  }
});

test("frames that are drawn do not hang, however long they take", async () => {
  const { thread, notebook, cells } = opened({ a: "draws" }, 0.2);
  notebook.run(cells);
  await moment(400);
  assert.deepEqual(cells[0]!.states, ["queued", "loading", "running"]);
  clearInterval(thread.drawing);
  await moment(300);
  assert.equal(cells[0]!.states.at(-1), "long");
  notebook.stop();
});

test("a cell that ran before one above it is marked", async () => {
  const { notebook, cells } = opened({ a: "", b: "" });
  const [a, b] = [cells[0]!, cells[1]!];
  notebook.run([b]);
  await moment();
  assert.equal(notebook.orderWarning(b), "above-missing");
  notebook.run([a]);
  await moment();
  assert.equal(notebook.orderWarning(b), "out-of-order");
  notebook.run([b]);
  await moment();
  assert.equal(notebook.orderWarning(b), null);
});

test("a cell that was changed since it ran is missing to those below", async () => {
  const { notebook, cells } = opened({ a: "", b: "" });
  notebook.run(cells);
  await moment();
  cells[0]!.source = "changed";
  assert.equal(notebook.orderWarning(cells[1]!), "above-missing");
});

test("stop ends the cell that runs, forgets those that wait, and loses the session", async () => {
  const { notebook, cells } = opened({ a: "", b: "for ever", c: "" });
  notebook.run(cells);
  await moment();
  notebook.stop();
  await moment();
  assert.deepEqual(cells[1]!.states.slice(-2), ["ended: stopped", "stopped"]);
  assert.deepEqual(cells[2]!.states.slice(-2), ["idle", "cut: stopped at b, 1 left"]);
  assert.equal(notebook.lastRun("a")?.isAlive, false);
});

test("past the time limit a reader is asked, and asked again if it goes on", async () => {
  const { notebook, cells } = opened({ a: "for ever" }, 0.01);
  notebook.run(cells);
  await moment(30);
  assert.equal(cells[0]!.states.at(-1), "long");
  notebook.keepGoing();
  await moment(30);
  assert.deepEqual(cells[0]!.states.slice(-2), ["long", "long"]);
  notebook.stop();
});

test("restart ends the interpreter and starts a fresh one, so nothing in Python itself is kept", async () => {
  const { thread, notebook, cells } = opened({ a: "", b: "" });
  notebook.run(cells);
  await moment();
  notebook.restart();
  await moment();
  assert.deepEqual([thread.ends, thread.boots], [1, 2]);
  assert.equal(notebook.lastRun("a")?.isAlive, false);
  assert.deepEqual(notebook.progress, { done: 0, all: 2 });
  notebook.run(cells.slice(1));
  await moment();
  assert.equal(cells[1]!.states.at(-1), "done");
  assert.equal(notebook.lastRun("b")?.number, 1);
});

test("restart ends the cell that runs, and forgets those that wait", async () => {
  const { notebook, cells } = opened({ a: "for ever", b: "" });
  notebook.run(cells);
  await moment();
  notebook.restart();
  await moment();
  assert.deepEqual(cells[0]!.states.slice(-2), ["ended: stopped", "stopped"]);
  assert.deepEqual(cells[1]!.states.slice(-2), ["idle", "cut: stopped at a, 1 left"]);
  assert.equal(notebook.isRunning, false);
});

test("a restart on one page loses the names of all pages of the visit", async () => {
  const { notebook, python, cells } = opened({ a: "" });
  notebook.run(cells);
  await moment();
  new Notebook("another page", python, new Mutex()).restart();
  assert.equal(notebook.lastRun("a")?.isAlive, false);
});

test("a restart where Python has never been asked for loads nothing", async () => {
  const { thread, notebook } = opened({ a: "" });
  notebook.restart();
  await moment();
  assert.equal(thread.boots, 0);
});
