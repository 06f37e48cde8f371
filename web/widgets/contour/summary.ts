/** gdlib's verdict on each run, in sentences. */
import { short, inputText, withMinus } from "../../core/numbers.ts";
import type { SurfaceBehaviour } from "../../python/protocol.ts";
import type { Words } from "../../widget/words.ts";
import type { Mood, RateVerdictText } from "../../widget/verdict.ts";
import { lastOf, stepAt, type Race } from "./race.ts";
import type { ContourWords, VerdictNumbers } from "./words.ts";

const MOODS: Record<SurfaceBehaviour, Mood> = {
  not_started: "middling",
  converged: "good",
  approaching: "middling",
  flat_point: "middling",
  oscillates: "bad",
  diverges: "bad",
};

const point = ([x, y]: readonly [number, number]): string => `(${near(x)}, ${near(y)})`;

/** Return a coordinate for a sentence: tiny values become 0. */
const near = (x: number): string => short(Math.abs(x) < 5e-4 ? 0 : x);

function numbers(race: Race, run: number): VerdictNumbers {
  const verdict = race.facts.verdicts![run]!;
  const path = race.paths[run]!;
  const { x, y } = stepAt(path, lastOf(path));
  return {
    lr: withMinus(inputText(race.facts.parameters.race[run]!.lr)),
    step: String(verdict.step),
    minimum: verdict.minimum && point(verdict.minimum),
    isLowest: verdict.is_global !== false,
    limit: verdict.limit === null ? null : short(verdict.limit),
    last: point([x, y]),
    lastN: String(lastOf(path)),
  };
}

/** Return the verdict on a run in the reader's language; null until gdlib's verdict has arrived. */
export function verdictText(
  race: Race,
  run: number,
  words: ContourWords,
  { verdict: { join } }: Words,
): RateVerdictText | null {
  const verdict = race.facts.verdicts?.[run];
  if (!verdict) return null;
  const { kind, is_global, limit, safer_lr } = verdict;
  const isTrapped = kind === "converged" && is_global === false;
  const x = numbers(race, run);
  const sentences = [
    words.verdict.what[kind](x),
    limit !== null && words.verdict.why[kind]?.(x),
    limit === null && safer_lr !== null && words.verdict.tooLarge(x),
    isTrapped && words.verdict.deeper,
  ];
  return {
    mood: isTrapped ? "middling" : MOODS[kind],
    title: isTrapped ? words.verdict.trapped : words.verdict.title[kind],
    sentence: sentences.filter(Boolean).join(join),
    saferRate: safer_lr,
  };
}
