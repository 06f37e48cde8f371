import assert from "node:assert/strict";
import { test } from "node:test";
import { Python, PythonError, type PythonWorker } from "../../../web/python/client.ts";
import type { FromWorker, CellEvent, ToWorker } from "../../../web/python/protocol.ts";

const RUNTIME = { bytes: 100, packages: {} };
const PARAMETERS = { loss: "huber", t: 1, lr: 0.1, steps: 2 };

/** A worker that sends the messages that the test passes to `say`, and records those it receives. */
class Fake implements PythonWorker {
  onmessage: PythonWorker["onmessage"] = null;
  onerror: PythonWorker["onerror"] = null;
  onprogress: PythonWorker["onprogress"] = null;
  told: ToWorker[] = [];
  isEnded = false;
  postMessage(message: ToWorker): void {
    this.told.push(message);
  }
  terminate(): void {
    this.isEnded = true;
  }
  say(message: FromWorker): void {
    this.onmessage?.(message);
  }
}

function started() {
  const threads: Fake[] = [];
  const python = new Python(RUNTIME, () => {
    threads.push(new Fake());
    return threads.at(-1)!;
  });
  return { python, threads };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const answerTo = (id: number): FromWorker => ({ kind: "answer", id, facts: { id }, columns: {} });

test("nothing is loaded until something is asked", () => {
  const { python, threads } = started();
  assert.equal(threads.length, 0);
  assert.equal(python.status.state, "idle");
});

test("two queries at once boot one thread and get their own answers, in any order", async () => {
  const { python, threads } = started();
  const [first, second] = [python.ask("descent", PARAMETERS), python.ask("descent", PARAMETERS)];
  const [thread] = threads as [Fake];
  thread.say({ kind: "ready" });
  await turn();
  thread.say(answerTo(2));
  assert.equal(python.status.state, "running");
  thread.say(answerTo(1));
  assert.equal(threads.length, 1);
  assert.deepEqual((await first).facts, { id: 1 });
  assert.deepEqual((await second).facts, { id: 2 });
  assert.equal(python.status.state, "ready");
});

test("loading tells the stage and the bytes", () => {
  const { python, threads } = started();
  python.boot().catch(() => {});
  threads[0]!.onprogress?.(40);
  const loading = { state: "loading", total: 100 };
  assert.deepEqual(python.status, { ...loading, stage: "download", bytes: 40 });
  threads[0]!.onprogress?.(100);
  assert.deepEqual(python.status, { ...loading, stage: "start", bytes: 100 });
});

test("a cell hears of the bytes of its packages as they arrive, and of no others", async () => {
  const { python, threads } = started();
  const heard: CellEvent[] = [];
  const request = { page: "/", cell: "loop", source: "import numpy" };
  const ran = python.run(
    request,
    (news) => heard.push(news),
    () => {},
  );
  const [thread] = threads as [Fake];
  thread.onprogress?.(100);
  thread.say({ kind: "ready" });
  await turn();
  const packages = { kind: "packages", names: ["numpy"], bytes: 0, total: 30 } as const;
  thread.say({ kind: "event", id: 1, event: packages });
  thread.onprogress?.(120);
  assert.deepEqual(heard, [packages, { ...packages, bytes: 20 }]);
  thread.say({ kind: "outcome", id: 1, outcome: { ended: "done", seconds: 0, error: null } });
  thread.onprogress?.(130);
  assert.equal(heard.length, 2);
  await ran;
});

test("a failed boot says what failed, and the next query tries again", async () => {
  const { python, threads } = started();
  const failure = { file: "pyodide.asm.wasm", status: 404, message: "Not Found" };
  const asked = python.ask("descent", PARAMETERS);
  threads[0]!.say({ kind: "failed", failure });
  await assert.rejects(asked, (error: PythonError) => error.reason === "failed");
  assert.deepEqual(python.status, { state: "failed", failure });
  assert.equal(threads[0]!.isEnded, true);
  python.boot().catch(() => {});
  assert.equal(threads.length, 2);
});

test("stopping ends the thread and whoever waits is told", async () => {
  const { python, threads } = started();
  const asked = python.ask("descent", PARAMETERS);
  threads[0]!.say({ kind: "ready" });
  await turn();
  python.stop();
  await assert.rejects(asked, (error: PythonError) => error.reason === "stopped");
  assert.equal(threads[0]!.isEnded, true);
  assert.equal(python.status.state, "stopped");
});

test("what a stopped thread still says is not taken for the new one's", async () => {
  const { python, threads } = started();
  python.boot().catch(() => {});
  python.stop();
  const asked = python.ask("descent", PARAMETERS);
  const [old, young] = threads as [Fake, Fake];
  old.onerror?.("");
  old.say({ kind: "failed", failure: { file: null, status: null, message: "terminated" } });
  young.say({ kind: "ready" });
  await turn();
  young.say(answerTo(1));
  assert.deepEqual((await asked).facts, { id: 1 });
});

test("a restart ends the thread, and whoever asks next gets a fresh one", async () => {
  const { python, threads } = started();
  python.boot().catch(() => {});
  threads[0]!.say({ kind: "ready" });
  python.restart();
  assert.equal(threads[0]!.isEnded, true);
  assert.equal(python.status.state, "idle");
  python.boot().catch(() => {});
  assert.equal(threads.length, 2);
});

test("a refusal reaches the one who asked, and Python stays ready", async () => {
  const { python, threads } = started();
  const asked = python.ask("descent", PARAMETERS);
  threads[0]!.say({ kind: "ready" });
  await turn();
  threads[0]!.say({
    kind: "refusal",
    id: 1,
    message: "lr must be greater than 0",
    isMeant: true,
  });
  await assert.rejects(asked, { reason: "refused", message: "lr must be greater than 0" });
  assert.equal(python.status.state, "ready");
});

test("an error that gdlib did not mean is told apart from a refusal", async () => {
  const { python, threads } = started();
  const asked = python.ask("descent", PARAMETERS);
  threads[0]!.say({ kind: "ready" });
  await turn();
  const message = "ZeroDivisionError: float division by zero";
  threads[0]!.say({ kind: "refusal", id: 1, message, isMeant: false });
  await assert.rejects(asked, { reason: "faulty" });
  assert.equal(python.status.state, "ready");
});

test("a cell's news reach its own listener before its outcome", async () => {
  const { python, threads } = started();
  const news: string[] = [];
  const request = { page: "/", cell: "loop", source: "print(1)" };
  const ran = python.run(
    request,
    ({ kind }) => news.push(kind),
    () => {},
  );
  const [thread] = threads as [Fake];
  thread.say({ kind: "ready" });
  await turn();
  assert.deepEqual(thread.told.at(-1), { kind: "run", id: 1, request });
  thread.say({ kind: "event", id: 1, event: { kind: "running" } });
  thread.say({ kind: "event", id: 7, event: { kind: "drawing", frames: 1 } });
  const outcome = { ended: "done", seconds: 0.5, error: null } as const;
  thread.say({ kind: "outcome", id: 1, outcome });
  assert.deepEqual(await ran, outcome);
  assert.deepEqual(news, ["running"]);
});

test("an answer of another kind than was asked for ends a thread that is no longer ours", async () => {
  const { python, threads } = started();
  const request = { page: "/", cell: "loop", source: "forge()" };
  const ran = python.run(
    request,
    () => {},
    () => {},
  );
  const [thread] = threads as [Fake];
  thread.say({ kind: "ready" });
  await turn();
  thread.say({ kind: "result", id: 1, result: { a: [1] } });
  await assert.rejects(ran, (error: PythonError) => error.reason === "failed");
  assert.equal(thread.isEnded, true);
  assert.equal(python.status.state, "failed");
});

test("what nobody waits for changes nothing", async () => {
  const { python, threads } = started();
  const heard: string[] = [];
  const request = { page: "/", cell: "loop", source: "forge()" };
  python
    .run(
      request,
      ({ kind }) => heard.push(kind),
      () => {},
    )
    .catch(() => {});
  const [thread] = threads as [Fake];
  thread.say({ kind: "ready" });
  await turn();
  thread.say({ kind: "event", id: 1, event: { kind: "running" } });
  thread.say({ kind: "event", id: 1, event: { kind: "running" } });
  thread.say({ kind: "event", id: 1, event: { kind: "packages", names: [], bytes: 0, total: 1 } });
  thread.say({ kind: "fetching", total: 1 });
  thread.say({ kind: "ready" });
  thread.say({ kind: "outcome", id: 9, outcome: { ended: "done", seconds: 0, error: null } });
  assert.deepEqual(heard, ["running"]);
  assert.equal(python.status.state, "running");
});

test("a completion that is no list of names is none", async () => {
  const { python, threads } = started();
  python.boot().catch(() => {});
  threads[0]!.say({ kind: "ready" });
  const called = python.call({ name: "complete", page: "/", text: "sq" });
  threads[0]!.say({ kind: "result", id: 1, result: { 0: "sqrt" } });
  assert.equal(await called, null);
});

test("completion does not boot Python, nor wait for a cell that runs", async () => {
  const { python, threads } = started();
  assert.equal(await python.call({ name: "complete", page: "/", text: "sq" }), null);
  assert.equal(threads.length, 0);
});

test("a package that does not arrive fails its query, and Python goes on", async () => {
  const { python, threads } = started();
  const asked = python.ask("descent", PARAMETERS);
  const [thread] = threads as [Fake];
  thread.say({ kind: "ready" });
  await turn();
  thread.say({ kind: "fetching", total: 20 });
  assert.equal(python.status.state, "loading");
  const failure = { file: "numpy.whl", status: 503, message: "busy" };
  thread.say({ kind: "unloaded", id: 1, failure });
  await assert.rejects(asked, (error: PythonError) => error.reason === "failed");
  assert.deepEqual(python.status, { state: "unloaded", failure });
  assert.equal(thread.isEnded, false);
  const again = python.ask("descent", PARAMETERS);
  await turn();
  thread.say(answerTo(2));
  assert.deepEqual((await again).facts, { id: 2 });
  assert.equal(python.status.state, "ready");
});
