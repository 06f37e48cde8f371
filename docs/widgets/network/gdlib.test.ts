import assert from "node:assert/strict";
import { test } from "node:test";
import { fromPython } from "../from-python.ts";
import { parametersOf } from "./diagram.ts";
import { ACTIVATIONS, DATA, KINDS, OPTIMIZERS } from "./question.ts";
import { LIMITS, MOST_LAYERS, MOST_NEURONS, SAMPLES } from "./state.ts";

const ask = (expression: string): unknown =>
  fromPython(expression, "numpy, questions.training as t");

test("the widget offers what gdlib has and a training takes", () => {
  assert.deepEqual(ask("list(t.DATA)"), [...DATA]);
  assert.deepEqual(ask("list(t.ACTIVATIONS)"), [...ACTIVATIONS]);
  assert.deepEqual(ask("list(gdlib.OPTIMIZERS)"), [...OPTIMIZERS]);
  assert.deepEqual(ask("list(t.Kind)"), [...KINDS]);
  const limits = [SAMPLES, MOST_LAYERS, MOST_NEURONS, LIMITS.epochs.high];
  assert.deepEqual(ask("[t.SAMPLES, t.MOST_LAYERS, t.MOST_NEURONS, t.MOST_EPOCHS]"), limits);
});

test("the widget finds weights and biases where gdlib keeps them", () => {
  const sizes = [2, 3, 4, 1];
  const network = `gdlib.Network(${JSON.stringify(sizes)})`;
  const numbered = `${network}.layers(numpy.arange(${network}.parameters))`;
  const layers = ask(`[weights.tolist() for weights in ${numbered}]`) as number[][][];
  for (const { index, layer, from, to } of parametersOf(sizes)) {
    assert.equal(layers[layer - 1]![to]!.at(from ?? -1), index);
  }
});
