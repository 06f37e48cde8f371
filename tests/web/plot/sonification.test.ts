import assert from "node:assert/strict";
import { test } from "node:test";
import { pitch } from "../../../web/plot/sonification.ts";

test("the higher the place, the higher the tone", () => {
  assert.ok(pitch(0) < pitch(0.4) && pitch(0.4) < pitch(1));
});

test("equal steps up are equal intervals, and all can be heard", () => {
  assert.ok(Math.abs(pitch(1) / pitch(0.5) - pitch(0.5) / pitch(0)) < 1e-12);
  assert.ok(pitch(0) > 100 && pitch(1) < 4000);
});

test("what lies beyond the picture sounds like its edge", () => {
  assert.equal(pitch(Infinity), pitch(1));
  assert.equal(pitch(-3), pitch(0));
});
