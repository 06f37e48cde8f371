/** Translates clicks, keys and typing in the controls into calls of `Intents`. */
import { pointerPosition } from "../../plot/dragging.ts";
import type { Point } from "../../plot/plot-area.ts";
import { actionOfKey } from "../../widget/shortcut-keys.ts";
import { listenToNumbers } from "../../widget/fields/number-input.ts";
import { LEARNING_RATES } from "../../widget/fields/slider-stops.ts";
import type { Words } from "../../widget/words.ts";
import { ACTIVATIONS, DATA, OPTIMIZERS } from "./query.ts";
import { ARROW_STEPS, LIMITS, type Choice, type NumberName } from "./state.ts";

export interface Intents {
  act(action: string): void;
  /** Go to a snapshot. */
  goTo(n: number): void;
  /** Go to the snapshot of an epoch. */
  goToEpoch(epoch: number): void;
  /** Apply the chosen speed. */
  changeSpeed(): void;
  /** Apply which values the diagram shows. */
  changeDiagramValues(): void;
  change(change: Partial<Choice>): void;
  showError(field: NumberName, message: string | null): void;
  /** Handle a pointer at a point of the diagram. */
  pointAtDiagram(point: Point): void;
  /** Handle a key in the diagram; return whether it has an effect. */
  pressKeyInDiagram(key: string): boolean;
  readonly choice: Choice;
}

/** Listen to all controls in `host` until `signal` is aborted. */
export function listenToControls(
  host: HTMLElement,
  intents: Intents,
  words: Words,
  signal: AbortSignal,
): void {
  host.addEventListener("click", (event) => onClick(event, intents), { signal });
  host.addEventListener("input", (event) => onInput(event, intents), { signal });
  host.addEventListener("keydown", (event) => onKey(event, intents), { signal });
  const numbers = {
    limits: LIMITS,
    arrowSteps: ARROW_STEPS,
    current: (name: NumberName) => intents.choice[name],
    set: (name: NumberName, value: number) => intents.change({ [name]: value }),
    showError: intents.showError,
  };
  listenToNumbers(host, numbers, words, signal);
  listenToDiagram(host.querySelector<SVGSVGElement>(".gd-diagram svg")!, intents, signal);
}

function listenToDiagram(picture: SVGSVGElement, intents: Intents, signal: AbortSignal): void {
  const point = (event: MouseEvent): void =>
    intents.pointAtDiagram(pointerPosition(picture, event));
  picture.addEventListener("pointermove", point, { signal });
  picture.addEventListener("click", point, { signal });
  picture.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (intents.pressKeyInDiagram(event.key)) event.preventDefault();
    },
    { signal },
  );
}

function onClick(event: Event, intents: Intents): void {
  const target = event.target as Element;
  const button = target.closest<HTMLElement>("[data-action]");
  const row = target.closest<HTMLElement>("tr[data-n]");
  if (row) intents.goToEpoch(Number(row.dataset["n"]));
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  intents.act(button.dataset["action"]!);
}

function onInput(event: Event, intents: Intents): void {
  const { value, dataset } = event.target as HTMLInputElement;
  const name = dataset["field"] ?? "";
  const [, layer] = /^layer-(\d)$/.exec(name) ?? [];
  if (layer) {
    const layers = layersWith(intents.choice.layers, Number(layer) - 1, Number(value));
    return intents.change({ layers });
  }
  switch (name) {
    case "n":
      return intents.goTo(Number(value));
    case "speed":
      return intents.changeSpeed();
    case "shown":
      return intents.changeDiagramValues();
    case "lr-slider":
      return intents.change({ lr: LEARNING_RATES[Number(value)]! });
    case "batch":
      return intents.change({ batch: Number(value) });
    case "data":
      return intents.change({ data: DATA.find((name) => name === value)! });
    case "activation":
      return intents.change({ activation: ACTIVATIONS.find((name) => name === value)! });
    case "optimizer":
      return intents.change({ optimizer: OPTIMIZERS.find((name) => name === value)! });
  }
}

/** Return the layers with `neurons` at `index`; 0 removes that layer. */
function layersWith(layers: readonly number[], index: number, neurons: number): number[] {
  const changed = [...layers];
  changed[index] = neurons;
  return changed.filter((count) => count > 0);
}

function onKey(event: KeyboardEvent, intents: Intents): void {
  if (event.defaultPrevented) return;
  const action = actionOfKey(event);
  if (!action) return;
  event.preventDefault();
  intents.act(action);
}
