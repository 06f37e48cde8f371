/**
 * Keeps editions of the site apart: a page that was built after the script that runs here is loaded anew,
 * and a reader whose page has become old is offered the new one.
 */
import { languageAround } from "../language.ts";
import { html } from "../markup.ts";
import { siteRoot } from "../site-root.ts";
import { FILES, isImmutable, pagesOf, type Edition } from "./stores.ts";
import { OFFLINE_WORDS } from "./words.ts";

const ASK_AGAIN_MS = 10 * 60_000;

const shownEdition = (): string | null =>
  document.querySelector<HTMLMetaElement>('meta[name="gd-edition"]')?.content ?? null;

/** The edition of the script that runs. */
const own = shownEdition();

/** Return what the server has now; null if it does not say. */
export async function publishedEdition(): Promise<Edition | null> {
  try {
    const answer = await fetch(new URL("edition.json", siteRoot), { cache: "no-cache" });
    return answer.ok ? ((await answer.json()) as Edition) : null;
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
  const register = () => {
    navigator.serviceWorker
      .register(new URL("service-worker.js", siteRoot))
      .then(() => navigator.serviceWorker.ready)
      .then(keepWhatIsHere)
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

/** Keep what this page loaded before there was a service worker. */
async function keepWhatIsHere(): Promise<void> {
  const [files, pages] = await Promise.all([caches.open(FILES), caches.open(pagesOf(own!))]);
  const add = (store: Cache, url: string) => store.add(url).catch(() => {}); // gone, or no room
  const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const ours = loaded.filter(({ origin }) => origin === location.origin);
  await Promise.all([
    add(pages, location.href.replace(/#.*/, "")),
    ...ours.map((url) => add(isImmutable(url.pathname) ? files : pages, url.href)),
  ]);
}

/** Ask whether there is a new edition, and say so to the reader; their page stays until they choose. */
export async function offerNewEdition(): Promise<void> {
  const published = await publishedEdition();
  if (!own || !published || published.edition === own) return;
  if (document.querySelector(".gd-edition")) return;
  const { isNew, load, later } = OFFLINE_WORDS[languageAround(document.documentElement)];
  const bar = document.createElement("div");
  bar.className = "gd-edition";
  bar.innerHTML = html`<span role="status">${isNew}</span>
    <button type="button" class="gd-text-button" data-action="load">${load}</button>
    <button type="button" class="gd-text-button" data-action="later">${later}</button>`.text;
  bar.querySelector("[data-action=load]")!.addEventListener("click", () => location.reload());
  bar.querySelector("[data-action=later]")!.addEventListener("click", () => bar.remove());
  document.body.append(bar);
}
