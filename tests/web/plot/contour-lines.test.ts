import assert from "node:assert/strict";
import { test } from "node:test";
import { contourOutlines, MAP_SIDE } from "../../../web/plot/contour-lines.ts";

const SIDE = 41;

/** Return a grid of `height(x, y)`, x and y from −1 to 1. */
function grid(height: (x: number, y: number) => number): number[] {
  const at = (i: number) => (2 * i) / (SIDE - 1) - 1;
  return Array.from({ length: SIDE * SIDE }, (_, i) =>
    height(at(i % SIDE), at(Math.floor(i / SIDE))),
  );
}

/** Return the places of an outline, in the units of the grid. */
function places(outline: string): [x: number, y: number][] {
  const numbers = (outline.match(/-?\d+/g) ?? []).map(Number);
  const found: [number, number][] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < numbers.length; i += 2) {
    [x, y] = [x + numbers[i]!, y + numbers[i + 1]!];
    found.push([(2 * x) / MAP_SIDE - 1, (2 * y) / MAP_SIDE - 1]);
  }
  return found;
}

test("a contour of a round bowl is a circle of the level's radius", () => {
  const [outline] = contourOutlines(
    grid((x, y) => x * x + y * y),
    SIDE,
    [0.25],
  );
  const radii = places(outline!).map(([x, y]) => Math.hypot(x, y));
  assert.ok(radii.length > 12);
  for (const radius of radii) assert.ok(Math.abs(radius - 0.5) < 0.01, String(radius));
});

test("what is below a level lies on the left where the loss rises to the right, and y points up", () => {
  const right = places(
    contourOutlines(
      grid((x) => x),
      SIDE,
      [0.5],
    )[0]!,
  );
  assert.ok(right.every(([x]) => x < 0.51));
  const up = places(
    contourOutlines(
      grid((_, y) => y),
      SIDE,
      [-0.5],
    )[0]!,
  );
  assert.ok(up.every(([, y]) => y < -0.49));
});

test("two dents have two outlines, and a level below the ground has none", () => {
  const dents = grid((x, y) => Math.min(Math.hypot(x - 0.5, y), Math.hypot(x + 0.5, y)));
  const [around, nothing] = contourOutlines(dents, SIDE, [0.2, -1]);
  assert.equal(around!.match(/M/g)!.length, 2);
  assert.equal(nothing, "");
});

test("a dent too small to be seen has no outline", () => {
  const flat = grid(() => 1);
  flat[Math.floor(flat.length / 2)] = 0;
  assert.equal(contourOutlines(flat, SIDE, [1e-9])[0], "");
});
