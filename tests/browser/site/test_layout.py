"""Layout: labels, numbers and rows do not overlap or get cut off, also on phones."""

import re
from typing import Any

import pytest
from conftest import OpenPage
from playwright.sync_api import Locator, Page, expect

LONG = 120_000  # milliseconds: first runs load Python, on machines that are busy
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}

#: Labels of plots and sliders that overlap, or exceed the window.
COLLISIONS = """
() => {
  const found = [];
  for (const picture of document.querySelectorAll(".gd-picture svg, .gd-marks, svg.gd-errors")) {
    const texts = [...picture.querySelectorAll("text")]
      .filter((text) => text.checkVisibility({ visibilityProperty: true }))
      .map((text) => ({ text: text.textContent.trim(), box: text.getBoundingClientRect() }))
      .filter(({ text, box }) => text && box.width > 0);
    for (const [i, a] of texts.entries()) {
      if (a.box.left < 0 || a.box.right > document.documentElement.clientWidth) found.push(a.text);
      for (const b of texts.slice(i + 1)) {
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        // the box of a line is higher than its letters
        if (across > 0.5 && down > 5) found.push(`${a.text} | ${b.text}`);
      }
    }
  }
  return found;
}
"""

#: States whose numbers are small, large, far apart or close together.
DESCENTS = (
    "loss:huber",
    "loss:double_well,lr:0.1",
    "t:5.0001",
    "t:-999.5,lr:2.5",
    "t:-123.456789,lr:0.0001234,steps:1000",
)
PLAYGROUND = {
    "": "#race=surface:rastrigin,x:0.001&line=points:-900/900/900/-1000&sweep=loss:wavy,t:-999",
    "en/": "#race=condition:1000,x:1000,y:-1000&line=data:outlier,lr:0.0004&sweep=t:5.00001",
}


@pytest.mark.parametrize("lang", ["", "en/"])
def test_no_label_lies_on_another(home: str, open_page: OpenPage, lang: str) -> None:
    with open_page(viewport=PHONE) as page:
        for path, fragments in [
            (f"{lang}embed/descent/", [f"#descent={state}" for state in DESCENTS]),
            (f"{lang}playground/", [PLAYGROUND[lang]]),
        ]:
            for fragment in fragments:
                page.goto(home + path + fragment)
                expect(page.locator("[data-stale]")).to_have_count(0, timeout=LONG)
                for size in (PHONE, DESK):
                    page.set_viewport_size(size)
                    drawn(page)
                    assert page.evaluate(COLLISIONS) == [], (fragment, size)


