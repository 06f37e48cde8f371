/** What a page fetches only when its reader comes near. */

/** How far away a reader may be: the height of the window. */
const NEAR = "100% 0px";

/**
 * Call `action` once, as soon as `host` is near what the reader sees; in a frame at once: a page that
 * shows one thing has nothing to wait for, and the frame may lie out of sight to compute something.
 */
export function whenNear(host: Element, action: () => void, signal?: AbortSignal): void {
  if (window !== window.top) return action();
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      action();
    },
    { rootMargin: NEAR },
  );
  observer.observe(host);
  signal?.addEventListener("abort", () => observer.disconnect());
}
