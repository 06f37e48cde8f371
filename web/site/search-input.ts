import { isOfComposition } from "../widget/fields/text-input.ts";

/** Search on `input` too, for dictated, pasted or dropped words: Material listens for `keyup` only. */
export function searchOnInput(): void {
  const search = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || !target.matches(".md-search__input")) return;
    if (event.type === "input" && isOfComposition(event)) return;
    target.dispatchEvent(new Event("keyup"));
  };
  for (const name of ["input", "compositionend"]) addEventListener(name, search);
}
