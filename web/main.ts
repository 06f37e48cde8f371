/** The entry of every page: starts the site's scripts, and loads custom elements when they come near the viewport. */
import "./shared-chunk.ts";
import { listenToShareButtons } from "./embed/share-buttons.ts";
import { offerNewRelease } from "./offline/release.ts";
import { offerReload } from "./offline/reload-notice.ts";
import { lazyElements, ELEMENT_ADDED } from "./site/lazy-elements.ts";
import { isUnmetered, python } from "./python/instance.ts";
import { onEachPage, startSite } from "./site/start-site.ts";

document.documentElement.dataset["gdScripts"] = "run"; // see partials/not-running.html

const loadElements = lazyElements(
  {
    "gd-descent": async () =>
      (await import("./widgets/descent/element.ts")).defineDescent(python, isUnmetered),
    "gd-contour": async () =>
      (await import("./widgets/contour/element.ts")).defineContour(python, isUnmetered),
    "gd-line": async () =>
      (await import("./widgets/line/element.ts")).defineLine(python, isUnmetered),
    "gd-rates": async () =>
      (await import("./widgets/rates/element.ts")).defineRates(python, isUnmetered),
    "gd-network": async () =>
      (await import("./widgets/network/element.ts")).defineNetwork(python, isUnmetered),
    "gd-film": async () => (await import("./animation/element.ts")).defineAnimation(),
    "gd-notebook, gd-cell": async () =>
      (await import("./notebook/define-elements.ts")).defineCells(python),
    "gd-offline": async () => (await import("./offline/element.ts")).defineOffline(),
    "gd-assignment": async () =>
      (await import("./teach/assignment-maker.ts")).defineAssignmentMaker(),
    "gd-results": async () => (await import("./teach/results-element.ts")).defineResults(python),
  },
  () => void offerReload(),
);

startSite();
onEachPage(loadElements);
addEventListener(ELEMENT_ADDED, loadElements);
listenToShareButtons();
python.watch(({ state }) => void (state === "failed" && offerNewRelease()));
