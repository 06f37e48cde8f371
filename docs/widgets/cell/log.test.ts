import assert from "node:assert/strict";
import { test } from "node:test";
import { KEPT, Log } from "./log.ts";

const texts = (log: Log): string[] => log.slice(0, log.length).map(({ text }) => text);

test("a line may come in pieces", () => {
  const log = new Log();
  log.write("stdout", "one, ");
  log.write("stdout", "two\nthree");
  log.write("stdout", "\n");
  assert.deepEqual(texts(log), ["one, two", "three"]);
  assert.equal(log.text("stdout"), "one, two\nthree\n");
});

test("an empty line is a line", () => {
  const log = new Log();
  log.write("stdout", "\n\nend\n");
  assert.deepEqual(texts(log), ["", "", "end"]);
});

test("what goes to stderr stays apart", () => {
  const log = new Log();
  log.write("stdout", "half");
  log.write("stderr", "warning\n");
  assert.equal(log.text("stdout"), "half\n");
  assert.equal(log.text("stderr"), "warning\n");
});

test("of endless output both ends are kept, and the rest is counted", () => {
  const log = new Log();
  const lines = 4 * KEPT;
  for (let n = 0; n < lines; n++) log.write("stdout", `${n}\n`);
  assert.ok(log.length <= 3 * KEPT);
  assert.equal(log.length + log.dropped, lines);
  assert.equal(texts(log)[0], "0");
  assert.equal(texts(log).at(-1), String(lines - 1));
});

test("lines that the worker left out are counted, and what follows is the end", () => {
  const log = new Log();
  log.write("stdout", "first\n");
  log.leaveOut(500);
  log.write("stdout", "last\n");
  assert.equal(log.dropped, 500);
  assert.deepEqual(texts(log), ["first", "last"]);
});
