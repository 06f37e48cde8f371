import assert from "node:assert/strict";
import { test } from "node:test";
import { linear, logarithmic, powerTicks, ticks } from "../../../web/plot/scales.ts";

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
