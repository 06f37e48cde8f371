/** Marks widgets whose prerendered first run is not the state in the URL's fragment, until their scripts run. */
import { keyOf } from "../widget/url-state.ts";
import { WIDGET_SELECTOR } from "../embed/embed-pages.ts";
import { fragmentPart } from "../core/url-fragment.ts";

/** A class of `<html>`, set by an inline script if the fragment may contain states: see linked-states.css. */
const PENDING_CLASS = "gd-linked-states";

/** Mark the widgets with a state in the fragment as stale. */
export function markLinkedStates(): void {
  for (const host of document.querySelectorAll<HTMLElement>(
    `:is(${WIDGET_SELECTOR}):not([data-ready])`,
  )) {
    if (fragmentPart(location.hash, keyOf(host)) === null) continue;
    host.dataset["stale"] = "";
    host.dataset["awaits"] = "run";
  }
  document.documentElement.classList.remove(PENDING_CLASS);
}
