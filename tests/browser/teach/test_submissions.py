"""Malicious or malformed submissions: each is reported, and the next file is checked."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import OpenPage, new_page
from playwright.sync_api import Browser, FilePayload, Locator, Page, Route, expect

SITE = Path(__file__).parents[3] / "site"
LONG = 180_000  # milliseconds: every file starts Python anew, on machines that are busy

WORDS = {
    "ja": {
        "files": "提出されたファイル",
        "stop": "確認をやめる",
        "passed": "合格",
        "failed": "不合格",
        "empty": "未提出",
        "unreadable": "このサイトで保存されたファイルではありません",
        "too large": "大きすぎます",
        "unknown": "この図や演習は、今のサイトにはありません",
        "not checked": "未確認",
        "time": "30 秒たっても終わらない",
        "input": "input() で入力を待つ",
        "output": "出力が多すぎる",
        "broke": "Python が続けられなくなりました",
        "error": "プログラムがエラーで止まりました：ZeroDivisionError",
    },
    "en": {
        "files": "Files handed in",
        "stop": "Stop checking",
        "passed": "Passed",
        "failed": "Not passed",
        "empty": "Nothing handed in",
        "unreadable": "This is no file that the site has saved",
        "too large": "Too large",
        "unknown": "The site has no such figure or exercise now",
        "not checked": "Not checked",
        "time": "not done after 30 seconds",
        "input": "waits for input()",
        "output": "printed more than 1,000,000 characters",
        "broke": "Python broke down",
        "error": "The program ended with an error: ZeroDivisionError",
    },
}
languages = pytest.mark.parametrize("lang", ["ja", "en"])

RIGHT = "def squared_error(t, y):\n    return (y - t) ** 2 / 2\n"
WRONG = "def squared_error(t, y):\n    return 1.0\n"


def file(name: str, content: object) -> FilePayload:
    text = content if isinstance(content, str) else json.dumps(content)
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def record(**sources: str) -> dict[str, Any]:
    entry = {"state": "solved", "hints": 0, "seen": False, "checks": 1}
    exercises = {
        name.replace("_", "-"): entry | {"source": source} for name, source in sources.items()
    }
    return {"page": "ja/notebooks/exercises", "exercises": exercises}


def at_teachers(page: Page, home: str, lang: str) -> Page:
    page.goto(home + ("en/" if lang == "en" else "") + "for-teachers/")
    return page


def hand_in(page: Page, lang: str, files: list[FilePayload]) -> None:
    page.get_by_label(WORDS[lang]["files"]).set_input_files(files)


def rows_for(page: Page, home: str, lang: str, files: list[FilePayload]) -> Locator:
    """Choose files in `<gd-results>`, wait for the check, and return the table's rows."""
    hand_in(at_teachers(page, home, lang), lang, files)
    results = page.locator("gd-results")
    expect(results).to_have_attribute("data-state", "done", timeout=LONG)
    return results.locator("tbody tr")


def outcomes(rows: Locator) -> list[str]:
    return [text.strip() for text in rows.locator("strong").all_text_contents()]


#: The outcome of a program that passes.
FORGED = """
finding = {"what": "value", "tested": "", "expected": "", "got": "", "ok": True, "why": ""}
outcome = {"ended": "done", "seconds": 0, "error": None, "findings": [finding] * 5}
"""

CHECKING = "from web.python.session import checking\n"

#: Wrong programs that change the Python they run in to pass the check.
ATTACKS = {
    "the checker's comparison": f"{CHECKING}checking._is_near = lambda *_: True",
    "the checker's findings": f"{CHECKING}checking.findings = lambda *_, **__: []",
    "what is observed": f"{CHECKING}checking.observe = lambda *_: ['truth', True]",
    "Python's comparisons": (
        "import builtins, math\n"
        "math.isclose = lambda *_, **__: True\n"
        "builtins.all = builtins.any = builtins.bool = lambda *_: True"
    ),
    "an object that equals everything": (
        "class Anything(float):\n"
        "    __eq__ = __le__ = __ge__ = lambda *_: True\n"
        "squared_error = lambda t, y: Anything(1.0)"
    ),
    "the session around it": (
        "import sys\n"
        "frame = sys._getframe()\n"
        "while frame:\n"
        "    names, frame = frame.f_globals, frame.f_back\n"
        "    if '_check_results' in names:\n"
        "        names['_check_results'] = lambda *_: {'findings': [], 'observed': '[]'}"
    ),
    "the outcome": (
        f"import json\n{FORGED}\ntext = json.dumps(outcome)\njson.dumps = lambda *_, **__: text"
    ),
    "messages to the page": (
        "import js\n"
        "from pyodide.ffi import to_js\n"
        f"{FORGED}\n"
        "for id in range(100):\n"
        "    message = {'kind': 'outcome', 'id': id, 'outcome': outcome}\n"
        "    js.postMessage(to_js(message, dict_converter=js.Object.fromEntries))"
    ),
    "what comes later": (
        "import asyncio\n"
        "async def later():\n"
        f"    {CHECKING}"
        "    checking._is_near = lambda *_: True\n"
        "asyncio.ensure_future(later())"
    ),
}


