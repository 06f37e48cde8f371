"""The site in print, and with forced colours."""

from pathlib import Path

import pytest
from conftest import OpenPage

SITE = Path(__file__).parents[3] / "site"
PAGES = ["", "lessons/gradient-descent/", "notebooks/descent-in-python/", "playground/"]
A4 = {"width": 700, "height": 1000}  # its width between usual margins, in CSS pixels

SEEN = """
(css) => [...document.querySelectorAll(css)]
  .filter((element) => element.checkVisibility())
  .map((element) => element.outerHTML.slice(0, 120))
"""

CONTROLS = "button, select, input[type=range], .gd-table, .md-header, .md-footer"

CUT_OFF = """
() => [...document.querySelectorAll(".md-content :is(svg, figure, pre, table)")]
  .filter((element) => element.checkVisibility() && !element.closest(".katex"))
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1
    || (element.localName === "pre" && element.scrollHeight > element.clientHeight + 2))
  .map((element) => element.outerHTML.slice(0, 120))
"""

# Plots without a line that contrasts with white paper.
WITHOUT_LINES = """
() => [...document.querySelectorAll(".gd-picture svg")]
  .filter((picture) => picture.checkVisibility())
  .filter((picture) => ![...picture.querySelectorAll("path, line, polyline")].some((line) =>
    !["none", "rgb(255, 255, 255)"].includes(getComputedStyle(line).stroke)))
  .map((picture) => picture.outerHTML.slice(0, 120))
"""

UNMARKED = """
() => [...document.querySelectorAll(".gd-live button, .gd-live :is(input, select)")]
  .filter((element) => element.checkVisibility())
  .filter((element) => {
    element.focus({ focusVisible: true });
    return document.activeElement === element && getComputedStyle(element).outlineStyle === "none";
  })
  .map((element) => element.outerHTML.slice(0, 120))
"""


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize("address", PAGES)
def test_paper_carries_the_page_and_no_controls(
    open_page: OpenPage, home: str, lang: str, address: str
) -> None:
    with open_page(viewport=A4) as page:
        page.goto(home + lang + address, wait_until="networkidle")
        page.emulate_media(media="print")
        assert page.evaluate(SEEN, CONTROLS) == []
        assert page.evaluate(CUT_OFF) == []
        figures = page.evaluate(SEEN, ".md-content figure svg, .gd-picture svg, .gd-figure svg")
        assert figures
        assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize("address", ["", "playground/"])
def test_forced_colours_keep_lines_and_focus_visible(
    open_page: OpenPage, home: str, lang: str, address: str
) -> None:
    with open_page(forced_colors="active") as page:
        page.goto(home + lang + address, wait_until="networkidle")
        assert page.evaluate(WITHOUT_LINES) == []
        assert page.evaluate(UNMARKED) == []
        play = page.locator(".gd-live button[data-action=play]").first
        assert play.evaluate("button => parseFloat(getComputedStyle(button).borderWidth)") >= 1
