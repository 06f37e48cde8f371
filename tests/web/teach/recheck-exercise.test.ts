import assert from "node:assert/strict";
import { test } from "node:test";
import { Python, type PythonWorker } from "../../../web/python/client.ts";
import type { FromWorker, CellEvent, Outcome, ToWorker } from "../../../web/python/protocol.ts";
import { ExerciseRecheck } from "../../../web/teach/recheck-exercise.ts";
import type { Request } from "../../../web/teach/exercise-python.ts";
import { limitedRun } from "../../../web/teach/limited-run.ts";

const RUNTIME = { bytes: 100, packages: {} };
const EXERCISE = {
  page: "notebooks/sums/",
  name: "sum",
  title: "Sum",
  check: "expect",
  setup: ["one = 1", "two = 2"],
};
const LIMITS = {
  seconds: 0.1,
  secondsToDraw: 0.6,
  characters: 20,
  outputs: 5,
  secondsToLoad: 0.2,
};
const RIGHT = { what: "value", tested: "x", expected: "1", got: "1", ok: true, why: "" } as const;

/** The behaviour of an interpreter for a request: posts events, and returns an outcome if the run ends. */
type Behaviour = (request: Request, say: (message: unknown) => void) => unknown;

/** A worker with the given behaviour, which records its requests. */
class Fake implements PythonWorker {
  onmessage: PythonWorker["onmessage"] = null;
  onerror: PythonWorker["onerror"] = null;
  onprogress: PythonWorker["onprogress"] = null;
  ran: Request[] = [];
  isEnded = false;
  constructor(readonly behaviour: Behaviour) {}
  postMessage(message: ToWorker): void {
    if (message.kind === "boot") this.say({ kind: "ready" });
    if (message.kind === "run") this.run(message.id, message.request);
  }
  terminate(): void {
    this.isEnded = true;
  }
  say(message: unknown): void {
    queueMicrotask(() => this.onmessage?.(message as FromWorker));
  }
  run(id: number, request: Request): void {
    this.ran.push(request);
    const tell = (news: unknown) => this.say({ kind: "event", id, event: news as CellEvent });
    if (this.behaviour === NEVER_THERE) return;
    tell({ kind: "running" });
    const outcome = this.behaviour(request, tell);
    if (outcome === BREAKS) {
      const failure = { file: null, status: null, message: "exit(3)" };
      this.say({ kind: "failed", failure });
    } else if (outcome !== undefined)
      this.say({ kind: "outcome", id, outcome: outcome as Outcome });
  }
}

const BREAKS = Symbol("Python ends");
const NEVER_THERE: Behaviour = () => undefined;
const DONE = { ended: "done", seconds: 0, error: null };
const honest: Behaviour = ({ plan, judge, observe }) => {
  if (plan) return { ...DONE, plan: { expressions: ["x"], count: 1 } };
  if (judge) return { ...DONE, findings: [{ ...RIGHT, ok: judge[1] === '[["number", "1"]]' }] };
  return observe ? { ...DONE, observed: '[["number", "1"]]' } : DONE;
};

/** Return a check whose programs behave as `learner` and whose judge behaves as `judge`; setup cells succeed. */
function checking(learner: Behaviour, judge = honest, limits = LIMITS) {
  const threads: Record<"judge" | "learner", Fake[]> = { judge: [], learner: [] };
  const names: ("judge" | "learner")[] = ["judge", "learner"];
  const newPython = () => {
    const name = names.shift()!;
    const own: Behaviour = name === "judge" ? judge : learner;
    return new Python(RUNTIME, () => {
      threads[name].push(new Fake(own));
      return threads[name].at(-1)!;
    });
  };
  const control = new AbortController();
  const check = new ExerciseRecheck(newPython, control.signal, limits);
  return { check, threads, control };
}

const programs =
  (behaviour: Behaviour): Behaviour =>
  (request, say) =>
    request.observe ? behaviour(request, say) : honest(request, say);

test("what is observed in one interpreter is judged in another, which never gets the program to run", async () => {
  const { check, threads } = checking(honest);
  const verdict = await check.check(EXERCISE, "x = 1");
  assert.deepEqual(verdict, { kind: "judged", findings: [RIGHT] });
  const sources = ({ ran }: Fake) => ran.map(({ source }) => source);
  assert.deepEqual(sources(threads.learner[0]!), ["one = 1", "two = 2", "x = 1"]);
  assert.deepEqual(sources(threads.judge[0]!), ["one = 1", "two = 2", "", ""]);
  assert.deepEqual(threads.judge[0]!.ran.at(-1)!.judge, ["x = 1", '[["number", "1"]]']);
  assert.equal(threads.learner[0]!.ran.at(-1)!.check, undefined);
});

