"""Failures of files, Python and storage: each shows a message and a way on, and loses nothing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import reader
from playwright.sync_api import Browser, Locator, Page, Route, expect

SITE = Path(__file__).parents[3] / "site"
LONG = 120_000

BOOK = {"ja": "notebooks/descent-in-python/", "en": "en/notebooks/descent-in-python/"}
LESSON = {"ja": "lessons/gradient-descent/", "en": "en/lessons/gradient-descent/"}
WORDS = {
    "ja": {
        "failed": "読み込めませんでした",
        "retry": re.compile("もう一度"),
        "unsaved": "このブラウザには保存できませんでした",
        "run": "実行",
        "stop": re.compile("停止"),
        "above": re.compile("ここより上をすべて実行"),
    },
    "en": {
        "failed": "could not be loaded",
        "retry": re.compile("Try again"),
        "unsaved": "This browser could not save your changes",
        "run": "Run",
        "stop": re.compile("Stop"),
        "above": re.compile("Run all above"),
    },
}
languages = pytest.mark.parametrize("lang", ["ja", "en"])


def truncated(route: Route) -> None:
    """Respond with the first half of a file, as a proxy does after a timeout."""
    body = route.fetch().body()
    route.fulfill(status=200, content_type="application/octet-stream", body=body[: len(body) // 2])


def corrupt(route: Route) -> None:
    body = bytearray(route.fetch().body())
    body[len(body) // 2] ^= 0xFF
    route.fulfill(status=200, content_type="application/octet-stream", body=bytes(body))


def unavailable(route: Route) -> None:
    route.fulfill(status=503, body="busy")


def cut_off(route: Route) -> None:
    route.abort("connectionreset")


@languages
@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (r"pyodide\.asm\.wasm", truncated),
        (r"python_stdlib\.zip", truncated),
        (r"gdlib-[^/]*\.whl", corrupt),
        (r"worker\.[0-9a-f]+\.js", unavailable),
        (r"python_stdlib\.zip", cut_off),
    ],
    ids=["wasm truncated", "stdlib truncated", "wheel corrupt", "503", "connection lost"],
)
def test_python_that_does_not_arrive_whole_is_told_and_tried_again(
    browser: Browser, home: str, lang: str, file: str, fault: Callable[[Route], None]
) -> None:
    wanted = re.compile(rf"/{file}$")
    with reader(browser, "block") as page:
        page.route(wanted, fault)
        page.goto(home + LESSON[lang])
        widget = page.locator("gd-descent")
        field = widget.locator("[data-field=lr]")
        field.fill("0.3")
        field.press("Enter")
        status = widget.locator("[data-part=python-words]")
        expect(status).to_contain_text(WORDS[lang]["failed"], timeout=LONG)
        expect(widget).to_have_attribute("data-state", "error")
        expect(field).to_have_value("0.3")  # what was wished for is not lost
        widget.locator("[data-action=step]").click()
        expect(widget).to_have_attribute("data-n", "1")  # and the first run still plays
        page.unroute(wanted)
        widget.get_by_role("button", name=WORDS[lang]["retry"]).press("Enter")
        expect(widget).to_have_attribute("data-lr", "0.3", timeout=LONG)


def cell_of(page: Page, name: str) -> Locator:
    return page.locator(f"#cell-{name}")


def write(page: Page, name: str, code: str) -> None:
    cell_of(page, name).evaluate("(cell, code) => { cell.source = code; }", code)


def run(page: Page, name: str, code: str, state: str = "done") -> Locator:
    write(page, name, code)
    cell = cell_of(page, name)
    cell.locator("[data-action=run]").click()
    expect(cell).to_have_attribute("data-state", state, timeout=LONG)
    return cell


@languages
@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("x = 'a' * (2**31 - 10)", "MemoryError"),
        ("def f():\n    return f()\nf()", "RecursionError"),
    ],
)
def test_what_python_refuses_is_an_error_like_any_other(page, home, lang, program, name):
    page.goto(home + BOOK[lang])
    cell = run(page, "gradient", program, "error")
    expect(cell).to_contain_text(name)
    assert run(page, "gradient", "print('still', 'here')").is_visible()
    expect(cell_of(page, "gradient")).to_contain_text("still here")


def test_of_a_million_lines_both_ends_are_shown_and_the_page_answers(page, home):
    page.goto(home + BOOK["en"])
    cell = run(page, "gradient", "for n in range(1_000_000):\n    print(n)")
    expect(cell).to_contain_text("999999")
    expect(cell).to_contain_text(re.compile(r"[\d,]+ lines left out"))
    assert page.evaluate("document.querySelectorAll('*').length") < 20_000


@languages
def test_a_loop_without_end_in_one_cell_costs_only_that_run(page, home, lang):
    page.goto(home + BOOK[lang])
    run(page, "imports", "import matplotlib.pyplot as plt\nimport numpy as np\nkept = 7")
    write(page, "gradient", "while True:\n    pass")
    cell = cell_of(page, "gradient")
    cell.locator("[data-action=run]").click()
    expect(cell).to_have_attribute("data-state", "running", timeout=LONG)
    cell.get_by_role("button", name=WORDS[lang]["stop"]).first.click()
    expect(cell).to_have_attribute("data-state", "stopped", timeout=5_000)
    write(page, "gradient", "kept")
    cell.get_by_role("button", name=WORDS[lang]["above"]).first.click()
    run(page, "gradient", "kept + 1")
    expect(cell).to_contain_text("8")


def test_a_page_left_during_a_run_leaves_python_usable(page, home):
    page.goto(home + BOOK["en"])
    write(page, "gradient", "import time\nfor n in range(100):\n    time.sleep(0.1)")
    cell = cell_of(page, "gradient")
    cell.locator("[data-action=run]").click()
    expect(cell).to_have_attribute("data-state", "running", timeout=LONG)
    page.goto(home + LESSON["en"])
    field = page.locator("gd-descent [data-field=lr]")
    field.fill("0.3")
    field.press("Enter")
    expect(page.locator("gd-descent")).to_have_attribute("data-lr", "0.3", timeout=LONG)


def test_two_tabs_of_one_page_lose_nobodys_edits(browser: Browser, home: str) -> None:
    context = browser.new_context(service_workers="block")
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto(home + BOOK["en"])
        expect(tab.locator("gd-notebook")).to_have_attribute("data-ready", "")
    run(first, "squared-error", "print('first')")
    run(second, "gradient", "print('second')")
    third = context.new_page()
    third.goto(home + BOOK["en"])
    for name, text in (("squared-error", "print('first')"), ("gradient", "print('second')")):
        expect(cell_of(third, name)).to_contain_text(text)
    context.close()


def test_tabs_of_one_page_show_the_same_code_and_to_look_changes_nothing(
    browser: Browser, home: str
) -> None:
    context = browser.new_context(service_workers="block")
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto(home + BOOK["en"])
        expect(tab.locator("gd-notebook")).to_have_attribute("data-ready", "")
    write(first, "gradient", "print('first')")
    text = cell_of(second, "gradient").get_by_role("textbox")
    expect(text).to_have_text("print('first')")
    text.click()
    cell_of(second, "squared-error").locator(".highlight").click()
    expect(cell_of(second, "squared-error").get_by_role("textbox")).to_be_focused()
    first.reload()
    expect(cell_of(first, "gradient").get_by_role("textbox")).to_have_text("print('first')")
    reset = cell_of(second, "gradient").get_by_role("button", name="Restore the original code")
    reset.click()
    expect(cell_of(first, "gradient").get_by_role("textbox")).to_contain_text("def calc_gradient")
    context.close()


@languages
def test_without_the_editor_the_code_that_is_shown_is_the_code_that_runs(browser, home, lang):
    with reader(browser, "block") as page:
        page.goto(home + BOOK[lang])
        write(page, "gradient", "mine = 1\nprint('stored', mine)")
        page.route(re.compile(r"/editor[^/]*\.js$"), cut_off)
        page.reload()
        cell = cell_of(page, "gradient")
        printed = cell.locator(".highlight")
        expect(printed).to_have_text("mine = 1\nprint('stored', mine)")
        expect(cell).to_contain_text(WORDS[lang]["failed"])
        cell.get_by_role("button", name=WORDS[lang]["run"], exact=True).click()
        expect(cell.locator(".gd-output")).to_have_text("stored 1", timeout=LONG)
        printed.click()  # tries again, in vain
        cell.locator("[data-action=reset]").click()
        expect(printed).to_contain_text("def calc_gradient")
        page.reload()
        expect(cell).not_to_have_attribute("data-edited", "")
        expect(printed).to_contain_text("def calc_gradient")


FULL = """
Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError");
};
"""


@languages
def test_a_full_storage_is_said_once_and_stops_nothing(page, home, lang):
    page.add_init_script(FULL)
    page.goto(home + BOOK[lang])
    run(page, "gradient", "print(1)")
    run(page, "squared-error", "print(2)")
    said = page.get_by_text(WORDS[lang]["unsaved"])
    expect(said).to_have_count(1)
    expect(cell_of(page, "squared-error")).to_contain_text("2")
