import assert from "node:assert/strict";
import { test } from "node:test";
import {
  expandedSize,
  animationSize,
  isDrawable,
  referencedIds,
  type ElementLike,
} from "../../../../web/notebook/html-output/expanded-size.ts";

type Attributes = Readonly<Record<string, string>>;

function shape(
  localName: string,
  attributes: Attributes = {},
  ...children: ElementLike[]
): ElementLike {
  const list = Object.entries(attributes).map(([name, value]) => ({ name, value }));
  const id = attributes["id"] ?? "";
  return { localName, id, attributes: list, children, textContent: attributes["text"] ?? "" };
}

const uses = (id: string, number: number): ElementLike[] =>
  Array.from({ length: number }, () => shape("use", { href: `#${id}` }));

/** Return `levels` groups, each with `number` uses of the one before, and a use of the last. */
function nested(levels: number, number: number): ElementLike {
  const groups = Array.from({ length: levels }, (_, level) =>
    shape("g", { id: `u${level + 1}` }, ...uses(`u${level}`, number)),
  );
  return shape("svg", {}, shape("rect", { id: "u0" }), ...groups, ...uses(`u${levels}`, 1));
}

/** Return `levels` masks of ten boxes, each of them masked by the one before. */
function masked(levels: number, style: (level: number) => Attributes): ElementLike {
  const boxes = (level: number) => Array.from({ length: 10 }, () => shape("rect", style(level)));
  const masks = Array.from({ length: levels }, (_, level) =>
    shape("mask", { id: `m${level}` }, ...boxes(level - 1)),
  );
  return shape("svg", {}, ...masks, ...boxes(levels - 1));
}

const round = (root: ElementLike): number => Math.round(expandedSize([root]));

test("a drawing without uses has the size of its elements", () => {
  assert.equal(round(shape("svg", {}, shape("g", {}, shape("rect"), shape("path")))), 4);
});

test("each use counts what it refers to once more", () => {
  assert.equal(round(shape("svg", {}, shape("path", { id: "a" }), ...uses("a", 10))), 22);
});

test("of an animation what all frames share and its largest frame count", () => {
  const frame = (n: number, boxes: number) =>
    shape("g", { "data-frame": String(n) }, ...Array.from({ length: boxes }, () => shape("rect")));
  const animation = shape(
    "svg",
    {},
    shape("g", {}, frame(0, 2), frame(1, 5)),
    frame(1, 3),
    frame(2, 4),
  );
  assert.equal(Math.round(animationSize(animation)), 2 + 6 + 4);
  assert.equal(Math.round(animationSize(shape("svg", {}, shape("rect")))), 2);
  const bomb = shape("svg", {}, shape("g", { "data-frame": "0" }, nested(6, 10)));
  assert.ok(animationSize(bomb) > 100_000);
});

test("thousands of markers are drawn, and no tens of thousands", () => {
  const markers = (count: number) =>
    shape("svg", {}, shape("path", { id: "a" }), ...uses("a", count));
  assert.ok(isDrawable([markers(3_500)]));
  assert.equal(isDrawable([markers(20_000)]), false);
});

test("uses within what is used are drawn while they are few", () => {
  assert.ok(isDrawable([nested(2, 20)]));
});

for (const [levels, number] of [
  [5, 10],
  [7, 10],
  [60, 2],
  [3, 60],
] as const) {
  test(`${levels} levels of ${number} uses each are not drawn`, () => {
    assert.equal(isDrawable([nested(levels, number)]), false);
  });
}

const WAYS: Readonly<Record<string, (level: number) => Attributes>> = {
  "an attribute": (level) => ({ mask: `url(#m${level})` }),
  "a style": (level) => ({ style: `opacity: 1; mask: url( '#m${level}' )` }),
  "a style that was set aside": (level) => ({ "data-style": `mask: URL(#m${level})` }),
  "escaped CSS": (level) => ({ style: `mask: u\\72l(#\\6d ${level})` }),
};

for (const [way, style] of Object.entries(WAYS)) {
  test(`masks within masks by ${way} are not drawn if there are too many`, () => {
    assert.ok(isDrawable([masked(2, style)]));
    assert.equal(isDrawable([masked(7, style)]), false);
  });
}

test("masks within masks by a style sheet are not drawn if there are too many", () => {
  const rules = Array.from({ length: 7 }, (_, n) => `.m${n} { mask: url(#m${n}) }`).join("");
  const root = masked(7, (level) => ({ class: `m${level}` }));
  const sheet = shape("style", { text: rules });
  assert.ok(isDrawable([root]));
  assert.equal(isDrawable([shape("svg", {}, sheet, root)]), false);
});

test("what refers to a group that it stands in is not drawn", () => {
  assert.equal(expandedSize([shape("g", { id: "a" }, ...uses("a", 1))]), Infinity);
  const [a, b] = [
    shape("g", { id: "a" }, ...uses("b", 1)),
    shape("g", { id: "b" }, ...uses("a", 1)),
  ];
  assert.equal(expandedSize([a, b]), Infinity);
});

test("a link to the place where it stands is no circle", () => {
  assert.ok(isDrawable([shape("div", { id: "top" }, shape("a", { href: "#top" }))]));
});

test("rules for a thousand cells, as pandas writes them, name no masks", () => {
  const cells = Array.from({ length: 1_000 }, (_, n) => shape("td", { id: `T_${n}` }));
  const rules = cells.map(({ id }) => `#${id} { color: #fff }`).join("\n");
  assert.ok(isDrawable([shape("style", { text: rules }), ...cells]));
});

test("a long path counts as often as it is used", () => {
  const path = shape("path", { id: "a", d: "L".repeat(900_000) });
  assert.ok(isDrawable([path]));
  assert.equal(isDrawable([path, ...uses("a", 1_000)]), false);
});

test("ninety thousand levels are walked without recursion", () => {
  let root = shape("g");
  for (let level = 1; level < 90_000; level++) root = shape("g", {}, root);
  assert.equal(expandedSize([root]), 90_000);
});

test("names are found as browsers understand them", () => {
  assert.deepEqual(referencedIds("use", "xlink:href", " #a\n1 "), ["a1"]);
  assert.deepEqual(referencedIds("use", "href", "#a%62").slice(0, 2), ["a%62", "ab"]);
  assert.deepEqual(referencedIds("set", "to", "#a"), ["a"]);
  assert.deepEqual(referencedIds("use", "href", "other.svg#a"), []);
});
