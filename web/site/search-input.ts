import { isOfComposition } from "../widget/fields/text-input.ts";

/** Searches also for words that come without a key: dictated, pasted, dragged there. Material waits for `keyup`. */
export function searchWithoutKeys(): void {
  const search = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || !target.matches(".md-search__input")) return;
    if (event.type === "input" && isOfComposition(event)) return;
    target.dispatchEvent(new Event("keyup"));
  };
  for (const name of ["input", "compositionend"]) addEventListener(name, search);
}
