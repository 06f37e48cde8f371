/** Notebooks: cells, what surrounds them, and the films that they show. */
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
