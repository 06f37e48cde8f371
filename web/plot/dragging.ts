/** Dragging a handle in a chart by mouse or finger, and how far an arrow key moves it. */
import type { Point } from "./plot-area.ts";

/** How far an arrow key moves a handle, in data units; with Shift, the larger step. */
export const KEY_STEP = 0.1;
export const SHIFT_KEY_STEP = 1;

/** Return the coordinates of an event in the viewBox of `picture`. */
export function pointerPosition(
  picture: SVGSVGElement,
  event: Pick<MouseEvent, "clientX" | "clientY">,
): Point {
  const box = picture.getBoundingClientRect();
  const { width, height } = picture.viewBox.baseVal;
  return {
    x: ((event.clientX - box.left) / box.width) * width,
    y: ((event.clientY - box.top) / box.height) * height,
  };
}

/**
 * Focus an element after a pointer event without its focus ring, which browsers draw when a script moves the
 * focus after a key press. The ring appears with the next key press.
 */
export function focusByPointer(element: SVGElement): void {
  element.dataset["byPointer"] = "";
  const forget = () => delete element.dataset["byPointer"];
  for (const name of ["keydown", "blur"]) element.addEventListener(name, forget, { once: true });
  element.focus({ preventScroll: true });
}

/** Call `move` with each point to which `element`, part of `picture`, is dragged, until `signal` is aborted. */
export function listenToDrag(
  element: SVGGElement,
  picture: SVGSVGElement,
  move: (place: Point) => void,
  signal: AbortSignal,
): void {
  // Prevents scrolling while a finger drags the handle: `touch-action` has no effect inside SVG.
  element.addEventListener("touchstart", (event) => event.preventDefault(), {
    passive: false,
    signal,
  });
  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      focusByPointer(element);
      event.preventDefault();
    },
    { signal },
  );
  listenToMoves(element, (event) => move(pointerPosition(picture, event)), signal);
}

/** `pointerrawupdate` events within this time after a handled one are ignored: they would not be visible. */
const RAW_MS = 4;

/**
 * Call `move` with the moves of a pointer that `element` has captured, until `signal` is aborted.
 *
 * Browsers delay `pointermove` until the next frame. They don't delay `pointerrawupdate`, where it exists, so
 * that Python can begin earlier; it fires as often as the mouse reports.
 */
export function listenToMoves(
  element: Element,
  move: (event: PointerEvent) => void,
  signal: AbortSignal,
): void {
  let last: PointerEvent | null = null;
  const onMove = (event: Event): void => {
    if (!(event instanceof PointerEvent) || !element.hasPointerCapture(event.pointerId)) return;
    const isSame = event.clientX === last?.clientX && event.clientY === last.clientY;
    const isRaw = event.type === "pointerrawupdate";
    if (isSame || (last && isRaw && event.timeStamp - last.timeStamp < RAW_MS)) return;
    last = event;
    move(event);
  };
  for (const name of ["pointermove", "pointerrawupdate"])
    element.addEventListener(name, onMove, { signal });
}
