import assert from "node:assert/strict";
import { test } from "node:test";
import { insideRuns } from "./search.ts";

test("a run of katakana or kanji is looked for inside longer ones", () => {
  assert.equal(insideRuns("ネットワーク"), "+*ネットワーク*");
  assert.equal(insideRuns("学習率"), "+*学習率*");
});

test("a query of several scripts becomes several words that must all be found", () => {
  assert.equal(insideRuns("学習率とバイアス"), "+*学習率* と +*バイアス*");
});

test("English queries stay as they were typed", () => {
  assert.equal(insideRuns("learning rate"), "learning rate");
});
