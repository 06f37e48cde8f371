import assert from "node:assert/strict";
import { test } from "node:test";
import { Python, type Thread } from "../python/client.ts";
import type { CellRequest, FromWorker, ToWorker } from "../python/protocol.ts";
import { Notebook, Turn, type Cell } from "./notebook.ts";

const RUNTIME = { bytes: 100, packages: {} };

/** A thread in which every cell ends at once, with an error if its source says so, or never. */
class Fake implements Thread {
  onmessage: Thread["onmessage"] = null;
  onerror: Thread["onerror"] = null;
  onprogress: Thread["onprogress"] = null;
  ran: string[] = [];
  /** How often it was started, and ended. */
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
  run(id: number, { cell, source }: CellRequest): void {
    this.ran.push(cell);
    this.say({ kind: "news", id, news: { kind: "running" } });
    if (source === "for ever") return;
    const error = { name: "ZeroDivisionError", message: "", traceback: "", line: 1 };
    const outcome =
      source === "fails"
        ? ({ ended: "error", seconds: 0, error } as const)
        : ({ ended: "done", seconds: 0, error: null } as const);
    this.say({ kind: "ran", id, outcome });
  }
}

function cellOf(name: string, source = ""): Cell & { states: string[]; source: string } {
  const states: string[] = [];
  return {
    name,
    source,
    states,
    isShared: true,
    extra: {},
    onState: (state) => states.push(state),
    onPython() {},
    onNews() {},
    onOutcome() {},
    onLong: () => states.push("long"),
    onEnd: (reason) => states.push(`ended: ${reason}`),
    onMark() {},
  };
}

function opened(sources: Record<string, string>, timeLimit = 60) {
  const thread = new Fake();
  const python = new Python(RUNTIME, () => thread);
  const notebook = new Notebook("page", python, new Turn(), timeLimit);
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
  assert.equal(notebook.ran("c")?.number, 3);
});

test("cells behind one that fails are left alone, others are not", async () => {
  const { thread, notebook, cells } = opened({ a: "fails", b: "", c: "" });
  notebook.run(cells.slice(0, 2));
  notebook.run(cells.slice(2));
  await moment();
  assert.deepEqual(thread.ran, ["a", "c"]);
  assert.deepEqual(cells[1]!.states, ["queued", "idle"]);
});

test("a cell that ran before one above it is marked", async () => {
  const { notebook, cells } = opened({ a: "", b: "" });
  const [a, b] = [cells[0]!, cells[1]!];
  notebook.run([b]);
  await moment();
  assert.equal(notebook.mark(b), "above-missing");
  notebook.run([a]);
  await moment();
  assert.equal(notebook.mark(b), "out-of-order");
  notebook.run([b]);
  await moment();
  assert.equal(notebook.mark(b), null);
});

test("a cell that was changed since it ran is missing to those below", async () => {
  const { notebook, cells } = opened({ a: "", b: "" });
  notebook.run(cells);
  await moment();
  cells[0]!.source = "changed";
  assert.equal(notebook.mark(cells[1]!), "above-missing");
});

test("stop ends the cell that runs, forgets those that wait, and loses the session", async () => {
  const { notebook, cells } = opened({ a: "", b: "for ever", c: "" });
  notebook.run(cells);
  await moment();
  notebook.stop();
  await moment();
  assert.deepEqual(cells[1]!.states.slice(-2), ["ended: stopped", "stopped"]);
  assert.equal(cells[2]!.states.at(-1), "idle");
  assert.equal(notebook.ran("a")?.isAlive, false);
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
  assert.equal(notebook.ran("a")?.isAlive, false);
  assert.deepEqual(notebook.progress, { done: 0, all: 2 });
  notebook.run(cells.slice(1));
  await moment();
  assert.equal(cells[1]!.states.at(-1), "done");
  assert.equal(notebook.ran("b")?.number, 1);
});

test("restart ends the cell that runs, and forgets those that wait", async () => {
  const { notebook, cells } = opened({ a: "for ever", b: "" });
  notebook.run(cells);
  await moment();
  notebook.restart();
  await moment();
  assert.deepEqual(cells[0]!.states.slice(-2), ["ended: stopped", "stopped"]);
  assert.equal(cells[1]!.states.at(-1), "idle");
  assert.equal(notebook.isRunning, false);
});

test("a restart on one page loses the names of all pages of the visit", async () => {
  const { notebook, python, cells } = opened({ a: "" });
  notebook.run(cells);
  await moment();
  new Notebook("another page", python, new Turn()).restart();
  assert.equal(notebook.ran("a")?.isAlive, false);
});

test("a restart where Python has never been asked for loads nothing", async () => {
  const { thread, notebook } = opened({ a: "" });
  notebook.restart();
  await moment();
  assert.equal(thread.boots, 0);
});
