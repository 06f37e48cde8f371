import assert from "node:assert/strict";
import { test } from "node:test";
import { html } from "../../../web/core/markup.ts";

test("what is put into markup is escaped, other markup is not", () => {
  const name = `<b onclick="x">'&`;
  assert.equal(
    html`<p title="${name}">${html`<i>${1}</i>`}</p>`.text,
    '<p title="&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;"><i>1</i></p>',
  );
});

test("lists are joined; null and false vanish", () => {
  assert.equal(html`${[html`<i></i>`, "&"]}${null}${false}${0}`.text, "<i></i>&amp;0");
});
