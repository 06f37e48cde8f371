import assert from "node:assert/strict";
import { test } from "node:test";
import {
  LEARNING_RATES,
  LOG_LEARNING_RATES,
  nearestLogStop,
  nearestStop,
  nextLogStop,
} from "../../../../web/widget/fields/slider-stops.ts";

test("the logarithmic slider reaches from a ten-thousandth to ten, in round numbers that grow", () => {
  assert.deepEqual([LOG_LEARNING_RATES[0], LOG_LEARNING_RATES.at(-1)], [0.0001, 10]);
  assert.deepEqual(
    [...LOG_LEARNING_RATES],
    [...LOG_LEARNING_RATES].sort((a, b) => a - b),
  );
  for (const round of [0.001, 0.022, 0.5, 1, 7]) assert.ok(LOG_LEARNING_RATES.includes(round));
});

test("a rate between two stops, or beyond them, shows at the nearest", () => {
  assert.equal(LOG_LEARNING_RATES[nearestLogStop(0.145)], 0.14);
  assert.equal(LOG_LEARNING_RATES[nearestLogStop(0.205)], 0.2);
  assert.equal(LOG_LEARNING_RATES[nearestLogStop(1e-9)], 0.0001);
  assert.equal(LOG_LEARNING_RATES[nearestLogStop(1e9)], 10);
});

test("an arrow key goes to the next stop, and stays at the last", () => {
  assert.equal(nextLogStop(0.15, 1), 0.16);
  assert.equal(nextLogStop(0.15, -1), 0.14);
  assert.equal(nextLogStop(0.1, -1), 0.09);
  assert.equal(nextLogStop(10, 1), 10);
  assert.equal(nextLogStop(0.0001, -1), 0.0001);
});

test("the rates rise from 0.001 to 2.5, and the ones of the lesson are among them", () => {
  assert.equal(LEARNING_RATES[0], 0.001);
  assert.equal(LEARNING_RATES.at(-1), 2.5);
  assert.ok(LEARNING_RATES.every((rate, i) => i === 0 || rate > LEARNING_RATES[i - 1]!));
  for (const rate of [0.001, 0.01, 0.1, 0.5, 1, 1.9, 2, 2.1])
    assert.ok(LEARNING_RATES.includes(rate));
});

test("the slider stands at the nearest of its rates", () => {
  assert.equal(LEARNING_RATES[nearestStop(1.975)], 1.98);
  assert.equal(LEARNING_RATES[nearestStop(0.0001)], 0.001);
  assert.equal(LEARNING_RATES[nearestStop(9)], 2.5);
});
