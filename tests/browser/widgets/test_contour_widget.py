"""`<gd-contour>` on the built site, used as a reader uses it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import dist, isclose
from pathlib import Path
from typing import Any

import pytest
from conftest import OpenPage, Serve, at_each_width, is_as_wide_as_its_window, new_page
from playwright.sync_api import Browser, FloatRect, Locator, Page, Route, expect

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(os.environ.get("GD_SITE", ROOT / "site"))

PLAYGROUND = {"ja": "playground/", "en": "en/playground/"}

WORDS = {
    "ja": {
        "play": "再生",
        "pause": "一時停止",
        "step": "1 つ進む",
        "back": "1 つ戻る",
        "first": "最初へ",
        "scrub": "反復 n",
        "start": "出発点",
        "x": "出発点 x",
        "y": "出発点 y",
        "updates": "更新の回数",
        "condition": "条件数 κ",
        "surface": "曲面",
        "optimizer 1": "1 番の最適化手法",
        "rate 1": "1 番の学習率 η",
        "rate number 1": "1 番の学習率 η の値",
        "rate number 2": "2 番の学習率 η の値",
        "beta 2": "2 番の β",
        "run 1": "1 番：勾配降下法",
        "run 2": "2 番：モーメンタム",
        "run 3": "3 番：Adam",
        "run 4": "4 番：ネステロフの加速",
        "remove 2": "2 番（モーメンタム）を外す",
        "add": "手法を加える",
        "now": "いまの位置と損失",
        "table": "値の表",
        "steps": "反復ごとの位置と損失の表",
        "program": "Python で見る",
        "program name": "この競走の Python プログラム",
        "copy": "コピー",
        "copied": "コピーしました",
        "share": "共有（リンクをコピー）",
        "shared": "リンクをコピーしました",
        "reset": "はじめの設定に戻す",
        "retry": "もう一度読み込む",
        "safer 0.15": "学習率を 0.15 にする",
        "failed": "読み込めませんでした",
        "not a number": "数として読めません",
        "fraction": "0 から 0.9999 まで",
        "converged": "収束",
        "approaching": "まだ途中",
        "diverges": "発散",
        "trapped": "極小点で停止",
        "bowl": "お椀 E = ½(x² + 10 y²)",
    },
    "en": {
        "play": "Play",
        "pause": "Pause",
        "step": "One step on",
        "back": "One step back",
        "first": "To the start",
        "scrub": "Iteration n",
        "start": "Start",
        "x": "Start x",
        "y": "Start y",
        "updates": "Updates",
        "condition": "Condition κ",
        "surface": "Surface",
        "optimizer 1": "Optimizer of run 1",
        "rate 1": "Learning rate η of run 1",
        "rate number 1": "Value of learning rate η of run 1",
        "rate number 2": "Value of learning rate η of run 2",
        "beta 2": "β of run 2",
        "run 1": "Run 1: Gradient descent",
        "run 2": "Run 2: Momentum",
        "run 3": "Run 3: Adam",
        "run 4": "Run 4: Nesterov",
        "remove 2": "Remove run 2 (Momentum)",
        "add": "Add a run",
        "now": "Where each run is now",
        "table": "Table of values",
        "steps": "Position and loss by iteration",
        "program": "Show the Python",
        "program name": "Python program of this race",
        "copy": "Copy",
        "copied": "Copied",
        "share": "Share (copy link)",
        "shared": "Link copied",
        "reset": "Reset everything",
        "retry": "Try again",
        "safer 0.15": "Set the rate to 0.15",
        "failed": "could not be loaded",
        "not a number": "does not read as a number",
        "fraction": "from 0 to 0.9999",
        "converged": "Converges",
        "approaching": "Not there yet",
        "diverges": "Diverges",
        "trapped": "Trapped in a local minimum",
        "bowl": "Bowl, E = ½(x² + 10 y²)",
    },
}

PATIENCE_MS = 30_000  # Python may have to be booted first, on a busy machine
expect.set_options(timeout=PATIENCE_MS)

languages = pytest.mark.parametrize("lang", ["ja", "en"])
PHONE = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}


class Race:
    """Page object of `<gd-contour>`: locators by role and accessible name."""

    def __init__(self, page: Page, lang: str) -> None:
        self.page = page
        self.words = WORDS[lang]
        self.host = page.locator("gd-contour").first

    def button(self, word: str) -> Locator:
        return self.host.get_by_role("button", name=self.words[word], exact=True)

    def number(self, word: str) -> Locator:
        return self.host.get_by_role("spinbutton", name=self.words[word], exact=True)

    def slider(self, word: str) -> Locator:
        return self.host.get_by_role("slider", name=self.words[word], exact=True)

    def choice(self, word: str) -> Locator:
        return self.host.get_by_role("combobox", name=self.words[word], exact=True)

    def lane(self, run: int) -> Locator:
        return self.host.get_by_role("group", name=self.words[f"run {run}"], exact=True)

    def verdict(self, run: int) -> Locator:
        return self.host.locator(f"[data-part=verdict-{run - 1}]")

    @property
    def runs(self) -> list[dict[str, Any]]:
        """Return the data-* attributes of each run."""
        said = self.host.evaluate("host => ({ ...host.dataset })")
        count = int(said["runs"])
        runs: list[dict[str, Any]] = [{} for _ in range(count)]
        for name, value in said.items():
            key, _, run = name.partition("-")
            if run:
                runs[int(run) - 1][key] = value if key in ("optimizer", "kind") else float(value)
        return runs

    @property
    def start(self) -> tuple[float, float]:
        x, y = (float(self.host.get_attribute(f"data-{name}") or "nan") for name in "xy")
        return x, y

    def says(self, **data: object) -> None:
        for name, value in data.items():
            expect(self.host).to_have_attribute(f"data-{name}", str(value))

    def set_number(self, word: str, text: str) -> None:
        self.number(word).fill(text)
        self.number(word).press("Enter")

    def settled(self) -> None:
        """Wait until the requested run and its verdict are shown."""
        expect(self.host).to_have_attribute("data-state", "ready")
        expect(self.host).not_to_have_attribute("data-stale", "")

    def frame(self) -> FloatRect:
        """Return the square plot area of the surface, in pixels of the page."""
        self.host.locator(".gd-paths").scroll_into_view_if_needed()
        box: FloatRect = self.host.locator("[data-part=clip] rect").evaluate(
            """rect => {
                const { a, d, e, f } = rect.ownerSVGElement.getScreenCTM();
                const [x, y, width, height] = ["x", "y", "width", "height"].map(
                    (name) => rect[name].baseVal.value);
                return { x: e + x * a, y: f + y * d, width: width * a, height: height * d };
            }"""
        )
        return box

    def table(self) -> list[list[str]]:
        """Return the table of all steps, cell by cell."""
        rows = self.host.get_by_role("group", name=self.words["steps"]).locator("tbody tr")
        return [row.split("\t") for row in rows.all_inner_texts()]

    def tab_to(self, locator: Locator) -> None:
        """Press Tab until the element has the focus."""
        for _ in range(200):
            if locator.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"Tab never reaches {locator}")


@pytest.fixture(scope="session")
def address(serve: Serve) -> str:
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.", pytrace=False)
    return serve(SITE)


@contextmanager
def on(open_page: OpenPage, url: str, lang: str, **options: Any) -> Iterator[Race]:
    with open_page(**options) as page:
        page.goto(url)
        expect(page.locator("gd-contour").first).to_have_attribute("data-ready", "")
        yield Race(page, lang)


# --- Before Python is loaded ---


@languages
def test_the_embedded_race_plays_without_a_byte_of_python(
    address: str, page: Page, lang: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + PLAYGROUND[lang])
    race = Race(page, lang)
    race.says(state="idle", n=0, surface="bowl", x=-4, y=2)
    assert [(run["x"], run["y"], run["loss"]) for run in race.runs] == [(-4, 2, 28)] * 3
    race.button("step").click()
    race.says(n=1)
    first = race.runs[0]  # (−4, 2) − 0.15 · (−4, 20)
    assert isclose(first["x"], -3.4)
    assert isclose(first["y"], -1)
    race.button("play").click()
    expect(race.host).to_have_attribute("data-n", "100")
    race.says(state="idle", playing="false")
    assert not [url for url in asked if "/runtime/" in url]


def test_every_way_to_move_through_a_race(address: str, page: Page) -> None:
    page.goto(address + PLAYGROUND["en"])
    race = Race(page, "en")
    race.slider("scrub").focus()
    page.keyboard.press("Home")
    race.says(n=0)
    for key, n in [("ArrowRight", 1), ("l", 2), ("l", 3), ("j", 2), ("0", 0)]:
        page.keyboard.press(key)
        race.says(n=n)
    race.host.get_by_text("Table of values").click()
    race.host.get_by_role("row", name=re.compile(r"^7\b")).click()
    race.says(n=7)
    expect(race.host.locator("tr[aria-current]")).to_have_text(re.compile(r"^\s*7\s"))
    now = race.host.get_by_role("table", name=race.words["now"])
    expect(now).to_contain_text("n = 7")


@languages
def test_without_javascript_there_is_a_figure_a_caption_words_and_a_table(
    address: str, open_page: OpenPage, lang: str
) -> None:
    with open_page(java_script_enabled=False) as page:
        page.goto(address + PLAYGROUND[lang])
        race = Race(page, lang)
        expect(race.host.locator(".gd-map path").nth(9)).to_be_visible()
        expect(race.host.locator("[data-part=runs] .gd-run-path")).to_have_count(3)
        expect(race.host.locator("figcaption")).to_contain_text(race.words["bowl"])
        for run in (1, 2, 3):
            expect(race.verdict(run)).to_contain_text(race.words["converged"])
            expect(race.lane(run).locator(".gd-lane-name")).to_contain_text("η = ")
        race.host.get_by_text(race.words["table"], exact=True).click()
        rows = race.table()
        assert [row[0] for row in rows] == [str(n) for n in range(0, 101, 10)]
        assert rows[0][:4] == ["0", "-4.000", "2.000", "28.000"]
        for control in ("play", "share", "add"):
            expect(race.button(control)).to_be_hidden()
        expect(race.number("rate number 1")).to_be_hidden()


def test_taking_over_moves_nothing_in_the_article(address: str, page: Page) -> None:
    page.add_init_script(
        """
        window.moved = [];
        const isOurs = ({ node }) => document.querySelector("article")?.contains(node);
        new PerformanceObserver((list) => {
            const shifts = list.getEntries().flatMap((entry) => entry.sources);
            window.moved.push(...shifts.filter(isOurs).map(({ node }) => node.outerHTML));
        }).observe({ type: "layout-shift", buffered: true });
        """
    )
    for path in PLAYGROUND.values():
        page.goto(address + path)
        expect(page.locator("gd-contour").first).to_have_attribute("data-ready", "")
        page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        assert page.evaluate("window.moved") == []


# --- The start ---


@languages
def test_the_start_moves_by_keys(address: str, page: Page, lang: str) -> None:
    page.goto(address + PLAYGROUND[lang])
    race = Race(page, lang)
    handle = race.slider("start")
    race.tab_to(handle)
    for key, x, y in [
        ("ArrowRight", -3.9, 2),
        ("ArrowUp", -3.9, 2.1),
        ("Shift+ArrowRight", -2.9, 2.1),
        ("Shift+ArrowDown", -2.9, 1.1),
        ("ArrowLeft", -3, 1.1),
        ("ArrowDown", -3, 1),
    ]:
        page.keyboard.press(key)
        race.says(x=x, y=y)
    race.settled()
    expect(handle).to_have_attribute("aria-valuetext", re.compile(r"−3.*1.*9.5"))  # ½(9 + 10)
    expect(race.number("x")).to_have_value("-3")
    expect(handle).to_be_focused()
    race.button("first").click()
    assert race.runs[0]["loss"] == 9.5


@languages
def test_the_start_can_be_dragged_and_all_paths_follow(address: str, page: Page, lang: str) -> None:
    page.goto(address + PLAYGROUND[lang])
    race = Race(page, lang)
    frame = race.frame()
    ring = race.slider("start").locator(".gd-ring").bounding_box()
    assert ring is not None
    page.mouse.move(ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2)
    page.mouse.down()
    page.mouse.move(
        frame["x"] + frame["width"] * 0.75, frame["y"] + frame["height"] * 0.25, steps=10
    )
    page.mouse.up()
    race.settled()
    assert dist(race.start, (2.5, 2.5)) < 0.05
    race.button("first").click()
    assert {(run["x"], run["y"]) for run in race.runs} == {race.start}


def test_a_click_anywhere_starts_from_there(address: str, page: Page) -> None:
    page.goto(address + PLAYGROUND["en"])
    race = Race(page, "en")
    frame = race.frame()
    page.mouse.click(
        frame["x"] + frame["width"] * 0.9, frame["y"] + frame["height"] * 0.6, delay=30
    )
    race.settled()
    assert dist(race.start, (4, -1)) < 0.05
    expect(race.slider("start")).to_be_focused()


def test_a_finger_taps_and_drags_the_start(address: str, open_page: OpenPage) -> None:
    with on(open_page, address + PLAYGROUND["ja"], "ja", **PHONE) as race:
        frame = race.frame()
        x, y = frame["x"] + frame["width"] * 0.25, frame["y"] + frame["height"] * 0.75
        race.page.touchscreen.tap(x, y)
        race.settled()
        assert dist(race.start, (-2.5, -2.5)) < 0.1
        finger = race.page.context.new_cdp_session(race.page)
        touch = "Input.dispatchTouchEvent"
        finger.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for part in range(1, 11):
            at = {"x": x + frame["width"] * 0.05 * part, "y": y}
            finger.send(touch, {"type": "touchMove", "touchPoints": [at]})
        finger.send(touch, {"type": "touchEnd", "touchPoints": []})
        expect(race.host).to_have_attribute("data-x", re.compile(r"^2\.[456]"))
        race.settled()
        assert dist(race.start, (2.5, -2.5)) < 0.1


# --- Choosing optimizers, computed by gdlib in the page ---


@languages
def test_optimizers_join_leave_and_change_by_keyboard_alone(
    address: str, page: Page, lang: str
) -> None:
    page.goto(address + PLAYGROUND[lang])
    race = Race(page, lang)
    race.tab_to(race.button("add"))
    page.keyboard.press("Enter")
    expect(race.lane(4)).to_be_visible()
    race.settled()
    assert [run["optimizer"] for run in race.runs] == [
        "gradient_descent",
        "momentum",
        "adam",
        "nesterov",
    ]
    expect(race.button("add")).to_be_focused()
    race.button("remove 2").focus()
    page.keyboard.press("Enter")
    expect(race.lane(4)).to_have_count(0)
    race.settled()
    assert [run["optimizer"] for run in race.runs] == ["gradient_descent", "adam", "nesterov"]
    assert race.host.evaluate("e => e.contains(document.activeElement)")
    race.choice("optimizer 1").select_option("rmsprop")
    race.settled()
    assert race.runs[0]["optimizer"] == "rmsprop"
    expect(race.choice("optimizer 1")).to_have_value("rmsprop")


@languages
def test_three_optimizers_race_with_parameters_of_ones_own(
    address: str, page: Page, lang: str
) -> None:
    page.goto(address + PLAYGROUND[lang])
    race = Race(page, lang)
    race.set_number("rate number 1", "0.1")
    race.set_number("rate number 2", "0.05")
    race.set_number("beta 2", "0.5")
    race.set_number("updates", "3")
    race.settled()
    race.says(n=3)
    first, second, third = race.runs
    assert isclose(first["x"], -4 * 0.9**3)
    assert isclose(first["y"], 0, abs_tol=1e-12)  # 1 − 0.1 · 10
    # velocities in x: −4; 0.5 · (−4) − 3.8; 0.5 · (−5.8) − 3.51
    assert isclose(second["x"], -4 + 0.05 * (4 + 5.8 + 6.41))
    assert isclose(third["x"], -3.4, abs_tol=0.05)  # Adam's first steps are η long
    for run in (1, 2, 3):
        expect(race.verdict(run)).to_contain_text(race.words["approaching"])


def test_no_more_than_six_take_part_and_the_last_one_stays(address: str, page: Page) -> None:
    page.goto(address + PLAYGROUND["en"])
    race = Race(page, "en")
    for count in (4, 5, 6):
        race.button("add").click()
        expect(race.host.locator(".gd-lane")).to_have_count(count)
    expect(race.button("add")).to_have_count(0)
    for count in (5, 4, 3, 2, 1):
        race.host.get_by_role("button", name=re.compile("^Remove run 1 ")).click()
        expect(race.host.locator(".gd-lane")).to_have_count(count)
    expect(race.host.get_by_role("button", name=re.compile("^Remove"))).to_have_count(0)
    race.settled()
    assert len(race.runs) == 1


@languages
def test_divergence_is_told_with_its_step_and_cause_and_a_rate_that_settles(
    address: str, page: Page, lang: str
) -> None:
    page.goto(address + PLAYGROUND[lang])
    race = Race(page, lang)
    race.set_number("rate number 1", "0.21")
    expect(race.verdict(1).locator("strong")).to_have_text(race.words["diverges"])
    race.settled()
    said = race.verdict(1).inner_text()
    # y is multiplied by −1.1 each time and x shrinks: 9 is the first n with
    # (4 · 0.79ⁿ)² + (2 · 1.1ⁿ)² above 4² + 2²
    for number in ("n = 9", "η = 0.21", "2/κ = 0.2"):
        assert number in said
    race.button("safer 0.15").click()
    expect(race.verdict(1).locator("strong")).to_have_text(race.words["converged"])
    race.settled()
    assert race.runs[0]["lr"] == 0.15
    expect(race.slider("rate 1")).to_be_focused()


def test_a_diverging_race_breaks_no_picture(address: str, page: Page) -> None:
    wild = "race:gradient_descent+lr:10;momentum+lr:10+beta:0.99;adam+lr:10,steps:1000,n:0"
    page.goto(address + PLAYGROUND["en"] + f"#race=x:900,y:-900,condition:1000,{wild}")
    race = Race(page, "en")
    race.settled()
    expect(race.verdict(1)).to_contain_text("Diverges")
    race.slider("scrub").focus()
    for key in ("End", "PageDown", "Home", "ArrowRight", "End"):
        page.keyboard.press(key)
        markup = race.host.inner_html()
        assert "NaN" not in markup
        assert "Infinity" not in markup
    expect(race.host.locator("[data-part=markers] [data-away]").first).to_be_visible()
    assert race.host.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


@languages
def test_each_surface_has_its_own_map_start_and_rates(address: str, page: Page, lang: str) -> None:
    page.goto(address + PLAYGROUND[lang])
    race = Race(page, lang)
    contours = race.host.locator("[data-part=map]")
    seen = {contours.inner_html().strip()}
    for surface, start, formula in [
        ("rosenbrock", (-1.5, 2), "100(y − x²)²"),
        ("himmelblau", (0, -1), "(x² + y − 11)²"),
        ("beale", (1, -1), "(1.5 − x(1 − y))²"),
        ("rastrigin", (-3.3, 2.4), "10 cos 2πx"),
        ("saddle", (1.8, 0.001), "¼y⁴"),
        ("bowl", (-4, 2), "½(x² + 10 y²)"),
    ]:
        race.choice("surface").select_option(surface)
        race.says(surface=surface)
        race.settled()
        assert race.start == start
        assert all(run["kind"] != "diverges" for run in race.runs)
        expect(race.host.locator("figcaption")).to_contain_text(formula)
        assert race.number("condition").is_visible() == (surface == "bowl")
        seen.add(contours.inner_html().strip())
    assert len(seen) == 6


@languages
def test_a_local_minimum_is_told_from_the_lowest(address: str, page: Page, lang: str) -> None:
    page.goto(address + PLAYGROUND[lang] + "#race=surface:rastrigin,race:gradient_descent")
    race = Race(page, lang)
    race.settled()
    expect(race.verdict(1).locator("strong")).to_have_text(race.words["trapped"])
    expect(race.verdict(1)).to_contain_text("(−2.98, 1.99)")


def test_the_condition_number_stretches_the_bowl(address: str, page: Page) -> None:
    page.goto(address + PLAYGROUND["en"])
    race = Race(page, "en")
    before = race.host.locator("[data-part=map]").inner_html()
    race.set_number("condition", "40")
    expect(race.host.locator("figcaption")).to_contain_text("½(x² + 40 y²)")
    race.settled()
    assert race.host.locator("[data-part=map]").inner_html() != before
    expect(race.verdict(1)).to_contain_text("Diverges")  # 0.15 is above 2/40


@languages
def test_bad_input_gets_a_kind_word_and_the_last_race_stays(
    address: str, page: Page, lang: str
) -> None:
    page.goto(address + PLAYGROUND[lang])
    race = Race(page, lang)
    error = race.host.get_by_role("alert")
    for field, text, word in [
        ("rate number 1", "fast", "not a number"),
        ("beta 2", "1", "fraction"),
        ("x", "east", "not a number"),
    ]:
        race.set_number(field, text)
        expect(error).to_contain_text(race.words[word])
        expect(race.number(field)).to_have_attribute("aria-invalid", "true")
        race.says(x=-4, state="idle")
        race.button("reset").click()
        expect(error).to_be_hidden()
    race.set_number("rate number 1", "０．１")
    race.settled()
    assert race.runs[0]["lr"] == 0.1


def test_an_error_goes_with_the_run_it_is_about(address: str, page: Page) -> None:
    page.goto(address + PLAYGROUND["en"])
    race = Race(page, "en")
    race.host.get_by_role("spinbutton", name="β₂ of run 3").fill("7")
    page.keyboard.press("Enter")
    expect(race.host.get_by_role("alert")).to_be_visible()
    race.host.get_by_role("button", name="Remove run 3 (Adam)").click()
    expect(race.host.get_by_role("alert")).to_be_hidden()
    race.settled()


# --- Program and URL ---


@pytest.mark.parametrize(
    "state",
    [
        "",
        "#race=x:1.25,y:-3,condition:30,steps:12,race:nesterov+lr:0.02+beta:0.8;adagrad",
        "#race=surface:beale,steps:30",
        "#race=race:gradient_descent+lr:1.5,steps:400",
    ],
)
def test_the_program_prints_the_very_numbers_of_the_table(
    address: str, page: Page, state: str
) -> None:
    page.goto(address + PLAYGROUND["en"] + state)
    race = Race(page, "en")
    if state:
        race.settled()
    race.host.get_by_text("Show the Python").click()
    program = race.host.get_by_role("group", name=race.words["program name"]).inner_text()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT, text=True)
    assert done.stderr == ""
    line = r"(?m)^(\d+)-th iteration, t=\[(\S+), (\S+)\], loss: (\S+), grad"
    runs = [re.findall(line, text) for text in done.stdout.split("with learning rate")[1:]]
    race.host.get_by_text("Table of values").click()
    rows = race.table()
    assert len(runs) == len(race.runs)
    for i, printed in enumerate(runs):
        cells = [(row[0], *row[1 + 3 * i : 4 + 3 * i]) for row in rows]
        for one, other in zip(printed, cells, strict=False):
            assert [float(x) for x in one] == [
                pytest.approx(float(x), rel=1e-3, abs=1e-9) for x in other
            ]
        if "e+" not in str(cells):
            assert printed == cells[: len(printed)]
        assert len(printed) in (len(rows) - 1, len(rows))  # the last state is not printed


@languages
def test_program_and_link_can_be_copied(address: str, open_page: OpenPage, lang: str) -> None:
    with on(open_page, address + PLAYGROUND[lang], lang) as race:
        page = race.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        race.host.get_by_text(race.words["program"]).click()
        race.button("copy").click()
        expect(race.button("copied")).to_be_visible()
        assert "record(hill.loss, hill.gradient" in page.evaluate("navigator.clipboard.readText()")
        race.slider("scrub").press("End")
        race.button("back").click()
        race.button("share").click()
        expect(race.button("shared")).to_be_visible()
        link = page.evaluate("navigator.clipboard.readText()")
        assert link.endswith(
            "#race=surface:bowl,condition:10,x:-4,y:2,race:gradient_descent+lr:0.15;"
            "momentum+lr:0.03+beta:0.9;adam+lr:0.2+beta1:0.9+beta2:0.999,steps:100,n:99"
        )


def test_a_shared_link_brings_the_state_back(address: str, page: Page) -> None:
    state = "surface:himmelblau,x:1,y:1,race:adam+lr:0.5;momentum+lr:0.001+beta:0.5,steps:40,n:12"
    page.goto(address + PLAYGROUND["ja"] + f"#race={state}")
    race = Race(page, "ja")
    race.settled()
    race.says(n=12, surface="himmelblau", x=1, y=1)
    assert [(run["optimizer"], run["lr"]) for run in race.runs] == [
        ("adam", 0.5),
        ("momentum", 0.001),
    ]
    expect(race.number("beta 2")).to_have_value("0.5")
    race.button("step").click()
    expect(page).to_have_url(re.compile(r"steps:40,n:13$"))
    page.reload()
    race.settled()
    race.says(n=13, x=1)


@pytest.mark.parametrize(
    "fragment",
    [
        "race=",
        "race=x:Infinity,y:NaN,condition:0,steps:1e9,n:-3",
        "race=surface:__proto__,race:constructor;__proto__+lr:1",
        "race=surface:<img src=x onerror=alert(1)>,race:<b>;sgd",
        "race=%E0%A4%A,x:%",
        'race="];alert(1)//',
        "race=" + "a:b," * 3000,
        "race=race:" + ";" * 5000,
    ],
)
def test_any_fragment_gives_a_valid_state(address: str, page: Page, fragment: str) -> None:
    page.goto(address + PLAYGROUND["en"] + "#" + fragment)
    race = Race(page, "en")
    expect(race.host).to_have_attribute("data-ready", "")
    race.says(state="idle", n=0, surface="bowl", x=-4, y=2)
    assert len(race.runs) == 3
    race.button("step").click()
    race.says(n=1)


# --- Python: loading and failures ---


@pytest.mark.parametrize(
    ("lang", "file"), [("ja", r"gdlib-.*\.whl"), ("en", r"pyodide\.asm\.wasm")]
)
def test_a_missing_file_is_named_and_can_be_tried_again(
    address: str, browser: Browser, lang: str, file: str
) -> None:
    # Not the fixture `page`: it would fail because of the missing file.
    with new_page(browser) as page:
        wanted = re.compile(rf"/{file}$")
        page.route(wanted, lambda route: route.fulfill(status=404, body=""))
        page.goto(address + PLAYGROUND[lang])
        race = Race(page, lang)
        race.set_number("rate number 1", "0.1")
        status = race.host.locator("[data-part=python-words]")
        expect(status).to_contain_text(race.words["failed"])
        expect(status).to_contain_text(re.compile(file))
        race.says(state="error")
        race.button("step").click()
        race.says(n=1)
        page.unroute(wanted)
        race.button("retry").click()
        race.settled()
        assert race.runs[0]["lr"] == 0.1
        expect(race.button("retry")).to_be_hidden()


def test_loading_shows_bytes_and_the_race_needs_no_package(address: str, page: Page) -> None:
    held: list[Route] = []
    wheels: list[str] = []
    page.on("request", lambda request: wheels.append(request.url))
    page.route("**/*.wasm", lambda route: held.append(route))
    page.goto(address + PLAYGROUND["en"])
    race = Race(page, "en")
    race.set_number("rate number 1", "0.1")
    status = race.host.locator("[data-part=python-words]")
    expect(status).to_have_text(re.compile(r"Loading Python [1-9]\d*\.\d / \d+\.\d MB"))
    race.says(state="loading")
    for route in held:
        route.continue_()
    race.settled()
    expect(status).to_have_text("Python is ready")
    assert [url for url in wheels if re.search(r"(numpy|matplotlib|contourpy)-", url)] == []


# --- Layout and accessibility ---


@languages
def test_nothing_is_wider_than_the_page(address: str, open_page: OpenPage, lang: str) -> None:
    six = "#race=race:gradient_descent;momentum;nesterov;adagrad;rmsprop;adamw,surface:beale"
    with on(open_page, address + PLAYGROUND[lang] + six, lang) as race:
        race.settled()
        for _ in at_each_width(race.page):
            assert is_as_wide_as_its_window(race.page)
            assert race.host.evaluate(
                "host => [...host.querySelectorAll('button, input, select')].every((e) =>"
                " e.getBoundingClientRect().right <= host.getBoundingClientRect().right + 1)"
            )


def test_targets_are_large_enough_for_a_finger(address: str, open_page: OpenPage) -> None:
    with on(open_page, address + PLAYGROUND["en"], "en", **PHONE) as race:
        targets = race.host.locator("button:visible, input:visible, select:visible, .gd-hit")
        for target in targets.all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44, target.evaluate("element => element.outerHTML")


def test_reduced_motion_plays_without_pictures_in_between(
    address: str, open_page: OpenPage
) -> None:
    with on(open_page, address + PLAYGROUND["en"], "en", reduced_motion="reduce") as race:
        race.page.evaluate(
            """() => {
                const marker = document.querySelector("[data-part=markers] path");
                window.pictures = 0;
                const count = (changes) => {
                  window.pictures += changes.filter((c) => c.attributeName === "transform").length;
                };
                new MutationObserver(count).observe(marker, { attributes: true });
            }"""
        )
        race.button("play").click()
        race.says(playing="false", n=100)
        assert race.page.evaluate("window.pictures") <= 103


def test_runs_differ_in_more_than_colour(address: str, page: Page) -> None:
    six = "#race=race:gradient_descent;momentum;nesterov;adagrad;rmsprop;adam"
    page.goto(address + PLAYGROUND["en"] + six)
    race = Race(page, "en")
    race.settled()
    signs = race.host.locator(".gd-lane > .gd-sign")
    expect(signs).to_have_count(6)
    shapes = {sign.locator(".gd-run-marker").get_attribute("d") for sign in signs.all()}
    dashes = {
        sign.locator(".gd-run-path").get_attribute("stroke-dasharray") for sign in signs.all()
    }
    assert len(shapes) == len(dashes) == 6


def test_a_screen_reader_hears_steps_and_what_became_of_the_runs(address: str, page: Page) -> None:
    page.goto(address + PLAYGROUND["en"])
    race = Race(page, "en")
    live = race.host.get_by_role("status")
    race.button("step").click()
    race.button("first").click()
    expect(live).to_have_text("n = 0: Gradient descent, loss 28, Momentum, loss 28, Adam, loss 28")
    race.slider("scrub").press("End")
    expect(live).to_have_text("Gradient descent: Converges / Momentum: Converges / Adam: Converges")


@languages
def test_everything_that_can_be_used_has_a_name(address: str, page: Page, lang: str) -> None:
    page.goto(address + PLAYGROUND[lang])
    race = Race(page, lang)
    expect(race.host).to_have_attribute("data-ready", "")
    for role in ("button", "slider", "spinbutton", "combobox", "group"):
        for element in race.host.get_by_role(role).all():  # type: ignore[arg-type]  # each is a role
            assert element.evaluate(
                "e => e.ariaLabel || e.labels?.[0]?.textContent || e.textContent.trim()"
            ), element.evaluate("e => e.outerHTML")


def test_a_widget_made_by_a_script_computes_its_own_race(address: str, page: Page) -> None:
    page.goto(address + PLAYGROUND["en"])
    page.evaluate(
        """() => {
            const made = document.createElement("gd-contour");
            made.id = "made";
            made.setAttribute("surface", "saddle");
            made.setAttribute("race", "adam lr:0.1; momentum");
            made.setAttribute("steps", "7");
            document.querySelector("article").append(made);
        }"""
    )
    made = page.locator("#made")
    expect(made).to_have_attribute("data-ready", "")
    expect(made.locator("figcaption")).to_contain_text("Saddle")
    expect(made.locator("[data-part=map] path")).to_have_count(20)
    expect(made.locator(".gd-lane")).to_have_count(2)
