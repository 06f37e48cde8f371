/** What every page needs, widget or not. */
import { keepEditionsApart, watchEditions } from "../offline/edition.ts";
import { noLandmarksInCode } from "./code-buttons.ts";
import { renewLanguageMenu } from "./language-menu.ts";
import { searchInsideWords } from "./search.ts";

/** Material's stream of pages: tells each one, the first included, under instant navigation. */
declare const document$: { subscribe(next: (page: Document) => void): void } | undefined;

export function startSite(): void {
  if (document.documentElement.lang === "ja") searchInsideWords();
  noLandmarksInCode();
  watchEditions();
  if (typeof document$ === "undefined") return;
  document$.subscribe(() => {
    keepEditionsApart();
    renewLanguageMenu();
  });
}
