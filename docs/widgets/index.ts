/** All that runs in the reader's browser: the site itself, and its widgets as readers come near them. */
import "./shared.ts";
import { listenToEmbedding } from "./embed/tools.ts";
import { offerNewEdition } from "./offline/edition.ts";
import { offerReload } from "./offline/reload-bar.ts";
import { fetchingAsNeeded, MADE } from "./parts.ts";
import { isUnmetered, python } from "./python/here.ts";
import { onEachPage, startSite } from "./site/index.ts";

document.documentElement.dataset["gdScripts"] = "run"; // see partials/not-running.html

const fetchParts = fetchingAsNeeded(
  {
    "gd-descent": async () =>
      (await import("./descent/element.ts")).defineDescent(python, isUnmetered),
    "gd-contour": async () =>
      (await import("./contour/element.ts")).defineContour(python, isUnmetered),
    "gd-line": async () => (await import("./line/element.ts")).defineLine(python, isUnmetered),
    "gd-rates": async () => (await import("./rates/element.ts")).defineRates(python, isUnmetered),
    "gd-network": async () =>
      (await import("./network/element.ts")).defineNetwork(python, isUnmetered),
    "gd-film": async () => (await import("./film/element.ts")).defineFilm(),
    "gd-notebook, gd-cell": async () => (await import("./cells.ts")).defineCells(python),
    "gd-offline": async () => (await import("./offline/element.ts")).defineOffline(),
    "gd-assignment": async () =>
      (await import("./teach/assignment-maker.ts")).defineAssignmentMaker(),
    "gd-results": async () => (await import("./teach/results.ts")).defineResults(python),
  },
  () => void offerReload(),
);

startSite();
onEachPage(fetchParts);
addEventListener(MADE, fetchParts);
listenToEmbedding();
python.watch(({ state }) => void (state === "failed" && offerNewEdition()));
