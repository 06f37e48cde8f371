/** Loads the definition of a custom element when the first such element comes near the viewport. */
import { onVisible } from "../core/on-visible.ts";

/** The event that a script dispatches on an element that it has added to the page. */
export const ELEMENT_ADDED = "gd-element-added";

/** By selector: loads and defines the elements that match it. */
export type ElementLoaders = Readonly<Record<string, () => Promise<void>>>;

/**
 * Return a function that observes the elements of the page, and loads their definitions when they are near.
 *
 * @param failed called when loading fails. It is retried on the event `online`, and when another element of
 *   the kind comes near.
 */
export function lazyElements(
  parts: ElementLoaders,
  failed: () => void,
  page: Pick<Document, "querySelectorAll"> = document,
  near: (element: Element, action: () => void) => void = onVisible,
): () => void {
  const loaded = new Set<string>(); // or loading
  const watched = new WeakSet<Element>();

  function load(selector: string): void {
    if (loaded.has(selector)) return;
    loaded.add(selector);
    parts[selector]!().catch(() => {
      loaded.delete(selector);
      globalThis.addEventListener?.("online", () => load(selector), { once: true });
      failed();
    });
  }

  return () => {
    for (const selector of Object.keys(parts)) {
      for (const element of page.querySelectorAll(selector)) {
        if (watched.has(element)) continue;
        watched.add(element);
        near(element, () => load(selector));
      }
    }
  };
}
