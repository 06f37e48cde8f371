/** The state of the widget: defaults, limits, and the URL fragment `#sweep=loss:huber,t:-5,steps:50,lr:0.1`. */
import type { Codec } from "../../widget/url-state.ts";
import { isLoss } from "../descent/state.ts";
import { AUTO, numberIn } from "../../core/url-fragment.ts";
import {
  COORDINATE_LIMITS,
  isAllowed,
  LEARNING_RATE_LIMITS,
  STEPS_LIMITS,
  type Limits,
} from "../../widget/fields/number-field.ts";
import type { LossName } from "../../widget/words.ts";

/** The parameters of a sweep. */
export interface Parameters {
  readonly loss: LossName;
  /** Where every run starts. */
  readonly t: number;
  readonly steps: number;
}

/** Parameters as requested: null stands for the landscape's default. */
export interface Choice extends Omit<Parameters, "t"> {
  readonly t: number | null;
}

export interface State extends Choice {
  /** The rate that is selected. */
  readonly lr: number;
}

export const DEFAULT_STEPS = 50;

/** What the fields accept; `lr`: the range of the sweep. */
export const LIMITS = {
  t: COORDINATE_LIMITS,
  steps: STEPS_LIMITS,
  lr: { low: 0.001, high: LEARNING_RATE_LIMITS.high },
} as const satisfies Record<string, Limits>;

/** What an arrow key adds in a field. */
export const ARROW_STEPS = { t: 0.1, steps: 1 } as const;

/** Return the codec of the URL state; fields that the fragment leaves out are as in `initial`. */
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

/** Return whether two states have the same sweep. */
export const isSameSweep = (a: Choice, b: Choice): boolean =>
  a.loss === b.loss && a.t === b.t && a.steps === b.steps;

/** The stops of the updates slider: every number up to 50, then with growing gaps. */
export const STEPS_SLIDER_STOPS: readonly number[] = [
  ...Array.from({ length: 50 }, (_, i) => i + 1),
  ...Array.from({ length: 15 }, (_, i) => 60 + 10 * i),
  ...[250, 300, 400, 500, 700, 1000],
];

/** Return the slider's stop that is nearest to a number of updates. */
export function nearestStepsStop(steps: number): number {
  const away = STEPS_SLIDER_STOPS.map((stop) => Math.abs(stop - steps));
  return away.indexOf(Math.min(...away));
}
