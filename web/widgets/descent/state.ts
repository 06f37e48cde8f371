/** The state of the widget: defaults, limits, and the URL fragment `#descent=loss:huber,t:-5,lr:0.1,…`. */
import type { Codec } from "../../widget/url-state.ts";
import { AUTO, numberIn } from "../../core/url-fragment.ts";
import {
  COORDINATE_LIMITS,
  isAllowed,
  LEARNING_RATE_LIMITS,
  STEPS_LIMITS,
  type Limits,
} from "../../widget/fields/number-field.ts";
import type { LossName } from "../../widget/words.ts";
import { DISTANCES } from "./microscope/slopes.ts";

export interface Parameters {
  readonly loss: LossName;
  /** Where the run starts. */
  readonly t: number;
  readonly lr: number;
  readonly steps: number;
}

/** Parameters as requested: null stands for the landscape's default. */
export interface Choice extends Omit<Parameters, "t" | "lr"> {
  readonly t: number | null;
  readonly lr: number | null;
}

export interface State extends Choice {
  /** The iteration that is shown. */
  readonly n: number;
  /** The microscope's distance h, one of DISTANCES; null: the microscope is closed. */
  readonly h: string | null;
}

/** gdlib.LANDSCAPES; a test compares them. */
export const LOSSES: readonly LossName[] = [
  "squared_error",
  "absolute_error",
  "huber",
  "double_well",
  "wavy",
];

export const DEFAULT_STEPS = 50;

/** What the fields accept. */
export const LIMITS = {
  t: COORDINATE_LIMITS,
  lr: LEARNING_RATE_LIMITS,
  steps: STEPS_LIMITS,
} as const satisfies Record<string, Limits>;

/** What an arrow key adds in a field. */
export const ARROW_STEPS: Readonly<Record<keyof typeof LIMITS, number>> = {
  t: 0.1,
  lr: 0.01,
  steps: 1,
};

const FIELDS = ["loss", "t", "lr", "steps", "n"] as const;

export const isLoss = (text: string): text is LossName =>
  (LOSSES as readonly string[]).includes(text);

/** Return the codec of the URL state; fields that the fragment leaves out are as in `initial`. */
export const codec = (initial: Parameters): Codec<State> => ({
  read: (given) => {
    const number = (field: keyof typeof LIMITS): number => {
      const value = numberIn(given.get(field));
      return isAllowed(LIMITS[field], value) ? value : initial[field];
    };
    const numberOrAuto = (field: "t" | "lr") => (given.get(field) === AUTO ? null : number(field));
    const loss = given.get("loss") ?? "";
    const steps = number("steps");
    const n = numberIn(given.get("n"));
    const h = given.get("h") ?? "";
    return {
      loss: isLoss(loss) ? loss : initial.loss,
      t: numberOrAuto("t"),
      lr: numberOrAuto("lr"),
      steps,
      n: Number.isInteger(n) && n >= 0 && n <= steps ? n : 0,
      h: DISTANCES.includes(h) ? h : null,
    };
  },
  write: (state) => {
    const fields = FIELDS.map((field) => [field, state[field] ?? AUTO] as const);
    return state.h === null ? fields : [...fields, ["h", state.h] as const];
  },
});

/** Return whether two states have the same run. */
export const isSameRun = (a: Choice, b: Choice): boolean =>
  a.loss === b.loss && a.t === b.t && a.lr === b.lr && a.steps === b.steps;
