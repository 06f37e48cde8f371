/** What stands in a page is the first run of each widget, also where the address asks for another state of it. */
import { keyOf } from "../widget/url-state.ts";
import { SELECTOR } from "../embed/embed-pages.ts";
import { partOf } from "../core/url-fragment.ts";

/** Set by the page itself, before anything is painted, where the address may ask for states: see states-in-address.css. */
const MAY_BE_ASKED = "gd-asked";

/** Mark the widgets of which the address asks for something, until their own scripts are there and know more. */
export function markAskedStates(): void {
  for (const host of document.querySelectorAll<HTMLElement>(`:is(${SELECTOR}):not([data-ready])`)) {
    if (partOf(location.hash, keyOf(host)) === null) continue;
    host.dataset["stale"] = "";
    host.dataset["awaits"] = "run";
  }
  document.documentElement.classList.remove(MAY_BE_ASKED);
}
