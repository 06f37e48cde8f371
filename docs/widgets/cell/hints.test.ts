import assert from "node:assert/strict";
import { test } from "node:test";
import { hintFor } from "./hints.ts";
import { CELL_WORDS } from "./words.ts";

const { hints } = CELL_WORDS.en;
const error = (name: string, message: string) => ({ name, message, traceback: "", line: null });
const hint = (name: string, message: string) => hintFor(error(name, message), hints, ["NumPy"]);

test("a missing name is named", () => {
  assert.match(hint("NameError", "name 'path' is not defined")!, /There is no path yet/);
});

test("a forgotten return is guessed from None", () => {
  const message = "unsupported operand type(s) for -: 'float' and 'NoneType'";
  assert.equal(hint("TypeError", message), hints.none);
});

test("a package that is not here is told apart from one that an import would load", () => {
  assert.match(hint("ModuleNotFoundError", "No module named 'torch'")!, /You can import NumPy/);
  assert.match(hint("ModuleNotFoundError", "No module named 'numpy'")!, /Write import numpy/);
});

test("arrays that do not fit are advised on, other values are not", () => {
  const message = "operands could not be broadcast together with shapes (2,) (3,)";
  assert.equal(hint("ValueError", message), hints.shape);
  assert.equal(hint("ValueError", "lr must be greater than 0, got -1"), null);
});
