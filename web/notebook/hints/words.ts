/** Words of the hints. Their ids and arguments are those of `Hint(…)` in web/python/error_hints/. */
import type { Language } from "../../widget/words.ts";
import * as characters from "./advice/characters.ts";
import * as names from "./advice/names.ts";
import * as calls from "./advice/calls.ts";
import * as types from "./advice/types.ts";
import * as sequences from "./advice/sequences.ts";
import * as numbers from "./advice/numbers.ts";
import * as runtime from "./advice/runtime.ts";
import * as syntax from "./advice/syntax.ts";
import type { Advise } from "./hint-text.ts";

const enAdvice = {
  ...characters.en,
  ...names.en,
  ...calls.en,
  ...types.en,
  ...sequences.en,
  ...numbers.en,
  ...runtime.en,
  ...syntax.en,
};

export type HintId = keyof typeof enAdvice;

const jaAdvice: Record<HintId, Advise> = {
  ...characters.ja,
  ...names.ja,
  ...calls.ja,
  ...types.ja,
  ...sequences.ja,
  ...numbers.ja,
  ...runtime.ja,
  ...syntax.ja,
};

const en = {
  title: "Hint",
  /** The summary of a library's collapsed frames in a traceback. */
  frames: (frames: number, library: string) =>
    `… ${frames} ${frames === 1 ? "frame" : "frames"} in ${library}`,
  advice: enAdvice as Record<HintId, Advise>,
};

const ja: typeof en = {
  title: "ヒント",
  frames: (frames, library) => `… ${library} の内部の呼び出し ${frames} 段`,
  advice: jaAdvice,
};

export type HintWords = typeof en;
export const HINT_WORDS: Record<Language, HintWords> = { ja, en };
