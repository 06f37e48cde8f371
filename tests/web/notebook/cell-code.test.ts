import assert from "node:assert/strict";
import { test } from "node:test";
import { CellCode, codeOf, draftOf, type Code } from "../../../web/notebook/cell-code.ts";
import { DraftStore, type Draft } from "../../../web/notebook/drafts.ts";

const LESSON = "lesson now";
const OLD = "lesson then";
const MINE = "mine";

const TABLE: [what: string, stored: Draft | null, shown: Code][] = [
  ["nothing is stored", null, { text: LESSON, earlier: null }],
  ["an edit", { mine: MINE, lesson: LESSON }, { text: MINE, earlier: null }],
  ["an edit of another version", { mine: MINE, lesson: OLD }, { text: LESSON, earlier: MINE }],
  [
    "an edit that the lesson has caught up with",
    { mine: LESSON, lesson: OLD },
    { text: LESSON, earlier: null },
  ],
  ["no edit of another version", { mine: OLD, lesson: OLD }, { text: LESSON, earlier: null }],
  [
    "an edit, with a choice to be made",
    { mine: "new", lesson: LESSON, earlier: MINE },
    { text: "new", earlier: MINE },
  ],
  [
    "the lesson's code, with a choice to be made",
    { mine: LESSON, lesson: LESSON, earlier: MINE },
    { text: LESSON, earlier: MINE },
  ],
  [
    "another version's code, with a choice to be made",
    { mine: OLD, lesson: OLD, earlier: MINE },
    { text: LESSON, earlier: MINE },
  ],
  [
    "an edit of another version, with a choice to be made",
    { mine: "new", lesson: OLD, earlier: MINE },
    { text: LESSON, earlier: "new" },
  ],
];

for (const [what, stored, shown] of TABLE) {
  test(`what is shown and run where this is stored: ${what}`, () => {
    assert.deepEqual(codeOf(stored, LESSON), shown);
  });
}

test("what is to be stored shows the same code again", () => {
  for (const [, , shown] of TABLE) {
    assert.deepEqual(codeOf(draftOf(shown, LESSON), LESSON), shown);
  }
});

function stored(edit: Draft | null) {
  const items = new Map<string, string>();
  let writes = 0;
  const store = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void (writes++, items.set(name, value)),
    removeItem: (name: string) => void (writes++, items.delete(name)),
  };
  const saved = new DraftStore(
    () => store,
    () => assert.fail(),
  );
  if (edit) items.set("cell:page:loop", JSON.stringify(edit));
  const opened = (lesson = LESSON) => new CellCode(saved, "page", "loop", lesson);
  return { items, opened, read: () => saved.read("page", "loop"), writes: () => writes };
}

test("to show, to run and to leave a cell stores nothing, whatever is stored", () => {
  for (const [what, edit] of TABLE) {
    const { opened, read, writes } = stored(edit);
    const code = opened();
    for (let visit = 0; visit < 2; visit++) code.reload();
    code.edit(code.text); // an editor that opens says what it shows
    assert.deepEqual([writes(), read()], [0, edit], what);
  }
});

/** Actions of a reader, and the code after them. */
const DEEDS: Record<string, (code: CellCode) => void> = {
  type: (code) => code.edit(`${code.text}!`),
  "type, and take it back": (code) => {
    const before = code.text;
    code.edit("x");
    code.edit(before);
  },
  reset: (code) => code.edit(LESSON),
  keep: (code) => code.choose(true),
  take: (code) => code.choose(false),
  look: () => {},
};

test("in every order of deeds, what was stored is there until the reader has chosen", () => {
  for (const [what, edit] of TABLE) {
    for (const first of Object.keys(DEEDS)) {
      for (const second of Object.keys(DEEDS)) {
        const { opened } = stored(edit);
        const code = opened();
        const { earlier } = code;
        for (const deed of [first, second]) {
          DEEDS[deed]!(code);
          const again = opened();
          const said = `${what}: ${first}, ${second}`;
          assert.deepEqual([again.text, again.earlier], [code.text, code.earlier], said);
        }
        const isChosen = [first, second].some((deed) => deed === "keep" || deed === "take");
        if (earlier !== null && !isChosen) assert.equal(code.earlier, earlier);
        if (earlier !== null && first === "keep" && second === "look") {
          assert.equal(code.text, earlier);
        }
      }
    }
  }
});

test("who types while a choice is to be made keeps both", () => {
  const { opened, read } = stored({ mine: MINE, lesson: OLD });
  const code = opened();
  code.edit("typed");
  assert.deepEqual(read(), { mine: "typed", lesson: LESSON, earlier: MINE });
  code.choose(true);
  assert.deepEqual(read(), { mine: MINE, lesson: LESSON });
});

test("the lesson's own code is not stored", () => {
  const { items, opened } = stored({ mine: MINE, lesson: LESSON });
  opened().edit(LESSON);
  assert.equal(items.size, 0);
});

test("what another tab has stored is taken up, and a tab that only looks overwrites nothing", () => {
  const { opened, read } = stored(null);
  const [one, other] = [opened(), opened()];
  one.edit(MINE);
  other.edit(LESSON); // what it shows
  assert.deepEqual(read(), { mine: MINE, lesson: LESSON });
  other.reload();
  assert.equal(other.text, MINE);
});

test("a tab with an older version of the lesson takes nothing from one with a newer", () => {
  const { opened, read } = stored(null);
  const [old, now] = [opened(OLD), opened()];
  now.edit(MINE);
  old.reload();
  assert.deepEqual([old.text, old.earlier], [OLD, MINE]);
  assert.deepEqual(read(), { mine: MINE, lesson: LESSON });
});

test("line ends are those of the editor, so that opening it changes nothing", () => {
  const { opened, writes } = stored({ mine: "a\r\nb", lesson: LESSON });
  const code = opened();
  assert.equal(code.text, "a\nb");
  code.edit("a\nb");
  assert.equal(writes(), 0);
});
