/** What a training does, in sentences. */
import { short, typed, withMinus } from "../../core/numbers.ts";
import type { Film, Frame } from "./training/history.ts";
import type { Kind } from "./query.ts";
import { SAMPLES } from "./state.ts";
import type { NetworkWords, Numbers } from "./words.ts";

export type Mood = "good" | "middling" | "bad";

const MOODS: Record<Kind, Mood> = {
  untrained: "middling",
  learning: "middling",
  learned: "good",
  stuck: "middling",
  unsettled: "bad",
  thrown_off: "bad",
  diverged: "bad",
};

export const moodOf = ({ kind }: Frame): Mood => MOODS[kind];

export const percent = (share: number): string => `${Number((share * 100).toFixed(1))}%`;

/** Return the numbers of a frame, ready to read. */
export function numbersOf({ settings, losses }: Film, frame: Frame, words: NetworkWords): Numbers {
  return {
    epoch: String(frame.epoch),
    loss: short(frame.loss),
    first: short(losses[0]!),
    accuracy: percent(frame.accuracy),
    correct: String(frame.correct),
    samples: String(SAMPLES),
    lr: withMinus(typed(settings.lr)),
    optimizer: words.optimizers[settings.optimizer],
  };
}

export const sizesOf = ({ sizes }: Film): string => sizes.join("-");

/** Return the sentence below the figure. */
export function caption(film: Film, words: NetworkWords): string {
  const { data, activation, batch } = film.settings;
  const last = film.frames.at(-1)!;
  const { epoch: epochs, ...numbers } = numbersOf(film, last, words);
  return words.caption({
    ...numbers,
    epochs,
    data: words.data[data],
    activation: words.activations[activation],
    sizes: sizesOf(film),
    batch: batch === 0 ? null : String(batch),
  });
}
