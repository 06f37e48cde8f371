import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestStop, nextStop, STOPS } from "../../../../web/widget/fields/slider-stops.ts";

test("the slider reaches from a ten-thousandth to ten, in round numbers that grow", () => {
  assert.deepEqual([STOPS[0], STOPS.at(-1)], [0.0001, 10]);
  assert.deepEqual(
    [...STOPS],
    [...STOPS].sort((a, b) => a - b),
  );
  for (const round of [0.001, 0.022, 0.5, 1, 7]) assert.ok(STOPS.includes(round));
});

test("a rate between two stops, or beyond them, shows at the nearest", () => {
  assert.equal(STOPS[nearestStop(0.145)], 0.14);
  assert.equal(STOPS[nearestStop(0.205)], 0.2);
  assert.equal(STOPS[nearestStop(1e-9)], 0.0001);
  assert.equal(STOPS[nearestStop(1e9)], 10);
});

test("an arrow key goes to the next stop, and stays at the last", () => {
  assert.equal(nextStop(0.15, 1), 0.16);
  assert.equal(nextStop(0.15, -1), 0.14);
  assert.equal(nextStop(0.1, -1), 0.09);
  assert.equal(nextStop(10, 1), 10);
  assert.equal(nextStop(0.0001, -1), 0.0001);
});
