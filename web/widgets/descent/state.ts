/** What a reader has chosen, and how it is written into an address: `#descent=loss:huber,t:-5,lr:0.1,…`. */
import type { Codec } from "../../widget/url-state.ts";
import { AUTO, numberIn } from "../../core/url-fragment.ts";
import { isAllowed, type Limits } from "../../widget/fields/number-field.ts";
import type { LossName } from "../../widget/words.ts";
import { DISTANCES } from "./microscope/slopes.ts";

export interface Parameters {
  readonly loss: LossName;
  /** Where the run starts. */
  readonly t: number;
  readonly lr: number;
  readonly steps: number;
}

/** What a reader may ask for: null leaves the start and the rate to the landscape. */
export interface Choice extends Omit<Parameters, "t" | "lr"> {
  readonly t: number | null;
  readonly lr: number | null;
}

export interface State extends Choice {
  /** The iteration that is shown. */
  readonly n: number;
  /** The distance under the microscope, one of DISTANCES; null while it is closed. */
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

/** What the fields accept. */
export const LIMITS = {
  t: { low: -1000, high: 1000 },
  lr: { low: 0, high: 10, isAbove: true },
  steps: { low: 1, high: 1000, isWhole: true },
} as const satisfies Record<string, Limits>;

const FIELDS = ["loss", "t", "lr", "steps", "n"] as const;

export const isLoss = (text: string): text is LossName =>
  (LOSSES as readonly string[]).includes(text);

/** Return how the state of a widget stands in an address; what an address leaves out is as in `initial`. */
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

/** Return whether two choices lead to the same run. */
export const isSameRun = (a: Choice, b: Choice): boolean =>
  a.loss === b.loss && a.t === b.t && a.lr === b.lr && a.steps === b.steps;
