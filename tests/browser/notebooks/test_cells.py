"""Live cells of the built notebook pages."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import OpenPage, Serve, new_page
from playwright.sync_api import Locator, Page, Route, expect

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(os.environ.get("GD_SITE", ROOT / "site"))
BOOK = {"ja": "notebooks/descent-in-python/", "en": "en/notebooks/descent-in-python/"}
LONG = 300_000  # milliseconds: first runs load Python, on machines that are busy
FIGURES = ["loss-curve", "arrows", "tangent", "update-figure", "oscillation", "gdlib-plots"]
FILMS = ["animation", "gdlib-animation"]


@pytest.fixture(scope="module")
def address(serve: Serve) -> str:
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.")
    return serve(SITE)


class Notebook:
    """A notebook page, with a reader's actions."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        expect(page.locator("gd-notebook")).to_have_attribute("data-ready", "")

    def cell(self, name: str) -> Locator:
        return self.page.locator(f"#cell-{name}")

    def open_editor(self, name: str) -> Locator:
        """Open a cell's editor with the keyboard, and return its text box."""
        text = self.cell(name).get_by_role("textbox", name=re.compile("コード|code"))
        if text.count() == 0:
            self.cell(name).locator(".highlight").focus()
            self.page.keyboard.press("Enter")
        else:
            text.focus()
        expect(text).to_be_focused()
        return text

    def write(self, name: str, code: str) -> None:
        self.open_editor(name)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)

    def run(self, name: str, code: str | None = None, state: str = "done") -> Locator:
        """Run a cell, with other code if some is given, until it is in a state."""
        if code is not None:
            self.write(name, code)
            self.page.keyboard.press("ControlOrMeta+Enter")
        else:
            self.button(name, "実行|Run").click()
        expect(self.cell(name)).to_have_attribute("data-state", state, timeout=LONG)
        return self.cell(name)

    def button(self, name: str, label: str) -> Locator:
        return self.cell(name).get_by_role("button", name=re.compile(f"^({label})$")).first

    def output(self, name: str) -> Locator:
        return self.cell(name).locator(".gd-output")


@pytest.fixture(scope="module")
def shared_page(open_page: OpenPage, address: str) -> Iterator[Notebook]:
    """A page on which Python stays loaded from test to test."""
    with open_page() as page:
        yield Notebook(page, address + BOOK["en"])


@pytest.fixture
def notebook(shared_page: Notebook) -> Notebook:
    """The shared page, with all variables deleted."""
    shared_page.page.get_by_role("button", name="Restart Python").click()
    return shared_page


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_whole_notebook_runs_and_shows_what_the_book_shows(
    open_page: OpenPage, address: str, lang: str
) -> None:
    with open_page() as page:
        book = Notebook(page, address + BOOK[lang])
        page.get_by_role("button", name=re.compile("^(すべて実行|Run all)$")).click()
        cells = page.locator("gd-cell")
        expect(cells.last).to_have_attribute("data-state", "done", timeout=LONG)
        states = cells.evaluate_all("cells => cells.map((cell) => cell.dataset.state)")
        assert set(states) == {"done"}
        verdicts = cells.evaluate_all("cells => cells.map((cell) => cell.dataset.book)")
        assert set(verdicts[1:]) == {"same"}
        for name in FIGURES:
            assert book.output(name).locator(".gd-figure svg path").count() > 10
        for name in FILMS:
            expect(book.output(name).locator("gd-film")).to_have_attribute("data-frames", "51")
        film = book.output("animation").locator("gd-film")
        film.get_by_role("button", name=re.compile("1 コマ進む|One frame on")).click()
        expect(film).to_have_attribute("data-n", "1")


