import assert from "node:assert/strict";
import { test } from "node:test";
import {
  END_LINES,
  END_CHARACTERS,
  Log,
  LINE_END_CHARACTERS,
  type Line,
} from "../../../../web/notebook/output/log.ts";

const lines = (log: Log): Line[] => [...log.head, ...log.tail];
const texts = (log: Log): string[] => lines(log).map(({ text }) => text);

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

test("of endless output the first and the last lines are kept, and the rest is counted", () => {
  const log = new Log();
  for (let n = 0; n < 4 * END_LINES; n++) log.write("stdout", `${n}\n`);
  const all = texts(log).map(Number);
  assert.deepEqual(all.slice(0, END_LINES), [...Array(END_LINES).keys()]);
  assert.deepEqual(
    all.slice(END_LINES),
    [...Array(END_LINES).keys()].map((n) => 3 * END_LINES + n),
  );
  assert.equal(log.dropped, 2 * END_LINES);
});

test("twice as many lines as are kept at one end are kept whole, however they come", () => {
  for (const pieces of [1, 10, 2 * END_LINES]) {
    const log = new Log();
    for (let n = 0; n < pieces; n++) log.write("stdout", "a\n".repeat((2 * END_LINES) / pieces));
    assert.deepEqual([log.head.length, log.tail.length, log.dropped], [END_LINES, END_LINES, 0]);
  }
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
  const [line] = lines(log);
  assert.equal(lines(log).length, 1);
  assert.ok(line!.text.length <= 2 * LINE_END_CHARACTERS);
  assert.equal(line!.text.length + line!.cut, 100_000);
  assert.ok(line!.text.startsWith(" ".repeat(98) + "0 ") && line!.text.endsWith("999 "));
});

test("characters that the worker left out are counted in their line", () => {
  const log = new Log();
  log.write("stdout", "begin");
  log.leaveOut(0, 500);
  log.write("stdout", "end\n");
  const [line] = lines(log);
  assert.deepEqual([line!.text, line!.cut, line!.place], ["beginend", 500, 5]);
});

test("a line that was cut begins anew after a return", () => {
  const log = new Log();
  log.write("stdout", "a".repeat(3 * LINE_END_CHARACTERS));
  log.write("stdout", "\rb\n");
  assert.deepEqual(lines(log), [{ stream: "stdout", text: "b", cut: 0, place: 0 }]);
});

test("of long lines without end no more characters are kept than of short ones", () => {
  const log = new Log();
  const all = (4 * END_CHARACTERS) / 1_000;
  for (let n = 0; n < all; n++) log.write("stdout", "a".repeat(3_000) + "\n");
  const characters = lines(log).reduce((sum, { text }) => sum + text.length, 0);
  assert.ok(characters <= 2 * END_CHARACTERS + 2 * 3_000);
  assert.equal(lines(log).length + log.dropped, all);
});
