import assert from "node:assert/strict";
import { test } from "node:test";
import { isPlainSvg, svgOfDataUrl } from "../../../../web/notebook/html-output/svg-data-url.ts";

const base64 = (text: string): string =>
  `data:image/svg+xml;base64,${Buffer.from(text).toString("base64")}`;

test("SVG is read from an address, however it is written there", () => {
  assert.equal(svgOfDataUrl(base64("<svg>勾配</svg>")), "<svg>勾配</svg>");
  assert.equal(svgOfDataUrl("data:image/svg+xml;charset=utf-8,%3Csvg/%3E"), "<svg/>");
  assert.equal(svgOfDataUrl("DATA:image/SVG+xml,<svg/>"), "<svg/>");
});

test("of other addresses, and of broken ones, nothing is read", () => {
  for (const address of ["data:image/png;base64,AAAA", "data:image/svg+xml;base64,%", "a.svg"]) {
    assert.equal(svgOfDataUrl(address), "");
  }
});

test("SVG that refers to its own parts is not plain", () => {
  assert.equal(isPlainSvg(base64('<svg><path d="M0 0"/></svg>')), true);
  assert.equal(isPlainSvg(base64('<svg><use href="#a"/></svg>')), false);
  assert.equal(isPlainSvg('data:image/svg+xml,<svg><g mask="URL(#a)"/></svg>'), false);
  assert.equal(isPlainSvg("data:image/svg+xml,%"), false);
});
