import assert from "node:assert/strict";
import { test } from "node:test";
import { withSources } from "../../../web/notebook/download-notebook.ts";

test("only what the reader changed is changed, and loses its outputs", () => {
  const cells = [
    { id: "a", cell_type: "code", source: ["x = 1\n", "x"], outputs: [1] },
    { id: "b", cell_type: "code", source: "y", outputs: [2] },
    { id: "text-1", cell_type: "markdown", source: "words" },
  ];
  const sources = new Map([
    ["a", "x = 1\nx"],
    ["b", "z"],
  ]);
  const file = JSON.parse(withSources(JSON.stringify({ cells, nbformat: 4 }), sources));
  assert.deepEqual(file.cells[0], cells[0]);
  assert.deepEqual(file.cells[1], { ...cells[1], source: "z", outputs: [] });
  assert.deepEqual(file.cells[2], cells[2]);
  assert.equal(file.nbformat, 4);
});
