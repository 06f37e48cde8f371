/** A race, as the charts need it. All numbers come from gdlib (python/queries/contour.py). */
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
  /** The losses on a grid for the contour lines; null if they were not requested. */
  readonly heights: ArrayLike<number> | null;
}

/** The state before update n. */
export interface Step {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly loss: number;
}

/** A prerendered run as JSON: the facts, and the columns as lists, without the map. */
export interface EmbeddedRace {
  readonly facts: ContourFacts;
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

/** What the reader has requested; `words`: whether a verdict is included, which is requested after a pause. */
export interface Query extends Parameters {
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

/** Return the entrants of a race, with all their numbers. */
export const entrantsOf = (race: Race): Entrant[] =>
  race.facts.parameters.race.map(({ optimizer, lr, hyperparameters }) => ({
    optimizer: optimizer as OptimizerName,
    lr,
    hyperparameters: hyperparameters as Partial<Record<HyperparameterName, number>>,
  }));

export const queryOf = (race: Race): Query => ({
  ...race.facts.parameters,
  surface: race.facts.parameters.surface as SurfaceName,
  race: entrantsOf(race),
  words: race.facts.verdicts !== null,
});

/** Return the parameters that Python expects; `map`: whether to include the heights. */
export const contourParameters = (query: Query, map: boolean): ContourParameters => ({
  ...query,
  race: raceText(query.race),
  map,
});

export const lastOf = (path: Path): number => path.loss.length - 1;

/** The number of the last state that any run reaches. */
export const lastN = (race: Race): number => Math.max(...race.paths.map(lastOf));

/** Return state `n` of a run, or the last one, if the run ended before. */
export function stepAt(path: Path, n: number): Step {
  const at = Math.min(n, lastOf(path));
  return { n: at, x: path.x[at]!, y: path.y[at]!, loss: path.loss[at]! };
}
