/**
 * Where the site's main script is refused, as when a login page came in its place, nothing of it can say so:
 * the page then says it without scripts (partials/not-running.html) at once, and the scripts are fetched
 * anew, so that loading the page again has them.
 */
import { renewScripts } from "./page-scripts.ts";

const MAIN = 'script[type="module"]';

addEventListener(
  "error",
  ({ target }) => {
    if (!(target instanceof HTMLScriptElement) || !target.matches(MAIN)) return;
    document.documentElement.dataset["gdScripts"] = "refused";
    if (location.protocol !== "file:") void renewScripts();
  },
  { capture: true },
);
