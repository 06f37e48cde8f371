/** Moves the start of a race over the map: by mouse, finger or keyboard. */
import { focusByPointer, listenToDrag, placeIn, type Place } from "../../plot/dragging.ts";
import { clamp } from "../../plot/scales.ts";
import type { Plane } from "../../plot/plot-area.ts";

const FINE = 0.1;
const COARSE = 1;
const HUNDREDTHS = 100;

export interface StartHandle {
  /** The plane the handle moves on, now. */
  plane(): Plane;
  /** Where the start is, now. */
  start(): Place;
  /** Called with each new place. */
  move(start: Place): void;
}

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const hundredth = (value: number): number => Math.round(value * HUNDREDTHS) / HUNDREDTHS;

const within = ({ x, y }: Plane, start: Place): Place => ({
  x: hundredth(clamp(start.x, ...x.domain)),
  y: hundredth(clamp(start.y, ...y.domain)),
});

const isOnPlane = ({ x, y }: Plane, place: Place): boolean =>
  place.x >= x.range[0] && place.x <= x.range[1] && place.y >= y.range[1] && place.y <= y.range[0];

/** Listen to `element` and to all of `picture`, in which it is drawn, until `signal` ends it. */
export function listenToStart(
  element: SVGGElement,
  picture: SVGSVGElement,
  handle: StartHandle,
  signal: AbortSignal,
): void {
  const move = (start: Place): void => {
    const { x, y } = handle.start();
    if (start.x !== x || start.y !== y) handle.move(start);
  };
  const moveTo = (place: Place): void => {
    const plane = handle.plane();
    move(within(plane, { x: plane.x.at(place.x), y: plane.y.at(place.y) }));
  };
  const onKey = (event: KeyboardEvent): void => {
    const direction = DIRECTIONS[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { x, y } = handle.start();
    const by = event.shiftKey ? COARSE : FINE;
    move(within(handle.plane(), { x: x + by * direction[0], y: y + by * direction[1] }));
  };
  // A mouse moves the start at once and goes on to drag it; a finger may want to scroll the page.
  const onPointerDown = (event: PointerEvent): void => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    const place = placeIn(picture, event);
    if (element.contains(event.target as Node) || !isOnPlane(handle.plane(), place)) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    focusByPointer(element);
    moveTo(place);
  };
  const onClick = (event: MouseEvent): void => {
    const place = placeIn(picture, event);
    const isFinger = (event as PointerEvent).pointerType !== "mouse";
    if (!isFinger || element.contains(event.target as Node)) return;
    if (isOnPlane(handle.plane(), place)) moveTo(place);
  };
  listenToDrag(element, picture, moveTo, signal);
  element.addEventListener("keydown", onKey, { signal });
  picture.addEventListener("pointerdown", onPointerDown, { signal });
  picture.addEventListener("click", onClick, { signal });
}