def test_reading_downloads_neither_python_nor_the_editor(open_page: OpenPage, address: str) -> None:
    asked: list[str] = []
    with open_page() as page:
        page.on("request", lambda request: asked.append(request.url))
        Notebook(page, address + BOOK["en"])
        page.mouse.wheel(0, 2000)
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if re.search(r"editor|runtime|worker\.\w+\.js", url)] == []


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_opening_the_editor_moves_nothing(
    open_page: OpenPage, address: str, lang: str, width: int
) -> None:
    with open_page(viewport={"width": width, "height": 800}) as page:
        book = Notebook(page, address + BOOK[lang])
        for name in ("gradient", "squared-error", "loss-curve"):
            before = book.cell(name).bounding_box()
            book.open_editor(name)
            after = book.cell(name).bounding_box()
            assert before is not None
            assert after is not None
            assert abs(after["height"] - before["height"]) < 2


def test_the_last_line_is_shown_and_marked_as_changed(notebook: Notebook) -> None:
    notebook.run("squared-error", "6 * 7")
    expect(notebook.output("squared-error").locator(".gd-result")).to_have_text("42")
    expect(notebook.cell("squared-error")).to_have_attribute("data-edited", "")
    expect(notebook.cell("squared-error")).to_have_attribute("data-book", "different")
    notebook.button("squared-error", "Restore the original code").click()
    expect(notebook.cell("squared-error")).not_to_have_attribute("data-edited", "")


def test_figures_are_called_the_lessons_only_where_the_lessons_code_has_run(
    notebook: Notebook,
) -> None:
    for name in ("imports", "squared-error", "loss-curve"):
        notebook.run(name)
    curve = notebook.cell("loss-curve")
    expect(curve).to_contain_text("Same output as the lesson")
    notebook.open_editor("loss-curve")
    notebook.page.keyboard.press("ControlOrMeta+End")
    notebook.page.keyboard.insert_text("\n# a thought")
    expect(curve).not_to_contain_text("as the lesson")
    notebook.run("loss-curve")
    expect(curve).to_have_attribute("data-book", "figures")
    expect(curve).to_contain_text("are not compared with the lesson's")
    notebook.button("loss-curve", "Restore the original code").click()
    notebook.run("squared-error", "def squared_error(t, y):\n    return 0 * t")
    notebook.run("loss-curve")
    expect(curve).to_have_attribute("data-book", "figures")
    notebook.button("squared-error", "Restore the original code").click()


def test_an_error_ends_what_was_asked_for_and_shows_where(notebook: Notebook) -> None:
    page = notebook.page
    notebook.write("arrows", "1 / 0")
    page.get_by_role("button", name="Run all", exact=True).click()
    expect(notebook.cell("arrows")).to_have_attribute("data-state", "error", timeout=LONG)
    bar = page.get_by_role("group", name="Notebook controls")
    expect(bar).to_contain_text("Failed on the way")
    expect(notebook.cell("tangent")).to_contain_text("It did not get here")
    expect(notebook.cell("tangent")).to_have_attribute("data-state", "idle")
    notebook.button("loop", "Run all above").click()
    notebook.button("loop", "Show where it ended").click(timeout=LONG)
    expect(notebook.button("arrows", "Run")).to_be_focused()
    notebook.button("arrows", "Restore the original code").click()


def test_an_infinite_loop_is_stopped_and_the_notebook_goes_on(notebook: Notebook) -> None:
    notebook.run("imports", "x = 1\nwhile True:\n    x += 1", state="running")
    notebook.button("imports", "Stop").click()
    expect(notebook.cell("imports")).to_have_attribute("data-state", "stopped", timeout=1000)
    expect(notebook.cell("imports")).to_contain_text("Python has been restarted")
    notebook.button("imports", "Restore the original code").click()
    notebook.run("imports")
    notebook.run("squared-error")
    expect(notebook.output("squared-error")).to_contain_text("50.0")


SPOILED = """
import builtins, math, sys
builtins.sum = lambda *_: "spoiled"
math.sqrt = abs
sys.setrecursionlimit(5000)
"""
WHOLE = "import math, sys\nsum([1, 2]), math.sqrt(9.0), sys.getrecursionlimit() == 5000"


