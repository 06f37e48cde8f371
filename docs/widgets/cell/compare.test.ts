import assert from "node:assert/strict";
import { test } from "node:test";
import { isSame, isSameText, type Shown } from "./compare.ts";

const NOTHING: Shown = { printed: "", results: [], figures: 0, films: 0 };

test("numbers may differ in the last digits, by a relative millionth", () => {
  assert.ok(isSameText("t = 4.948462247926799", "t = 4.948462247926801"));
  assert.ok(!isSameText("t = 4.9484", "t = 4.9485"));
  assert.ok(isSameText("1e-17", "0.0"));
});

test("spaces and addresses do not count, words and signs do", () => {
  assert.ok(isSameText("[ 1.  2.]", "[1. 2.]"));
  assert.ok(isSameText("<Line2D at 0x7f3a10>", "<Line2D at 0x12ab34>"));
  assert.ok(!isSameText("True", "False"));
  assert.ok(!isSameText("-4.0", "4.0"));
});

test("a figure more is a difference", () => {
  assert.ok(isSame({ ...NOTHING, figures: 1 }, { ...NOTHING, figures: 1 }));
  assert.ok(!isSame({ ...NOTHING, figures: 1 }, { ...NOTHING, figures: 2 }));
  assert.ok(!isSame({ ...NOTHING, results: ["1"] }, NOTHING));
});
