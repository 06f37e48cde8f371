/**
 * Updates the links of the language menu. Instant navigation replaces the page but not the header, so they would
 * keep pointing at translations of the first page; each page's head names its own (`gd-alternate`).
 */

const LINKS = ".md-select__link[hreflang]";

/** Events before a link is followed or its URL copied, by mouse, touch or keyboard. */
const BEFORE_USE = ["pointerdown", "focusin", "click", "contextmenu"];

export function updateLanguageMenu(page: Document = document): void {
  for (const version of page.querySelectorAll<HTMLLinkElement>("link[rel='gd-alternate']")) {
    const selector = `.md-select__link[hreflang="${version.hreflang}"]`;
    for (const link of page.querySelectorAll<HTMLAnchorElement>(selector)) link.href = version.href;
  }
}

/**
 * Copy the fragment to the menu's links: ids and widgets' states are the same in both languages. The query is not
 * copied: it is a search for words of this language.
 */
export function copyFragmentToLanguageMenu(page: Document = document): void {
  const keep = ({ target }: Event): void => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>(LINKS);
    if (link) link.hash = location.hash;
  };
  for (const use of BEFORE_USE) page.addEventListener(use, keep, { capture: true, passive: true });
}
