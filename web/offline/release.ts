/**
 * Keeps releases of the site apart: reloads when instant navigation brings a page of another release than the
 * running script, and offers a reload when a newer release has been published.
 */
import { languageAround } from "../core/language.ts";
import { siteRoot } from "../core/site-root.ts";
import { showBar } from "./notice-bar.ts";
import { isReleaseManifest, MANIFEST, type ReleaseManifest } from "./release-manifest.ts";
import type { CacheMessage } from "./messages.ts";
import { OFFLINE_WORDS } from "./words.ts";

/** Shortest time between two requests for the manifest, when a tab becomes visible again. */
const CHECK_AGAIN_MS = 10 * 60_000;
/** Of a request for the manifest. */
const TIMEOUT_MS = 10_000;

const pageRelease = (): string | null =>
  document.querySelector<HTMLMetaElement>('meta[name="gd-release"]')?.content ?? null;

/** The release of the running script: that of the page that loaded it. */
const scriptRelease = pageRelease();

/**
 * Fetch the manifest of the published release; null if it cannot be fetched.
 *
 * @param cache "reload" reaches the server; with "no-cache", the service worker may answer from its cache
 */
export async function publishedRelease(
  cache: "no-cache" | "reload" = "no-cache",
): Promise<ReleaseManifest | null> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(new URL(MANIFEST, siteRoot), { cache, signal });
    const published: unknown = response.ok ? await response.json() : null;
    return isReleaseManifest(published) ? published : null;
  } catch {
    return null;
  }
}

/** Reload if the page belongs to another release than the script. Call after each instant navigation. */
export function reloadIfOtherRelease(): void {
  if (scriptRelease && pageRelease() !== scriptRelease) location.reload();
}

/** Register the service worker, and check for new releases whenever the tab becomes visible. */
export function watchReleases(): void {
  if (!scriptRelease || !("serviceWorker" in navigator) || !isSecureContext) return;
  const isFirstVisit = !navigator.serviceWorker.controller;
  const register = () => {
    navigator.serviceWorker
      .register(new URL("service-worker.js", siteRoot))
      .then(() => navigator.serviceWorker.ready)
      .then((registration) => void (isFirstVisit && cacheLoadedFiles(registration)))
      .catch(() => {}); // forbidden, as in some private windows: the site works without it
  };
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
  let checked = performance.now();
  addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || performance.now() - checked < CHECK_AGAIN_MS)
      return;
    checked = performance.now();
    void offerNewRelease();
  });
}

/** Have the service worker cache what the page loaded before the worker controlled it, on a first visit. */
function cacheLoadedFiles({ active }: ServiceWorkerRegistration): void {
  const cache = (keep: readonly string[]) => active?.postMessage({ keep } satisfies CacheMessage);
  cache([location.href]);
  let controlledAt = navigator.serviceWorker.controller ? performance.now() : Infinity;
  navigator.serviceWorker.addEventListener(
    "controllerchange",
    () => (controlledAt = performance.now()),
    { once: true },
  );
  new PerformanceObserver((entries) => {
    const before = entries.getEntries().filter(({ startTime }) => startTime <= controlledAt);
    const ours = before.filter(({ name }) => name.startsWith(siteRoot.href));
    if (ours.length > 0) cache(ours.map(({ name }) => name));
  }).observe({ type: "resource", buffered: true });
}

/**
 * Offer a reload if a newer release has been published. The page stays until the reader chooses.
 *
 * @returns whether there is a newer release
 */
export async function offerNewRelease(): Promise<boolean> {
  const published = await publishedRelease();
  if (!scriptRelease || !published || published.edition === scriptRelease) return false;
  const { isNew, load, later } = OFFLINE_WORDS[languageAround(document.documentElement)];
  const reload = (): true => (location.reload(), true);
  showBar("release", isNew, [
    { label: load, act: reload },
    { label: later, act: () => {} },
  ]);
  return true;
}
