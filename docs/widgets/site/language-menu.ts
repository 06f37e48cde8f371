/**
 * Keeps the language menu true. Instant navigation replaces the page but not the header, so the
 * menu would go on pointing at the page where the visit began; each page's head names its versions.
 */
export function renewLanguageMenu(page: Document = document): void {
  for (const version of page.querySelectorAll<HTMLLinkElement>("link[rel='gd-alternate']")) {
    const selector = `.md-select__link[hreflang="${version.hreflang}"]`;
    for (const link of page.querySelectorAll<HTMLAnchorElement>(selector)) link.href = version.href;
  }
}
