/**
 * The first screen first. What lies below it waits (`gd-early` in site.css, set by
 * partials/javascripts/palette.html): a browser neither styles nor lays it out, unless it is scrolled
 * into view. When the reader first moves, it follows piece by piece, whenever nothing else is to do, so
 * that no finger has to wait for all of it. A click or a key may lead anywhere: then it follows at once,
 * and so it does when the page was scrolled by no hand, as by a search for words or an assistive tool.
 */
import { whenIdle } from "../idle.ts";

const EARLY = "gd-early";
const WAITING = ".md-content__inner > *";
/** How many elements are laid out in one go: some ten milliseconds of a slow telephone. */
const AT_ONCE = 200;
const MOVES = ["pointermove", "pointerdown", "wheel"];
const DEEDS = ["click", "keydown"];

export function showRestAfterFirstScreen(): void {
  const { classList } = document.documentElement;
  if (!classList.contains(EARLY)) return;
  const parts = () => [...document.querySelectorAll<HTMLElement>(WAITING)];

  const done = new AbortController();
  const end = () => {
    done.abort();
    classList.remove(EARLY);
    for (const part of parts()) part.style.removeProperty("content-visibility");
  };
  const next = () => {
    if (done.signal.aborted) return;
    let elements = 0;
    for (const part of parts()) {
      if (part.style.contentVisibility === "visible") continue;
      if (elements > AT_ONCE) return whenIdle(next);
      part.style.contentVisibility = "visible";
      elements += 1 + part.querySelectorAll("*").length;
    }
    end();
  };
  let hasBegun = false;
  const begin = () => {
    if (!hasBegun) whenIdle(next);
    hasBegun = true;
  };
  const endInPlace = ({ target }: Event) => {
    if (hasBegun || target !== document) return; // the list of pages is brought to this one
    const middle = parts().find((part) => part.getBoundingClientRect().bottom > innerHeight / 2);
    if (!middle) return end();
    const { top } = middle.getBoundingClientRect();
    end();
    scrollBy({ top: middle.getBoundingClientRect().top - top, behavior: "instant" });
  };
  const options = { capture: true, passive: true, signal: done.signal };
  for (const move of MOVES) addEventListener(move, begin, options);
  for (const deed of DEEDS) addEventListener(deed, end, options);
  addEventListener("scroll", endInPlace, options);
}
