import assert from "node:assert/strict";
import { test } from "node:test";
import { isTooLongFilm, LONGEST_FIGURE, LONGEST_FILM, MOST_FRAMES } from "./limits.ts";

const frames = (number: number, length: number): string[] =>
  Array.from({ length: number }, () => "a".repeat(length));

test("an animation with as many and as long frames as a page takes is shown", () => {
  assert.equal(isTooLongFilm(frames(MOST_FRAMES, 1)), false);
  assert.equal(isTooLongFilm(frames(LONGEST_FILM / LONGEST_FIGURE, LONGEST_FIGURE)), false);
});

test("an animation with more frames, a longer one, or too long in all is not", () => {
  assert.equal(isTooLongFilm(frames(MOST_FRAMES + 1, 1)), true);
  assert.equal(isTooLongFilm(frames(1, LONGEST_FIGURE + 1)), true);
  assert.equal(isTooLongFilm(frames(LONGEST_FILM / LONGEST_FIGURE + 1, LONGEST_FIGURE)), true);
});
