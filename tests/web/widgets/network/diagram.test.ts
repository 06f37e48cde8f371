import assert from "node:assert/strict";
import { test } from "node:test";
import { answerAt } from "./answers.ts";
import {
  lineStyles,
  nearestParameter,
  neurons,
  parametersOf,
} from "../../../../web/widgets/network/diagram.ts";
import { TrainingHistory } from "../../../../web/widgets/network/training/history.ts";

const SIZE = { width: 360, height: 250 };

test("parameters stand as gdlib keeps them: a row for each neuron, its bias last", () => {
  const all = parametersOf([2, 3, 1]);
  assert.equal(all.length, 3 * 3 + 4);
  assert.deepEqual(all[0], { index: 0, layer: 1, from: 0, to: 0 });
  assert.deepEqual(all[2], { index: 2, layer: 1, from: null, to: 0 });
  assert.deepEqual(all[3], { index: 3, layer: 1, from: 0, to: 1 });
  assert.deepEqual(all[12], { index: 12, layer: 2, from: null, to: 0 });
});

test("a larger weight has a wider line, and the sign its own look", () => {
  const snapshot = {
    ...new TrainingHistory(answerAt([0])).snapshots[0]!,
    t: [3, -1.5, 0],
    grad: [0, 0.001, -0.002],
  };
  const [large, small, zero] = lineStyles(snapshot, "weights");
  assert.ok(large!.width > small!.width && small!.width > zero!.width);
  assert.deepEqual([large!.sign, small!.sign], ["plus", "minus"]);
  const gradient = lineStyles(snapshot, "gradient");
  assert.ok(gradient[2]!.width > gradient[1]!.width && gradient[1]!.width > gradient[0]!.width);
});

test("numbers that cannot be drawn any larger still give a width", () => {
  const snapshot = {
    ...new TrainingHistory(answerAt([0])).snapshots[0]!,
    t: [1e300, 0],
    grad: [0, 0],
  };
  for (const shown of ["weights", "gradient"] as const) {
    for (const { width } of lineStyles(snapshot, shown)) assert.ok(Number.isFinite(width));
  }
});

test("a pointer means the weight it is near, or the bias of the neuron it is on", () => {
  const history = new TrainingHistory(answerAt([0]));
  const [inputs, hidden] = neurons(history.sizes, SIZE);
  const [from, to] = [inputs![0]!, hidden![0]!];
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 + 2 };
  assert.deepEqual(nearestParameter(history, middle, SIZE), { index: 0, layer: 1, from: 0, to: 0 });
  assert.deepEqual(nearestParameter(history, to, SIZE), { index: 2, layer: 1, from: null, to: 0 });
  assert.equal(nearestParameter(history, { x: 5, y: 5 }, SIZE), null);
});
