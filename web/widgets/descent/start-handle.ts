/** Moves the start by mouse, touch or keyboard. */
import { KEY_STEP, listenToDrag, SHIFT_KEY_STEP } from "../../plot/dragging.ts";
import { clamp } from "../../plot/scales.ts";
import type { PlotArea, Point } from "../../plot/plot-area.ts";

const TENTHS = 10;

export interface StartHandle {
  /** Return the current plot area. */
  plotArea(): PlotArea;
  /** Return the current start. */
  t(): number;
  /** Called with each new start. */
  move(t: number): void;
}

const tenth = (t: number): number => Math.round(t * TENTHS) / TENTHS;

/** Return the t after a key; null if the key does not move the handle. */
function tAfterKey(key: string, shift: boolean, t: number, [low, high]: readonly [number, number]) {
  const small = shift ? SHIFT_KEY_STEP : KEY_STEP;
  const places: Record<string, number> = {
    ArrowRight: t + small,
    ArrowUp: t + small,
    ArrowLeft: t - small,
    ArrowDown: t - small,
    PageUp: t + SHIFT_KEY_STEP,
    PageDown: t - SHIFT_KEY_STEP,
    Home: low,
    End: high,
  };
  const place = places[key];
  return place === undefined ? null : clamp(tenth(place), low, high);
}

/** Listen to `element`, drawn in `picture`, until `signal` is aborted. */
export function listenToHandle(
  element: SVGGElement,
  picture: SVGSVGElement,
  handle: StartHandle,
  signal: AbortSignal,
): void {
  const move = ({ x: pixel }: Point): void => {
    const { x } = handle.plotArea();
    const t = clamp(tenth(x.at(pixel)), ...x.domain);
    if (t !== handle.t()) handle.move(t);
  };
  listenToDrag(element, picture, move, signal);
  element.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (element.ariaDisabled === "true") return; // locked by an assignment
      const t = tAfterKey(event.key, event.shiftKey, handle.t(), handle.plotArea().x.domain);
      if (t === null) return;
      event.preventDefault();
      handle.move(t);
    },
    { signal },
  );
}
