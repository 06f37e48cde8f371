/** Opens a learning rate in a `<gd-descent>` of the same page. */
import { keyOf } from "../../widget/url-state.ts";
import { codec } from "../descent/state.ts";
import { isAnchor, writeFragment } from "../../core/url-fragment.ts";
import type { State } from "./state.ts";

/** Return the last `<gd-descent>` before `host`, else the first one after it; null if the page has none. */
export function findDescent(host: Element): HTMLElement | null {
  const all = [...document.querySelectorAll<HTMLElement>("gd-descent[data-ready]")];
  const isBefore = (other: Element) =>
    (host.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  return all.filter(isBefore).at(-1) ?? all[0] ?? null;
}

/** Have `descent` show the run of `state` from its start, and bring it into view. */
export function openInDescent(descent: HTMLElement, { loss, t, steps, lr }: State): void {
  const run = { loss, t, lr, steps };
  const others = isAnchor(location.hash) ? "" : location.hash;
  const { write } = codec({ ...run, t: t ?? 0 });
  const fragment = writeFragment(others, keyOf(descent), write({ ...run, n: 0, h: null }));
  // assigning location.hash would move the focus
  history.replaceState(history.state, "", fragment);
  dispatchEvent(new HashChangeEvent("hashchange"));
  descent.scrollIntoView({ block: "nearest" });
  descent.querySelector<HTMLElement>("[data-action=play]")?.focus({ preventScroll: true });
}