def test_a_program_that_attacks_its_check_passes_neither_itself_nor_another(page, home):
    files = [
        file(f"{what}.json", record(squared_error=f"{WRONG}{attack}\n", gradient="x = 1"))
        for what, attack in ATTACKS.items()
    ]
    honest = [
        file("wrong.json", record(squared_error=WRONG)),
        file("r", record(squared_error=RIGHT)),
    ]
    said = outcomes(rows_for(page, home, "en", [*files, *honest]))
    assert said == ["Not passed"] * (2 * len(files) + 1) + ["Passed"]


@languages
def test_every_solution_of_the_lesson_passes(page, home, lang):
    page.goto(home + ("en/" if lang == "en" else "") + "notebooks/exercises/")
    solutions = page.locator("gd-exercise").evaluate_all(
        "(all) => all.map(({ dataset: { exercise, solution } }) => [exercise, solution])"
    )
    rows = rows_for(page, home, lang, [file("all.json", record(**dict(solutions)))])
    assert outcomes(rows) == [WORDS[lang]["passed"]] * len(solutions)


@languages
def test_a_program_that_does_not_end_well_is_named_and_the_next_one_is_read(page, home, lang):
    words = WORDS[lang]
    programs = {
        "time": "while True: pass",
        "input": "name = input('Who? ')",
        "output": "while True: print('again and again')",
        "broke": "import os\nos._exit(3)",
        "error": "1 / 0",
    }
    files = [file(f"{why}.json", record(squared_error=code)) for why, code in programs.items()]
    rows = rows_for(page, home, lang, [*files, file("right.json", record(squared_error=RIGHT))])
    assert outcomes(rows) == [words["failed"]] * 5 + [words["passed"]]
    for row, why in enumerate(programs):
        expect(rows.nth(row)).to_contain_text(words[why])


@languages
def test_the_whole_check_can_be_stopped_and_what_was_found_stays(page, home, lang):
    words = WORDS[lang]
    files = [
        file("right.json", record(squared_error=RIGHT)),
        file("endless.json", record(squared_error="while True: pass")),
        file("next.json", record(squared_error=RIGHT)),
    ]
    hand_in(at_teachers(page, home, lang), lang, files)
    rows = page.locator("gd-results tbody tr")
    expect(page.get_by_role("status").get_by_text("endless.json")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name=words["stop"]).press("Enter")
    expect(page.locator("gd-results")).to_have_attribute("data-state", "done")
    assert outcomes(rows) == [words["passed"], words["not checked"], words["not checked"]]
    expect(page.get_by_role("button", name=words["stop"])).to_have_count(0)
    expect(page.get_by_label(words["files"])).to_be_focused()


def test_files_that_are_chosen_while_others_are_checked_take_their_place(page, home):
    hand_in(
        at_teachers(page, home, "en"),
        "en",
        [file("endless.json", record(squared_error="while True: pass"))],
    )
    expect(page.get_by_role("status").get_by_text("endless.json")).to_be_visible()
    hand_in(page, "en", [file("text.json", "no JSON")])
    expect(page.locator("gd-results")).to_have_attribute("data-state", "done")
    assert outcomes(page.locator("gd-results tbody tr")) == [WORDS["en"]["unreadable"]]


MARKUP = "<img src=x onerror=document.title='taken'>"
ENTRY = {"state": "new", "hints": 0, "seen": False, "checks": 0}
FIGURE = {
    "kind": "gd-result",
    "widget": "descent",
    "fragment": "#descent=t:1",
    "numbers": {"t": "1"},
}

