/** Moves the points: by mouse, touch or keyboard. */
import {
  focusByPointer,
  KEY_STEP,
  listenToMoves,
  pointerPosition,
  SHIFT_KEY_STEP,
} from "../../plot/dragging.ts";
import type { PlotArea, Point } from "../../plot/plot-area.ts";
import { clamp } from "../../plot/scales.ts";
import type { Datum } from "./query.ts";

const HUNDREDTHS = 100;
/** The largest distance in pixels from which a pointer grabs a point. */
const GRAB_DISTANCE = 24;

export interface PointHandles {
  /** Return the current plot area. */
  plotArea(): PlotArea;
  /** Return the current points. */
  points(): readonly Datum[];
  /** Called with the new coordinates of point `i`. */
  move(i: number, to: Datum): void;
}

const DIRECTIONS: Readonly<Record<string, Datum>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const hundredth = (value: number): number => Math.round(value * HUNDREDTHS) / HUNDREDTHS;

/** Return coordinates clamped to the plot area and rounded to a hundredth. */
const within = ({ x, y }: PlotArea, [atX, atY]: Datum): Datum => [
  hundredth(clamp(atX, ...x.domain)),
  hundredth(clamp(atY, ...y.domain)),
];

/** Return the index of the data point nearest to a pointer; null if none is near enough. */
function nearestPoint(handles: PointHandles, place: Point): number | null {
  const { x, y } = handles.plotArea();
  const away = handles.points().map((p) => Math.hypot(x(p[0]) - place.x, y(p[1]) - place.y));
  const least = Math.min(...away);
  return least <= GRAB_DISTANCE ? away.indexOf(least) : null;
}

/** Listen to the points in `picture` until `signal` is aborted. */
export function listenToPoints(
  picture: SVGSVGElement,
  handles: PointHandles,
  signal: AbortSignal,
): void {
  let held: number | null = null;
  const elementOf = (i: number) => picture.querySelector<SVGGElement>(`[data-i="${i}"]`)!;
  const isLocked = (i: number) => elementOf(i).ariaDisabled === "true"; // locked by an assignment
  const move = (i: number, to: Datum): void => {
    const [x, y] = handles.points()[i]!;
    const place = within(handles.plotArea(), to);
    if (place[0] !== x || place[1] !== y) handles.move(i, place);
  };
  const take = (event: PointerEvent): void => {
    const i = nearestPoint(handles, pointerPosition(picture, event));
    if (event.button !== 0 || i === null || isLocked(i)) return;
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
    focusByPointer(elementOf(i));
    held = i;
  };
  const drag = (event: PointerEvent): void => {
    if (held === null) return;
    const [{ x, y }, place] = [handles.plotArea(), pointerPosition(picture, event)];
    move(held, [x.at(place.x), y.at(place.y)]);
  };
  // Prevents scrolling while a finger drags a point.
  const keepPage = (event: TouchEvent): void => {
    const [touch] = event.touches;
    if (touch && nearestPoint(handles, pointerPosition(picture, touch)) !== null)
      event.preventDefault();
  };
  const onKey = (event: KeyboardEvent): void => {
    const direction = DIRECTIONS[event.key];
    const point = (event.target as Element).closest<SVGGElement>("[data-i]");
    if (!direction || !point || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const i = Number(point.dataset["i"]);
    if (isLocked(i)) return;
    const [x, y] = handles.points()[i]!;
    const by = event.shiftKey ? SHIFT_KEY_STEP : KEY_STEP;
    move(i, [x + by * direction[0], y + by * direction[1]]);
  };
  picture.addEventListener("pointerdown", take, { signal });
  listenToMoves(picture, drag, signal);
  picture.addEventListener("lostpointercapture", () => (held = null), { signal });
  picture.addEventListener("touchstart", keepPage, { passive: false, signal });
  picture.addEventListener("keydown", onKey, { signal });
}
