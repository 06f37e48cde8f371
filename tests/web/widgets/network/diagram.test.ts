import assert from "node:assert/strict";
import { test } from "node:test";
import { answerAt } from "./answers.ts";
import {
  looks,
  nearestParameter,
  neurons,
  parametersOf,
} from "../../../../web/widgets/network/diagram.ts";
import { Film } from "../../../../web/widgets/network/training/history.ts";

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
  const frame = {
    ...new Film(answerAt([0])).frames[0]!,
    t: [3, -1.5, 0],
    grad: [0, 0.001, -0.002],
  };
  const [large, small, zero] = looks(frame, "weights");
  assert.ok(large!.width > small!.width && small!.width > zero!.width);
  assert.deepEqual([large!.sign, small!.sign], ["plus", "minus"]);
  const gradient = looks(frame, "gradient");
  assert.ok(gradient[2]!.width > gradient[1]!.width && gradient[1]!.width > gradient[0]!.width);
});

test("numbers that cannot be drawn any larger still give a width", () => {
  const frame = { ...new Film(answerAt([0])).frames[0]!, t: [1e300, 0], grad: [0, 0] };
  for (const shown of ["weights", "gradient"] as const) {
    for (const { width } of looks(frame, shown)) assert.ok(Number.isFinite(width));
  }
});

test("a pointer means the weight it is near, or the bias of the neuron it is on", () => {
  const film = new Film(answerAt([0]));
  const [inputs, hidden] = neurons(film.sizes, SIZE);
  const [from, to] = [inputs![0]!, hidden![0]!];
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 + 2 };
  assert.deepEqual(nearestParameter(film, middle, SIZE), { index: 0, layer: 1, from: 0, to: 0 });
  assert.deepEqual(nearestParameter(film, to, SIZE), { index: 2, layer: 1, from: null, to: 0 });
  assert.equal(nearestParameter(film, { x: 5, y: 5 }, SIZE), null);
});
