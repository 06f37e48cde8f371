/**
 * Keeps the language menu true. Instant navigation replaces the page but not the header, so the
 * menu would go on pointing at the page where the visit began; each page's head names its versions.
 */

/** The links of the menu. */
const LINKS = ".md-select__link[hreflang]";

/** A link is used by mouse, finger or keyboard, in this tab or another: one of these comes first. */
const BEFORE_USE = ["pointerdown", "focusin", "click", "contextmenu"];

export function renewLanguageMenu(page: Document = document): void {
  for (const version of page.querySelectorAll<HTMLLinkElement>("link[rel='gd-alternate']")) {
    const selector = `.md-select__link[hreflang="${version.hreflang}"]`;
    for (const link of page.querySelectorAll<HTMLAnchorElement>(selector)) link.href = version.href;
  }
}

/**
 * Let the menu lead to the same place, or the same state of a widget, in the other language: both have the same
 * ids. A query stays behind: it is a search for words of this language.
 */
export function keepPlaceInLanguageMenu(page: Document = document): void {
  const keep = ({ target }: Event): void => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>(LINKS);
    if (link) link.hash = location.hash;
  };
  for (const use of BEFORE_USE) page.addEventListener(use, keep, { capture: true, passive: true });
}
