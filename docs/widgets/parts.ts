/** Widgets are fetched when a page first has one of their kind: a page of prose costs nobody a network. */

/** What defines the elements that a selector finds. */
export type Parts = Readonly<Record<string, () => Promise<void>>>;

/**
 * Return a function that looks at the page and fetches what it has and what is not here yet.
 *
 * @param failed is told when something did not come. It is fetched again when the network is back, and
 *   when the reader goes to another page that has it.
 */
export function fetchingAsNeeded(
  parts: Parts,
  failed: () => void,
  page: Pick<Document, "querySelector"> = document,
): () => void {
  const wanted = new Set(Object.keys(parts));
  const look = () => {
    for (const selector of [...wanted].filter((one) => page.querySelector(one))) {
      wanted.delete(selector);
      parts[selector]!().catch(() => {
        wanted.add(selector);
        globalThis.addEventListener?.("online", look, { once: true });
        failed();
      });
    }
  };
  return look;
}
