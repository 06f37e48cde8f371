/** Drags a thing in a picture: by mouse or finger. */

/** A place in a picture, in the units of its viewBox. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Return where in `picture` an event is. */
export function placeIn(
  picture: SVGSVGElement,
  event: Pick<MouseEvent, "clientX" | "clientY">,
): Place {
  const box = picture.getBoundingClientRect();
  const { width, height } = picture.viewBox.baseVal;
  return {
    x: ((event.clientX - box.left) / box.width) * width,
    y: ((event.clientY - box.top) / box.height) * height,
  };
}

/**
 * Give the focus to an element that a mouse or finger has taken, without the ring that shows where keys act:
 * browsers draw it wherever a script moves the focus after a key. It comes with the next key.
 */
export function focusByPointer(element: SVGElement): void {
  element.dataset["byPointer"] = "";
  const forget = () => delete element.dataset["byPointer"];
  for (const name of ["keydown", "blur"]) element.addEventListener(name, forget, { once: true });
  element.focus({ preventScroll: true });
}

/** Call `move` with each place to which `element`, drawn in `picture`, is dragged, until `signal` ends it. */
export function listenToDrag(
  element: SVGGElement,
  picture: SVGSVGElement,
  move: (place: Place) => void,
  signal: AbortSignal,
): void {
  // A finger on the handle drags it and does not scroll the page: `touch-action` is not heeded inside SVG.
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
  listenToMoves(element, (event) => move(placeIn(picture, event)), signal);
}

/** So soon after another a raw movement brings nothing that could be seen. */
const RAW_MS = 4;

/**
 * Call `move` with the movements of a pointer that `element` has captured, until `signal` ends it.
 *
 * Browsers keep `pointermove` back until the next frame is due; where there is `pointerrawupdate`, which
 * they don't, Python can begin that much earlier. It comes as often as the mouse reports.
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
