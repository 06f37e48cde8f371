/** All that runs in the reader's browser: the site itself, and its widgets. */
import { defineNotebook } from "./cell/bar.ts";
import { defineCell } from "./cell/element.ts";
import { defineContour } from "./contour/element.ts";
import { defineDescent } from "./descent/element.ts";
import { defineExercise } from "./exercise/element.ts";
import { definePredict } from "./exercise/predict.ts";
import { defineProgress } from "./exercise/progress.ts";
import { defineFilm } from "./film/element.ts";
import { listenToEmbedding } from "./embed/tools.ts";
import { offerNewEdition } from "./offline/edition.ts";
import { defineOffline } from "./offline/element.ts";
import { defineLine } from "./line/element.ts";
import { defineNetwork } from "./network/element.ts";
import { isUnmetered, python } from "./python/here.ts";
import { defineRates } from "./rates/element.ts";
import { startSite } from "./site/index.ts";
import { defineAssignmentMaker } from "./teach/assignment-maker.ts";
import { defineResults } from "./teach/results.ts";

startSite();
defineDescent(python, isUnmetered);
defineContour(python, isUnmetered);
defineLine(python, isUnmetered);
defineRates(python, isUnmetered);
defineNetwork(python, isUnmetered);
defineFilm();
defineNotebook(python);
defineCell(python);
defineExercise();
definePredict();
defineProgress();
defineOffline();
defineAssignmentMaker();
defineResults(python);
listenToEmbedding();
// What an old page needs may be gone from the server: then the new one is the way on.
python.watch(({ state }) => void (state === "failed" && offerNewEdition()));
