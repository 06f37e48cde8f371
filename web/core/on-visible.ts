/** Of the viewport: elements within one window height above or below it count as visible. */
const ROOT_MARGIN = "100% 0px";

/**
 * Call `action` once, when `host` comes near the viewport. In a frame, at once: an embed shows nothing else, and
 * a hidden frame never becomes visible (teach/recheck-figure.ts).
 */
export function onVisible(host: Element, action: () => void, signal?: AbortSignal): void {
  if (window !== window.top) return action();
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      action();
    },
    { rootMargin: ROOT_MARGIN },
  );
  observer.observe(host);
  signal?.addEventListener("abort", () => observer.disconnect());
}
