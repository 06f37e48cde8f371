import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { paths } from "../word-paths.ts";
import { DESCENT_WORDS } from "../../../web/widgets/descent/words.ts";
import { CONTOUR_WORDS } from "../../../web/widgets/contour/words.ts";
import { BEHAVIOURS, type Status } from "../../../web/python/protocol.ts";
import { WORDS } from "../../../web/widget/words.ts";

test("Japanese and English have a word for the same things", () => {
  for (const { ja, en } of [WORDS, DESCENT_WORDS, CONTOUR_WORDS])
    assert.deepEqual(paths(ja), paths(en));
});

test("every behaviour that gdlib knows has a title and a sentence", () => {
  for (const { verdict } of Object.values(DESCENT_WORDS)) {
    assert.deepEqual(Object.keys(verdict.title), [...BEHAVIOURS]);
    assert.deepEqual(Object.keys(verdict.what), [...BEHAVIOURS]);
    assert.deepEqual(Object.keys(verdict.why), [...BEHAVIOURS]);
  }
});

test("a failure names the file and what the server said", () => {
  const status: Status = {
    state: "failed",
    failure: { file: "gdlib-0.1.0-py3-none-any.whl", status: 404, message: "Not Found" },
  };
  for (const words of Object.values(WORDS)) {
    assert.match(words.python.status(status), /gdlib-0\.1\.0-py3-none-any\.whl, HTTP 404/);
  }
});

test("loading tells megabytes", () => {
  const status: Status = { state: "loading", stage: "download", bytes: 3_140_000, total: 12e6 };
  assert.equal(WORDS.en.python.status(status), "Loading Python 3.1 / 12.0 MB");
});

test("a Japanese sentence is as polite as the pages around it", () => {
  const polite = /(です|ます|ません|でした|ました|ましょう|ください|すか|せんか|しょうか)$/;
  const all = readdirSync("web", { recursive: true, encoding: "utf-8" });
  const files = all.filter((file) => file.endsWith("words.ts"));
  const sentences = files.flatMap((file) => {
    const source = readFileSync(`web/${file}`, "utf-8");
    return [...source.replaceAll(/（[^）]*）/g, "").matchAll(/[^。"`]+(?=。)/g)].map(([it]) => it);
  });
  assert.ok(sentences.length > 100);
  assert.deepEqual(
    sentences.filter((sentence) => !polite.test(sentence)),
    [],
  );
});
