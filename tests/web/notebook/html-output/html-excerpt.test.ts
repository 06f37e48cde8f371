import assert from "node:assert/strict";
import { test } from "node:test";
import { htmlExcerpt } from "../../../../web/notebook/html-output/html-excerpt.ts";
import { MAX_HTML_CHARACTERS, MAX_HTML_TAGS } from "../../../../web/notebook/output/limits.ts";

const rows = (number: number): string => "<tr><td>1</td></tr>".repeat(number);

const WHOLE: Readonly<Record<string, string>> = {
  "short HTML": "<b>a</b>",
  "text without tags": "a".repeat(MAX_HTML_CHARACTERS),
  "as many tags as a page takes": "<b>".repeat(MAX_HTML_TAGS),
  nothing: "",
};

for (const [what, html] of Object.entries(WHOLE)) {
  test(`${what} is shown whole`, () => assert.equal(htmlExcerpt(html), html));
}

test("of a long table the first rows are shown, each of them whole", () => {
  const shown = htmlExcerpt(`<table>${rows(100_000)}</table>`);
  assert.match(shown, /^<table>(<tr><td>1<\/td><\/tr>)+$/);
  assert.ok(shown.split("<").length - 1 <= MAX_HTML_TAGS);
  assert.ok(shown.split("<").length > 0.9 * MAX_HTML_TAGS);
});

test("of a long text as much is shown as a page takes", () => {
  assert.equal(
    htmlExcerpt(`<p>${"a".repeat(2 * MAX_HTML_CHARACTERS)}`).length,
    MAX_HTML_CHARACTERS,
  );
});

test("a tag that goes beyond the end is not begun", () => {
  const picture = `<img src="data:image/png;base64,${"A".repeat(MAX_HTML_CHARACTERS)}">`;
  assert.equal(htmlExcerpt(`<p>before</p>${picture}`), "<p>before</p>");
});
