import assert from "node:assert/strict";
import { test } from "node:test";
import { KEPT, KEPT_CHARACTERS, Log, LONGEST_END } from "./log.ts";

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
  log.leaveOut(500, 4_000);
  log.write("stdout", "last\n");
  assert.equal(log.dropped, 500);
  assert.deepEqual(texts(log), ["first", "last"]);
});

const CONTROLS: Readonly<
  Record<string, readonly [pieces: readonly string[], lines: readonly string[]]>
> = {
  "a bar of progress": [["10 %", "\r20 %", "\r30 %\n"], ["30 %"]],
  "a return in a piece of its own": [["10 %", "\r", "done\n"], ["done"]],
  "a shorter text over a longer one": [["abcdef\rxy\n"], ["xycdef"]],
  "a return before the end of the line": [
    ["one\r\ntwo\r", "\nthree"],
    ["one", "two", "three"],
  ],
  "a bar that erases its line": [["loading…\r\x1b[Kok\n"], ["ok"]],
  "a line that is erased whole": [["loading…\r\x1b[2Kok\n"], ["ok"]],
  backspaces: [["abc\b\bX\n\b\bY\n"], ["aXc", "Y"]],
  colours: [["\x1b[1;31mred\x1b[0m\n"], ["red"]],
  "a colour that comes in two pieces": [["\x1b[1;3", "1mred\x1b", "[0m!\n"], ["red!"]],
  "a link of a terminal": [["\x1b]8;;http://a\x1b\\text\x1b]8;;\x07\n"], ["text"]],
  "a movement up": [["one\ntwo\x1b[A\n"], ["one", "two"]],
  "a sequence that never ends": [["\x1b"], []],
};

for (const [what, [pieces, lines]] of Object.entries(CONTROLS)) {
  test(`${what} is shown as a terminal shows it`, () => {
    const log = new Log();
    for (const piece of pieces) log.write("stdout", piece);
    assert.deepEqual(texts(log), lines);
  });
}

test("a return goes back in its own stream alone", () => {
  const log = new Log();
  log.write("stdout", "one");
  log.write("stderr", "\rtwo\n");
  assert.equal(log.text("stdout"), "one\n");
  assert.equal(log.text("stderr"), "two\n");
});

test("of an endless line both ends are kept, and the rest is counted", () => {
  const log = new Log();
  for (let n = 0; n < 1_000; n++) log.write("stdout", `${String(n).padStart(99)} `);
  const [line] = log.slice(0, 1);
  assert.equal(log.length, 1);
  assert.ok(line!.text.length <= 2 * LONGEST_END);
  assert.equal(line!.text.length + line!.cut, 100_000);
  assert.ok(line!.text.startsWith(" ".repeat(98) + "0 ") && line!.text.endsWith("999 "));
});

test("characters that the worker left out are counted in their line", () => {
  const log = new Log();
  log.write("stdout", "begin");
  log.leaveOut(0, 500);
  log.write("stdout", "end\n");
  const [line] = log.slice(0, 1);
  assert.deepEqual([line!.text, line!.cut, line!.place], ["beginend", 500, 5]);
});

test("a line that was cut begins anew after a return", () => {
  const log = new Log();
  log.write("stdout", "a".repeat(3 * LONGEST_END));
  log.write("stdout", "\rb\n");
  assert.deepEqual(log.slice(0, 1), [{ stream: "stdout", text: "b", cut: 0, place: 0 }]);
});

test("of long lines without end no more is kept than of short ones", () => {
  const log = new Log();
  const lines = KEPT_CHARACTERS / 500;
  for (let n = 0; n < lines; n++) log.write("stdout", "a".repeat(3_000) + "\n");
  assert.ok(log.characters <= 3 * KEPT_CHARACTERS + 10_000);
  assert.equal(log.length + log.dropped, lines);
});
