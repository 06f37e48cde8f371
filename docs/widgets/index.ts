/** All that runs in the reader's browser: the site itself, and its widgets. */
import { defineNotebook } from "./cell/bar.ts";
import { defineCell } from "./cell/element.ts";
import { defineContour } from "./contour/element.ts";
import { defineDescent } from "./descent/element.ts";
import { defineExercise } from "./exercise/element.ts";
import { definePredict } from "./exercise/predict.ts";
import { defineProgress } from "./exercise/progress.ts";
import { defineFilm } from "./film/element.ts";
import { isUnmetered, python } from "./python/here.ts";
import { defineRates } from "./rates/element.ts";
import { startSite } from "./site/index.ts";

startSite();
defineDescent(python, isUnmetered);
defineContour(python, isUnmetered);
defineRates(python, isUnmetered);
defineFilm();
defineNotebook(python);
defineCell(python);
defineExercise();
definePredict();
defineProgress();