test("every file begins in a fresh interpreter; the judge stays", async () => {
  const { check, threads } = checking(honest);
  for (const source of ["x = 1", "x = 2"]) {
    check.beginFile();
    await check.check(EXERCISE, source);
  }
  assert.deepEqual([threads.learner.length, threads.judge.length], [2, 1]);
  assert.equal(threads.learner[0]!.isEnded, true);
  check.end();
  assert.equal(
    [...threads.learner, ...threads.judge].every(({ isEnded }) => isEnded),
    true,
  );
});

const FORGED = [
  {},
  { ended: "done", findings: [] },
  { ...DONE, findings: [RIGHT] },
  { ...DONE, observed: [["number", "1"]] },
  { ...DONE, observed: null },
  { ...DONE, observed: "x".repeat(2_000_000) },
  null,
  "done",
  [],
];

test("what a program makes its interpreter say is no verdict", async () => {
  for (const outcome of FORGED) {
    const { check } = checking(programs(() => outcome));
    const verdict = await check.check(EXERCISE, "x = 2");
    assert.deepEqual(verdict, { kind: "unreadable" }, JSON.stringify(outcome)?.slice(0, 80));
  }
});

test("an observation that is wrong does not pass, whatever else the program says", async () => {
  const observed = '[["number", "2"]]';
  const { check } = checking(programs(() => ({ ...DONE, findings: [RIGHT], observed })));
  const verdict = await check.check(EXERCISE, "x = 2");
  assert.deepEqual(verdict, { kind: "judged", findings: [{ ...RIGHT, ok: false }] });
});

test("fewer findings than the check has are no verdict, and the judge begins anew", async () => {
  const judge: Behaviour = (request, say) =>
    request.judge ? { ...DONE, findings: [] } : honest(request, say);
  const { check, threads } = checking(honest, judge);
  assert.deepEqual(await check.check(EXERCISE, "x = 1"), { kind: "unreadable" });
  assert.equal(threads.judge[0]!.isEnded, true);
});

test("a judge that a program breaks is started again for the next", async () => {
  const judge: Behaviour = (request, say) =>
    request.judge?.[0] === "((((" ? BREAKS : honest(request, say);
  const { check } = checking(honest, judge);
  assert.deepEqual(await check.check(EXERCISE, "(((("), { kind: "unreadable" });
  assert.equal((await check.check(EXERCISE, "x = 1")).kind, "judged");
});

const STOPPED: Record<string, [Behaviour, unknown]> = {
  "never ends": [() => undefined, { kind: "stopped", why: "time" }],
  "asks for input": [
    (_, say) => say({ kind: "asking", prompt: "" }),
    { kind: "stopped", why: "input" },
  ],
  "prints without end": [
    (_, say) => say({ kind: "stdout", text: ["12345678901", "1234567890"], omitted: 0 }),
    { kind: "stopped", why: "output" },
  ],
  "shows things without end": [
    (_, say) => {
      for (let n = 0; n < 6; n++) say({ kind: "result", text: "1" });
    },
    { kind: "stopped", why: "output" },
  ],
  "says what no program says": [
    (_, say) => {
      for (const news of [1, "x", [], [], { kind: "stdout", text: [[[]], null] }, {}]) say(news);
    },
    { kind: "stopped", why: "output" },
  ],
  "says for ever that it begins": [
    (_, say) => {
      for (let n = 0; n < 100; n++) say({ kind: "running" });
    },
    { kind: "stopped", why: "time" },
  ],
  "says for ever that it draws": [
    (_, say) => {
      const drawing = setInterval(() => say({ kind: "drawing", frames: 1 }), 20);
      setTimeout(() => clearInterval(drawing), 2000);
    },
    { kind: "stopped", why: "time" },
  ],
  "ends Python": [() => BREAKS, { kind: "broke", message: "exit(3)" }],
};

