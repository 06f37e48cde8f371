/** gdlib's verdict on a run, in sentences. */
import { short, inputText, withMinus } from "../../core/numbers.ts";
import type { Behaviour } from "../../python/protocol.ts";
import type { VerdictNumbers, DescentWords } from "./words.ts";
import type { Mood, RateVerdictText } from "../../widget/verdict.ts";
import { lastN, type Run } from "./run.ts";

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

/** The approach is called slow if it needs more than this many times the updates made. */
const SLOW_APPROACH_FACTOR = 4;

const optional = (value: number | null): string | null => (value === null ? null : short(value));

function numbers(run: Run): VerdictNumbers {
  const { verdict, landing, limit } = run.facts;
  const last = lastN(run);
  const lastTwo = [run.t[Math.max(0, last - 1)]!, run.t[last]!].sort((a, b) => a - b);
  return {
    lr: withMinus(inputText(run.facts.parameters.lr)),
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

function title(run: Run, words: DescentWords): string {
  const { kind, is_global, needed } = run.facts.verdict;
  if (is_global === false && MOODS[kind] === "good") return words.verdict.trapped;
  const isLong = needed === null || needed > SLOW_APPROACH_FACTOR * run.facts.updates;
  return kind === "approaching" && isLong ? words.verdict.slow : words.verdict.title[kind];
}

/** Return what `run` did, at which step, and why, in the reader's language. */
export function verdictText(run: Run, words: DescentWords): RateVerdictText {
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