def test_a_restart_undoes_what_cells_have_changed_in_python_itself(notebook: Notebook) -> None:
    notebook.run("gradient", SPOILED)
    notebook.run("gradient", WHOLE)
    expect(notebook.output("gradient")).to_have_text("('spoiled', 9.0, True)")
    notebook.page.get_by_role("button", name="Restart Python").click()
    expect(notebook.page.locator(".gd-progress")).to_contain_text("Python has been restarted")
    notebook.run("gradient", WHOLE)
    expect(notebook.output("gradient")).to_have_text("(3, 3.0, False)")


LONG_CALL = """
import numpy as np
print("begun")
numbers = np.random.default_rng(1).random((1500, 1500))
for _ in range(1000):
    numbers = np.sort(numbers @ numbers, axis=None).reshape(1500, 1500) / 1e6
"""


def test_a_cell_runs_after_a_long_call_of_numpy_was_stopped(notebook: Notebook) -> None:
    notebook.run("gradient", LONG_CALL, state="running")
    expect(notebook.output("gradient")).to_contain_text("begun")
    notebook.button("gradient", "Stop").click()
    expect(notebook.cell("gradient")).to_have_attribute("data-state", "stopped", timeout=1000)
    notebook.run("squared-error", "import numpy as np\nnp.arange(3).sum()")
    expect(notebook.output("squared-error")).to_contain_text("3")
    expect(notebook.page.get_by_text("could not be loaded")).to_have_count(0)
    notebook.button("squared-error", "Restore the original code").click()


def test_printing_for_ever_leaves_page_and_worker_usable(notebook: Notebook) -> None:
    notebook.run("gradient", "n = 0\nwhile True:\n    print(n)\n    n += 1", state="running")
    expect(notebook.output("gradient")).to_contain_text("lines left out")
    assert notebook.output("gradient").inner_text().count("\n") < 2000
    notebook.button("gradient", "Stop").click()
    expect(notebook.cell("gradient")).to_have_attribute("data-state", "stopped", timeout=1000)
    notebook.run("gradient", "'still here'")
    expect(notebook.output("gradient")).to_have_text("'still here'")


@pytest.mark.parametrize(
    ("lang", "said"), [("ja", "9,000 行を省略"), ("en", "9,000 lines left out")]
)
def test_the_first_and_last_of_ten_thousand_lines_are_in_one_scrolling_box(
    open_page: OpenPage, address: str, lang: str, said: str
) -> None:
    with open_page() as page:
        notebook = Notebook(page, address + BOOK[lang])
        notebook.run("gradient", "for i in range(10_000):\n    print('line', i)")
        box = notebook.output("gradient").locator("pre")
        expect(box).to_have_count(1)
        expect(box).to_contain_text(said)
        lines = box.inner_text().splitlines()
        assert [line for line in lines if line.startswith("line ")] == [
            f"line {i}" for i in [*range(500), *range(9_500, 10_000)]
        ]
        box.press("End")
        last = box.locator(".gd-stdout").last
        bottom = "(last) => last.getBoundingClientRect().bottom"
        page.wait_for_function(
            f"(last) => ({bottom})(last) <= ({bottom})(last.parentElement) + 1",
            arg=last.element_handle(),
        )


def test_output_appears_while_the_cell_runs(notebook: Notebook) -> None:
    notebook.run("gradient", "print('first')\nwhile True:\n    pass", state="running")
    expect(notebook.output("gradient")).to_contain_text("first")
    notebook.button("gradient", "Stop").click()


def test_errors_start_at_the_readers_cell_mark_the_line_and_advise(notebook: Notebook) -> None:
    cell = notebook.run("gradient", "a = 1\nb = 0\na / b", state="error")
    traceback = cell.locator(".gd-traceback").inner_text().splitlines()
    assert traceback[0] == "Traceback (most recent call last):"
    assert traceback[1].strip() == 'File "cell_gradient", line 3, in <module>'
    assert traceback[2].strip() == "a / b"
    assert traceback[-1] == "ZeroDivisionError: division by zero"
    expect(cell.locator(".cm-failed")).to_have_text("a / b")
    expect(cell.locator(".gd-hint-text")).to_contain_text("divided by 0")


