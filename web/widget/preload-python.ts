/** Loads Python before the first change, where that is all but certain to be wanted, or costs nothing. */
import { whenIdle } from "../core/on-idle.ts";

const HOVER_MS = 150;

/**
 * Call `load` when a pointer rests on one of `parts`; or, on a connection that costs nothing, as soon as
 * `host` is seen and the page has nothing else to do.
 */
export function loadAhead(
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
    whenIdle(load);
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
