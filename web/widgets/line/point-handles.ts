/** Moves the points: by mouse, finger or keyboard. */
import { focusByPointer, listenToMoves, placeIn, type Place } from "../../plot/dragging.ts";
import type { Plane } from "../../plot/plot-area.ts";
import { clamp } from "../../plot/scales.ts";
import type { Datum } from "./query.ts";

const FINE = 0.1;
const COARSE = 1;
const HUNDREDTHS = 100;
/** How near to a point, in pixels, a mouse or a finger takes hold of it. */
const REACH = 24;

export interface Handles {
  /** The plane the points lie on, now. */
  plane(): Plane;
  /** Where they are, now. */
  points(): readonly Datum[];
  /** Called with the new place of point `i`. */
  move(i: number, to: Datum): void;
}

const DIRECTIONS: Readonly<Record<string, Datum>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const hundredth = (value: number): number => Math.round(value * HUNDREDTHS) / HUNDREDTHS;

/** Return the place on the plane that is nearest to one, to a hundredth. */
const within = ({ x, y }: Plane, [atX, atY]: Datum): Datum => [
  hundredth(clamp(atX, ...x.domain)),
  hundredth(clamp(atY, ...y.domain)),
];

/** Return the point that is nearest to a place; null if none is within reach. */
function nearestPoint(handles: Handles, place: Place): number | null {
  const { x, y } = handles.plane();
  const away = handles.points().map((p) => Math.hypot(x(p[0]) - place.x, y(p[1]) - place.y));
  const least = Math.min(...away);
  return least <= REACH ? away.indexOf(least) : null;
}

/** Listen to the points in `picture` until `signal` ends it. */
export function listenToPoints(
  picture: SVGSVGElement,
  handles: Handles,
  signal: AbortSignal,
): void {
  let held: number | null = null;
  const elementOf = (i: number) => picture.querySelector<SVGGElement>(`[data-i="${i}"]`)!;
  const isLocked = (i: number) => elementOf(i).ariaDisabled === "true"; // a task keeps it there
  const move = (i: number, to: Datum): void => {
    const [x, y] = handles.points()[i]!;
    const place = within(handles.plane(), to);
    if (place[0] !== x || place[1] !== y) handles.move(i, place);
  };
  const take = (event: PointerEvent): void => {
    const i = nearestPoint(handles, placeIn(picture, event));
    if (event.button !== 0 || i === null || isLocked(i)) return;
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
    focusByPointer(elementOf(i));
    held = i;
  };
  const drag = (event: PointerEvent): void => {
    if (held === null) return;
    const [{ x, y }, place] = [handles.plane(), placeIn(picture, event)];
    move(held, [x.at(place.x), y.at(place.y)]);
  };
  // A finger on a point drags it and does not scroll the page.
  const keepPage = (event: TouchEvent): void => {
    const [touch] = event.touches;
    if (touch && nearestPoint(handles, placeIn(picture, touch)) !== null) event.preventDefault();
  };
  const onKey = (event: KeyboardEvent): void => {
    const direction = DIRECTIONS[event.key];
    const point = (event.target as Element).closest<SVGGElement>("[data-i]");
    if (!direction || !point || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const i = Number(point.dataset["i"]);
    if (isLocked(i)) return;
    const [x, y] = handles.points()[i]!;
    const by = event.shiftKey ? COARSE : FINE;
    move(i, [x + by * direction[0], y + by * direction[1]]);
  };
  picture.addEventListener("pointerdown", take, { signal });
  listenToMoves(picture, drag, signal);
  picture.addEventListener("lostpointercapture", () => (held = null), { signal });
  picture.addEventListener("touchstart", keepPage, { passive: false, signal });
  picture.addEventListener("keydown", onKey, { signal });
}