def test_the_failed_line_is_marked_in_printed_code(open_page: OpenPage, address: str) -> None:
    with open_page() as page:
        Notebook(page, address + BOOK["en"]).run("gradient", state="error")
        marked = "[...CSS.highlights.get('gd-failed-line')].map(String)"
        assert page.evaluate(marked) == ["calc_gradient(t, y)"]


ADVICE = [
    ("nowhere + 1", "There is no nowhere yet"),
    ("for i in [1]:\nprint(i)", "indentation does not fit"),
    ("def f():\n    pass\n\nf() + 1", "The result of f is None"),
    ("import numpy as np\nnp.ones(2) + np.ones(3)", "shapes of the arrays"),
    ("import torch", "You can import NumPy, Matplotlib, gdlib"),
    ("import importlib\nimportlib.import_module('numpi')", "Did you mean numpy?"),
    ("def f():\n    return f()\n\nf()", "keeps calling itself"),
    ("x = 'a' * 10**12", "not enough memory"),
    ("import sys\nsys.exit()", "The program ended itself"),
    ("import numpy as np\nt = np.array([5, -3])\nt -= 0.1 * t", "Write t = t - 0.1 * t"),
    (
        "x = 1\nprint（x）",
        "Line 2, character 6: （ (U+FF08) is a full-width bracket. Type ( instead.",
    ),
    ("%matplotlib inline", "%matplotlib is not needed"),
    (
        "import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\nplt.figure()",
        "This page can open no windows",
    ),
    (
        "from gdlib import record\nrecord(abs)",
        "It is called as record(loss, gradient, t, *, lr=0.1",
    ),
]


def test_common_errors_come_with_advice_and_leave_python_usable(notebook: Notebook) -> None:
    for code, advice in ADVICE:
        cell = notebook.run("gradient", code, state="error")
        expect(cell.locator(".gd-hint-text")).to_contain_text(advice)
        notebook.run("gradient", "1 + 1")
        expect(notebook.output("gradient")).to_have_text("2")


def test_a_figure_appears_again_after_a_cell_that_asked_for_windows(notebook: Notebook) -> None:
    code = (
        "import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\nplt.figure()"
    )
    notebook.run("gradient", code, state="error")
    cell = notebook.run("gradient", "plt.plot([1, 2])\nplt.show()")
    expect(cell.locator(".gd-output svg")).to_have_count(1)


def test_the_frames_of_a_library_unfold_by_keyboard(notebook: Notebook) -> None:
    code = "from gdlib import record\nrecord(lambda t: 1 / 0, abs, 1.0)"
    cell = notebook.run("gradient", code, state="error")
    traceback = cell.locator(".gd-traceback")
    frames = traceback.get_by_text(re.compile("^… \\d frames in gdlib$"))
    expect(traceback).to_contain_text('File "cell_gradient", line 2, in <lambda>')
    expect(traceback.get_by_text("check_functions_at").first).to_be_hidden()
    frames.focus()
    notebook.page.keyboard.press("Enter")
    expect(traceback.get_by_text("check_functions_at").first).to_be_visible()


def test_a_gradient_that_is_not_the_slope_of_its_loss_is_told_once(notebook: Notebook) -> None:
    code = "from gdlib import record\nfor _ in range(3):\n    record(lambda t: t * t, {}, 3.0)"
    cell = notebook.run("gradient", code.format("lambda t: t"))
    expect(cell.locator(".gd-hint-text")).to_have_count(1)
    expect(cell.locator(".gd-hint-text")).to_contain_text(
        "At t = 3 the gradient function returns 3, but the central difference of the loss is 6."
    )
    notebook.run("gradient", code.format("lambda t: 2 * t"))
    expect(cell.locator(".gd-hint-text")).to_have_count(0)


