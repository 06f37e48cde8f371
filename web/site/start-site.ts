/** Starts the scripts that every page needs. */
import { showAssignment } from "../embed/assignment.ts";
import { isAnchor } from "../core/url-fragment.ts";
import { reloadIfOtherRelease, watchReleases } from "../offline/release.ts";
import { showNoticeIfCached, watchNetwork } from "../offline/network-notice.ts";
import { markLinkedStates } from "./linked-states.ts";
import { hideCopyButtonLandmarks } from "./copy-buttons.ts";
import { copyFragmentToLanguageMenu, updateLanguageMenu } from "./language-menu.ts";
import { retryImages } from "./retry-images.ts";
import { startColourScheme } from "./colour-scheme.ts";
import { searchOnInput } from "./search-input.ts";
import { makeScrollableFocusable } from "./scrollable-focus.ts";

/** Material's observable of pages: emits the first page, and each page of instant navigation. */
declare const document$: { subscribe(next: (page: Document) => void): void } | undefined;

/** Call `action` on the first page, and after each instant navigation. */
export function onEachPage(action: () => void): void {
  if (typeof document$ === "undefined") action();
  else document$.subscribe(action);
}

export function startSite(): void {
  startColourScheme();
  searchOnInput();
  hideCopyButtonLandmarks();
  makeScrollableFocusable();
  retryImages();
  watchReleases();
  copyFragmentToLanguageMenu();
  watchNetwork();
  onEachPage(showNoticeIfCached);
  addEventListener("hashchange", () => {
    if (!isAnchor(location.hash)) showAssignment(); // following a link to a heading does not remove the task
  });
  onEachPage(markLinkedStates);
  if (typeof document$ === "undefined") return showAssignment(); // an embed page
  onEachPage(() => {
    reloadIfOtherRelease();
    updateLanguageMenu();
    showAssignment();
  });
}
