/** What a page fetches only when its reader comes near. */

/** How far away a reader may be: the height of the window. */
const NEAR = "100% 0px";

/** Call `action` once, as soon as `host` is near what the reader sees. */
export function whenNear(host: Element, action: () => void, signal?: AbortSignal): void {
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
