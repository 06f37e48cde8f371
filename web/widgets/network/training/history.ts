/** The history of a training: the loss of every epoch, and snapshots of some epochs. The numbers come from gdlib. */
import type {
  ColumnName,
  TrainingBehaviour,
  SnapshotFacts,
  NetworkFacts,
  Settings,
} from "../query.ts";

type Numbers = ArrayLike<number>;

/** Parameters, gradient and scores at one epoch. */
export interface Snapshot {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly correct: number;
  readonly kind: TrainingBehaviour;
  readonly saferRate: number | null;
  /** The parameters, layer by layer: a row for each neuron, its bias at the end. */
  readonly t: Numbers;
  readonly grad: Numbers;
  /** The network's output on a square grid, row by row from the lowest x₂. */
  readonly scores: Numbers;
}

export interface Samples {
  readonly x1: Numbers;
  readonly x2: Numbers;
  readonly y: Numbers;
}

export interface Answer {
  readonly facts: NetworkFacts;
  readonly columns: Readonly<Record<ColumnName, Numbers>>;
}

/** With more snapshots than this, every other one is dropped. */
export const MOST_SNAPSHOTS = 240;

const part = (column: Numbers, index: number, count: number): Numbers => {
  const length = column.length / count;
  return Array.prototype.slice.call(column, index * length, (index + 1) * length);
};

function snapshotOf(
  snapshotFacts: SnapshotFacts,
  index: number,
  { facts, columns }: Answer,
): Snapshot {
  const { safer_lr: saferRate, ...rest } = snapshotFacts;
  const count = facts.moments.length;
  return {
    ...rest,
    saferRate,
    t: part(columns.t, index, count),
    grad: part(columns.grad, index, count),
    scores: part(columns.scores, index, count),
  };
}

export class TrainingHistory {
  readonly settings: Settings;
  readonly samples: Samples;
  readonly view: NetworkFacts["view"];
  /** Neurons of every layer, from the inputs to the output. */
  readonly sizes: readonly number[];
  /** The number of epochs of the first query. */
  readonly epochs: number;
  /** Ordered by epoch; the first is before any training. */
  snapshots: readonly Snapshot[];
  /** The loss before the first epoch, and after each. */
  losses: readonly number[];
  isLost: boolean;
  program: string;

  constructor(answer: Answer) {
    const { facts, columns } = answer;
    this.settings = facts.settings;
    this.epochs = facts.epochs;
    this.view = facts.view;
    this.samples = { x1: columns.x1, x2: columns.x2, y: columns.y };
    this.sizes = [2, ...facts.settings.layers, 1];
    this.snapshots = facts.moments.map((snapshotFacts, index) =>
      snapshotOf(snapshotFacts, index, answer),
    );
    this.losses = Array.from(columns.loss);
    this.isLost = facts.is_lost;
    this.program = facts.program;
  }

  /** The last trained epoch. */
  get end(): number {
    return this.losses.length - 1;
  }

  get last(): number {
    return this.snapshots.length - 1;
  }

  /** Return the index of the last snapshot up to `epoch`. */
  at(epoch: number): number {
    const after = this.snapshots.findIndex((snapshot) => snapshot.epoch > epoch);
    return after === -1 ? this.last : Math.max(0, after - 1);
  }

  /** Append Python's answer; return false if it contains nothing new. */
  add(answer: Answer): boolean {
    const { facts, columns } = answer;
    const latest = snapshotOf(facts.moments.at(-1)!, facts.moments.length - 1, answer);
    const isLost = facts.is_lost && latest.epoch >= this.end;
    if (latest.epoch <= this.end && !isLost) return false;
    const before = this.snapshots.filter(({ epoch }) => epoch < latest.epoch);
    this.snapshots = thinned([...before, latest]);
    this.losses = [...this.losses, ...Array.from(columns.loss)];
    this.program = facts.program;
    this.isLost = isLost;
    return true;
  }
}

/** Drop every other snapshot if there are too many; keep the first and the last two. */
function thinned(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  if (snapshots.length <= MOST_SNAPSHOTS) return snapshots;
  return snapshots.filter((_, index) => index % 2 === 0 || index >= snapshots.length - 2);
}
