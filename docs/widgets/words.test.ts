import assert from "node:assert/strict";
import { test } from "node:test";
import { CONTOUR_WORDS } from "./contour/words.ts";
import { BEHAVIOURS, type Status } from "./python/protocol.ts";
import { WORDS } from "./words.ts";

/** Return the path of every word in a language: `verdict.title.converged`, … */
function paths(words: object, prefix = ""): string[] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "object" && value !== null
      ? paths(value, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );
}

test("Japanese and English have a word for the same things", () => {
  for (const { ja, en } of [WORDS, CONTOUR_WORDS]) assert.deepEqual(paths(ja), paths(en));
});

test("every behaviour that gdlib knows has a title and a sentence", () => {
  for (const { verdict } of Object.values(WORDS)) {
    assert.deepEqual(Object.keys(verdict.title), [...BEHAVIOURS]);
    assert.deepEqual(Object.keys(verdict.what), [...BEHAVIOURS]);
    assert.deepEqual(Object.keys(verdict.why), [...BEHAVIOURS]);
  }
});

test("a failure names the file and what the server said", () => {
  const status: Status = {
    state: "failed",
    failure: { file: "gdlib-0.1.0-py3-none-any.whl", status: 404, message: "Not Found" },
  };
  for (const words of Object.values(WORDS)) {
    assert.match(words.python.status(status), /gdlib-0\.1\.0-py3-none-any\.whl, HTTP 404/);
  }
});

test("loading tells megabytes", () => {
  const status: Status = { state: "loading", stage: "download", bytes: 3_140_000, total: 12e6 };
  assert.equal(WORDS.en.python.status(status), "Loading Python 3.1 / 12.0 MB");
});
