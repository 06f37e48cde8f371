/** What a file that is handed in may take: beyond that it is stopped, and the table says so. */

/** Bytes. The longest record that the site saves has a few tens of thousands. */
export const LARGEST_FILE = 1_000_000;

/** Of a program. An exercise's own solution needs a small part of it. */
export const LIMITS = {
  /** Seconds from its first line on. */
  seconds: 30,
  /** Seconds that it gets besides, as long as frames of an animation come. */
  secondsToDraw: 120,
  /** Characters that it prints. */
  characters: 1_000_000,
  /** Figures, results and pieces of text. */
  outputs: 2000,
  /** Seconds in which more of Python and its packages must have come. */
  secondsToLoad: 120,
};
export type Limits = typeof LIMITS;

/** Why a program was stopped. */
export type Stop = "time" | "input" | "output";

/** Seconds for a figure, and as many until Python is there. Only long trainings of large networks take more. */
export const FIGURE_LIMIT = 120;
