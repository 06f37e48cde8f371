/** Shows a notice while pages come from the cache, because the network is offline, slow or failing. */
import { languageAround } from "../core/language.ts";
import { siteRoot } from "../core/site-root.ts";
import { removeBar, showBar } from "./notice-bar.ts";
import { MANIFEST } from "./release-manifest.ts";
import { CACHED_META, CACHED_MESSAGE } from "./messages.ts";
import { OFFLINE_WORDS } from "./words.ts";

const BAR = "kept";
const CHECK_AGAIN_MS = 20_000;

let isClosed = false;
let timer = 0;

/** Listen for the service worker's message about a cached file, and check the network on `online`. */
export function watchNetwork(): void {
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data === CACHED_MESSAGE) showNotice();
  });
  addEventListener("online", () => void checkNetwork());
}

/** Show the notice if the page came from the cache, else hide it. Call after each instant navigation. */
export function showNoticeIfCached(): void {
  if (document.querySelector(`meta[name="${CACHED_META}"]`)) showNotice();
  else hideNotice();
}

function showNotice(): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void checkNetwork(), CHECK_AGAIN_MS);
  if (isClosed) return;
  const { text, close } = OFFLINE_WORDS[languageAround(document.documentElement)].badNetwork;
  showBar(BAR, text, [{ label: close, act: () => void (isClosed = true) }]);
}

function hideNotice(): void {
  clearTimeout(timer);
  isClosed = false;
  removeBar(BAR);
}

/** Request the manifest without any cache: hides the notice if the host answers, else schedules the next check. */
async function checkNetwork(): Promise<void> {
  try {
    const address = new URL(MANIFEST, siteRoot);
    const response = await fetch(address, { method: "HEAD", cache: "no-store" });
    if (response.ok && response.headers.get("content-type")?.includes("json")) return hideNotice();
  } catch {
    // still offline
  }
  if (document.querySelector(`[data-bar="${BAR}"]`)) showNotice();
}
