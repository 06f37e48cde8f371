/**
 * Removes the landmark role from Material's copy buttons: each is in a `<nav>`, and screen readers would list
 * all of them, with the same name, among the page's landmarks.
 */
export function hideCopyButtonLandmarks(page: Document = document): void {
  const quiet = () => {
    for (const nav of page.querySelectorAll("nav.md-code__nav:not([role])")) {
      nav.setAttribute("role", "presentation");
    }
  };
  quiet();
  new MutationObserver(quiet).observe(page.body, { childList: true, subtree: true });
}
