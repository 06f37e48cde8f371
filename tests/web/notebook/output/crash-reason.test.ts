import assert from "node:assert/strict";
import { test } from "node:test";
import { crashReason } from "../../../../web/notebook/output/crash-reason.ts";

const WORDS = { stack: "too deep", memory: "no memory" };

const REASONS = {
  "Maximum call stack size exceeded": "too deep",
  "InternalError: too much recursion": "too deep",
  "RuntimeError: memory access out of bounds": "no memory",
  "Program terminated with exit(3)": "Program terminated with exit(3)",
};

for (const [message, reason] of Object.entries(REASONS)) {
  test(`"${message}" is told as "${reason}"`, () =>
    assert.equal(crashReason(message, WORDS), reason));
}
