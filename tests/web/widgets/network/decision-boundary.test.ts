import assert from "node:assert/strict";
import { test } from "node:test";
import { answerAt } from "./answers.ts";
import {
  boundaryAnimatedLayer,
  boundaryStaticLayer,
} from "../../../../web/widgets/network/decision-boundary.ts";
import { TrainingHistory } from "../../../../web/widgets/network/training/history.ts";
import { NETWORK_WORDS } from "../../../../web/widgets/network/words.ts";

const SIZE = { width: 248, height: 260 }; // of which the plane is 200 × 200, from 40 and from 22 on
const history = new TrainingHistory(answerAt([0]));

/** Return the outline of the boundary for scores on a grid, row by row from below. */
function boundary(scores: number[]): string {
  const { text } = boundaryAnimatedLayer(
    history,
    { ...history.snapshots[0]!, scores },
    SIZE,
    "clip",
  );
  return /class="gd-boundary"\s+d="([^"]*)"/.exec(text)![1]!;
}

/** Return the places that an outline comes to: where it begins, and where each step leads. */
function places(outline: string): { x: number; y: number }[] {
  const numbers = outline.match(/-?[\d.]+/g)!.map(Number);
  let [x, y] = [0, 0];
  return Array.from({ length: numbers.length / 2 }, (_, i) => {
    [x, y] = [x + numbers[2 * i]!, y + numbers[2 * i + 1]!];
    return { x, y };
  });
}

test("the boundary lies where the score changes its sign", () => {
  const [left, right] = [-1, 1];
  const xs = places(boundary([left, right, left, right])).map(({ x }) => x);
  assert.equal(Math.min(...xs), 140); // the middle between 40 and 240
});

test("the first row of scores is drawn below", () => {
  const [below, above] = [1, -1];
  const ys = places(boundary([below, below, above, above])).map(({ y }) => y);
  assert.equal(Math.min(...ys), 122); // the middle between 22 and 222
});

test("one class everywhere needs no boundary inside, and none at all for the other class", () => {
  assert.equal(boundary([-1, -2, -3, -1]), "");
});

test("each sample is a dot of its class", () => {
  const { text } = boundaryStaticLayer(history, SIZE, NETWORK_WORDS.en);
  const dots = (y: number) =>
    new RegExp(`gd-sample gd-class-${y}"\\s+d="M([^"]*)h0"`).exec(text)![1];
  assert.equal(dots(0), "140 22"); // x₁ = 0, x₂ = 1
  assert.equal(dots(1), "240 122"); // x₁ = 1, x₂ = 0
});