for (const [what, [behaviour, expected]] of Object.entries(STOPPED)) {
  test(`a program that ${what} is stopped and named, and the next one is checked`, async () => {
    let isFirst = true;
    const once = programs((request, say) => {
      const now = isFirst ? behaviour : honest;
      isFirst = false;
      return now(request, say);
    });
    const { check, threads } = checking(once);
    assert.deepEqual(await check.check(EXERCISE, "x"), expected);
    assert.equal(threads.learner[0]!.isEnded, true);
    assert.equal((await check.check(EXERCISE, "x = 1")).kind, "judged");
  });
}

/** Say `news` each few milliseconds, ten times and for longer than the limit, then `last`. */
function slowly(say: (message: unknown) => void, news: unknown, last: () => void): void {
  let times = 0;
  const saying = setInterval(() => {
    say(news);
    if (++times < 10) return;
    clearInterval(saying);
    last();
  }, 40);
}

test("frames of an animation that come are no output, and do not hang", async () => {
  const { check, threads } = checking(
    programs((_, say) => {
      const thread = threads.learner[0]!;
      const outcome = { ...DONE, observed: '[["number", "1"]]' } as Outcome;
      slowly(say, { kind: "drawing", frames: 1 }, () =>
        thread.say({ kind: "outcome", id: 3, outcome }),
      );
      return undefined;
    }),
    honest,
    { ...LIMITS, seconds: 0.3, secondsToDraw: 20 },
  );
  assert.equal((await check.check(EXERCISE, "x = 1")).kind, "judged");
});

test("Python that comes slowly comes: only if nothing more arrives, it is missing", async () => {
  const python = new Python(RUNTIME, () => {
    const thread = new Fake(honest);
    thread.postMessage = (message) => {
      if (message.kind === "run") thread.run(message.id, message.request);
      if (message.kind !== "boot") return;
      let bytes = 0;
      slowly(
        () => thread.onprogress?.((bytes += 10)),
        null,
        () => thread.say({ kind: "ready" }),
      );
    };
    return thread;
  });
  const request = { page: "a", cell: "b", source: "" };
  const limits = { ...LIMITS, secondsToLoad: 0.3 };
  const ran = await limitedRun(python, request, new AbortController().signal, limits);
  assert.equal(ran.kind, "ended");
});

test("a program that ends with an error is told apart, with Python's words", async () => {
  const error = { name: "ValueError", message: "no", traceback: "", line: 1 };
  const { check } = checking(programs(() => ({ ended: "error", seconds: 0, error })));
  const verdict = await check.check(EXERCISE, "x");
  assert.deepEqual(verdict, { kind: "error", message: "ValueError: no" });
});

test("a cell of the lesson that fails is no fault of the program", async () => {
  const error = { name: "ValueError", message: "no", traceback: "", line: 1 };
  const failing: Behaviour = (request, say) =>
    request.source === "two = 2" ? { ended: "error", seconds: 0, error } : honest(request, say);
  const { check } = checking(honest, failing);
  const verdict = await check.check(EXERCISE, "x = 1");
  assert.deepEqual(verdict, { kind: "lesson-fails", message: "ValueError: no" });
});

test("a lesson's cell that an earlier program has spoiled runs in a fresh interpreter", async () => {
  let isSpoiled = true;
  const spoiled: Behaviour = (request, say) => {
    if (request.source !== "three = 3" || !isSpoiled) return honest(request, say);
    isSpoiled = false;
    return BREAKS;
  };
  const { check, threads } = checking(spoiled);
  await check.check(EXERCISE, "x = 1");
  const below = { ...EXERCISE, setup: [...EXERCISE.setup, "three = 3"] };
  assert.equal((await check.check(below, "x = 1")).kind, "judged");
  assert.equal(threads.learner.length, 2);
});

test("a check that finds nothing passes nobody", async () => {
  const empty: Behaviour = (request, say) =>
    request.plan ? { ...DONE, plan: { expressions: [], count: 0 } } : honest(request, say);
  const { check } = checking(honest, empty);
  assert.equal((await check.check(EXERCISE, "x = 1")).kind, "lesson-fails");
});

test("Python that does not arrive in time is said to be missing", async () => {
  const { check } = checking(NEVER_THERE);
  assert.deepEqual(await check.check(EXERCISE, "x = 1"), { kind: "unloaded", message: "" });
});

test("when nobody waits any more, the program is ended", async () => {
  const { check, threads, control } = checking(programs(() => undefined));
  const checked = check.check(EXERCISE, "x");
  setTimeout(() => control.abort(), 5);
  await assert.rejects(checked, { name: "AbortError" });
  assert.equal(threads.learner[0]!.isEnded, true);
});
