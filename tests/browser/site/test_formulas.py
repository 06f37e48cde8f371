"""Formulas: line breaks and fonts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

SITE = Path(__file__).parents[3] / "site"
PREFIX = {"ja": "", "en": "en/"}
LESSONS = sorted(path.parent.name for path in SITE.glob("lessons/*/index.html"))

# Punctuation next to a formula that a line break separates from it.
TORN_OFF = r"""
async () => {
  await document.fonts.ready;
  const article = document.querySelector("article");
  const words = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const middle = ({ left, right }) => (left + right) / 2;
  const sides = [
    {
      next: "nextNode", base: -1, touches: /^[-,.;:!?)”、。，．；：！？）」』]/,
      at: () => 0, isBeside: (stop, end) => middle(stop) > middle(end),
    },
    {
      next: "previousNode", base: 0, touches: /[(“（「『]$/,
      at: (text) => text.length - 1, isBeside: (stop, end) => middle(stop) < middle(end),
    },
  ];
  const range = new Range();
  const found = { looked: 0, torn: [] };
  for (const formula of article.querySelectorAll("span.gd-maths")) {
    for (const { next, base, touches, at, isBeside } of sides) {
      words.currentNode = formula;
      let text = words[next]();
      while (text && formula.contains(text)) text = words[next]();
      if (!text || text.parentElement.closest(".katex") || !touches.test(text.data)) continue;
      range.setStart(text, at(text.data));
      range.setEnd(text, at(text.data) + 1);
      const [stop] = range.getClientRects();
      if (!stop) continue; // folded away
      const end = [...formula.querySelectorAll(".katex-base")].at(base).getBoundingClientRect();
      found.looked += 1;
      if (!isBeside(stop, end)) found.torn.push(`${formula.textContent} | ${text.data}`);
    }
  }
  return found;
}
"""


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("lang", PREFIX)
def test_no_line_parts_a_formula_from_the_stop_or_the_bracket_that_touches_it(
    page: Page, home: str, lang: str, lesson: str
) -> None:
    page.goto(f"{home}{PREFIX[lang]}lessons/{lesson}/")
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        found = page.evaluate(TORN_OFF)
        assert found["torn"] == []
        assert found["looked"] > 0


#: The fonts that each embed page loads for formulas; the others load none.
FONTS = {
    "descent": {"KaTeX_Main", "KaTeX_Math"},
    "line": {"KaTeX_Main", "KaTeX_Math"},
    "contour": {"KaTeX_Math"},
    "rates": set(),
    "network": set(),
}


@pytest.mark.parametrize("widget", FONTS)
@pytest.mark.parametrize("lang", PREFIX)
def test_a_widget_alone_fetches_the_fonts_of_its_formulas_and_no_others(
    page: Page, home: str, lang: str, widget: str
) -> None:
    page.goto(f"{home}{PREFIX[lang]}embed/{widget}/", wait_until="networkidle")
    loaded = page.evaluate(
        """document.fonts.ready.then((fonts) =>
          [...fonts].filter((font) => font.status !== "unloaded").map((font) => font.family))"""
    )
    assert set(loaded) == FONTS[widget]
