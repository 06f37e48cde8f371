/**
 * Keeps editions of the site apart: a page that was built after the script that runs here is loaded anew,
 * and a reader whose page has become old is offered the new one.
 */
import { languageAround } from "../core/language.ts";
import { siteRoot } from "../core/site-root.ts";
import { showBar } from "./notice-bar.ts";
import { isEdition, LIST, type Edition } from "./release-manifest.ts";
import type { KeepMessage } from "./messages.ts";
import { OFFLINE_WORDS } from "./words.ts";

const ASK_AGAIN_MS = 10 * 60_000;
/** How long the host may take to say what is published. */
const PATIENCE_MS = 10_000;

const shownEdition = (): string | null =>
  document.querySelector<HTMLMetaElement>('meta[name="gd-edition"]')?.content ?? null;

/** The edition of the script that runs. */
const own = shownEdition();

/**
 * Return what the server has now; null if it does not say.
 *
 * @param cache "reload" asks the server itself; with "no-cache", the service worker may answer for it
 */
export async function publishedEdition(
  cache: "no-cache" | "reload" = "no-cache",
): Promise<Edition | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(new URL(LIST, siteRoot), { cache, signal });
    const published: unknown = answer.ok ? await answer.json() : null;
    return isEdition(published) ? published : null;
  } catch {
    return null;
  }
}

/** Call with every page that is shown: instant navigation may have brought one of another edition. */
export function keepEditionsApart(): void {
  if (own && shownEdition() !== own) location.reload();
}

/** Let a service worker answer where the network cannot, and look out for new editions. */
export function watchEditions(): void {
  if (!own || !("serviceWorker" in navigator) || !isSecureContext) return;
  const isFirstVisit = !navigator.serviceWorker.controller;
  const register = () => {
    navigator.serviceWorker
      .register(new URL("service-worker.js", siteRoot))
      .then(() => navigator.serviceWorker.ready)
      .then((registration) => void (isFirstVisit && keepWhatIsHere(registration)))
      .catch(() => {}); // forbidden, as in some private windows: the site works without
  };
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
  let asked = performance.now();
  addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || performance.now() - asked < ASK_AGAIN_MS) return;
    asked = performance.now();
    void offerNewEdition();
  });
}

/** Have the service worker keep what this page loads past it: on a first visit, all until it takes over. */
function keepWhatIsHere({ active }: ServiceWorkerRegistration): void {
  const tell = (keep: readonly string[]) => active?.postMessage({ keep } satisfies KeepMessage);
  tell([location.href]);
  let takenOver = navigator.serviceWorker.controller ? performance.now() : Infinity;
  navigator.serviceWorker.addEventListener(
    "controllerchange",
    () => (takenOver = performance.now()),
    { once: true },
  );
  new PerformanceObserver((entries) => {
    const past = entries.getEntries().filter(({ startTime }) => startTime <= takenOver);
    const ours = past.filter(({ name }) => name.startsWith(siteRoot.href));
    if (ours.length > 0) tell(ours.map(({ name }) => name));
  }).observe({ type: "resource", buffered: true });
}

/**
 * Ask whether there is a new edition, and say so to the reader; their page stays until they choose.
 *
 * @returns whether there is one
 */
export async function offerNewEdition(): Promise<boolean> {
  const published = await publishedEdition();
  if (!own || !published || published.edition === own) return false;
  const { isNew, load, later } = OFFLINE_WORDS[languageAround(document.documentElement)];
  const reload = (): true => (location.reload(), true);
  showBar("edition", isNew, [
    { label: load, act: reload },
    { label: later, act: () => {} },
  ]);
  return true;
}
