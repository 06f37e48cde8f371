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
      element.focus({ preventScroll: true });
      event.preventDefault();
    },
    { signal },
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      if (element.hasPointerCapture(event.pointerId)) move(placeIn(picture, event));
    },
    { signal },
  );
}
