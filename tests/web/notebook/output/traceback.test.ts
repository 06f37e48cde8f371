import assert from "node:assert/strict";
import { test } from "node:test";
import { splitTraceback } from "../../../../web/notebook/output/traceback.ts";

const LINES = ["Traceback", "  mine", "    f()", "  theirs", "    g()", "Error: no"];
const FOLD = { start: 3, end: 5, frames: 1, library: "numpy" };

test("the lines of a library's frames are one part of their own", () => {
  assert.deepEqual(splitTraceback(LINES.join("\n"), [FOLD]), [
    { text: "Traceback\n  mine\n    f()", fold: null },
    { text: "  theirs\n    g()", fold: FOLD },
    { text: "Error: no", fold: null },
  ]);
});

test("nothing of a traceback is lost, whatever the folds say", () => {
  const odd = [
    [],
    [{ ...FOLD, end: 3 }],
    [{ ...FOLD, start: 9, end: 2 }],
    [{ ...FOLD, start: 0, end: 100 }],
    [FOLD, FOLD],
    [FOLD, { ...FOLD, start: 1, end: 4 }],
  ];
  for (const folds of odd) {
    const text = splitTraceback(LINES.join("\n"), folds).map((part) => part.text);
    assert.equal(text.join("\n"), LINES.join("\n"));
  }
});
