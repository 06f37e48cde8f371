import assert from "node:assert/strict";
import { test } from "node:test";
import { judged } from "../../../web/exercise/score.ts";

test("a predicted number is right, near or wrong by its distance", () => {
  assert.equal(judged(-4, -4, 4), "right");
  assert.equal(judged(1.5, 1.513, 30), "right");
  assert.equal(judged(3, 1.513, 30), "near");
  assert.equal(judged(10, 1.513, 30), "wrong");
});

test("around zero the distance itself counts", () => {
  assert.equal(judged(0, 0, 0), "right");
  assert.equal(judged(1, 0, 0), "wrong");
});
