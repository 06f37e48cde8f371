/** Widgets are fetched when a reader comes near the first of their kind: prose costs nobody a network. */
import { whenNear } from "../core/on-visible.ts";

/** The name of the event that an element dispatches which a script has made and put into the page. */
export const MADE = "gd-made";

/** What defines the elements that a selector finds. */
export type Parts = Readonly<Record<string, () => Promise<void>>>;

/**
 * Return a function that looks at the page, and has fetched what belongs to its elements when they are near.
 *
 * @param failed is told when something did not come. It is fetched again when the network is back, and
 *   when the reader comes near another element that needs it.
 */
export function fetchingAsNeeded(
  parts: Parts,
  failed: () => void,
  page: Pick<Document, "querySelectorAll"> = document,
  near: (element: Element, action: () => void) => void = whenNear,
): () => void {
  const here = new Set<string>(); // or under way
  const watched = new WeakSet<Element>();

  function fetchPart(selector: string): void {
    if (here.has(selector)) return;
    here.add(selector);
    parts[selector]!().catch(() => {
      here.delete(selector);
      globalThis.addEventListener?.("online", () => fetchPart(selector), { once: true });
      failed();
    });
  }

  return () => {
    for (const selector of Object.keys(parts)) {
      for (const element of page.querySelectorAll(selector)) {
        if (watched.has(element)) continue;
        watched.add(element);
        near(element, () => fetchPart(selector));
      }
    }
  };
}