def test_several_figures_appear_shown_or_not(notebook: Notebook) -> None:
    code = (
        "import matplotlib.pyplot as plt\n"
        "plt.plot([1, 2])\nplt.title('損失')\nplt.show()\nplt.plot([2, 1])\nplt.figure();"
    )
    notebook.run("gradient", code)
    expect(notebook.output("gradient").locator(".gd-figure svg")).to_have_count(3)
    notebook.run("gradient", "plt.get_fignums()")
    expect(notebook.output("gradient")).to_have_text("[]")


def test_python_that_ended_itself_is_started_again(notebook: Notebook) -> None:
    cell = notebook.run("gradient", "import os\nos._exit(3)", state="error")
    expect(cell).to_contain_text("Python could not go on and has been restarted")
    notebook.run("gradient", "'alive'")
    expect(notebook.output("gradient")).to_have_text("'alive'")


def test_artist_animations_and_players_play(notebook: Notebook) -> None:
    notebook.run(
        "gradient",
        "from matplotlib import pyplot as plt\n"
        "from matplotlib.animation import ArtistAnimation\n"
        "from IPython.display import HTML\n"
        "figure, ax = plt.subplots()\n"
        "film = ArtistAnimation(figure, [ax.plot([0, n]) for n in range(3)])\n"
        "plt.show()",
    )
    expect(notebook.output("gradient").locator("gd-film")).to_have_attribute("data-frames", "3")
    notebook.run("gradient", "HTML(film.to_jshtml())")
    player = notebook.output("gradient").locator("gd-film")
    picture = player.get_by_role("img")
    first = picture.get_attribute("src")
    player.get_by_role("button", name="One frame on").click()
    expect(picture).not_to_have_attribute("src", first or "")


def test_svg_of_a_program_is_an_image(notebook: Notebook) -> None:
    notebook.run(
        "gradient",
        "class Picture:\n"
        "    def _repr_svg_(self):\n"
        '        return \'<svg onload="x()"><script>x()</script><circle r="9"/></svg>\'\n'
        "Picture()",
    )
    picture = notebook.output("gradient").locator(".gd-figure").get_by_role("img")
    expect(picture).to_have_attribute("src", re.compile(r"^data:image/svg\+xml;charset=utf-8,"))


POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; worker-src 'self' blob:"
)
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", ({ violatedDirective, sourceFile }) =>
  refused.push(violatedDirective + " " + sourceFile));
