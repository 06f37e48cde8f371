/**
 * Makes tables, formulas and code that scroll horizontally focusable, so that arrow keys scroll them. Those that
 * do not overflow are no tab stops.
 */
const SCROLLABLE = ".md-typeset__scrollwrap, div.gd-maths, .md-typeset pre > code";

export function makeScrollableFocusable(page: Document = document): void {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  const watched = new WeakSet<Element>(); // observing an element again would measure it again
  const watch = () => {
    for (const part of page.querySelectorAll(SCROLLABLE)) {
      if (watched.has(part)) continue;
      watched.add(part);
      sizes.observe(part);
    }
  };
  watch();
  new MutationObserver(watch).observe(page.body, { childList: true, subtree: true });
}
