"""`frame-ancestors` of `_headers`: any site can frame embeds, only this one other pages."""

import functools
import threading
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from conftest import StaticFiles, StaticServer, new_page
from playwright.sync_api import Browser, FrameLocator, Page, expect

SITE = Path(__file__).parents[3] / "site"
LONG = 90_000
REFUSED = "chrome-error://chromewebdata/"


class WithFrameRules(StaticFiles):
    """A host that sends the headers in `_headers`."""

    rules: tuple[tuple[str, str], ...] = ()

    def end_headers(self) -> None:
        for pattern, policy in self.rules:
            if fnmatchcase(self.path, pattern):
                self.send_header("Content-Security-Policy", policy)
        super().end_headers()


def rules() -> tuple[tuple[str, str], ...]:
    """Return the policies in `_headers`, by path pattern."""
    found, pattern = [], ""
    for line in (SITE / "_headers").read_text().splitlines():
        name, _, value = line.strip().partition(": ")
        pattern = line if line.startswith("/") else pattern
        if name == "Content-Security-Policy":
            found.append((pattern, value))
    return tuple(found)


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    WithFrameRules.rules = rules()
    server = StaticServer(("127.0.0.1", 0), functools.partial(WithFrameRules, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may show frames of another origin."""
    with new_page(browser) as page:
        yield page


@pytest.fixture
def lecture(tmp_path: Path) -> Path:
    """The folder of a page of another origin."""
    return tmp_path


def framed(page: Page, where: str, lecture: Path, address: str) -> FrameLocator:
    """Open a page that frames a URL, and return the frame."""
    frame = f'<!doctype html><iframe src="{address}" width="900" height="900"></iframe>'
    (lecture / "index.html").write_text(frame)
    page.goto(where)
    return page.frame_locator("iframe")


def answers(alone: FrameLocator) -> None:
    """Change the learning rate in an embed, and wait for Python's run."""
    widget = alone.locator("gd-descent")
    expect(widget).to_have_attribute("data-ready", "", timeout=LONG)
    field = widget.locator("[data-field=lr]")
    field.fill("0.3")
    field.press("Enter")
    expect(widget).to_have_attribute("data-lr", "0.3", timeout=LONG)
    expect(widget).to_have_attribute("data-state", "ready", timeout=LONG)


@pytest.mark.parametrize(
    "address",
    ["", "en/", "notebooks/descent-in-python/", "en/for-teachers/", "en/lessons/gradient-descent/"],
)
def test_another_site_cannot_frame_a_page_of_the_course(page, home, serve, lecture, address):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    framed(page, serve(lecture), lecture, home + address)
    assert page.frames[1].url == REFUSED
    assert any("frame-ancestors 'self'" in text for text in said)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_python_answers_in_an_embed_that_another_site_frames(page, home, serve, lecture, lang):
    prefix = "en/" if lang == "en" else ""
    answers(framed(page, serve(lecture), lecture, f"{home}{prefix}embed/descent/"))


def test_python_answers_in_an_embed_that_a_file_of_the_teacher_frames(page, home, lecture):
    file = (lecture / "index.html").as_uri()
    answers(framed(page, file, lecture, f"{home}en/embed/descent/"))


def test_the_page_for_teachers_frames_the_widget_it_makes_a_task_of(page, home):
    page.goto(home + "en/for-teachers/")
    preview = page.frame_locator("gd-assignment iframe")
    expect(preview.locator("gd-descent")).to_have_attribute("data-ready", "", timeout=LONG)


def test_a_notebook_frames_the_html_that_a_program_shows(page, home):
    page.goto(home + "en/notebooks/descent-in-python/")
    cell = page.locator("#cell-loss-curve")
    cell.locator(".highlight").focus()
    page.keyboard.press("Enter")
    expect(cell.get_by_role("textbox", name="code")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("from IPython.display import HTML\nHTML('<b>bold</b>')")
    page.keyboard.press("Control+Enter")
    expect(cell).to_have_attribute("data-state", "done", timeout=LONG)
    expect(cell.frame_locator("iframe").get_by_text("bold")).to_be_visible()
