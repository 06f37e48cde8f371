/** gdlib's verdict on a fit, in sentences. */
import type { Mood, VerdictText } from "../../widget/verdict.ts";
import { powerOfTen, short, inputText, withMinus } from "../../core/numbers.ts";
import type { SurfaceBehaviour } from "../../python/protocol.ts";
import { lastN, stepAt, type Fit } from "./fit.ts";
import type { LineWords, VerdictNumbers } from "./words.ts";

const MOODS: Record<SurfaceBehaviour, Mood> = {
  not_started: "middling",
  converged: "good",
  approaching: "middling",
  flat_point: "middling",
  oscillates: "bad",
  diverges: "bad",
};

/** From this condition number on, slow progress is explained by the narrow valley. */
const NARROW_CONDITION_NUMBER = 20;
/** Larger condition numbers are written as powers of ten. */
const SCIENTIFIC_FROM = 1e4;

function numbers({ facts, ...fit }: Fit): VerdictNumbers {
  const [w, b] = facts.minimum;
  const last = stepAt({ facts, ...fit }, lastN({ facts, ...fit }));
  return {
    lr: withMinus(inputText(facts.parameters.lr)),
    limit: short(facts.limit),
    condition:
      facts.condition < SCIENTIFIC_FROM ? short(facts.condition) : powerOfTen(facts.condition, 1),
    step: String(facts.verdict?.step ?? 0),
    best: [short(w), short(b)],
    last: [short(last.w), short(last.b)],
    updates: String(facts.updates),
  };
}

/** Return the verdict on a fit; a placeholder until gdlib's verdict has arrived. */
export function verdictText(fit: Fit, words: LineWords, join: string): VerdictText {
  const { verdict, condition } = fit.facts;
  if (!verdict) return { mood: "middling", title: words.verdict.pending, sentence: "" };
  const x = numbers(fit);
  const isLong = verdict.kind === "approaching" && condition >= NARROW_CONDITION_NUMBER;
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
