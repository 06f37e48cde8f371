/** Loads Python before the first change: on hover, and on an unmetered connection when the widget is visible. */
import { onIdle } from "../core/on-idle.ts";

const HOVER_MS = 150;

/**
 * Call `load` when a pointer hovers over one of `parts`; on an unmetered connection, as soon as `host` is
 * visible and the page is idle.
 */
export function preloadPython(
  host: Element,
  parts: Iterable<Element>,
  isUnmetered: boolean,
  load: () => void,
  signal: AbortSignal,
): void {
  for (const part of parts) loadOnHover(part, load, signal);
  if (!isUnmetered) return;
  const observer = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    observer.disconnect();
    onIdle(load);
  });
  observer.observe(host);
  signal.addEventListener("abort", () => observer.disconnect());
}

function loadOnHover(part: Element, load: () => void, signal: AbortSignal): void {
  let hover = 0;
  part.addEventListener("pointerenter", () => (hover = window.setTimeout(load, HOVER_MS)), {
    signal,
  });
  part.addEventListener("pointerleave", () => clearTimeout(hover), { signal });
  signal.addEventListener("abort", () => clearTimeout(hover));
}
