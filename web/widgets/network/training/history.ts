/** A training as the page knows it: all its losses, and some moments in full. The numbers come from gdlib. */
import type { ColumnName, Kind, Moment, NetworkFacts, Settings } from "../query.ts";

type Numbers = ArrayLike<number>;

/** One moment, in full. */
export interface Frame {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly correct: number;
  readonly kind: Kind;
  readonly saferRate: number | null;
  /** The parameters, layer by layer: a row for each neuron, its bias at the end. */
  readonly t: Numbers;
  readonly grad: Numbers;
  /** On a square grid, row by row from below. */
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

/** More frames than this are thinned out. */
export const MOST_FRAMES = 240;

const part = (column: Numbers, index: number, count: number): Numbers => {
  const length = column.length / count;
  return Array.prototype.slice.call(column, index * length, (index + 1) * length);
};

function frame(moment: Moment, index: number, { facts, columns }: Answer): Frame {
  const { safer_lr: saferRate, ...rest } = moment;
  const count = facts.moments.length;
  return {
    ...rest,
    saferRate,
    t: part(columns.t, index, count),
    grad: part(columns.grad, index, count),
    scores: part(columns.scores, index, count),
  };
}

export class Film {
  readonly settings: Settings;
  readonly samples: Samples;
  readonly view: NetworkFacts["view"];
  /** Neurons of every layer, from the inputs to the output. */
  readonly sizes: readonly number[];
  /** How far it was to be trained at first. */
  readonly epochs: number;
  /** In the order of their epochs; the first is that before all training. */
  frames: readonly Frame[];
  /** Before the first epoch, and after each. */
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
    this.frames = facts.moments.map((moment, index) => frame(moment, index, answer));
    this.losses = Array.from(columns.loss);
    this.isLost = facts.is_lost;
    this.program = facts.program;
  }

  /** The epoch up to which it is trained. */
  get end(): number {
    return this.losses.length - 1;
  }

  get last(): number {
    return this.frames.length - 1;
  }

  /** Return the number of the last frame that is not behind `epoch`. */
  at(epoch: number): number {
    const after = this.frames.findIndex((frame) => frame.epoch > epoch);
    return after === -1 ? this.last : Math.max(0, after - 1);
  }

  /** Take in how the training stands now; false if nothing is new about it. */
  add(answer: Answer): boolean {
    const { facts, columns } = answer;
    const latest = frame(facts.moments.at(-1)!, facts.moments.length - 1, answer);
    const isLost = facts.is_lost && latest.epoch >= this.end;
    if (latest.epoch <= this.end && !isLost) return false;
    const before = this.frames.filter(({ epoch }) => epoch < latest.epoch);
    this.frames = thinned([...before, latest]);
    this.losses = [...this.losses, ...Array.from(columns.loss)];
    this.program = facts.program;
    this.isLost = isLost;
    return true;
  }
}

/** Leave out every other frame if there are too many, but neither the first nor the last two. */
function thinned(frames: readonly Frame[]): readonly Frame[] {
  if (frames.length <= MOST_FRAMES) return frames;
  return frames.filter((_, index) => index % 2 === 0 || index >= frames.length - 2);
}
