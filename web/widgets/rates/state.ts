/** What a reader has chosen, and how it is written into an address: `#sweep=loss:huber,t:-5,steps:50,lr:0.1`. */
import type { Codec } from "../../widget/url-state.ts";
import { isLoss, LIMITS as DESCENT } from "../descent/state.ts";
import { AUTO, numberIn } from "../../core/url-fragment.ts";
import { isAllowed, type Limits } from "../../widget/fields/number-field.ts";
import type { LossName } from "../../widget/words.ts";

/** What the sweep is made for. */
export interface Parameters {
  readonly loss: LossName;
  /** Where every run starts. */
  readonly t: number;
  readonly steps: number;
}

/** What a reader may ask for: null leaves the start to the landscape. */
export interface Choice extends Omit<Parameters, "t"> {
  readonly t: number | null;
}

export interface State extends Choice {
  /** The rate that is pointed out. */
  readonly lr: number;
}

/** What the fields accept; and the rates that are swept. */
export const LIMITS = {
  t: DESCENT.t,
  steps: DESCENT.steps,
  lr: { low: 0.001, high: 10 },
} as const satisfies Record<string, Limits>;

/** Return how the state of a widget stands in an address; what an address leaves out is as in `initial`. */
export const codec = (initial: Parameters & Pick<State, "lr">): Codec<State> => ({
  read: (given) => {
    const number = (field: keyof typeof LIMITS): number => {
      const value = numberIn(given.get(field));
      return isAllowed(LIMITS[field], value) ? value : initial[field];
    };
    const loss = given.get("loss") ?? "";
    return {
      loss: isLoss(loss) ? loss : initial.loss,
      t: given.get("t") === AUTO ? null : number("t"),
      steps: number("steps"),
      lr: number("lr"),
    };
  },
  write: ({ loss, t, steps, lr }) => [
    ["loss", loss],
    ["t", t ?? AUTO],
    ["steps", steps],
    ["lr", lr],
  ],
});

/** Return whether two choices lead to the same sweep. */
export const isSameSweep = (a: Choice, b: Choice): boolean =>
  a.loss === b.loss && a.t === b.t && a.steps === b.steps;

/** The numbers of updates the slider stops at: each at first, then ever fewer. */
export const STOPS: readonly number[] = [
  ...Array.from({ length: 50 }, (_, i) => i + 1),
  ...Array.from({ length: 15 }, (_, i) => 60 + 10 * i),
  ...[250, 300, 400, 500, 700, 1000],
];

/** Return the slider's stop that is nearest to a number of updates. */
export function nearestStop(steps: number): number {
  const away = STOPS.map((stop) => Math.abs(stop - steps));
  return away.indexOf(Math.min(...away));
}
