/** What every page needs, widget or not. */
import { showAssignment } from "../embed/assignment.ts";
import { isAnchor } from "../core/url-fragment.ts";
import { keepEditionsApart, watchEditions } from "../offline/release.ts";
import { sayIfKept, watchNetwork } from "../offline/network-notice.ts";
import { markAskedStates } from "./linked-states.ts";
import { noLandmarksInCode } from "./copy-buttons.ts";
import { keepPlaceInLanguageMenu, renewLanguageMenu } from "./language-menu.ts";
import { renewPictures } from "./retry-images.ts";
import { startScheme } from "./colour-scheme.ts";
import { searchWithoutKeys } from "./search-input.ts";
import { reachWideParts } from "./scrollable-focus.ts";

/** Material's stream of pages: tells each one, the first included, under instant navigation. */
declare const document$: { subscribe(next: (page: Document) => void): void } | undefined;

/** Call `look` on the first page, and on each that instant navigation puts in its place. */
export function onEachPage(look: () => void): void {
  if (typeof document$ === "undefined") look();
  else document$.subscribe(look);
}

export function startSite(): void {
  startScheme();
  searchWithoutKeys();
  noLandmarksInCode();
  reachWideParts();
  renewPictures();
  watchEditions();
  keepPlaceInLanguageMenu();
  watchNetwork();
  onEachPage(sayIfKept);
  addEventListener("hashchange", () => {
    if (!isAnchor(location.hash)) showAssignment(); // a place on the page leaves the task there
  });
  onEachPage(markAskedStates);
  if (typeof document$ === "undefined") return showAssignment(); // a widget alone
  onEachPage(() => {
    keepEditionsApart();
    renewLanguageMenu();
    showAssignment();
  });
}
