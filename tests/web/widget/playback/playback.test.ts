import assert from "node:assert/strict";
import { test } from "node:test";
import { Playback, type Frame } from "../../../../web/widget/playback/playback.ts";

/** Return a film of frames 0 … last, and what it has frames. */
function film(last: number, interval = 1, smooth = false) {
  const frames: Frame[] = [];
  return { frames, playback: new Playback(last, interval, smooth, (frame) => frames.push(frame)) };
}

const ended = (playback: Playback): Promise<void> =>
  new Promise((resolve) => {
    const look = () => (playback.playing ? setTimeout(look, 5) : resolve());
    look();
  });

test("playing ends at the last frame", async () => {
  const { playback, frames } = film(3);
  playback.play();
  assert.equal(playback.playing, true);
  await ended(playback);
  assert.deepEqual(frames.at(-1), { n: 3, fraction: 0, playing: false });
});

test("playing from the end begins anew", () => {
  const { playback } = film(3, 1000);
  playback.seek(3);
  playback.play();
  assert.equal(playback.n, 0);
  playback.pause();
});

test("a film that repeats begins anew at the end, until it is paused", async () => {
  const { playback, frames } = film(1, 5);
  playback.repeats = true;
  playback.play();
  const turns = () => frames.filter(({ n }, i) => n === 0 && frames[i - 1]?.n === 1).length;
  while (turns() < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(playback.playing, true);
  playback.pause();
  assert.equal(playback.playing, false);
});

test("stepping stays between the first frame and the last", () => {
  const { playback } = film(1);
  playback.step(-1);
  assert.equal(playback.n, 0);
  playback.step(1);
  playback.step(1);
  assert.equal(playback.n, 1);
});

test("without motion there is nothing between two frames", async () => {
  const { playback, frames } = film(2, 40);
  playback.play();
  await ended(playback);
  assert.ok(frames.every(({ fraction }) => fraction === 0));
});

test("with motion there is", async () => {
  const { playback, frames } = film(1, 80, true);
  playback.play();
  await ended(playback);
  assert.ok(frames.some(({ fraction }) => fraction > 0 && fraction < 1));
});

test("a film of one frame does not play", () => {
  const { playback } = film(0);
  playback.play();
  assert.equal(playback.playing, false);
});
