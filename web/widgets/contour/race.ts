/** A race, as the pictures need it. All numbers come from gdlib (python/queries/contour.py). */
import type { Columns, ContourFacts, ContourParameters } from "../../python/protocol.ts";
import {
  raceText,
  type Entrant,
  type HyperparameterName,
  type OptimizerName,
  type Parameters,
  type SurfaceName,
} from "./state.ts";

/** The states of one run, from before the first update to after the last. */
export interface Path {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly loss: ArrayLike<number>;
}

export interface Race {
  readonly facts: ContourFacts;
  readonly paths: readonly Path[];
  /** The loss all over the surface; null where the map is there already. */
  readonly heights: ArrayLike<number> | null;
}

/** The state before update n. */
export interface Step {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly loss: number;
}

/** What the page carries as JSON: the facts, and the columns as lists, without the map. */
export interface EmbeddedRace {
  readonly facts: ContourFacts;
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

/** What a reader wishes for; words come when things have come to rest. */
export interface Wish extends Parameters {
  readonly words: boolean;
}

function raceOf(facts: ContourFacts, columns: Readonly<Record<string, ArrayLike<number>>>): Race {
  const paths = facts.runs.map((_, i) => ({
    x: columns[`x${i}`]!,
    y: columns[`y${i}`]!,
    loss: columns[`loss${i}`]!,
  }));
  return { facts, paths, heights: columns["heights"] ?? null };
}

export const fromAnswer = (answer: { facts: ContourFacts; columns: Columns }): Race =>
  raceOf(answer.facts, answer.columns);

export const fromPage = ({ facts, columns }: EmbeddedRace): Race => raceOf(facts, columns);

/** Return the entrants of a race, as a reader could have wished for them. */
export const entrantsOf = (race: Race): Entrant[] =>
  race.facts.parameters.race.map(({ optimizer, lr, hyperparameters }) => ({
    optimizer: optimizer as OptimizerName,
    lr,
    hyperparameters: hyperparameters as Partial<Record<HyperparameterName, number>>,
  }));

export const wishOf = (race: Race): Wish => ({
  ...race.facts.parameters,
  surface: race.facts.parameters.surface as SurfaceName,
  race: entrantsOf(race),
  words: race.facts.verdicts !== null,
});

/** Return a wish as a query for Python. */
export const asked = (wish: Wish, map: boolean): ContourParameters => ({
  ...wish,
  race: raceText(wish.race),
  map,
});

export const lastOf = (path: Path): number => path.loss.length - 1;

/** The number of the last state that any run reaches. */
export const lastN = (race: Race): number => Math.max(...race.paths.map(lastOf));

/** Return state `n` of a run, or the last one, where it ended before. */
export function stepAt(path: Path, n: number): Step {
  const at = Math.min(n, lastOf(path));
  return { n: at, x: path.x[at]!, y: path.y[at]!, loss: path.loss[at]! };
}
