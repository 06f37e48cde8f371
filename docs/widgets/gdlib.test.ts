import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { LOSSES } from "./descent/state.ts";
import { DEFAULT_DISTANCE, DISTANCES, METHODS } from "./descent/slopes.ts";
import { HYPERPARAMETERS, SURFACES } from "./contour/state.ts";
import { BEHAVIOURS, SURFACE_BEHAVIOURS } from "./python/protocol.ts";

/** Return what a Python expression about gdlib, or the questions that widgets ask, is, by way of JSON. */
function fromPython(expression: string): unknown {
  const program = `import sys; sys.path.append("docs/widgets/python")
import gdlib, json, questions.microscope
print(json.dumps(${expression}))`;
  return JSON.parse(execFileSync("python3", ["-c", program], { encoding: "utf8" }));
}

test("the widgets know the landscapes that gdlib has", () => {
  assert.deepEqual(fromPython("gdlib.LANDSCAPES"), [...LOSSES]);
});

test("the widgets know the behaviours that gdlib tells", () => {
  assert.deepEqual(fromPython("list(gdlib.Behaviour)"), [...BEHAVIOURS]);
});

test("the microscope offers the distances and methods that it measures with", () => {
  assert.deepEqual(fromPython("questions.microscope.DISTANCES"), DISTANCES.map(Number));
  assert.deepEqual(fromPython("questions.microscope.DEFAULT"), Number(DEFAULT_DISTANCE));
  assert.deepEqual(fromPython("questions.microscope.METHODS"), [...METHODS]);
});

test("the widgets know the surfaces that gdlib has, and what can become of a run on them", () => {
  assert.deepEqual(fromPython("gdlib.SURFACES"), [...SURFACES]);
  assert.deepEqual(fromPython("list(gdlib.SurfaceBehaviour)"), [...SURFACE_BEHAVIOURS]);
});

test("the widgets know the optimizers that gdlib has, with their hyperparameters", () => {
  const fields = "[f for f in rule.__dataclass_fields__ if f != 'epsilon']";
  const all = `{name: ${fields} for name, rule in gdlib.OPTIMIZERS.items()}`;
  assert.deepEqual(fromPython(all), HYPERPARAMETERS);
});
