import assert from "node:assert/strict";
import { test } from "node:test";
import { isPassed, parseFindings } from "../../../web/exercise/findings.ts";

const RIGHT = { what: "value", tested: "x", expected: "1", got: "1", ok: true, why: "" } as const;
const WRONG = { ...RIGHT, got: "2", ok: false };
const done = (findings: unknown) => ({ ended: "done", seconds: 0, error: null, findings });

test("a program passes if all that was found is right", () => {
  assert.equal(isPassed(parseFindings(done([RIGHT]))), true);
  assert.equal(isPassed(parseFindings(done([RIGHT, WRONG]))), false);
});

test("no finding is no pass", () => {
  assert.equal(isPassed([]), false);
  assert.equal(isPassed(null), false);
  assert.equal(parseFindings(done([])), null);
});

const FORGED: unknown[] = [
  undefined,
  null,
  "done",
  {},
  done(undefined),
  done(null),
  done("ok"),
  done({ length: 1, 0: RIGHT, every: "yes" }),
  done([null]),
  done([true]),
  done([RIGHT, {}]),
  done([[RIGHT]]),
  done([{ ...RIGHT, ok: "yes" }]),
  done([{ ...RIGHT, ok: 1 }]),
  done([{ ...RIGHT, what: "pass" }]),
  done([{ ...RIGHT, got: { toString: "1" } }]),
  { ...done([RIGHT]), ended: "error" },
  { ...done([RIGHT]), ended: true },
];

test("what no check would say is not read as findings", () => {
  for (const outcome of FORGED) assert.equal(parseFindings(outcome), null, JSON.stringify(outcome));
});
