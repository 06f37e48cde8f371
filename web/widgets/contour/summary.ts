/** gdlib's judgement of each run, in sentences. */
import { short, typed, withMinus } from "../../core/numbers.ts";
import type { SurfaceBehaviour } from "../../python/protocol.ts";
import type { Words } from "../../widget/words.ts";
import { lastOf, stepAt, type Race } from "./race.ts";
import type { ContourWords, VerdictNumbers } from "./words.ts";

export type Mood = "good" | "middling" | "bad";

export interface Judgement {
  readonly mood: Mood;
  readonly title: string;
  readonly sentence: string;
  /** A rate that settles, if this one does not. */
  readonly saferRate: number | null;
}

const MOODS: Record<SurfaceBehaviour, Mood> = {
  not_started: "middling",
  converged: "good",
  approaching: "middling",
  flat_point: "middling",
  oscillates: "bad",
  diverges: "bad",
};

const point = ([x, y]: readonly [number, number]): string => `(${near(x)}, ${near(y)})`;

/** Return a coordinate for a sentence: what is next to nothing is nothing. */
const near = (x: number): string => short(Math.abs(x) < 5e-4 ? 0 : x);

function numbers(race: Race, run: number): VerdictNumbers {
  const verdict = race.facts.verdicts![run]!;
  const path = race.paths[run]!;
  const { x, y } = stepAt(path, lastOf(path));
  return {
    lr: withMinus(typed(race.facts.parameters.race[run]!.lr)),
    step: String(verdict.step),
    minimum: verdict.minimum && point(verdict.minimum),
    isLowest: verdict.is_global !== false,
    limit: verdict.limit === null ? null : short(verdict.limit),
    last: point([x, y]),
    lastN: String(lastOf(path)),
  };
}

/** Return what a run did, at which step, and why, in the reader's language; null before it was judged. */
export function judge(
  race: Race,
  run: number,
  words: ContourWords,
  { verdict: { join } }: Words,
): Judgement | null {
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
