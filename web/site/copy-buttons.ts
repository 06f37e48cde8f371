/**
 * Material puts the copy button of each code block into a `nav` of its own, which screen readers would
 * list among the page's landmarks, all by the same name.
 */
export function noLandmarksInCode(page: Document = document): void {
  const quiet = () => {
    for (const nav of page.querySelectorAll("nav.md-code__nav:not([role])")) {
      nav.setAttribute("role", "presentation");
    }
  };
  quiet();
  new MutationObserver(quiet).observe(page.body, { childList: true, subtree: true });
}
