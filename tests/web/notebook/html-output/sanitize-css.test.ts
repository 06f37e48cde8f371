import assert from "node:assert/strict";
import { test } from "node:test";
import { fetches } from "../../../../web/notebook/html-output/sanitize-css.ts";

const FETCHING = [
  "background: url(https://elsewhere.example/a.png)",
  "background: URL( 'https://elsewhere.example/a.png' )",
  "background: u\\72l(https://elsewhere.example/a.png)",
  "background: \\75\\000072 l(//elsewhere.example)",
  "background: ur\\6C (/a.png)",
  "--a: url(/a.png)",
  "background: image-set('/a.png' 1x)",
  "background: -webkit-image-set(url(/a.png) 1x)",
  "background: image('/a.png')",
  "background: src('/a.png')",
  "background: url(data:text/html,a)",
  "background: url(#own), url(/a.png)",
  "background: url('data:image/svg+xml,%3Csvg%3E%3Cuse href=%22%23a%22/%3E%3C/svg%3E')",
  "background: url(data:image/svg+xml,<svg/>",
  "@import '/a.css'",
  "@\\69mport '/a.css'",
  "filter: url(/a.svg#b)",
  "cursor: url(\\\\elsewhere.example\\a)",
];

const HARMLESS = [
  "color: red; transform: translate(1px, 2px)",
  "background: url(data:image/png;base64,AAAA)",
  'background: url("data:image/svg+xml,%3Csvg%3E")',
  "src: url(data:font/woff2;base64,AAAA)",
  "fill: url(#gradient)",
  "content: '\\2212'",
  "background: linear-gradient(red, var(--blue))",
];

for (const css of FETCHING) test(`${css} fetches`, () => assert.equal(fetches(css), true));
for (const css of HARMLESS) test(`${css} fetches nothing`, () => assert.equal(fetches(css), false));
