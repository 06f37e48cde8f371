import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compareOutput,
  isSameText,
  type Comparison,
  type ComparableOutput,
} from "../../../web/notebook/compare-output.ts";

const NOTHING: ComparableOutput = {
  printed: "",
  results: [],
  figures: 0,
  animations: 0,
  others: 0,
};

test("numbers may differ in the last digits, by a relative millionth", () => {
  assert.ok(isSameText("t = 4.948462247926799", "t = 4.948462247926801"));
  assert.ok(!isSameText("t = 4.9484", "t = 4.9485"));
  assert.ok(isSameText("1e-17", "0.0"));
});

test("spaces and addresses do not count, words and signs do", () => {
  assert.ok(isSameText("[ 1.  2.]", "[1. 2.]"));
  assert.ok(isSameText("<Line2D at 0x7f3a10>", "<Line2D at 0x12ab34>"));
  assert.ok(!isSameText("True", "False"));
  assert.ok(!isSameText("-4.0", "4.0"));
});

const TEXT = { ...NOTHING, printed: "4.0\n" };
const RESULT = { ...NOTHING, results: ["4.0"] };
const FIGURE = { ...NOTHING, figures: 1 };
const ANIMATION = { ...NOTHING, animations: 1 };
const HTML = { ...NOTHING, others: 1 };
const BOTH = { ...TEXT, figures: 1 };

/** Two outputs, and their comparison: if Python ran exactly what the lesson ran, and otherwise. */
const TABLE: [
  here: ComparableOutput,
  lesson: ComparableOutput,
  asInLesson: Comparison,
  otherwise: Comparison,
][] = [
  [TEXT, TEXT, "same", "same"],
  [RESULT, RESULT, "same", "same"],
  [FIGURE, FIGURE, "same", "figures"],
  [ANIMATION, ANIMATION, "same", "figures"],
  [HTML, HTML, "same", "figures"],
  [BOTH, BOTH, "same", "text"],
  [{ ...RESULT, animations: 1 }, { ...RESULT, animations: 1 }, "same", "text"],
  [{ ...TEXT, others: 1 }, TEXT, "same", "text"], // a warning, which only one of them gives
  [TEXT, { ...TEXT, others: 1 }, "same", "text"],
  [FIGURE, { ...NOTHING, figures: 2 }, "different", "different"],
  [FIGURE, NOTHING, "different", "different"],
  [NOTHING, ANIMATION, "different", "different"],
  [RESULT, TEXT, "different", "different"],
  [BOTH, { ...BOTH, printed: "5.0\n" }, "different", "different"],
  [RESULT, { ...RESULT, results: ["4.0", "4.0"] }, "different", "different"],
];

test("figures are counted, not compared: they are the same only if the same has run", () => {
  for (const [here, lesson, asInLesson, otherwise] of TABLE) {
    const said = JSON.stringify([here, lesson]);
    assert.equal(compareOutput(here, lesson, true), asInLesson, said);
    assert.equal(compareOutput(here, lesson, false), otherwise, said);
  }
});
