import assert from "node:assert/strict";
import { test } from "node:test";
import { scorePrediction } from "../../../web/exercise/score.ts";

test("a predicted number is right, near or wrong by its distance", () => {
  assert.equal(scorePrediction(-4, -4, 4), "right");
  assert.equal(scorePrediction(1.5, 1.513, 30), "right");
  assert.equal(scorePrediction(3, 1.513, 30), "near");
  assert.equal(scorePrediction(10, 1.513, 30), "wrong");
});

test("around zero the distance itself counts", () => {
  assert.equal(scorePrediction(0, 0, 0), "right");
  assert.equal(scorePrediction(1, 0, 0), "wrong");
});
