/** Limits of the check of a submitted file. */

/** Exported files have at most a few tens of thousands of bytes. */
export const MAX_FILE_BYTES = 1_000_000;

/** Of a program; solutions of exercises need a small part of them. */
export const LIMITS = {
  /** Seconds that the program may run. */
  seconds: 30,
  /** Additional seconds while it draws frames of an animation. */
  secondsToDraw: 120,
  /** Printed characters. */
  characters: 1_000_000,
  /** Figures, results and chunks of text. */
  outputs: 2000,
  /** Seconds without progress in loading Python and packages. */
  secondsToLoad: 120,
};
export type Limits = typeof LIMITS;

/** Why a program was stopped. */
export type Stop = "time" | "input" | "output";

/** Seconds for a figure, and as many for loading Python. Only long trainings of large networks take more. */
export const FIGURE_SECONDS = 120;
