/**
 * Keeps wide tables, formulas and programs within reach of the keyboard: a part that scrolls by itself can
 * be focused, and the arrow keys then move it. A part that shows all it has is no stop for Tab.
 */
const WIDE = ".md-typeset__scrollwrap, div.gd-maths, .md-typeset pre > code";

export function reachWideParts(page: Document = document): void {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  const watched = new WeakSet<Element>(); // to observe a part anew would measure it anew
  const watch = () => {
    for (const part of page.querySelectorAll(WIDE)) {
      if (watched.has(part)) continue;
      watched.add(part);
      sizes.observe(part);
    }
  };
  watch();
  new MutationObserver(watch).observe(page.body, { childList: true, subtree: true });
}
