/** Answers as Python would give them, for tests: a network of 2-1-1 and a grid of 2 × 2 scores. */
import type { Answer } from "../../../../web/widgets/network/training/history.ts";
import type { SnapshotFacts, Settings } from "../../../../web/widgets/network/query.ts";

export const SETTINGS: Settings = {
  data: "xor",
  layers: [1],
  activation: "tanh",
  optimizer: "adam",
  lr: 0.1,
  batch: 0,
  seed: 1,
};

const snapshotFacts = (epoch: number): SnapshotFacts => ({
  epoch,
  loss: 1 / (epoch + 1),
  accuracy: 0.5,
  correct: 100,
  kind: epoch === 0 ? "untrained" : "learning",
  safer_lr: null,
});

/** Return an answer that shows `epochs`; of the losses it carries those from `known` on. */
export function answerAt(
  epochs: readonly number[],
  known = 0,
  settings: Settings = SETTINGS,
  isLost = false,
): Answer {
  const last = epochs.at(-1)!;
  const repeated = (length: number): number[] =>
    epochs.flatMap((epoch) => Array.from({ length }, (_, i) => epoch + i / 10));
  return {
    facts: {
      settings,
      epochs: last,
      samples: 200,
      view: [-1, 1, -1, 1],
      moments: epochs.map(snapshotFacts),
      is_lost: isLost,
      program: `# ${last} epochs`,
    },
    columns: {
      x1: [0, 1],
      x2: [1, 0],
      y: [0, 1],
      loss: Array.from({ length: last + 1 }, (_, n) => 1 / (n + 1)).slice(known),
      t: repeated(5),
      grad: repeated(5),
      scores: repeated(4),
    },
  };
}
