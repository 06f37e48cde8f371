import assert from "node:assert/strict";
import { test } from "node:test";
import LIMITS from "../../../../web/python/session/limits.json";
import { isTooLongAnimation } from "../../../../web/notebook/output/limits.ts";

const animation = { frames: 2, interval: 100, repeats: false };
const { animationFrames, animationCharacters, mergedCharacters } = LIMITS;

test("an animation with as many and as long frames as a page takes is shown", () => {
  assert.equal(isTooLongAnimation({ ...animation, frames: animationFrames }), false);
  assert.equal(isTooLongAnimation({ ...animation, svg: "a".repeat(mergedCharacters) }), false);
  assert.equal(
    isTooLongAnimation({ ...animation, pictures: ["a".repeat(animationCharacters)] }),
    false,
  );
});

test("an animation with more frames, or too long in all, is not", () => {
  assert.equal(isTooLongAnimation({ ...animation, frames: animationFrames + 1 }), true);
  assert.equal(
    isTooLongAnimation({ ...animation, pictures: Array(animationFrames + 1).fill("") }),
    true,
  );
  assert.equal(isTooLongAnimation({ ...animation, svg: "a".repeat(mergedCharacters + 1) }), true);
  assert.equal(
    isTooLongAnimation({ ...animation, pictures: ["a".repeat(animationCharacters), "a"] }),
    true,
  );
});
