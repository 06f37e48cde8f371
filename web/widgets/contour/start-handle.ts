/** Moves the start of a race over the map: by mouse, touch or keyboard. */
import {
  focusByPointer,
  KEY_STEP,
  listenToDrag,
  pointerPosition,
  SHIFT_KEY_STEP,
} from "../../plot/dragging.ts";
import { clamp } from "../../plot/scales.ts";
import { isInside, type PlotArea, type Point } from "../../plot/plot-area.ts";

const HUNDREDTHS = 100;

export interface StartHandle {
  /** Return the current plot area. */
  plotArea(): PlotArea;
  /** Return the current start. */
  start(): Point;
  /** Called with each new start. */
  move(start: Point): void;
}

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const hundredth = (value: number): number => Math.round(value * HUNDREDTHS) / HUNDREDTHS;

const within = ({ x, y }: PlotArea, start: Point): Point => ({
  x: hundredth(clamp(start.x, ...x.domain)),
  y: hundredth(clamp(start.y, ...y.domain)),
});

/** Listen to `element` and to all of `picture`, in which it is drawn, until `signal` is aborted. */
export function listenToHandle(
  element: SVGGElement,
  picture: SVGSVGElement,
  handle: StartHandle,
  signal: AbortSignal,
): void {
  const move = (start: Point): void => {
    const { x, y } = handle.start();
    if (start.x !== x || start.y !== y) handle.move(start);
  };
  const moveTo = (place: Point): void => {
    const plane = handle.plotArea();
    move(within(plane, { x: plane.x.at(place.x), y: plane.y.at(place.y) }));
  };
  const onKey = (event: KeyboardEvent): void => {
    const direction = DIRECTIONS[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { x, y } = handle.start();
    const by = event.shiftKey ? SHIFT_KEY_STEP : KEY_STEP;
    move(within(handle.plotArea(), { x: x + by * direction[0], y: y + by * direction[1] }));
  };
  // A mouse press moves the start and begins a drag; a touch may be the start of a scroll.
  const onPointerDown = (event: PointerEvent): void => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    const place = pointerPosition(picture, event);
    if (element.contains(event.target as Node) || !isInside(handle.plotArea(), place)) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    focusByPointer(element);
    moveTo(place);
  };
  const onClick = (event: MouseEvent): void => {
    const place = pointerPosition(picture, event);
    const isFinger = (event as PointerEvent).pointerType !== "mouse";
    if (!isFinger || element.contains(event.target as Node)) return;
    if (isInside(handle.plotArea(), place)) moveTo(place);
  };
  listenToDrag(element, picture, moveTo, signal);
  element.addEventListener("keydown", onKey, { signal });
  picture.addEventListener("pointerdown", onPointerDown, { signal });
  picture.addEventListener("click", onClick, { signal });
}
