/** gdlib's judgement of a run, in sentences. */
import { short, typed, withMinus } from "../../core/numbers.ts";
import type { Behaviour } from "../../python/protocol.ts";
import type { VerdictNumbers, Words } from "../../widget/words.ts";
import { lastN, type Run } from "./run.ts";

export type Mood = "good" | "middling" | "bad";

export interface Judgement {
  readonly mood: Mood;
  readonly title: string;
  readonly sentence: string;
  /** A rate that settles, if this one does not. */
  readonly saferRate: number | null;
}

const MOODS: Record<Behaviour, Mood> = {
  not_started: "middling",
  at_minimum: "good",
  flat_point: "middling",
  one_step: "good",
  converged: "good",
  converged_swinging: "good",
  approaching: "middling",
  swinging: "middling",
  oscillates: "bad",
  diverges: "bad",
};

/** The way left is called long if it takes this many times the updates made. */
const LONG = 4;

const optional = (value: number | null): string | null => (value === null ? null : short(value));

function numbers(run: Run): VerdictNumbers {
  const { verdict, landing, limit } = run.facts;
  const last = lastN(run);
  const lastTwo = [run.t[Math.max(0, last - 1)]!, run.t[last]!].sort((a, b) => a - b);
  return {
    lr: withMinus(typed(run.facts.parameters.lr)),
    step: String(verdict.step),
    minimum: short(verdict.minimum ?? NaN),
    tolerance: short(verdict.tolerance),
    needed: optional(verdict.needed),
    limit: optional(limit),
    landing: optional(landing),
    last: short(run.t[last]!),
    lastN: String(last),
    swing: [short(lastTwo[0]!), short(lastTwo[1]!)],
  };
}

function title(run: Run, words: Words): string {
  const { kind, is_global, needed } = run.facts.verdict;
  if (is_global === false && MOODS[kind] === "good") return words.verdict.trapped;
  const isLong = needed === null || needed > LONG * run.facts.updates;
  return kind === "approaching" && isLong ? words.verdict.slow : words.verdict.title[kind];
}

/** Return what `run` did, at which step, and why, in the reader's language. */
export function judge(run: Run, words: Words): Judgement {
  const { kind, is_global, needed, safer_lr } = run.facts.verdict;
  const x = numbers(run);
  const why = run.facts.landing === null ? null : words.verdict.why[kind];
  const isUnderWay = kind === "approaching" || kind === "swinging";
  const sentences = [
    words.verdict.what[kind](x),
    is_global === false && words.verdict.localMinimum,
    why?.(x),
    isUnderWay && needed !== null && words.verdict.needed(short(needed)),
  ];
  return {
    mood: is_global === false && MOODS[kind] === "good" ? "middling" : MOODS[kind],
    title: title(run, words),
    sentence: sentences.filter(Boolean).join(words.verdict.join),
    saferRate: safer_lr,
  };
}
