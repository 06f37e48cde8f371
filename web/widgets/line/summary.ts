/** gdlib's judgement of a fit, in sentences. */
import type { Mood } from "../descent/summary.ts";
import { powerOfTen, short, typed, withMinus } from "../../core/numbers.ts";
import type { SurfaceBehaviour } from "../../python/protocol.ts";
import { lastN, stepAt, type Fit } from "./fit.ts";
import type { LineWords, VerdictNumbers } from "./words.ts";

export interface Judgement {
  readonly mood: Mood;
  readonly title: string;
  readonly sentence: string;
}

const MOODS: Record<SurfaceBehaviour, Mood> = {
  not_started: "middling",
  converged: "good",
  approaching: "middling",
  flat_point: "middling",
  oscillates: "bad",
  diverges: "bad",
};

/** A bowl is called long from this condition number on. */
const LONG = 20;
/** From here on nobody counts the zeros. */
const HUGE = 1e4;

function numbers({ facts, ...fit }: Fit): VerdictNumbers {
  const [w, b] = facts.minimum;
  const last = stepAt({ facts, ...fit }, lastN({ facts, ...fit }));
  return {
    lr: withMinus(typed(facts.parameters.lr)),
    limit: short(facts.limit),
    condition: facts.condition < HUGE ? short(facts.condition) : powerOfTen(facts.condition, 1),
    step: String(facts.verdict?.step ?? 0),
    best: [short(w), short(b)],
    last: [short(last.w), short(last.b)],
    updates: String(facts.updates),
  };
}

/** Return what a fit did, and why; while gdlib has not judged it, that words are on their way. */
export function judge(fit: Fit, words: LineWords, join: string): Judgement {
  const { verdict, condition } = fit.facts;
  if (!verdict) return { mood: "middling", title: words.verdict.pending, sentence: "" };
  const x = numbers(fit);
  const isLong = verdict.kind === "approaching" && condition >= LONG;
  const sentences = [
    words.verdict.what[verdict.kind](x),
    isLong ? words.verdict.narrow(x) : words.verdict.why[verdict.kind]?.(x),
  ];
  return {
    mood: MOODS[verdict.kind],
    title: words.verdict.title[verdict.kind],
    sentence: sentences.filter(Boolean).join(join),
  };
}
