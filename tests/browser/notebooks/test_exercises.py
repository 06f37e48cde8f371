"""Exercises and predictions of the built notebook."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import OpenPage, Serve
from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(os.environ.get("GD_SITE", ROOT / "site"))
LONG = 120_000  # milliseconds: first runs load Python, on machines that are busy

ADDRESS = {"ja": "notebooks/exercises/", "en": "en/notebooks/exercises/"}
WORDS = {
    "ja": {
        "check": "答え合わせ",
        "hint": "ヒントを見る",
        "settle": "この予想に決める",
        "yours": "予想する値",
        "half": "半分にしましたか",
        "solved": "8 題のうち 1 題が解けました",
    },
    "en": {
        "check": "Check",
        "hint": "Show a hint",
        "settle": "That is my prediction",
        "yours": "Your value",
        "half": "halve it",
        "solved": "1 of 8 exercises solved",
    },
}


@pytest.fixture(scope="module")
def address(serve: Serve) -> str:
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.")
    return serve(SITE)


def opened(page: Page, address: str, lang: str = "en") -> Page:
    page.goto(address + ADDRESS[lang])
    expect(page.locator("gd-notebook")).to_have_attribute("data-ready", "")
    return page


@pytest.fixture(scope="module")
def shared_page(open_page: OpenPage, address: str) -> Iterator[Page]:
    """A page on which Python stays loaded from test to test."""
    with open_page() as page:
        yield opened(page, address)


def exercise(page: Page, name: str) -> Locator:
    return page.locator(f"#exercise-{name}")


def button(place: Locator, name: str) -> Locator:
    return place.get_by_role("button", name=re.compile(f"^{re.escape(name)}"))


def type_solution(page: Page, place: Locator, code: str) -> None:
    """Type into an exercise's cell with the keyboard alone, and leave the editor."""
    place.locator("gd-cell > .highlight, gd-cell .cm-content").first.focus()
    if place.locator(".cm-content").count() == 0:
        page.keyboard.press("Enter")
    expect(place.locator(".cm-content")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(code)
    page.keyboard.press("Escape")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_an_exercise_is_failed_hinted_and_solved_by_keyboard(
    open_page: OpenPage, address: str, lang: str
) -> None:
    words = WORDS[lang]
    with open_page() as page:
        opened(page, address, lang)
        place = exercise(page, "squared-error")
        type_solution(page, place, "def squared_error(t, y):\n    return (y - t) ** 2")
        button(place, words["check"]).focus()
        page.keyboard.press("Enter")
        findings = place.locator(".gd-findings li")
        expect(findings).to_have_count(5, timeout=LONG)
        wrong = findings.nth(1)
        expect(wrong).to_have_attribute("data-ok", "false")
        expect(wrong).to_contain_text("squared_error(-5.0, 5.0)")
        expect(wrong).to_contain_text("50.0")
        expect(wrong).to_contain_text("100.0")
        expect(wrong).to_contain_text(words["half"])
        expect(place).to_have_attribute("data-progress", "tried")
        button(place, words["hint"]).focus()
        page.keyboard.press("Enter")
        expect(place.locator("details.gd-hint:visible")).to_have_count(1)
        expect(place.locator("details.gd-hint").first).to_have_attribute("open", "")
        type_solution(page, place, "def squared_error(t, y):\n    return (y - t) ** 2 / 2")
        button(place, words["check"]).focus()
        page.keyboard.press("Enter")
        expect(place).to_have_attribute("data-progress", "solved", timeout=LONG)
        expect(page.locator("gd-progress")).to_contain_text(words["solved"])
        page.reload()
        expect(exercise(page, "squared-error")).to_have_attribute("data-progress", "solved")


@pytest.mark.parametrize(
    "name",
    [
        "gradient",
        "one-update",
        "loop",
        "largest-rate",
        "tolerance",
        "plot",
        "repair",
    ],
)
def test_the_solution_passes_in_the_browser_too(shared_page: Page, name: str) -> None:
    place = exercise(shared_page, name)
    place.locator("details.gd-solution > summary").click()
    place.get_by_role("button", name="Put the solution into the cell").click()
    expect(place.locator(".cm-content")).to_be_visible()
    button(place, "Check").click()
    expect(place).to_have_attribute("data-progress", "solved", timeout=LONG)


def test_a_named_shortcut_is_refused(shared_page: Page) -> None:
    place = exercise(shared_page, "gradient")
    type_solution(shared_page, place, "import gdlib\ncalc_gradient = gdlib.calc_gradient")
    button(place, "Check").click()
    refused = place.locator(".gd-findings li").first
    expect(refused).to_have_attribute("data-ok", "false", timeout=LONG)
    expect(refused).to_contain_text("it uses gdlib")


def test_a_program_that_fails_is_not_judged(shared_page: Page) -> None:
    place = exercise(shared_page, "one-update")
    type_solution(shared_page, place, "1 / 0")
    button(place, "Check").click()
    expect(place.locator(".gd-findings")).to_contain_text("stopped with an error", timeout=LONG)


def test_a_check_that_is_stopped_is_none_and_the_next_run_is_no_check(shared_page: Page) -> None:
    place = exercise(shared_page, "tolerance")
    type_solution(shared_page, place, "while True:\n    pass")
    button(place, "Check").click()
    expect(place.locator("gd-cell")).to_have_attribute("data-state", "running", timeout=LONG)
    button(place, "Stop").click()
    findings = place.locator(".gd-findings")
    expect(findings).to_contain_text("so it was not checked", timeout=LONG)
    type_solution(shared_page, place, "print('run')")
    place.get_by_role("button", name="Run", exact=True).click()
    expect(place.locator(".gd-output")).to_contain_text("run", timeout=LONG)
    expect(findings.locator("li")).to_have_count(0)


FIGURE = """import matplotlib.pyplot as plt
hill = gdlib.landscape("squared_error")
record = gdlib.record(hill.loss, hill.gradient, start, lr=0.1, steps=50)
figure, ax = plt.subplots()
ax.axhline(0)
ax.plot(record.loss)
ax.set(xlabel="n"{ylabel})
figure"""


def test_a_figure_is_judged_however_it_is_shown(shared_page: Page) -> None:
    place = exercise(shared_page, "plot")
    type_solution(shared_page, place, FIGURE.format(ylabel=""))
    button(place, "Check").click()
    findings = place.locator(".gd-findings li")
    expect(findings).to_have_count(2, timeout=LONG)
    expect(findings.first).to_have_attribute("data-ok", "true")
    expect(findings.last).to_contain_text("both axes of that figure should have a label")
    expect(place).to_have_attribute("data-checked", "failed")
    type_solution(shared_page, place, FIGURE.format(ylabel=', ylabel="E"'))
    button(place, "Check").click()
    expect(place).to_have_attribute("data-checked", "passed", timeout=LONG)


def test_who_has_changed_a_cell_above_is_told_that_the_check_builds_on_it(
    shared_page: Page,
) -> None:
    place = exercise(shared_page, "one-update")
    start = shared_page.locator("#cell-start")
    start.evaluate("cell => { cell.source = cell.source.replace('-5.0', '3.0'); }")
    type_solution(shared_page, place, "def updated(t, y, lr):\n    return t - lr * (t - y)")
    button(place, "Check").click()
    findings = place.locator(".gd-findings")
    expect(findings).to_contain_text("A cell above ran with code", timeout=LONG)
    start.get_by_role("button", name="Restore the original code").click()
    button(place, "Check").click()
    expect(findings).to_contain_text("Everything is right", timeout=LONG)
    expect(findings).not_to_contain_text("A cell above")


def test_a_program_that_empties_the_list_of_findings_is_not_solved(shared_page: Page) -> None:
    place = exercise(shared_page, "repair")
    type_solution(
        shared_page,
        place,
        "from web.python.session import checking\nchecking.findings = lambda *_: []",
    )
    button(place, "Check").click()
    expect(place.locator(".gd-findings")).to_contain_text("nothing that can be read", timeout=LONG)
    expect(place).to_have_attribute("data-checked", "failed")
    shared_page.get_by_role("button", name="Restart Python").click()
    type_solution(shared_page, place, "descent = None")
    button(place, "Check").click()
    expect(place.locator(".gd-findings li").first).to_be_visible(timeout=LONG)


def test_the_record_can_be_taken_away(shared_page: Page) -> None:
    with shared_page.expect_download() as download:
        shared_page.get_by_role("button", name="Save the record").click()
    kept = json.loads(Path(download.value.path()).read_text())
    assert set(kept["exercises"]) >= {"squared-error", "loop", "repair"}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_prediction_comes_before_the_run(open_page: OpenPage, address: str, lang: str) -> None:
    words = WORDS[lang]
    with open_page() as page:
        opened(page, address, lang)
        place = page.locator("#predict-after-one")
        run = place.locator(".gd-cell-run")
        expect(run).to_have_attribute("aria-disabled", "true")
        expect(place.locator(".gd-output")).not_to_be_visible()
        place.get_by_label(words["yours"]).fill("-4")
        page.keyboard.press("Enter")
        expect(run).to_be_focused()
        page.keyboard.press("Enter")
        expect(place).to_have_attribute("data-answered", "right", timeout=LONG)
        expect(place.locator(".gd-output")).to_contain_text("-4.0")
        expect(place.locator("gd-cell")).to_have_attribute("data-book", "same")


def test_a_wrong_choice_is_set_beside_what_happened(shared_page: Page) -> None:
    place = shared_page.locator("#predict-large-rate")
    place.get_by_label("It runs away").check()
    button(place, "That is my prediction").click()
    place.locator(".gd-cell-run").click()
    expect(place).to_have_attribute("data-answered", "wrong", timeout=LONG)
    expect(place.locator(".gd-prediction-note")).to_contain_text("It jumps from side to side")


def test_a_point_on_the_curve_is_predicted(shared_page: Page) -> None:
    place = shared_page.locator("#predict-after-ten")
    slider = place.get_by_role("slider")
    slider.fill("1.5")
    dot = place.locator(".gd-curve circle")
    expect(dot).to_have_attribute("cx", "115")
    button(place, "That is my prediction").click()
    place.locator(".gd-cell-run").click()
    expect(place).to_have_attribute("data-answered", "right", timeout=LONG)


def test_without_scripts_everything_can_be_read(open_page: OpenPage, address: str) -> None:
    with open_page(java_script_enabled=False) as page:
        page.goto(address + ADDRESS["en"])
        expect(page.locator("details.gd-hint").first).to_be_visible()
        expect(page.locator("#predict-after-one .gd-output")).to_contain_text("-4.0")
