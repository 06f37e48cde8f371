/** Moves the start of a run: by mouse, finger or keyboard. */
import { listenToDrag, type Place } from "../../plot/dragging.ts";
import { clamp } from "../../plot/scales.ts";
import type { Plane } from "../../plot/plot-area.ts";

const FINE = 0.1;
const COARSE = 1;
const TENTHS = 10;

export interface StartHandle {
  /** The plane the handle moves on, now. */
  plane(): Plane;
  /** Where the start is, now. */
  t(): number;
  /** Called with each new place. */
  move(t: number): void;
}

const tenth = (t: number): number => Math.round(t * TENTHS) / TENTHS;

/** Return where a key leads; null if it is none of ours. */
function target(key: string, shift: boolean, t: number, [low, high]: readonly [number, number]) {
  const small = shift ? COARSE : FINE;
  const places: Record<string, number> = {
    ArrowRight: t + small,
    ArrowUp: t + small,
    ArrowLeft: t - small,
    ArrowDown: t - small,
    PageUp: t + COARSE,
    PageDown: t - COARSE,
    Home: low,
    End: high,
  };
  const place = places[key];
  return place === undefined ? null : clamp(tenth(place), low, high);
}

/** Listen to `element`, drawn in `picture`, until `signal` ends it. */
export function listenToHandle(
  element: SVGGElement,
  picture: SVGSVGElement,
  handle: StartHandle,
  signal: AbortSignal,
): void {
  const move = ({ x: pixel }: Place): void => {
    const { x } = handle.plane();
    const t = clamp(tenth(x.at(pixel)), ...x.domain);
    if (t !== handle.t()) handle.move(t);
  };
  listenToDrag(element, picture, move, signal);
  element.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (element.ariaDisabled === "true") return; // a task keeps it where it is
      const t = target(event.key, event.shiftKey, handle.t(), handle.plane().x.domain);
      if (t === null) return;
      event.preventDefault();
      handle.move(t);
    },
    { signal },
  );
}
