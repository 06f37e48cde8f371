import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_FILE_BYTES } from "../../../web/teach/limits.ts";
import { readSubmissionFile, parseSubmission } from "../../../web/teach/submission.ts";

const FIGURE = {
  kind: "gd-result",
  widget: "descent",
  fragment: "#descent=loss:huber,t:-5",
  numbers: { t: "-5", loss: "4.5" },
};
const ENTRY = { state: "solved", hints: 1, seen: false, checks: 2, source: "x = 1" };
const RECORD = { page: "ja/notebooks/exercises", exercises: { loop: ENTRY } };

const read = (text: string) => readSubmissionFile(new Blob([text]));

test("a figure's result is read as it was saved", async () => {
  const { numbers, ...more } = { ...FIGURE, kind: "figure" };
  assert.deepEqual(await read(JSON.stringify(FIGURE)), {
    ...more,
    numbers: new Map(Object.entries(numbers)),
  });
});

test("a record of exercises is read as it was saved, in either language", async () => {
  for (const page of ["ja/notebooks/exercises", "en/notebooks/exercises"]) {
    assert.deepEqual(await read(JSON.stringify({ ...RECORD, page })), {
      kind: "exercises",
      page: "notebooks/exercises/",
      entries: new Map([["loop", { hints: 1, seen: false, source: "x = 1" }]]),
    });
  }
});

test("an exercise that was not touched has no source", () => {
  const untouched = { state: "new", hints: 0, seen: false, checks: 0 };
  const record = parseSubmission({ ...RECORD, exercises: { loop: untouched } });
  assert.equal(record.kind === "exercises" && record.entries.get("loop")?.source, null);
});

const OTHER: Record<string, unknown> = {
  nothing: null,
  "a number": 1,
  "a text": "gd-result",
  "a list": [FIGURE],
  "an empty object": {},
  "a figure of no name": { ...FIGURE, widget: ["descent"] },
  "a figure without a state": { ...FIGURE, fragment: "" },
  "a figure with a list for a state": { ...FIGURE, fragment: [FIGURE.fragment] },
  "another figure's state": { ...FIGURE, fragment: "#line=lr:0.1" },
  "the state of two figures": { ...FIGURE, fragment: "#descent=t:1&line=lr:0.1" },
  "a state with a task": { ...FIGURE, fragment: "#descent=t:1&task=no" },
  "an address for a state": { ...FIGURE, fragment: "https://elsewhere.example/#descent=t:1" },
  "an endless state": { ...FIGURE, fragment: `#descent=${"t".repeat(5000)}` },
  "a figure without numbers": { ...FIGURE, numbers: {} },
  "a list of numbers": { ...FIGURE, numbers: ["-5"] },
  "numbers that are no texts": { ...FIGURE, numbers: { t: -5 } },
  "nested numbers": { ...FIGURE, numbers: { t: { t: "-5" } } },
  "a truth value": { ...FIGURE, numbers: { t: true } },
  "endless numbers": { ...FIGURE, numbers: { t: "1".repeat(5000) } },
  "too many numbers": { ...FIGURE, numbers: Object.fromEntries([..."x".repeat(500)].entries()) },
  "no page": { exercises: RECORD.exercises },
  "a page above": { ...RECORD, page: "../../x" },
  "a page above a notebook": { ...RECORD, page: "ja/notebooks/../../x" },
  "another origin": { ...RECORD, page: "https://elsewhere.example/" },
  "another host": { ...RECORD, page: "//elsewhere.example/notebooks/exercises" },
  "another page": { ...RECORD, page: "ja/lessons/gradient-descent" },
  "a page with a question": { ...RECORD, page: "ja/notebooks/exercises?x" },
  "a list of exercises": { ...RECORD, exercises: [ENTRY] },
  "no exercises": { ...RECORD, exercises: {} },
};

for (const [name, content] of Object.entries(OTHER)) {
  test(`${name} is nothing that the site has saved`, async () => {
    assert.deepEqual(await read(JSON.stringify(content)), { kind: "unreadable", why: "other" });
  });
}

const OTHER_ENTRIES: Record<string, unknown> = {
  nothing: null,
  "a text": "x = 1",
  "a list": [ENTRY],
  "a number for a source": { ...ENTRY, source: 5 },
  "a list for a source": { ...ENTRY, source: ["x"] },
  "many hints": { ...ENTRY, hints: "many" },
  "half a hint": { ...ENTRY, hints: 0.5 },
  "less than no hints": { ...ENTRY, hints: -1 },
  "a list of hints": { ...ENTRY, hints: [1] },
  "a text for seen": { ...ENTRY, seen: "no" },
};

test("an entry that the site has not saved is told apart from the others of its file", () => {
  for (const [name, entry] of Object.entries(OTHER_ENTRIES)) {
    const record = parseSubmission({ ...RECORD, exercises: { ...RECORD.exercises, more: entry } });
    assert.equal(record.kind, "exercises", name);
    if (record.kind !== "exercises") continue;
    assert.equal(record.entries.get("more"), null, name);
    assert.equal(record.entries.get("loop")?.source, "x = 1", name);
  }
});

test("a name of JavaScript's own is a name like any other", async () => {
  const text = JSON.stringify(RECORD).replace('"loop"', '"__proto__"');
  const record = await read(text);
  assert.deepEqual(record.kind === "exercises" && [...record.entries.keys()], ["__proto__"]);
});

test("a figure that the site has not is named", () => {
  const unknown = { kind: "unknown-figure", widget: "constructor" };
  assert.deepEqual(parseSubmission({ ...FIGURE, widget: "constructor" }), unknown);
});

test("what is no JSON is told apart, also if it is nested very deeply", async () => {
  for (const text of ["", "no JSON", "{", "\u0000", "NaN"]) {
    assert.deepEqual(await read(text), { kind: "unreadable", why: "no-json" }, text);
  }
  assert.equal((await read("[".repeat(200_000) + "]".repeat(200_000))).kind, "unreadable");
  assert.equal(
    (await read('{"page":'.repeat(50_000) + "1" + "}".repeat(50_000))).kind,
    "unreadable",
  );
});

test("a file that is too large is not even read", async () => {
  const file = { size: MAX_FILE_BYTES + 1, text: () => assert.fail("read") } as unknown as Blob;
  assert.deepEqual(await readSubmissionFile(file), { kind: "unreadable", why: "too-large" });
});

test("a file that can no longer be read is told apart", async () => {
  const file = { size: 1, text: () => Promise.reject(new Error("gone")) } as unknown as Blob;
  assert.equal((await readSubmissionFile(file)).kind, "unreadable");
});
