import assert from "node:assert/strict";
import { test } from "node:test";
import { readMessage } from "../../../web/python/validate-message.ts";

const FAILURE = { file: "numpy.whl", status: 404, message: "Not Found" };
const ERROR = { name: "ValueError", message: "no", traceback: "…", line: null };
const HINT = { id: "gradient", arguments: ["3", "3", "6"] };
const FOLD = { start: 3, end: 5, frames: 1, library: "numpy" };
const ADVISED = { ...ERROR, hint: HINT, folds: [FOLD] };

const film = { kind: "animation", frames: 2, interval: 100, repeats: true };

const SAID = [
  { kind: "ready" },
  { kind: "failed", failure: FAILURE },
  { kind: "answer", id: 1, facts: {}, columns: { t: new Float64Array(2) } },
  { kind: "event", id: 1, event: { kind: "stdout", text: ["a"], omitted: 0, characters: 0 } },
  { kind: "event", id: 1, event: { kind: "display", text: "1", id: "a", isUpdate: true } },
  { kind: "event", id: 1, event: { kind: "clear", wait: true } },
  { kind: "event", id: 1, event: { kind: "omitted", items: 5 } },
  { kind: "event", id: 1, event: { kind: "asking", prompt: "", line: "lines" } },
  { kind: "event", id: 1, event: { kind: "result", text: "1", html: "<b>1</b>" } },
  { kind: "event", id: 1, event: { ...film, svg: "<svg/>" } },
  { kind: "event", id: 1, event: { ...film, pictures: ["<svg/>", "UE5H"] } },
  { kind: "outcome", id: 1, outcome: { ended: "error", seconds: 1, error: ERROR } },
  { kind: "outcome", id: 1, outcome: { ended: "error", seconds: 1, error: ADVISED } },
  { kind: "outcome", id: 1, outcome: { ended: "unloaded", failure: FAILURE } },
  { kind: "event", id: 1, event: { kind: "hint", ...HINT } },
  { kind: "refusal", id: 1, message: "no", isMeant: false },
];

const FORGED = [
  null,
  undefined,
  1,
  "ready",
  [],
  {},
  { kind: "constructor" },
  { kind: "__proto__" },
  { kind: ["ready"] },
  { kind: "failed" },
  { kind: "failed", failure: { ...FAILURE, message: {} } },
  { kind: "fetch", name: {} },
  { kind: "refusal", id: 1, message: "no" },
  { kind: "answer", id: 1, facts: null, columns: {} },
  { kind: "answer", id: 1, facts: {}, columns: { t: [1, 2] } },
  { kind: "event", id: 1, event: null },
  { kind: "event", id: 1, event: { kind: "figure", svg: 5 } },
  { kind: "event", id: 1, event: { ...film, pictures: ["<svg/>", {}] } },
  { kind: "event", id: 1, event: { ...film, svg: ["<svg/>"] } },
  { kind: "event", id: 1, event: { ...film, frames: -1 } },
  { kind: "event", id: 1, event: { ...film, interval: NaN } },
  { kind: "event", id: 1, event: { kind: "stdout", text: "a", omitted: 0, characters: 0 } },
  { kind: "event", id: 1, event: { kind: "result", text: "1", html: {} } },
  { kind: "outcome", id: 1, outcome: { ended: "error", seconds: 1, error: null } },
  { kind: "outcome", id: "1", outcome: { ended: "done", seconds: 1 } },
  { kind: "outcome", id: 1, outcome: { ended: "done", seconds: -1 } },
  { kind: "outcome", id: 1, outcome: { ended: "done", seconds: 1, answer: "5" } },
  { kind: "outcome", id: 1, outcome: { ended: "done", seconds: 1, findings: [{ ok: true }] } },
  { kind: "event", id: 1, event: { kind: "stdout", text: ["a"], omitted: -5, characters: 0 } },
  { kind: "event", id: 1, event: { kind: "stdout", text: ["a"], omitted: 0 } },
  { kind: "event", id: 1, event: { kind: "figure", svg: "<svg/>", id: {} } },
  { kind: "event", id: 1, event: { kind: "omitted", items: -1 } },
  { kind: "event", id: 1, event: { kind: "asking", prompt: "", line: "all" } },
  { kind: "event", id: 1, event: { kind: "drawing", frames: 1e300 } },
  { kind: "event", id: 1, event: { kind: "hint", id: "gradient", arguments: "3" } },
  { kind: "event", id: 1, event: { kind: "hint", id: {}, arguments: [] } },
  {
    kind: "outcome",
    id: 1,
    outcome: { ended: "error", seconds: 1, error: { ...ERROR, hint: "a" } },
  },
  {
    kind: "outcome",
    id: 1,
    outcome: { ended: "error", seconds: 1, error: { ...ERROR, folds: [{ ...FOLD, start: -1 }] } },
  },
];

for (const said of SAID) {
  test(`${JSON.stringify(said)} is read as it is`, () => assert.equal(readMessage(said), said));
}

for (const said of FORGED) {
  test(`${JSON.stringify(said)} is refused`, () => assert.equal(readMessage(said), null));
}
