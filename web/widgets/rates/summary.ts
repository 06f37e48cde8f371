/** How one run ended, and which rates do best, in sentences. */
import type { Mood, VerdictText } from "../../widget/verdict.ts";
import { short, inputText } from "../../core/numbers.ts";
import type { Fate } from "./query.ts";
import { endOf, type Sweep } from "./sweep.ts";
import type { RatesWords } from "./words.ts";

const MOODS: Record<Fate, Mood> = {
  arrived: "good",
  trapped: "middling",
  lower: "middling",
  same: "bad",
  higher: "bad",
  beyond: "bad",
};

/** Return title and sentence on the end of run `i`. */
export function runText(sweep: Sweep, i: number, words: RatesWords): VerdictText {
  const { lr, t, loss, updates, fate } = endOf(sweep, i);
  const numbers = {
    lr: inputText(lr),
    steps: String(sweep.facts.parameters.steps),
    updates: String(updates),
    t: short(t),
    loss: short(loss),
    startLoss: short(sweep.facts.start_loss),
  };
  return {
    title: words.title(inputText(lr), words.fate[fate]),
    sentence: words.end[fate](numbers),
    mood: MOODS[fate],
  };
}

function limitWords({ facts }: Sweep, { summary }: RatesWords): string {
  if (facts.limit === null) return summary.unbounded;
  const limit = short(facts.limit);
  return facts.landing === null ? summary.curved(limit) : summary.quadratic(limit);
}

function bestWords({ facts, lr }: Sweep, { summary }: RatesWords): string {
  const [first, last] = [facts.best[0]!, facts.best.at(-1)!];
  const [low, high] = [inputText(lr[first]!), inputText(lr[last]!)];
  if (first === last) return summary.best(low);
  const isUnbroken = last - first === facts.best.length - 1;
  return isUnbroken ? summary.between(low, high) : summary.several(low, high);
}

/** Return sentences on the lowest final loss, and on the rate from which on no run lowers the loss. */
function endWords({ facts, lr, loss }: Sweep, { summary }: RatesWords): readonly string[] {
  const { best, first_not_lower, parameters, start_loss } = facts;
  const steps = String(parameters.steps);
  if (best.length === 0) return [summary.none.sentence(steps)];
  const lowest = summary.lowest(steps, short(loss[best[0]!]!));
  return first_not_lower === null
    ? [lowest]
    : [lowest, summary.edge(inputText(lr[first_not_lower]!), short(start_loss))];
}

/** Return the verdict on all rates: the best, the first that does not lower the loss, the theoretical limit. */
export function sweepText(sweep: Sweep, words: RatesWords, join: string): VerdictText {
  const isHopeless = sweep.facts.best.length === 0;
  return {
    title: isHopeless ? words.summary.none.title : bestWords(sweep, words),
    sentence: [...endWords(sweep, words), limitWords(sweep, words)].join(join),
    mood: isHopeless ? "bad" : "good",
  };
}
