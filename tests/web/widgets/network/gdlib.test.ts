import assert from "node:assert/strict";
import { test } from "node:test";
import { fromPython } from "../../from-python.ts";
import { parametersOf } from "../../../../web/widgets/network/diagram.ts";
import {
  ACTIVATIONS,
  DATA,
  TRAINING_BEHAVIOURS,
  OPTIMIZERS,
} from "../../../../web/widgets/network/query.ts";
import {
  LIMITS,
  MOST_LAYERS,
  MOST_NEURONS,
  SAMPLES,
} from "../../../../web/widgets/network/state.ts";

const ask = (expression: string): unknown =>
  fromPython(
    expression,
    "numpy, web.python.queries.training, web.python.queries.behaviour, web.python.queries.learning",
  );

test("the widget offers what gdlib has and a training takes", () => {
  assert.deepEqual(ask("list(web.python.queries.learning.DATA)"), [...DATA]);
  assert.deepEqual(ask("list(gdlib.network.ACTIVATIONS)"), [...ACTIVATIONS]);
  assert.deepEqual(ask("list(gdlib.OPTIMIZERS)"), [...OPTIMIZERS]);
  assert.deepEqual(ask("list(web.python.queries.behaviour.Kind)"), [...TRAINING_BEHAVIOURS]);
  const limits = [SAMPLES, MOST_LAYERS, MOST_NEURONS, LIMITS.epochs.high];
  const [learning, training] = ["web.python.queries.learning", "web.python.queries.training"];
  const names = [`${learning}.SAMPLES`, `${learning}.MOST_LAYERS`, `${learning}.MOST_NEURONS`];
  assert.deepEqual(ask(`[${[...names, `${training}.MOST_EPOCHS`].join()}]`), limits);
});

test("the widget finds weights and biases where gdlib keeps them", () => {
  const sizes = [2, 3, 4, 1];
  const network = `gdlib.Network((${sizes.join()}))`;
  const numbered = `${network}.layers(numpy.arange(${network}.parameters))`;
  const layers = ask(`[weights.tolist() for weights in ${numbered}]`) as number[][][];
  for (const { index, layer, from, to } of parametersOf(sizes)) {
    assert.equal(layers[layer - 1]![to]!.at(from ?? -1), index);
  }
});
