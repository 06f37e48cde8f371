/** Points at a rate on the graph: by mouse, finger or keyboard. */
import { focusByPointer, listenToDrag, placeIn } from "../../plot/dragging.ts";
import { clamp } from "../../plot/scales.ts";
import type { Plane } from "../../plot/plot-area.ts";

export interface Pointing {
  /** The plane, now. */
  plane(): Plane;
  /** The rate that is selected, now. */
  lr(): number;
  /** Called with each rate that is selected. */
  select(lr: number): void;
  /** Select the next rate, or the one before. */
  step(by: 1 | -1): void;
  /** Called with the rate that the mouse is over; null: over none any more. */
  look(lr: number | null): void;
}

const TENFOLD = 10;

/** Listen to the handle `element` and to all of `picture`, in which it is drawn, until `signal` ends it. */
export function listenToPointing(
  element: SVGGElement,
  picture: SVGSVGElement,
  pointing: Pointing,
  signal: AbortSignal,
): void {
  const rateAt = (x: number): number => {
    const scale = pointing.plane().x;
    return scale.at(clamp(x, ...scale.range));
  };
  const isOnPlane = ({ x, y }: { x: number; y: number }): boolean => {
    const on = pointing.plane();
    return x >= on.x.range[0] && x <= on.x.range[1] && y >= on.y.range[1] && y <= on.y.range[0];
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!moveByKey(event.key, pointing)) return;
    event.preventDefault();
  };
  // A mouse selects at once and goes on to drag; a finger may want to scroll the page.
  const onPointerDown = (event: PointerEvent): void => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    const place = placeIn(picture, event);
    if (element.contains(event.target as Node) || !isOnPlane(place)) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    focusByPointer(element);
    pointing.select(rateAt(place.x));
  };
  const onClick = (event: MouseEvent): void => {
    const place = placeIn(picture, event);
    const isFinger = (event as PointerEvent).pointerType !== "mouse";
    if (isFinger && !element.contains(event.target as Node) && isOnPlane(place)) {
      pointing.select(rateAt(place.x));
    }
  };
  const onMove = (event: PointerEvent): void => {
    if (event.pointerType !== "mouse" || event.buttons !== 0) return;
    const place = placeIn(picture, event);
    pointing.look(isOnPlane(place) ? rateAt(place.x) : null);
  };
  listenToDrag(element, picture, ({ x }) => pointing.select(rateAt(x)), signal);
  element.addEventListener("keydown", onKey, { signal });
  picture.addEventListener("pointerdown", onPointerDown, { signal });
  picture.addEventListener("click", onClick, { signal });
  picture.addEventListener("pointermove", onMove, { signal });
  picture.addEventListener("pointerleave", () => pointing.look(null), { signal });
}

/** Return whether a key is one of ours; if it is, do what it says. */
function moveByKey(key: string, pointing: Pointing): boolean {
  const [low, high] = pointing.plane().x.domain;
  const moves: Record<string, () => void> = {
    ArrowRight: () => pointing.step(1),
    ArrowUp: () => pointing.step(1),
    ArrowLeft: () => pointing.step(-1),
    ArrowDown: () => pointing.step(-1),
    PageUp: () => pointing.select(Math.min(pointing.lr() * TENFOLD, high)),
    PageDown: () => pointing.select(Math.max(pointing.lr() / TENFOLD, low)),
    Home: () => pointing.select(low),
    End: () => pointing.select(high),
  };
  moves[key]?.();
  return key in moves;
}
