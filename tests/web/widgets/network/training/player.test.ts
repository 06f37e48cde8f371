import assert from "node:assert/strict";
import { test } from "node:test";
import { answerAt } from "../answers.ts";
import { Film } from "../../../../../web/widgets/network/training/history.ts";
import { Player, type Reel } from "../../../../../web/widgets/network/training/player.ts";

/** A player whose clock the test moves, and a reel that notes what it is asked for. */
function staged(shown: readonly number[], epochs = shown.at(-1)!) {
  const film = new Film(answerAt(shown));
  const asked: number[] = [];
  const reel: Reel & { isWaiting: boolean } = {
    film,
    epochs,
    isWaiting: false,
    train: (until) => void asked.push(until),
    halt: () => {},
  };
  let due: ((now: number) => void)[] = [];
  const player = new Player(
    reel,
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
  const epoch = (): number => film.frames[player.n]!.epoch;
  /** Let Python train up to what was asked for last. */
  const train = (): void => {
    const until = Math.min(asked.at(-1)!, epochs);
    if (until <= film.end) return;
    film.add(answerAt([until], film.losses.length));
    player.grown();
  };
  return { player, reel, film, asked, pass, epoch, train };
}

test("a film opens at its start, and play shows it from the beginning, also from its end", () => {
  const { player, pass, epoch, asked } = staged([0, 10, 20]);
  assert.equal(epoch(), 0);
  player.seek(20);
  player.play();
  assert.equal(epoch(), 0);
  pass(5000);
  assert.equal(epoch(), 20);
  assert.equal(player.playing, false);
  assert.deepEqual(asked, []);
});

test("frames stay as long as their epochs last, but not for ever", () => {
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

test("where the film ends, it is trained on at the chosen speed", () => {
  const { player, pass, train, film, asked } = staged([0], 300);
  player.speed = 100;
  player.play();
  for (let i = 0; i < 100; i++) {
    pass(10);
    train();
  }
  assert.ok(Math.abs(film.end - 100) <= 2, String(film.end));
  assert.ok(asked.length > 50);
});

test("the fastest speed asks for all at once", () => {
  const { player, pass, asked } = staged([0], 300);
  player.speed = null;
  player.play();
  pass(10);
  assert.equal(asked[0], 300);
});

test("a training that is too slow is not asked for more and more", () => {
  const { player, pass, asked } = staged([0], 300);
  player.speed = 60;
  player.play();
  pass(3000);
  assert.ok(Math.max(...asked) <= 6);
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
  const { player, pass, film, asked } = staged([0, 5], 300);
  film.isLost = true;
  player.play();
  pass(3000);
  assert.equal(player.playing, false);
  assert.deepEqual(asked, []);
});

test("a step leads to the next frame, and behind the last to the next epoch", () => {
  const { player, epoch, asked, train } = staged([0, 5], 10);
  player.seek(0);
  player.step();
  assert.equal(epoch(), 5);
  player.step();
  assert.deepEqual(asked, [6]);
  train();
  assert.equal(epoch(), 6);
});

test("whoever looks back while the film grows stays there", () => {
  const { player, epoch, film } = staged([0, 5], 10);
  player.seek(0);
  film.add(answerAt([6], film.losses.length));
  player.grown();
  assert.equal(epoch(), 0);
});

test("while another film is on its way, nothing moves", () => {
  const { player, reel, pass, epoch, asked } = staged([0, 5], 10);
  player.seek(0);
  reel.isWaiting = true;
  player.play();
  pass(2000);
  assert.equal(epoch(), 0);
  assert.deepEqual(asked, []);
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