def drawn(page: Page) -> None:
    """Wait until plots have been resized with the window."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")


def is_whole(element: Locator) -> bool:
    return bool(element.evaluate("({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth"))


@pytest.mark.parametrize("has_touch", [False, True])
def test_a_long_number_is_seen_whole_in_its_field(
    home: str, open_page: OpenPage, has_touch: bool
) -> None:
    race = "#contour=race:momentum;adamw"
    with open_page(viewport=PHONE, has_touch=has_touch, is_mobile=has_touch) as page:
        for name in ("descent", "line", "rates", "contour", "network"):
            page.goto(f"{home}en/embed/{name}/{race if name == 'contour' else ''}")
            for field in page.locator(f"gd-{name} .gd-number").all():
                if not field.is_visible():
                    continue
                numbers = ["-123.456789", "0.0001234", "100.123456", "1000"]
                for number in numbers:
                    field.fill(number)
                    field.blur()
                    if field.get_attribute("aria-invalid") != "true":
                        assert is_whole(field), (name, field.get_attribute("data-field"), number)


@pytest.mark.parametrize("lang", ["", "en/"])
def test_letters_of_the_menus_are_whole(home: str, open_page: OpenPage, lang: str) -> None:
    with open_page(viewport=DESK) as page:
        page.goto(f"{home}{lang}lessons/the-gradient/")
        cut = page.evaluate(
            """() => [...document.querySelectorAll(":is(.md-nav, .md-footer) .md-ellipsis")]
              .filter((line) => line.checkVisibility() && line.getBoundingClientRect().height > 0)
              .filter((line) => {
                const range = document.createRange();
                range.selectNodeContents(line);
                const [box, letters] = [line, range].map((one) => one.getBoundingClientRect());
                // fonts round their heights, and a clip falls on whole pixels: one for each
                return letters.bottom + 2 > box.bottom || letters.top - 2 < box.top;
              })
              .map((line) => line.textContent.trim())"""
        )
        assert cut == []


def test_no_row_hides_behind_the_pinned_one(home: str, page: Page) -> None:
    page.goto(f"{home}en/lessons/gradient-descent/")
    host = page.locator("gd-descent")
    foot = host.locator("tfoot tr")
    for n in (30, 49, 50):
        host.get_by_label("Iteration n").fill(str(n))
        expect(host).to_have_attribute("data-n", str(n))
        row = host.locator(f"tr[data-n='{min(n, 49)}']")
        box, pinned = row.bounding_box(), foot.bounding_box()
        assert box
        assert pinned
        assert box["y"] + box["height"] <= pinned["y"] + 0.5


@pytest.mark.parametrize(
    ("widget", "handle", "ring"),
    [
        ("descent", ".gd-start", ".gd-hit"),
        ("contour", ".gd-start", ".gd-hit"),
        ("rates", ".gd-start", ".gd-hit"),
        ("line", ".gd-datum", ".gd-hit"),
    ],
)
def test_the_focus_ring_is_for_keys(
    home: str, page: Page, widget: str, handle: str, ring: str
) -> None:
    page.goto(f"{home}en/embed/{widget}/")
    page.keyboard.press("Tab")  # from now on, a browser draws a ring wherever a script focuses
    held = page.locator(f"gd-{widget} {handle}").first
    held.scroll_into_view_if_needed()
    box = held.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 20, y - 5, steps=3)
    page.mouse.up()
    page.mouse.move(5, 5)
    expect(held).to_be_focused()
    drawn_ring = held.locator(ring).first
    expect(drawn_ring).to_have_css("stroke", "none")
    page.keyboard.press("ArrowRight")
    expect(drawn_ring).not_to_have_css("stroke", "none")


def test_exercises_fit_a_telephone(home: str, open_page: OpenPage) -> None:
    with open_page(viewport=SMALL_PHONE) as page:
        page.goto(f"{home}en/notebooks/exercises/")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true;")
        for code in page.locator(":is(gd-cell, gd-exercise, gd-predict) pre > code").all():
            if code.is_visible():
                assert is_whole(code), code.inner_text()
        cell = page.locator("#exercise-momentum gd-cell, gd-exercise gd-cell").last
        cell.locator(".highlight").click()
        scroller = cell.locator(".cm-scroller")
        expect(scroller).to_be_visible()
        assert is_whole(scroller)


def test_checking_is_louder_than_the_solution(home: str, page: Page) -> None:
    page.goto(f"{home}en/notebooks/exercises/")
    exercise = page.locator("#exercise-loop")
    check = exercise.get_by_role("button", name="Check")
    solution = exercise.locator("details.gd-solution > summary")
    clear = re.compile(r"rgba\(0, 0, 0, 0\)|transparent")
    expect(check).not_to_have_css("background-color", clear)
    expect(solution).to_have_css("background-color", clear)
    assert weight(check) > weight(solution)


def weight(element: Locator) -> int:
    return int(element.evaluate("(element) => getComputedStyle(element).fontWeight"))


@pytest.mark.parametrize("widget", ["descent", "line", "contour", "network"])
def test_a_widget_opens_and_is_reset_at_its_start(home: str, page: Page, widget: str) -> None:
    page.goto(f"{home}en/embed/{widget}/")
    host = page.locator(f"gd-{widget}")
    count: Any = re.compile(r"^0 / \d+$")
    expect(host.locator(".gd-count")).to_have_text(count)
    host.get_by_role("button", name="One step on").click()
    expect(host.locator(".gd-count")).not_to_have_text(count)
    host.get_by_role("button", name="Reset everything").click()
    expect(host.locator(".gd-count")).to_have_text(count)
