/**
 * The first screen first. What lies below it waits (`gd-early` in site.css, set by
 * partials/javascripts/palette.html): a browser neither styles nor lays it out, unless it is scrolled
 * into view. When the reader first moves, it follows piece by piece, whenever nothing else is to do, so
 * that no finger has to wait for all of it. A click or a key may lead anywhere: then it follows at once.
 */
import { whenIdle } from "../idle.ts";

const EARLY = "gd-early";
const WAITING = ".md-content__inner > *";
/** How many elements are laid out in one go: some ten milliseconds of a slow telephone. */
const AT_ONCE = 200;
const MOVES = ["pointermove", "pointerdown", "wheel", "scroll"];
const DEEDS = ["click", "keydown"];

export function showBelow(page: Document = document): void {
  const { classList } = page.documentElement;
  if (!classList.contains(EARLY)) return;
  const parts = () => [...page.querySelectorAll<HTMLElement>(WAITING)];

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
  const begin = ({ type, target }: Event) => {
    if (type === "scroll" && target !== page) return; // the list of pages, brought to this one
    if (!hasBegun) whenIdle(next);
    hasBegun = true;
  };
  const options = { capture: true, passive: true, signal: done.signal };
  for (const move of MOVES) addEventListener(move, begin, options);
  for (const deed of DEEDS) addEventListener(deed, end, options);
}
