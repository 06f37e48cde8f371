/** What a training does, in sentences. */
import { short, inputText, withMinus } from "../../core/numbers.ts";
import type { TrainingHistory, Snapshot } from "./training/history.ts";
import type { TrainingBehaviour } from "./query.ts";
import { SAMPLES } from "./state.ts";
import type { Mood } from "../../widget/verdict.ts";
import type { NetworkWords, Numbers } from "./words.ts";

const MOODS: Record<TrainingBehaviour, Mood> = {
  untrained: "middling",
  learning: "middling",
  learned: "good",
  stuck: "middling",
  unsettled: "bad",
  thrown_off: "bad",
  diverged: "bad",
};

export const moodOf = ({ kind }: Snapshot): Mood => MOODS[kind];

export const percent = (share: number): string => `${Number((share * 100).toFixed(1))}%`;

/** Return the numbers of a snapshot, formatted. */
export function numbersOf(
  { settings, losses }: TrainingHistory,
  snapshot: Snapshot,
  words: NetworkWords,
): Numbers {
  return {
    epoch: String(snapshot.epoch),
    loss: short(snapshot.loss),
    first: short(losses[0]!),
    accuracy: percent(snapshot.accuracy),
    correct: String(snapshot.correct),
    samples: String(SAMPLES),
    lr: withMinus(inputText(settings.lr)),
    optimizer: words.optimizers[settings.optimizer],
  };
}

export const sizesOf = ({ sizes }: TrainingHistory): string => sizes.join("-");

/** Return the text of the figure's caption. */
export function caption(history: TrainingHistory, words: NetworkWords): string {
  const { data, activation, batch } = history.settings;
  const last = history.snapshots.at(-1)!;
  const { epoch: epochs, ...numbers } = numbersOf(history, last, words);
  return words.caption({
    ...numbers,
    epochs,
    data: words.data[data],
    activation: words.activations[activation],
    sizes: sizesOf(history),
    batch: batch === 0 ? null : String(batch),
  });
}
