/** Selects a learning rate in the chart: by mouse, touch or keyboard. */
import { focusByPointer, listenToDrag, pointerPosition } from "../../plot/dragging.ts";
import { clamp } from "../../plot/scales.ts";
import { isInside, type PlotArea, type Point } from "../../plot/plot-area.ts";

export interface RateHandle {
  /** Return the current plot area. */
  plotArea(): PlotArea;
  /** Return the selected rate. */
  lr(): number;
  /** Called with each rate that is selected. */
  select(lr: number): void;
  /** Select the next rate, or the one before. */
  step(by: 1 | -1): void;
  /** Called with the rate under the mouse; null: the mouse has left the plot area. */
  preview(lr: number | null): void;
}

const TENFOLD = 10;

/** Listen to the handle `element` and to all of `picture`, in which it is drawn, until `signal` is aborted. */
export function listenToRateHandle(
  element: SVGGElement,
  picture: SVGSVGElement,
  handle: RateHandle,
  signal: AbortSignal,
): void {
  const rateAt = (x: number): number => {
    const scale = handle.plotArea().x;
    return scale.at(clamp(x, ...scale.range));
  };
  const isInPlotArea = (point: Point): boolean => isInside(handle.plotArea(), point);
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!selectByKey(event.key, handle)) return;
    event.preventDefault();
  };
  // A mouse press selects and begins a drag; a touch may be the start of a scroll.
  const onPointerDown = (event: PointerEvent): void => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    const point = pointerPosition(picture, event);
    if (element.contains(event.target as Node) || !isInPlotArea(point)) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    focusByPointer(element);
    handle.select(rateAt(point.x));
  };
  const onClick = (event: MouseEvent): void => {
    const point = pointerPosition(picture, event);
    const isFinger = (event as PointerEvent).pointerType !== "mouse";
    if (isFinger && !element.contains(event.target as Node) && isInPlotArea(point)) {
      handle.select(rateAt(point.x));
    }
  };
  const onMove = (event: PointerEvent): void => {
    if (event.pointerType !== "mouse" || event.buttons !== 0) return;
    const point = pointerPosition(picture, event);
    handle.preview(isInPlotArea(point) ? rateAt(point.x) : null);
  };
  listenToDrag(element, picture, ({ x }) => handle.select(rateAt(x)), signal);
  element.addEventListener("keydown", onKey, { signal });
  picture.addEventListener("pointerdown", onPointerDown, { signal });
  picture.addEventListener("click", onClick, { signal });
  picture.addEventListener("pointermove", onMove, { signal });
  picture.addEventListener("pointerleave", () => handle.preview(null), { signal });
}

/** Select another rate if the key does so; return whether it does. */
function selectByKey(key: string, handle: RateHandle): boolean {
  const [low, high] = handle.plotArea().x.domain;
  const moves: Record<string, () => void> = {
    ArrowRight: () => handle.step(1),
    ArrowUp: () => handle.step(1),
    ArrowLeft: () => handle.step(-1),
    ArrowDown: () => handle.step(-1),
    PageUp: () => handle.select(Math.min(handle.lr() * TENFOLD, high)),
    PageDown: () => handle.select(Math.max(handle.lr() / TENFOLD, low)),
    Home: () => handle.select(low),
    End: () => handle.select(high),
  };
  moves[key]?.();
  return key in moves;
}
