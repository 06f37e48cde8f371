import assert from "node:assert/strict";
import { test } from "node:test";
import { dots, line, svgPath } from "../../../web/plot/svg-path.ts";

const xs = [10, 12.34, 12.34, 0];
const ys = [5, 4.96, 7, -1.25];
const track = svgPath(
  4,
  (i) => xs[i]!,
  (i) => ys[i]!,
);

/** Return the places that a line of relative steps comes to. */
function placesOn(path: string): [number, number][] {
  const numbers = path.match(/-?[\d.]+/g)!.map(Number);
  let [x, y] = [0, 0];
  return Array.from({ length: numbers.length / 2 }, (_, i) => {
    [x, y] = [x + numbers[2 * i]!, y + numbers[2 * i + 1]!];
    return [x, y];
  });
}

test("a line goes through all places, and errors do not add up", () => {
  const places = placesOn(line(track));
  for (const [i, [x, y]] of places.entries()) {
    assert.ok(Math.abs(x - xs[i]!) <= 0.05 + 1e-9 && Math.abs(y - ys[i]!) <= 0.05 + 1e-9, `${i}`);
  }
  assert.equal(places.length, 4);
});

test("a way of many small steps ends where it should", () => {
  const long = svgPath(
    1001,
    (i) => i * 0.033,
    (i) => i * -0.017,
  );
  const [x, y] = placesOn(line(long)).at(-1)!;
  assert.ok(Math.abs(x - 33) <= 0.05 + 1e-9 && Math.abs(y + 17) <= 0.05 + 1e-9);
});

test("a line through one place has no steps", () => assert.equal(line(track, 1), "M10 5"));

test("there is a dot at each place", () => {
  assert.equal(dots(track, 2), "M10 5h0m2.3 0h0");
});
