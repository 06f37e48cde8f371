import assert from "node:assert/strict";
import { test } from "node:test";
import { svgImageUrl } from "../../../../web/notebook/html-output/svg-image.ts";

const text = (svg: string): string =>
  decodeURIComponent(svgImageUrl(svg, () => true)!.split(",")[1]!);

test("an SVG document stays as it is", () => {
  const svg =
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><path d="M 0 0"/></svg>';
  assert.equal(text(svg), svg);
});

test("an SVG element as Jupyter shows it is given the namespaces that it uses", () => {
  const [svg, xlink] = ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"];
  assert.equal(text("<svg width='9'/>"), `<svg xmlns="${svg}" width='9'/>`);
  assert.equal(
    text('<svg><use xlink:href="#a"/></svg>'),
    `<svg xmlns="${svg}" xmlns:xlink="${xlink}"><use xlink:href="#a"/></svg>`,
  );
});

test("text in every script arrives, and half a character is replaced", () => {
  assert.match(text("<svg><text>勾配 🙂 \ud800</text></svg>"), /勾配 🙂 \ufffd/);
});

test("a document that defines entities is refused", () => {
  assert.equal(
    svgImageUrl('<!DOCTYPE svg [<!entity a "b">]><svg><text>&a;</text></svg>', () => true),
    null,
  );
});

test("text with many beginnings of SVG, and no end, is left as it is", () => {
  const svg = "<svg ".repeat(200_000);
  assert.equal(text(svg), svg);
});

test("a document that the page cannot draw is refused, judged with its namespaces", () => {
  const judged: string[] = [];
  assert.equal(
    svgImageUrl("<svg/>", (whole) => judged.push(whole) < 0),
    null,
  );
  assert.deepEqual(judged, ['<svg xmlns="http://www.w3.org/2000/svg"/>']);
});
