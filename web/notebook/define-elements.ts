/** Defines all elements of notebook pages: notebook, cell, exercise, prediction, progress. */
import "../shared-chunk.ts";
import { defineNotebook } from "./toolbar.ts";
import { defineCell } from "./cell-element.ts";
import { defineExercise } from "../exercise/element.ts";
import { definePredict } from "../exercise/predict.ts";
import { defineProgress } from "../exercise/progress.ts";
import type { Python } from "../python/client.ts";

export function defineCells(python: Python): void {
  defineNotebook(python);
  defineCell(python);
  defineExercise();
  definePredict();
  defineProgress();
}
