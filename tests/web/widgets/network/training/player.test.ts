import assert from "node:assert/strict";
import { test } from "node:test";
import { answerAt } from "../answers.ts";
import { TrainingHistory } from "../../../../../web/widgets/network/training/history.ts";
import {
  Player,
  type PlayableTraining,
} from "../../../../../web/widgets/network/training/player.ts";

/** A player whose clock the test moves, and a training that records the requested epochs. */
function staged(shown: readonly number[], epochs = shown.at(-1)!) {
  const history = new TrainingHistory(answerAt(shown));
  const sent: number[] = [];
  const training: PlayableTraining & { isPending: boolean } = {
    history,
    epochs,
    isPending: false,
    train: (until) => void sent.push(until),
    halt: () => {},
  };
  let due: ((now: number) => void)[] = [];
  const player = new Player(
    training,
    () => {},
    (turn) => due.push(turn),
  );
  /** Let time pass, in pictures of 10 milliseconds. */
  let now = 1000;
  const pass = (milliseconds: number): void => {
    for (let end = now + milliseconds; now < end;) {
      now += 10;
      const turns = due;
      due = [];
      for (const turn of turns) turn(now);
    }
  };
  const epoch = (): number => history.snapshots[player.n]!.epoch;
  /** Let Python train up to what was asked for last. */
  const train = (): void => {
    const until = Math.min(sent.at(-1)!, epochs);
    if (until <= history.end) return;
    history.add(answerAt([until], history.losses.length));
    player.onExtended();
  };
  return { player, training, history, sent, pass, epoch, train };
}

test("a history opens at its start, and play shows it from the beginning, also from its end", () => {
  const { player, pass, epoch, sent } = staged([0, 10, 20]);
  assert.equal(epoch(), 0);
  player.seek(20);
  player.play();
  assert.equal(epoch(), 0);
  pass(5000);
  assert.equal(epoch(), 20);
  assert.equal(player.playing, false);
  assert.deepEqual(sent, []);
});

test("snapshots stay as long as their epochs last, but not for ever", () => {
  const { player, pass, epoch } = staged([0, 6, 1000]);
  player.speed = 60;
  player.play();
  pass(90);
  assert.equal(epoch(), 0);
  pass(40);
  assert.equal(epoch(), 6);
  pass(300);
  assert.equal(epoch(), 6);
  pass(100);
  assert.equal(epoch(), 1000);
});

test("where the history ends, it is trained on at the chosen speed", () => {
  const { player, pass, train, history, sent } = staged([0], 300);
  player.speed = 100;
  player.play();
  for (let i = 0; i < 100; i++) {
    pass(10);
    train();
  }
  assert.ok(Math.abs(history.end - 100) <= 2, String(history.end));
  assert.ok(sent.length > 50);
});

test("the fastest speed asks for all at once", () => {
  const { player, pass, sent } = staged([0], 300);
  player.speed = null;
  player.play();
  pass(10);
  assert.equal(sent[0], 300);
});

test("a training that is too slow is not asked for more and more", () => {
  const { player, pass, sent } = staged([0], 300);
  player.speed = 60;
  player.play();
  pass(3000);
  assert.ok(Math.max(...sent) <= 6);
});

test("play ends by itself where the training is to end", () => {
  const { player, pass, train, epoch } = staged([0], 5);
  player.play();
  for (let i = 0; i < 50; i++) {
    pass(10);
    train();
  }
  assert.equal(player.playing, false);
  assert.equal(epoch(), 5);
});

test("a lost training is not played on", () => {
  const { player, pass, history, sent } = staged([0, 5], 300);
  history.isLost = true;
  player.play();
  pass(3000);
  assert.equal(player.playing, false);
  assert.deepEqual(sent, []);
});

test("a step leads to the next snapshot, and behind the last to the next epoch", () => {
  const { player, epoch, sent, train } = staged([0, 5], 10);
  player.seek(0);
  player.step();
  assert.equal(epoch(), 5);
  player.step();
  assert.deepEqual(sent, [6]);
  train();
  assert.equal(epoch(), 6);
});

test("an earlier snapshot stays shown while the history grows", () => {
  const { player, epoch, history } = staged([0, 5], 10);
  player.seek(0);
  history.add(answerAt([6], history.losses.length));
  player.onExtended();
  assert.equal(epoch(), 0);
});

test("while another training is pending, playback waits", () => {
  const { player, training, pass, epoch, sent } = staged([0, 5], 10);
  player.seek(0);
  training.isPending = true;
  player.play();
  pass(2000);
  assert.equal(epoch(), 0);
  assert.deepEqual(sent, []);
  assert.equal(player.playing, true);
});

test("a pause ends what is under way at once", () => {
  const { player, pass, epoch } = staged([0, 10, 20]);
  player.seek(0);
  player.play();
  player.pause();
  pass(2000);
  assert.equal(epoch(), 0);
});