"""


def test_editor_and_figures_need_no_inline_styles(browser: Any, address: str) -> None:
    with new_page(browser) as page:  # the theme's own inline style is refused, loudly

        def strict(route: Route) -> None:
            answer = route.fetch()
            headers = answer.headers | {"content-security-policy": POLICY}
            route.fulfill(response=answer, headers=headers)

        page.add_init_script(WATCH)
        page.route("**/descent-in-python/", strict)
        book = Notebook(page, address + BOOK["en"])
        plot = "from matplotlib import pyplot as plt\nplt.plot([1, 2])\nprint(1)"
        book.run("gradient", plot)
        expect(book.output("gradient").locator(".gd-figure svg")).to_have_count(1)
        refused = page.evaluate("refused")
        assert [source for source in refused if "/widgets/" in source] == []


def test_a_name_of_markup_is_shown_as_text(notebook: Notebook) -> None:
    notebook.run("gradient", "print('<img src=x onerror=alert(1)>')\n'<b>b</b>'")
    expect(notebook.output("gradient")).to_contain_text("<img src=x onerror=alert(1)>")
    assert notebook.output("gradient").locator("img, b").count() == 0


def test_input_asks_in_the_page(notebook: Notebook) -> None:
    notebook.write("gradient", "name = input('Your name? ')\nprint('Hello,', name)")
    notebook.page.keyboard.press("ControlOrMeta+Enter")
    field = notebook.cell("gradient").get_by_label("Your name?")
    expect(field).to_be_focused(timeout=LONG)
    notebook.page.keyboard.type("Ada")
    notebook.page.keyboard.press("Enter")
    expect(notebook.cell("gradient")).to_have_attribute("data-state", "done")
    expect(notebook.output("gradient")).to_contain_text("Hello, Ada")


def test_cells_share_names_and_tell_of_another_order(notebook: Notebook) -> None:
    notebook.run("imports", "a = 1")
    notebook.run("squared-error", "b = a + 1\nb")
    notebook.run("imports", "a = 5")
    expect(notebook.cell("squared-error")).to_have_attribute("data-order", "out-of-order")
    for name in ("squared-error", "imports"):
        notebook.button(name, "Restore the original code").click()


def test_edits_outlive_a_reload_and_a_changed_lesson_asks(
    open_page: OpenPage, address: str
) -> None:
    with open_page() as page:
        book = Notebook(page, address + BOOK["en"])
        book.write("gradient", "# my own idea")
        page.reload()
        expect(book.cell("gradient").locator(".cm-content")).to_have_text("# my own idea")
        page.evaluate(
            """([name, value]) => {
              const key = Object.keys(localStorage).find((key) => key.endsWith(name));
              localStorage.setItem(key, value);
            }""",
            [
                "cell:en/notebooks/descent-in-python:gradient",
                json.dumps({"mine": "# my own idea", "lesson": "an older lesson"}),
            ],
        )
        page.reload()
        cell = book.cell("gradient")
        note = cell.locator('[data-note="changed"]')
        text = cell.locator(".cm-content")
        expect(note).to_contain_text("# my own idea")
        expect(note).to_contain_text("def calc_gradient")
        cell.locator(".highlight").click()  # to open the editor is no edit
        expect(text).to_be_focused()
        page.reload()
        expect(note).to_contain_text("# my own idea")
        book.write("gradient", "# typed before choosing")
        page.reload()
        expect(text).to_have_text("# typed before choosing")
        note.get_by_role("button", name="Keep my code").click()
        expect(text).to_have_text("# my own idea")
        page.reload()
        expect(text).to_have_text("# my own idea")
        expect(note).to_have_count(0)


def test_a_forbidden_storage_is_said_once_and_breaks_nothing(
    open_page: OpenPage, address: str
) -> None:
    with open_page() as page:
        page.add_init_script(
            "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
        )
        book = Notebook(page, address + BOOK["en"])
        book.write("gradient", "1")
        book.write("squared-error", "2")
        notes = page.locator("gd-notebook .gd-note")
        expect(notes).to_have_count(1)
        expect(notes).to_contain_text("could not save your changes")
        book.run("gradient")


def test_the_edited_notebook_can_be_downloaded(notebook: Notebook) -> None:
    notebook.write("gradient", "# downloaded")
    with notebook.page.expect_download() as download:
        notebook.page.get_by_role("button", name="Save as .ipynb with my changes").click()
    file = json.loads(Path(download.value.path()).read_text())
    sources = {cell["id"]: "".join(cell["source"]) for cell in file["cells"]}
    assert sources["gradient"] == "# downloaded"
    assert "def squared_error" in sources["squared-error"]
    notebook.button("gradient", "Restore the original code").click()


def test_a_fenced_block_of_a_lesson_runs(open_page: OpenPage, address: str) -> None:
    with open_page() as page:
        page.goto(address + "lessons/gradient-descent/")
        cell = page.locator("#cell-loop")
        cell.get_by_role("button", name="実行").click()
        expect(cell).to_have_attribute("data-book", "same", timeout=LONG)


def test_everything_works_by_keyboard(open_page: OpenPage, address: str) -> None:
    with open_page() as page:
        book = Notebook(page, address + BOOK["en"])
        code = book.open_editor("squared-error")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("1 + 2")
        page.keyboard.press("Shift+Enter")
        expect(book.output("squared-error")).to_have_text("3", timeout=LONG)
        expect(book.cell("loss-curve").locator(".highlight")).to_be_focused()
        code.focus()
        page.keyboard.press("Tab")
        expect(code).to_be_focused()
        page.keyboard.press("Escape")
        expect(book.button("squared-error", "Run")).to_be_focused()


def test_composing_japanese_does_not_run_the_cell(notebook: Notebook) -> None:
    notebook.open_editor("gradient")
    session = notebook.page.context.new_cdp_session(notebook.page)
    notebook.page.keyboard.press("ControlOrMeta+a")
    session.send(
        "Input.imeSetComposition",
        {"text": "こうばい", "selectionStart": 4, "selectionEnd": 4},
    )
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229, "modifiers": 8}
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    session.send("Input.insertText", {"text": "勾配"})
    expect(notebook.cell("gradient").locator(".cm-content")).to_have_text("勾配")
    expect(notebook.cell("gradient")).not_to_have_attribute("data-state", "running")
    notebook.button("gradient", "Restore the original code").click()


def test_pages_have_sessions_of_their_own_that_outlive_navigation(
    open_page: OpenPage, address: str
) -> None:
    def at_home(route: Route) -> None:
        # Instant navigation follows only URLs in the sitemap, which has another port.
        body = (SITE / "en" / "sitemap.xml").read_text()
        route.fulfill(body=re.sub(r"http://[^/]+/", address, body), content_type="text/xml")

    with open_page() as page:
        page.route("**/sitemap.xml", at_home)
        book = Notebook(page, address + BOOK["en"])
        book.run("imports", "secret = 7")
        page.get_by_role("link", name="Glossary").first.click()
        page.wait_for_url(re.compile("glossary"))
        page.get_by_role("link", name="The descent in Python").first.click()
        page.wait_for_url(re.compile("descent-in-python"))
        expect(page.locator("gd-notebook")).to_have_attribute("data-ready", "")
        expect(book.cell("imports")).to_have_attribute("data-state", "done")
        book.run("squared-error", "secret")
        expect(book.output("squared-error")).to_have_text("7")
        page.get_by_role("link", name="Exercises").first.click()
        page.wait_for_url(re.compile("exercises"))
        book.run("start", "'secret' in globals()")
        expect(book.output("start")).to_have_text("False")


def test_completion_knows_the_names_of_the_session(notebook: Notebook) -> None:
    notebook.run("imports", "learning_rate_of_mine = 0.1")
    notebook.write("gradient", "")
    notebook.page.keyboard.type("learning_r")
    option = notebook.cell("gradient").get_by_role("option", name="learning_rate_of_mine")
    expect(option).to_be_visible()
    notebook.page.keyboard.press("Escape")
    for name in ("gradient", "imports"):
        notebook.button(name, "Restore the original code").click()


def numpy_of_readers() -> str:
    """Return the version in the published lock file."""
    (lock,) = (SITE / "runtime").glob("gdlib.*/pyodide-lock.json")
    version: str = json.loads(lock.read_text())["packages"]["numpy"]["version"]
    return version


def test_versions_are_told_on_demand(notebook: Notebook) -> None:
    notebook.run("imports")
    notebook.run("squared-error")
    notebook.button("squared-error", "Versions").click()
    expect(notebook.cell("squared-error").locator(".gd-versions")).to_contain_text(
        re.compile(rf"numpy: here {re.escape(numpy_of_readers())}, lesson \d")
    )


def test_a_package_that_does_not_arrive_is_named_and_can_be_tried_again(
    browser: Any, address: str
) -> None:
    with new_page(browser) as page:  # a failed request is what is expected here
        is_broken = [True]

        def answer(route: Route) -> None:
            route.abort() if is_broken[0] else route.continue_()

        page.route("**/numpy-*.whl", answer)
        book = Notebook(page, address + BOOK["en"])
        book.run("imports", state="error")
        expect(book.cell("imports")).to_contain_text(f"numpy-{numpy_of_readers()}")
        is_broken[0] = False
        book.button("imports", "Try again").click()
        expect(book.cell("imports")).to_have_attribute("data-state", "done", timeout=LONG)
