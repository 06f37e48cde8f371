/** Says on the page that what it shows was kept by the browser, because the network is gone, silent or in trouble. */
import { languageAround } from "../core/language.ts";
import { siteRoot } from "../core/site-root.ts";
import { removeBar, showBar } from "./notice-bar.ts";
import { LIST } from "./release-manifest.ts";
import { KEPT_MARK, KEPT_MESSAGE } from "./messages.ts";
import { OFFLINE_WORDS } from "./words.ts";

const BAR = "kept";
const LOOK_AGAIN_MS = 20_000;

let isClosed = false;
let timer = 0;

/** Be told by the service worker, and look when the browser says that the network is back. */
export function watchNetwork(): void {
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data === KEPT_MESSAGE) say();
  });
  addEventListener("online", () => void look());
}

/** Call with every page that is shown: a page that was kept has a mark. */
export function sayIfKept(): void {
  if (document.querySelector(`meta[name="${KEPT_MARK}"]`)) say();
  else unsay();
}

function say(): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void look(), LOOK_AGAIN_MS);
  if (isClosed) return;
  const { text, close } = OFFLINE_WORDS[languageAround(document.documentElement)].badNetwork;
  showBar(BAR, text, [{ label: close, act: () => void (isClosed = true) }]);
}

function unsay(): void {
  clearTimeout(timer);
  isClosed = false;
  removeBar(BAR);
}

/** Ask the host itself, past all that is kept. */
async function look(): Promise<void> {
  try {
    const address = new URL(LIST, siteRoot);
    const answer = await fetch(address, { method: "HEAD", cache: "no-store" });
    if (answer.ok && answer.headers.get("content-type")?.includes("json")) return unsay();
  } catch {
    // still gone
  }
  if (document.querySelector(`[data-bar="${BAR}"]`)) say();
}
