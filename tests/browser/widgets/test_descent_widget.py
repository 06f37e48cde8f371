"""`<gd-descent>` on the built site, used as a reader uses it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from conftest import ADDRESS, OpenPage, Serve, at_each_width, is_as_wide_as_its_window, new_page
from playwright.sync_api import Browser, Locator, Page, Route, expect

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(os.environ.get("GD_SITE", ROOT / "site"))

LESSON = {"ja": "lessons/gradient-descent/", "en": "en/lessons/gradient-descent/"}
HOME = {"ja": "", "en": "en/"}
RATES = {"ja": "lessons/learning-rate/", "en": "en/lessons/learning-rate/"}

WORDS = {
    "ja": {
        "play": "再生",
        "pause": "一時停止",
        "step": "1 つ進む",
        "back": "1 つ戻る",
        "first": "最初へ",
        "scrub": "反復 n",
        "rate": "学習率 η",
        "rate number": "学習率 η の値",
        "start": "出発点 t",
        "updates": "更新の回数",
        "loss": "損失関数",
        "table": "反復ごとの値の表",
        "program": "Python で見る",
        "copy": "コピー",
        "copied": "コピーしました",
        "share": "共有（リンクをコピー）",
        "shared": "リンクをコピーしました",
        "reset": "はじめの設定に戻す",
        "retry": "もう一度読み込む",
        "safer": "学習率を 0.5 にする",
        "failed": "読み込めませんでした",
        "not a number": "数として読めません",
        "empty": "数を入れてください",
        "rate range": "学習率は 0 より大きく",
        "whole": "整数で",
        "range": "1 から 1000 まで",
        0.1: "収束",
        1.9: "振動しながら収束",
        2.0: "終わらない振動",
        2.1: "発散",
    },
    "en": {
        "play": "Play",
        "pause": "Pause",
        "step": "One step on",
        "back": "One step back",
        "first": "To the start",
        "scrub": "Iteration n",
        "rate": "Learning rate η",
        "rate number": "Value of learning rate η",
        "start": "Start t",
        "updates": "Updates",
        "loss": "Loss function",
        "table": "Values by iteration",
        "program": "Show the Python",
        "copy": "Copy",
        "copied": "Copied",
        "share": "Share (copy link)",
        "shared": "Link copied",
        "reset": "Reset everything",
        "retry": "Try again",
        "safer": "Set the rate to 0.5",
        "failed": "could not be loaded",
        "not a number": "does not read as a number",
        "empty": "Please enter a number",
        "rate range": "must be greater than 0",
        "whole": "whole number",
        "range": "from 1 to 1000",
        0.1: "Convergence",
        1.9: "Swinging convergence",
        2.0: "Endless oscillation",
        2.1: "Divergence",
    },
}

ARTICLE = """\
0-th iteration, t=-5.000, loss: 50.000, grad: -10.000
1-th iteration, t=-4.000, loss: 40.500, grad: -9.000
2-th iteration, t=-3.100, loss: 32.805, grad: -8.100
3-th iteration, t=-2.290, loss: 26.572, grad: -7.290
4-th iteration, t=-1.561, loss: 21.523, grad: -6.561
5-th iteration, t=-0.905, loss: 17.434, grad: -5.905
6-th iteration, t=-0.314, loss: 14.121, grad: -5.314
7-th iteration, t=0.217, loss: 11.438, grad: -4.783
8-th iteration, t=0.695, loss: 9.265, grad: -4.305
9-th iteration, t=1.126, loss: 7.505, grad: -3.874
10-th iteration, t=1.513, loss: 6.079, grad: -3.487
49-th iteration, t=4.943, loss: 0.002, grad: -0.057
""".splitlines()

PATIENCE_MS = 30_000  # Python may have to be booted first, on a busy machine
expect.set_options(timeout=PATIENCE_MS)

languages = pytest.mark.parametrize("lang", ["ja", "en"])


class Widget:
    """Page object of one `<gd-descent>`: locators by role and accessible name."""

    def __init__(self, page: Page, lang: str, index: int = 0) -> None:
        self.page = page
        self.words = WORDS[lang]
        self.host = page.locator("gd-descent").nth(index)

    def button(self, word: str) -> Locator:
        return self.host.get_by_role("button", name=self.words[word], exact=True)

    def number(self, word: str) -> Locator:
        return self.host.get_by_role("spinbutton", name=self.words[word], exact=True)

    def slider(self, word: str) -> Locator:
        return self.host.get_by_role("slider", name=self.words[word], exact=True)

    @property
    def verdict(self) -> Locator:
        return self.host.locator("[data-part=verdict]")

    @property
    def rows(self) -> Locator:
        return self.host.get_by_role("group", name=self.words["table"]).locator("tbody tr")

    def says(self, **data: object) -> None:
        """Expect data-* attributes of the element; numbers with a relative tolerance of 1e-9."""
        for name, value in data.items():
            if isinstance(value, float):
                expect(self.host).to_have_attribute(f"data-{name}", re.compile(r"\d"))
                read = float(self.host.get_attribute(f"data-{name}") or "nan")
                assert isclose(read, value, rel_tol=1e-9, abs_tol=1e-9), (name, read, value)
            else:
                expect(self.host).to_have_attribute(f"data-{name}", str(value))

    def set_number(self, word: str, text: str) -> None:
        self.number(word).fill(text)
        self.number(word).press("Enter")

    def settled(self) -> None:
        """Wait until the requested run is shown."""
        expect(self.host).to_have_attribute("data-state", "ready")
        expect(self.host).not_to_have_attribute("data-stale", "")

    def table_lines(self) -> list[str]:
        """Return the table as the lesson prints it."""
        cells = [row.split() for row in self.rows.all_inner_texts()]
        return [
            f"{n}-th iteration, t={t}, loss: {loss}, grad: {grad}" for n, t, loss, grad in cells
        ]

    def tab_to(self, role: str, word: str) -> None:
        """Press Tab until the element has the focus."""
        target = self.host.get_by_role(role, name=self.words[word], exact=True)  # type: ignore[arg-type]  # any role
        for _ in range(200):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"Tab never reaches {word!r}")


@pytest.fixture(scope="session")
def address(serve: Serve) -> str:
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.", pytrace=False)
    return serve(SITE)


@contextmanager
def on(open_page: OpenPage, url: str, lang: str, **options: Any) -> Iterator[Widget]:
    with open_page(**options) as page:
        page.goto(url)
        expect(page.locator("gd-descent").first).to_have_attribute("data-ready", "")
        yield Widget(page, lang)


# --- Before Python is loaded ---


@languages
def test_the_embedded_run_plays_without_a_byte_of_python(
    address: str, page: Page, lang: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + LESSON[lang])
    widget = Widget(page, lang)
    widget.says(state="idle", n=0, t=-5.0, loss=50.0, grad=-10.0, lr=0.1)
    widget.button("step").click()
    widget.says(n=1, t=-4.0, loss=40.5, grad=-9.0)
    widget.button("play").click()
    expect(widget.host).to_have_attribute("data-n", "50")
    widget.says(state="idle", t=4.948462247926799)
    assert not [url for url in asked if "/runtime/" in url]


@languages
def test_the_table_holds_the_numbers_of_the_article(address: str, page: Page, lang: str) -> None:
    page.goto(address + LESSON[lang])
    lines = Widget(page, lang).table_lines()
    assert len(lines) == 50
    assert [*lines[:11], lines[49]] == ARTICLE


def test_the_equation_carries_the_numbers_of_the_step(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"])
    widget = Widget(page, "en")
    line = widget.host.locator("[data-part=equation]")
    expect(line).to_contain_text("= −5.000 − 0.1 × (−10.000)")
    expect(line).to_contain_text("= −4.000")
    widget.button("step").click()
    expect(line).to_have_attribute("aria-label", re.compile(r"^Update 2: .* −3\.100$"))


def test_every_way_to_move_through_a_run(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"])
    widget = Widget(page, "en")
    widget.slider("scrub").focus()
    page.keyboard.press("End")
    widget.says(n=50)
    page.keyboard.press("ArrowLeft")
    widget.says(n=49)
    widget.button("back").click()
    widget.says(n=48)
    widget.button("first").click()
    widget.says(n=0)
    widget.rows.nth(7).click()
    widget.says(n=7, t=0.21703100000000042)
    expect(widget.rows.nth(7)).to_have_attribute("aria-current", "step")
    for key, n in [("l", 8), ("l", 9), ("j", 8), ("0", 0)]:
        page.keyboard.press(key)
        widget.says(n=n)


def test_play_pauses_and_goes_on(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"])
    widget = Widget(page, "en")
    widget.host.get_by_role("combobox", name="Speed").select_option("×¼")
    widget.button("play").click()
    expect(widget.host).not_to_have_attribute("data-n", "0")
    widget.button("pause").click()
    widget.says(playing="false")
    n = int(widget.host.get_attribute("data-n") or "")
    widget.button("step").click()
    widget.says(n=n + 1)
    widget.button("play").click()
    widget.says(playing="true")
    expect(widget.host).not_to_have_attribute("data-n", str(n + 1))


@languages
def test_without_javascript_there_is_a_figure_a_caption_and_a_table(
    address: str, open_page: OpenPage, lang: str
) -> None:
    with open_page(java_script_enabled=False) as page:
        page.goto(address + LESSON[lang])
        widget = Widget(page, lang)
        expect(widget.host.locator("svg .gd-curve")).to_be_visible()
        expect(widget.host.locator("figcaption")).to_contain_text("E = ½(y − t)²")
        expect(widget.verdict).to_contain_text(widget.words[0.1])
        assert widget.table_lines()[:11] == ARTICLE[:11]
        expect(widget.button("play")).to_be_hidden()
        expect(widget.button("share")).to_be_hidden()
        expect(widget.number("rate number")).to_be_hidden()


def test_taking_over_moves_nothing_on_the_page(address: str, page: Page) -> None:
    page.add_init_script(
        # Ignores layout shifts that the theme's header causes while its script starts.
        "window.shift = 0; const isOurs = ({ node }) =>"
        "  (node instanceof Element ? node : node?.parentElement)?.closest('gd-descent');"
        "new PerformanceObserver((list) => {"
        "  for (const entry of list.getEntries())"
        "    if (entry.sources.some(isOurs)) window.shift += entry.value;"
        "}).observe({ type: 'layout-shift', buffered: true });"
    )
    for path in (LESSON["ja"], HOME["en"]):
        page.goto(address + path)
        expect(page.locator("gd-descent").first).to_have_attribute("data-ready", "")
        page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        assert page.evaluate("window.shift") < 0.01


@pytest.mark.parametrize("path", [LESSON["ja"], HOME["en"], "en/embed/rates/"])
def test_taking_over_keeps_the_rows_and_the_words_that_the_build_wrote(
    address: str, page: Page, path: str
) -> None:
    page.add_init_script(
        "document.addEventListener('readystatechange', () => { window.written ??= [..."
        "  document.querySelectorAll(':is(gd-descent, gd-rates) :is('"
        "    + '[data-part=table], [data-part=program], [data-part=summary]) > *')]; })"
    )
    page.goto(address + path)
    expect(page.locator("gd-descent, gd-rates").first).to_have_attribute("data-ready", "")
    assert page.evaluate("window.written.length") >= 3
    assert page.evaluate("window.written.filter((one) => !one.isConnected).length") == 0


# --- Changing the run, computed by gdlib in the page ---


@languages
def test_four_rates_and_their_words_by_keyboard_alone(address: str, page: Page, lang: str) -> None:
    page.goto(address + RATES[lang])
    widget = Widget(page, lang)
    for rate in (0.1, 1.9, 2.0, 2.1):
        widget.tab_to("spinbutton", "rate number")
        page.keyboard.press("Control+a")
        page.keyboard.type(str(rate))
        page.keyboard.press("Enter")
        expect(widget.verdict.locator("strong")).to_have_text(widget.words[rate])
        widget.settled()
        widget.says(state="ready", n=0, lr=rate)
        page.keyboard.press("Shift+Tab")  # to the slider: in a number field, letters are text
        page.keyboard.press("l")
        widget.says(n=1, t=-5 + rate * 10)


@languages
def test_the_verdict_names_the_step_and_the_cause(address: str, page: Page, lang: str) -> None:
    page.goto(address + RATES[lang])
    widget = Widget(page, lang)
    named = {"0.1": ["44", "0.1", "1"], "2": ["1", "−5", "15", "2"], "2.1": ["1", "2.1", "2"]}
    for rate, numbers in named.items():
        widget.set_number("rate number", rate)
        widget.says(lr=rate)
        widget.settled()
        text = widget.verdict.inner_text()
        for number in numbers:
            assert re.search(rf"(?<![\d.]){re.escape(number)}(?![\d])", text), (number, text)


@languages
def test_a_diverging_run_offers_a_rate_that_settles(address: str, page: Page, lang: str) -> None:
    page.goto(address + RATES[lang] + "#rates=lr:2.1")
    widget = Widget(page, lang)
    expect(widget.verdict).to_contain_text(widget.words[2.1])
    widget.button("safer").click()
    expect(widget.verdict.locator("strong")).to_have_text(widget.words[0.1])
    widget.says(lr="0.5")


def test_a_diverging_run_breaks_no_picture(address: str, page: Page) -> None:
    page.goto(address + RATES["en"] + "#rates=lr:10,t:1000,steps:1000,n:0")
    widget = Widget(page, "en")
    expect(widget.verdict).to_contain_text("Divergence")
    widget.settled()
    widget.slider("scrub").focus()
    for key in ("End", "PageDown", "Home", "ArrowRight", "End"):
        page.keyboard.press(key)
        markup = widget.host.inner_html()
        assert "NaN" not in markup
        assert "Infinity" not in markup
        expect(widget.host.locator(".gd-away.gd-previous")).to_contain_text("t = ")
    assert widget.host.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_the_slider_of_the_rate_reaches_from_a_thousandth_to_two_and_a_half(
    address: str, page: Page
) -> None:
    page.goto(address + RATES["en"])
    widget = Widget(page, "en")
    slider = widget.slider("rate")
    slider.focus()
    page.keyboard.press("Home")
    widget.says(lr="0.001")
    expect(widget.verdict.locator("strong")).to_have_text("Slow approach")
    page.keyboard.press("End")
    widget.says(lr="2.5")
    expect(slider).to_have_attribute("aria-valuetext", "2.5")


@languages
def test_the_start_can_be_dragged_with_the_mouse(address: str, page: Page, lang: str) -> None:
    page.goto(address + LESSON[lang])
    widget = Widget(page, lang)
    handle = widget.slider("start")
    box = handle.locator(".gd-ring").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 30, steps=8)
    page.mouse.up()
    widget.settled()
    t = float(widget.host.get_attribute("data-t") or "nan")
    assert t > 0
    expect(handle).to_have_attribute("aria-valuenow", f"{t:g}")
    expect(widget.number("start")).to_have_value(f"{t:g}")
    widget.says(n=0, loss=(5 - t) ** 2 / 2)


def test_the_start_can_be_dragged_with_a_finger(address: str, open_page: OpenPage) -> None:
    phone = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}
    with on(open_page, address + HOME["ja"], "ja", **phone) as widget:
        box = widget.slider("start").locator(".gd-ring").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        finger = widget.page.context.new_cdp_session(widget.page)
        touch = "Input.dispatchTouchEvent"
        finger.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for dx in range(10, 101, 10):
            finger.send(touch, {"type": "touchMove", "touchPoints": [{"x": x + dx, "y": y}]})
        finger.send(touch, {"type": "touchEnd", "touchPoints": []})
        # 100 of the plane's 256 pixels: a third of the way from −10 to 20
        expect(widget.host).to_have_attribute("data-t", re.compile(r"^[5-8](\.\d)?$"))
        widget.settled()


def test_the_start_can_be_moved_by_keys(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"])
    widget = Widget(page, "en")
    widget.tab_to("slider", "start")
    for key, t in [("ArrowRight", "-4.9"), ("PageUp", "-3.9"), ("End", "20"), ("Home", "-10")]:
        page.keyboard.press(key)
        widget.says(t=t)
    expect(widget.slider("start")).to_have_attribute("aria-valuetext", re.compile("loss 112"))


def test_each_loss_starts_where_it_shows_best(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"])
    widget = Widget(page, "en")
    losses = widget.host.get_by_role("combobox", name="Loss function")
    formulas = {
        "Absolute error": "E = |y − t|",
        "Huber loss": "d = y − t",
        "Double well": "(t² − y²)²",
        "Wavy bowl": "cos(y − t)",
        "Squared error": "½(y − t)²",
    }
    for name, formula in formulas.items():
        losses.select_option(name)
        expect(widget.host.locator("figcaption")).to_contain_text(name)
        label = widget.host.locator(".gd-formula-label").filter(has_text=formula)  # of two lines
        expect(label).to_be_visible()
    losses.select_option("Wavy bowl")
    expect(widget.verdict.locator("strong")).to_have_text("Not there yet")
    expect(widget.verdict).to_contain_text("A deeper valley lies elsewhere.")
    widget.host.get_by_role("spinbutton", name="Updates").fill("100")
    expect(widget.verdict.locator("strong")).to_have_text("Trapped in a local minimum")


@languages
def test_bad_input_gets_a_kind_word_and_the_last_run_stays(
    address: str, page: Page, lang: str
) -> None:
    page.goto(address + LESSON[lang])
    widget = Widget(page, lang)
    error = widget.host.get_by_role("alert")
    for field, text, word in [
        ("rate number", "", "empty"),
        ("rate number", "abc", "not a number"),
        ("rate number", "0", "rate range"),
        ("rate number", "-1", "rate range"),
        ("start", "1e9", None),
        ("updates", "2.5", "whole"),
        ("updates", "100000", "range"),
    ]:
        widget.set_number(field, text)
        expect(error).to_be_visible()
        if word:
            expect(error).to_contain_text(widget.words[word])
        expect(widget.number(field)).to_have_attribute("aria-invalid", "true")
        widget.says(lr=0.1, t=-5.0)
        widget.button("reset").click()
        expect(error).to_be_hidden()
    widget.set_number("rate number", "０．５")
    widget.says(lr="0.5")


# --- Program and URL ---


@pytest.mark.parametrize("state", ["", "#descent=lr:1.9,steps:12", "#descent=loss:wavy,t:-3"])
def test_the_program_prints_the_table(address: str, page: Page, state: str) -> None:
    page.goto(address + LESSON["en"] + state)
    widget = Widget(page, "en")
    if state:
        widget.settled()
    page.get_by_text("Show the Python").click()
    program = widget.host.get_by_role("group", name="Python program of this descent").inner_text()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT, text=True)
    assert done.stderr == ""
    assert done.stdout.splitlines() == widget.table_lines()


@languages
def test_program_and_link_can_be_copied(address: str, open_page: OpenPage, lang: str) -> None:
    with on(open_page, address + LESSON[lang], lang) as widget:
        page = widget.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        widget.host.get_by_text(widget.words["program"]).click()
        widget.button("copy").click()
        expect(widget.button("copied")).to_be_visible()
        assert "t = t - lr * grad" in page.evaluate("navigator.clipboard.readText()")
        widget.button("step").click()
        widget.button("share").click()
        expect(widget.button("shared")).to_be_visible()
        link = page.evaluate("navigator.clipboard.readText()")
        assert link.endswith("#descent=loss:squared_error,t:-5,lr:0.1,steps:50,n:1")


def test_where_copying_is_forbidden_the_link_is_shown(address: str, page: Page) -> None:
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(address + LESSON["en"])
    widget = Widget(page, "en")
    widget.button("share").click()
    link = widget.host.get_by_role("textbox", name="Link to this state")
    expect(link).to_be_focused()
    expect(link).to_have_value(re.compile("#descent=loss:squared_error"))


def test_a_shared_link_brings_the_state_back(address: str, page: Page) -> None:
    page.goto(address + LESSON["ja"] + "#descent=loss:huber,t:-2,lr:0.5,steps:30,n:12")
    widget = Widget(page, "ja")
    widget.settled()
    widget.says(n=12, lr=0.5)
    expect(widget.host.get_by_role("combobox", name="損失関数")).to_have_value("huber")
    expect(widget.number("updates")).to_have_value("30")
    widget.button("step").click()
    expect(page).to_have_url(re.compile(r"n:13$"))
    page.reload()
    widget.settled()
    widget.says(n=13)


def test_two_widgets_on_a_page_keep_their_own_state(address: str, page: Page) -> None:
    page.goto(address + RATES["en"] + "#rates=lr:0.3,n:2&shapes=loss:huber,t:1,lr:0.2")
    rates, shapes = Widget(page, "en"), Widget(page, "en", index=1)
    rates.settled()
    shapes.settled()
    rates.says(lr=0.3, n=2)
    shapes.says(lr=0.2, t=1.0)


@pytest.mark.parametrize(
    "fragment",
    [
        "descent=",
        "descent=lr:-1,steps:1e9,t:Infinity,n:-3",
        "descent=loss:__proto__,lr:NaN",
        "descent=loss:<img src=x onerror=alert(1)>",
        "descent=%E0%A4%A,lr:%",
        'descent="];alert(1)//',
        "descent=" + "a:b," * 3000,
    ],
)
def test_any_fragment_gives_a_valid_state(address: str, page: Page, fragment: str) -> None:
    page.goto(address + LESSON["en"] + "#" + fragment)
    widget = Widget(page, "en")
    expect(widget.host).to_have_attribute("data-ready", "")
    widget.says(state="idle", n=0, t=-5.0, lr=0.1)
    widget.button("step").click()
    widget.says(n=1)


def test_the_anchor_of_a_heading_is_left_alone(address: str, page: Page) -> None:
    page.goto(address + RATES["en"] + "#limit")
    widget = Widget(page, "en")
    widget.button("step").dispatch_event("click")  # a real click scrolls and changes the anchor
    widget.says(n=1)
    page.wait_for_timeout(1000)  # only waiting can show that no URL is written
    assert page.url.endswith("#limit")


# --- Python: loading and failures ---


@pytest.mark.parametrize(
    ("lang", "file"),
    [
        ("ja", r"gdlib-.*\.whl"),
        ("en", r"pyodide\.asm\.wasm"),
        ("en", r"worker\.[0-9a-f]*\.?js"),
    ],
)
def test_a_missing_file_is_named_and_can_be_tried_again(
    address: str, browser: Browser, lang: str, file: str
) -> None:
    # Not the fixture `page`: it would fail because of the missing file.
    with new_page(browser) as page:
        wanted = re.compile(rf"/{file}$")
        page.route(wanted, lambda route: route.fulfill(status=404, body=""))
        page.goto(address + RATES[lang])
        widget = Widget(page, lang)
        widget.set_number("rate number", "0.5")
        status = widget.host.locator("[data-part=python-words]")
        expect(status).to_contain_text(widget.words["failed"])
        expect(status).to_contain_text(re.compile(file))  # the file name without its hash
        widget.says(state="error", lr=1.5)
        widget.button("step").click()
        widget.says(n=1)
        page.unroute(wanted)
        widget.button("retry").click()
        widget.settled()
        widget.says(lr="0.5")
        expect(widget.button("retry")).to_be_hidden()


def test_loading_shows_bytes(address: str, page: Page) -> None:
    held: list[Route] = []
    page.route("**/*.wasm", lambda route: held.append(route))
    page.goto(address + RATES["en"])
    widget = Widget(page, "en")
    widget.set_number("rate number", "0.5")
    status = widget.host.locator("[data-part=python-words]")
    expect(status).to_have_text(re.compile(r"Loading Python [1-9]\d*\.\d / \d+\.\d MB"))
    widget.says(state="loading")
    for route in held:
        route.continue_()
    widget.settled()
    expect(status).to_have_text("Python is ready")


def test_python_survives_instant_navigation(address: str, page: Page) -> None:
    # Material uses instant navigation only for links to pages that the sitemap lists.
    def named_after_this_server(route: Route) -> None:
        text = (SITE / route.request.url.removeprefix(address)).read_text()
        body = text.replace(ADDRESS, address)
        route.fulfill(content_type="text/xml", body=body)

    page.route("**/sitemap.xml", named_after_this_server)
    page.goto(address + RATES["en"], wait_until="networkidle")
    widget = Widget(page, "en")
    widget.set_number("rate number", "0.5")
    widget.settled()
    page.get_by_role("link", name="Gradient descent", exact=True).first.click()
    expect(page).to_have_url(address + LESSON["en"])
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gradient descent")
    expect(widget.host).to_have_attribute("data-ready", "")
    widget.says(state="ready", lr=0.1)
    widget.set_number("rate number", "0.3")
    widget.says(lr="0.3")
    assert len([worker for worker in page.workers if worker.url.startswith("blob:null/")]) == 1


# --- Layout and accessibility ---


@languages
def test_picture_play_and_rate_are_in_the_first_screen_of_a_phone(
    address: str, open_page: OpenPage, lang: str
) -> None:
    phone = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}
    with on(open_page, address + HOME[lang], lang, **phone) as widget:
        for part in (
            widget.host.locator(".gd-plot"),
            widget.button("play"),
            widget.slider("rate"),
        ):
            expect(part).to_be_in_viewport(ratio=1)


def test_nothing_is_wider_than_the_page(address: str, open_page: OpenPage) -> None:
    with on(open_page, address + RATES["ja"], "ja") as widget:
        for _ in at_each_width(widget.page):
            assert is_as_wide_as_its_window(widget.page)


def test_targets_are_large_enough_for_a_finger(address: str, open_page: OpenPage) -> None:
    phone = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}
    with on(open_page, address + LESSON["en"], "en", **phone) as widget:
        targets = widget.host.locator("button:visible, input:visible, select:visible, .gd-hit")
        for target in targets.all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44, target.evaluate("element => element.outerHTML")


def test_reduced_motion_plays_without_pictures_in_between(
    address: str, open_page: OpenPage
) -> None:
    with on(open_page, address + LESSON["en"], "en", reduced_motion="reduce") as widget:
        widget.page.evaluate(
            """() => {
                const part = document.querySelector("[data-part=plot-moving]");
                window.pictures = 0;
                new MutationObserver(() => window.pictures++).observe(part, { childList: true });
            }"""
        )
        widget.button("play").click()
        expect(widget.host).to_have_attribute("data-n", "50")
        assert widget.page.evaluate("window.pictures") <= 53


def test_a_screen_reader_hears_steps_and_the_verdict(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"])
    widget = Widget(page, "en")
    live = widget.host.get_by_role("status")
    widget.button("step").click()
    expect(live).to_have_text("n = 1, t = −4.000, loss 40.5")
    widget.slider("scrub").press("End")
    expect(live).to_contain_text("Convergence: From n = 44 on")


def test_everything_that_can_be_used_has_a_name(address: str, page: Page) -> None:
    page.goto(address + LESSON["ja"])
    widget = Widget(page, "ja")
    for role in ("button", "slider", "spinbutton", "combobox", "group"):
        for element in widget.host.get_by_role(role).all():  # type: ignore[arg-type]  # each is a role
            assert element.evaluate(
                "e => e.ariaLabel || e.labels?.[0]?.textContent || e.textContent.trim()"
            ), element.evaluate("e => e.outerHTML")


def test_a_widget_made_by_a_script_computes_its_own_run(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"])
    page.evaluate(
        """() => {
            const made = document.createElement("gd-descent");
            made.id = "made";
            made.setAttribute("loss", "huber");
            made.setAttribute("steps", "7");
            document.querySelector("article").append(made);
        }"""
    )
    made = page.locator("#made")
    expect(made).to_have_attribute("data-ready", "")
    expect(made.locator("figcaption")).to_contain_text("Huber loss")
    expect(made.locator("tbody tr")).to_have_count(7)


# --- Sound ---

LISTEN = """
window.heard = [];
window.OscillatorNode = class extends OscillatorNode {
  constructor(context, options) {
    super(context, options);
    heard.push(options.frequency);
  }
};
"""


@pytest.mark.parametrize(("lang", "name"), [("ja", "高さを音で聴く"), ("en", "Hear the height")])
def test_the_height_of_the_curve_can_be_heard(
    open_page: OpenPage, address: str, lang: str, name: str
) -> None:
    with open_page() as page:
        page.add_init_script(LISTEN)
        page.goto(address + LESSON[lang])
        widget = Widget(page, lang)
        step = widget.button("step")
        step.click()
        assert page.evaluate("heard") == []
        button = widget.host.get_by_role("button", name=name)
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        for n in (2, 3, 4):
            step.click()
            widget.says(n=n)
        tones = page.evaluate("heard")
        assert len(tones) == 4
        assert tones == sorted(tones, reverse=True), "the loss falls, and so do the tones"
        # The picture shows losses from −5 to 100, as three octaves above 196 Hz.
        assert isclose(tones[0], 196 * 2 ** (3 * (40.5 + 5) / 105), rel_tol=1e-4)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        step.click()
        assert len(page.evaluate("heard")) == 4
