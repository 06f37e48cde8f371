import assert from "node:assert/strict";
import { test } from "node:test";
import { LOSSES } from "./descent/state.ts";
import { LEAST_SPREAD, SETS } from "./line/question.ts";
import { DEFAULT_DISTANCE, DISTANCES, METHODS } from "./descent/slopes.ts";
import { HYPERPARAMETERS, SURFACES } from "./contour/state.ts";
import { fromPython } from "./from-python.ts";
import { BEHAVIOURS, SURFACE_BEHAVIOURS } from "./python/protocol.ts";

const fromGdlib = (expression: string): unknown => fromPython(expression, "questions.microscope");

test("the widgets know the landscapes that gdlib has", () => {
  assert.deepEqual(fromGdlib("gdlib.LANDSCAPES"), [...LOSSES]);
});

test("the widgets know the behaviours that gdlib tells", () => {
  assert.deepEqual(fromGdlib("list(gdlib.Behaviour)"), [...BEHAVIOURS]);
});

test("the microscope offers the distances and methods that it measures with", () => {
  assert.deepEqual(fromGdlib("questions.microscope.DISTANCES"), DISTANCES.map(Number));
  assert.deepEqual(fromGdlib("questions.microscope.DEFAULT"), Number(DEFAULT_DISTANCE));
  assert.deepEqual(fromGdlib("questions.microscope.METHODS"), [...METHODS]);
});

test("the widgets know the surfaces that gdlib has, and what can become of a run on them", () => {
  assert.deepEqual(fromGdlib("gdlib.SURFACES"), [...SURFACES]);
  assert.deepEqual(fromGdlib("list(gdlib.SurfaceBehaviour)"), [...SURFACE_BEHAVIOURS]);
});

test("the widgets know the optimizers that gdlib has, with their hyperparameters", () => {
  const fields = "[f for f in rule.__dataclass_fields__ if f != 'epsilon']";
  const all = `{name: ${fields} for name, rule in gdlib.OPTIMIZERS.items()}`;
  assert.deepEqual(fromGdlib(all), HYPERPARAMETERS);
});

test("the widgets know the sets of points that a line can be fitted to", () => {
  assert.deepEqual(fromPython("list(questions.line.SETS)", "questions.line"), [...SETS]);
  assert.equal(fromPython("questions.line.LEAST_SPREAD", "questions.line"), LEAST_SPREAD);
});