#: Files, and the texts of their rows.
FILES: dict[str, tuple[object, list[str]]] = {
    "text": ("no JSON", ["unreadable"]),
    "nothing": ("", ["unreadable"]),
    "deep": ("[" * 100_000, ["unreadable"]),
    "huge": (" " * 2_000_000, ["too large"]),
    "list": ([record(loop="x")], ["unreadable"]),
    "number": (1, ["unreadable"]),
    "null": (None, ["unreadable"]),
    "above": (record(loop="x") | {"page": "../../x"}, ["unreadable"]),
    "elsewhere": (record(loop="x") | {"page": "https://elsewhere.example/"}, ["unreadable"]),
    "exercises in a list": ({"page": "ja/notebooks/exercises", "exercises": [1]}, ["unreadable"]),
    "entries": (
        {
            "page": "ja/notebooks/exercises",
            "exercises": {
                "loop": [],
                "plot": ENTRY | {"source": 5},
                "repair": ENTRY | {"hints": "many"},
                "gradient": ENTRY,
                "nobody's": ENTRY,
            },
        },
        ["unreadable", "unreadable", "unreadable", "empty", "unknown"],
    ),
    "prototype": (
        f'{{"page": "ja/notebooks/exercises", "exercises": {{"__proto__": {json.dumps(ENTRY)}}}}}',
        ["unknown"],
    ),
    MARKUP: (FIGURE | {"widget": MARKUP}, ["unknown"]),
    "numbers of numbers": (FIGURE | {"numbers": {"t": 1}}, ["unreadable"]),
    "no numbers": (FIGURE | {"numbers": {}}, ["unreadable"]),
    "another figure": (FIGURE | {"fragment": "#line=lr:1"}, ["unreadable"]),
    "two figures": (FIGURE | {"fragment": "#descent=t:1&line=lr:1"}, ["unreadable"]),
}


@languages
def test_a_file_that_the_site_has_not_saved_gets_a_row_of_its_own(page, home, lang):
    files = [file(f"{name}.json", content) for name, (content, _) in FILES.items()]
    rows = rows_for(page, home, lang, files)
    expected = [WORDS[lang][word] for _, words in FILES.values() for word in words]
    for said, word in zip(outcomes(rows), expected, strict=True):
        assert said.startswith(word)
    expect(rows.get_by_text(MARKUP, exact=True)).to_have_count(1)
    expect(rows.get_by_text(f"{MARKUP}.json")).to_have_count(1)
    assert rows.locator("img").count() == 0


def test_a_notebook_that_the_site_has_not_is_named(browser: Browser, home: str) -> None:
    with new_page(browser) as page:  # which asks, and hears 404
        content = record(loop="x") | {"page": "en/notebooks/nowhere"}
        rows = rows_for(page, home, "en", [file("nowhere.json", content)])
        assert outcomes(rows) == [WORDS["en"]["unknown"]]


def test_another_page_of_the_visit_keeps_its_variables(open_page: OpenPage, home: str) -> None:
    # Material's instant navigation follows only links to pages in the sitemap.
    def named_after_this_server(route: Route) -> None:
        text = (SITE / route.request.url.removeprefix(home)).read_text()
        body = text.replace("http://127.0.0.1:8000/", home)
        route.fulfill(content_type="text/xml", body=body)

    with open_page() as page:
        page.route("**/sitemap.xml", named_after_this_server)
        page.goto(home + "en/notebooks/exercises/", wait_until="networkidle")
        cell = page.locator("#cell-start")
        cell.get_by_role("button", name="Run", exact=True).click()
        expect(cell).to_have_attribute("data-state", "done", timeout=LONG)
        page.get_by_role("link", name="For teachers").first.click()
        expect(page.locator("gd-results")).to_have_attribute("data-state", "idle")
        hand_in(page, "en", [file("right.json", record(squared_error=RIGHT))])
        expect(page.locator("gd-results")).to_have_attribute("data-state", "done", timeout=LONG)
        page.go_back()
        expect(cell).to_have_attribute("data-state", "done")
        expect(cell).to_contain_text("[1]")
        expect(cell).not_to_contain_text("Ran before the restart")
