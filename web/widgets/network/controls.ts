/** From clicks, keys and typing to what the reader means by them. */
import { placeIn, type Place } from "../../plot/dragging.ts";
import { actionOfKey } from "../../widget/shortcut-keys.ts";
import { listenToNumbers } from "../../widget/fields/number-input.ts";
import { RATES } from "../../plot/scales.ts";
import type { Words } from "../../widget/words.ts";
import { ACTIVATIONS, DATA, OPTIMIZERS } from "./query.ts";
import { LIMITS, type Choice, type NumberName } from "./state.ts";

/** What an arrow key adds in a field. */
const ARROW_STEPS: Readonly<Record<NumberName, number>> = {
  lr: 0.01,
  batch: 1,
  seed: 1,
  epochs: 10,
};

export interface Intents {
  act(action: string): void;
  /** Go to a frame. */
  goTo(n: number): void;
  /** Go to the frame of an epoch. */
  goToEpoch(epoch: number): void;
  /** Another speed is chosen. */
  takeSpeed(): void;
  /** It is chosen what else the lines of the network tell. */
  showOther(): void;
  want(change: Partial<Choice>): void;
  complain(field: NumberName, message: string | null): void;
  /** A place in the picture of the network is pointed at. */
  point(place: Place): void;
  /** A key is pressed in the picture of the network; true if it means something there. */
  press(key: string): boolean;
  readonly choice: Choice;
}

/** Listen to all controls in `host` until `signal` ends it. */
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
    present: (name: NumberName) => intents.choice[name],
    take: (name: NumberName, value: number) => intents.want({ [name]: value }),
    complain: intents.complain,
  };
  listenToNumbers(host, numbers, words, signal);
  listenToDiagram(host.querySelector<SVGSVGElement>(".gd-diagram svg")!, intents, signal);
}

function listenToDiagram(picture: SVGSVGElement, intents: Intents, signal: AbortSignal): void {
  const point = (event: MouseEvent): void => intents.point(placeIn(picture, event));
  picture.addEventListener("pointermove", point, { signal });
  picture.addEventListener("click", point, { signal });
  picture.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (intents.press(event.key)) event.preventDefault();
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
    return intents.want({ layers });
  }
  switch (name) {
    case "n":
      return intents.goTo(Number(value));
    case "speed":
      return intents.takeSpeed();
    case "shown":
      return intents.showOther();
    case "lr-slider":
      return intents.want({ lr: RATES[Number(value)]! });
    case "batch":
      return intents.want({ batch: Number(value) });
    case "data":
      return intents.want({ data: DATA.find((name) => name === value)! });
    case "activation":
      return intents.want({ activation: ACTIVATIONS.find((name) => name === value)! });
    case "optimizer":
      return intents.want({ optimizer: OPTIMIZERS.find((name) => name === value)! });
  }
}

/** Return layers of which the one at `index` has so many neurons; 0: it is not there. */
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
