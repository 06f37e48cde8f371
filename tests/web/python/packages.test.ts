import assert from "node:assert/strict";
import { test } from "node:test";
import { namesToLoad, totalBytes } from "../../../web/python/packages.ts";

const PACKAGES = {
  matplotlib: { imports: ["matplotlib", "mpl_toolkits"], depends: ["numpy", "pillow"], bytes: 40 },
  numpy: { imports: ["numpy"], depends: [], bytes: 20 },
  pillow: { imports: ["PIL"], depends: [], bytes: 5 },
  gdlib: { imports: ["gdlib"], depends: [], bytes: 1 },
};

test("a program that imports Matplotlib needs what Matplotlib needs", () => {
  const names = namesToLoad(["math", "matplotlib"], PACKAGES, new Set(["gdlib"]));
  assert.deepEqual(names, ["matplotlib", "numpy", "pillow"]);
  assert.equal(totalBytes(names, PACKAGES), 65);
});

test("what is loaded, or not to be had, is not loaded", () => {
  assert.deepEqual(namesToLoad(["numpy", "torch"], PACKAGES, new Set(["numpy"])), []);
});
