import assert from "node:assert/strict";
import { test } from "node:test";
import LIMITS from "../../../../web/python/session/limits.json";
import { isTooLongFilm } from "../../../../web/notebook/output/limits.ts";

const film = { frames: 2, interval: 100, repeats: false };
const { filmFrames, filmCharacters, mergedCharacters } = LIMITS;

test("an animation with as many and as long frames as a page takes is shown", () => {
  assert.equal(isTooLongFilm({ ...film, frames: filmFrames }), false);
  assert.equal(isTooLongFilm({ ...film, svg: "a".repeat(mergedCharacters) }), false);
  assert.equal(isTooLongFilm({ ...film, pictures: ["a".repeat(filmCharacters)] }), false);
});

test("an animation with more frames, or too long in all, is not", () => {
  assert.equal(isTooLongFilm({ ...film, frames: filmFrames + 1 }), true);
  assert.equal(isTooLongFilm({ ...film, pictures: Array(filmFrames + 1).fill("") }), true);
  assert.equal(isTooLongFilm({ ...film, svg: "a".repeat(mergedCharacters + 1) }), true);
  assert.equal(isTooLongFilm({ ...film, pictures: ["a".repeat(filmCharacters), "a"] }), true);
});
