import assert from "node:assert/strict";
import { test } from "node:test";
import {
  linear,
  logarithmic,
  nearestRate,
  powerTicks,
  RATES,
  ticks,
} from "../../../web/plot/scales.ts";

test("an even scale maps its ends to the ends of the picture, and back", () => {
  const x = linear([-10, 20], [40, 340]);
  assert.equal(x(-10), 40);
  assert.equal(x(20), 340);
  assert.equal(x.at(190), 5);
});

test("a run that leaves for 10¹⁵⁰ stays within reach of the picture", () => {
  const y = linear([-5, 100], [300, 20]);
  assert.ok(Math.abs(y(1e150)) < 5000);
  assert.ok(Number.isFinite(y(-1e300)));
});

test("on a logarithmic scale each power of ten takes the same room, and 0 lies on the edge", () => {
  const y = logarithmic([0.1, 1000], [400, 0]);
  assert.equal(Math.round(y(1)), 300);
  assert.equal(Math.round(y(10)), 200);
  assert.equal(y(0), 400);
});

test("ticks are round numbers inside the axis", () => {
  assert.deepEqual(ticks([-10, 20], 7), [-10, -5, 0, 5, 10, 15, 20]);
  assert.deepEqual(ticks([0, 0.052], 4), [0, 0.02, 0.04]);
  assert.deepEqual(powerTicks([50, 1.4e6], 5), [100, 1000, 1e4, 1e5, 1e6]);
});

test("the rates rise from 0.001 to 2.5, and the ones of the lesson are among them", () => {
  assert.equal(RATES[0], 0.001);
  assert.equal(RATES.at(-1), 2.5);
  assert.ok(RATES.every((rate, i) => i === 0 || rate > RATES[i - 1]!));
  for (const rate of [0.001, 0.01, 0.1, 0.5, 1, 1.9, 2, 2.1]) assert.ok(RATES.includes(rate));
});

test("the slider stands at the nearest of its rates", () => {
  assert.equal(RATES[nearestRate(1.975)], 1.98);
  assert.equal(RATES[nearestRate(0.0001)], 0.001);
  assert.equal(RATES[nearestRate(9)], 2.5);
});
