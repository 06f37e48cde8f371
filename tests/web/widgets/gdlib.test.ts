import assert from "node:assert/strict";
import { test } from "node:test";
import { LOSSES } from "../../../web/widgets/descent/state.ts";
import { LEAST_SPREAD, SETS } from "../../../web/widgets/line/query.ts";
import {
  DEFAULT_DISTANCE,
  DISTANCES,
  METHODS,
} from "../../../web/widgets/descent/microscope/slopes.ts";
import { HYPERPARAMETERS, SURFACES } from "../../../web/widgets/contour/state.ts";
import { fromPython } from "../from-python.ts";
import { BEHAVIOURS, SURFACE_BEHAVIOURS } from "../../../web/python/protocol.ts";

const fromGdlib = (expression: string): unknown =>
  fromPython(expression, "web.python.queries.microscope");

test("the widgets know the landscapes that gdlib has", () => {
  assert.deepEqual(fromGdlib("gdlib.LANDSCAPES"), [...LOSSES]);
});

test("the widgets know the behaviours that gdlib tells", () => {
  assert.deepEqual(fromGdlib("list(gdlib.Behaviour)"), [...BEHAVIOURS]);
});

test("the microscope offers the distances and methods that it measures with", () => {
  assert.deepEqual(fromGdlib("web.python.queries.microscope.DISTANCES"), DISTANCES.map(Number));
  assert.deepEqual(fromGdlib("web.python.queries.microscope.DEFAULT"), Number(DEFAULT_DISTANCE));
  assert.deepEqual(fromGdlib("web.python.queries.microscope.METHODS"), [...METHODS]);
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
  assert.deepEqual(fromPython("list(web.python.queries.line.SETS)", "web.python.queries.line"), [
    ...SETS,
  ]);
  assert.equal(
    fromPython("web.python.queries.line.LEAST_SPREAD", "web.python.queries.line"),
    LEAST_SPREAD,
  );
});
