"""`<gd-line>` on the built site, used as a reader uses it."""

import os
import re
import subprocess
import sys
from math import isclose
from pathlib import Path

import pytest
from conftest import OpenPage, Serve, at_each_width, is_as_wide_as_its_window, new_page
from playwright.sync_api import Browser, Locator, Page, expect

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(os.environ.get("GD_SITE", ROOT / "site"))

PLAYGROUND = {"ja": "playground/", "en": "en/playground/"}
LESSON = {"ja": "lessons/fitting-a-line/", "en": "en/lessons/fitting-a-line/"}

WORDS = {
    "ja": {
        "point": "点 {i}",
        "play": "再生",
        "pause": "一時停止",
        "step": "1 つ進む",
        "scrub": "反復 n",
        "rate": "学習率 η の値",
        "updates": "更新の回数",
        "data": "データの点",
        "far": "0 から遠い",
        "scaled": "x を標準化する",
        "restore": "点を元に戻す",
        "steps": "反復ごとの値を見る",
        "table": "反復ごとの値の表",
        "program": "Python で見る",
        "source": "この当てはめの Python プログラム",
        "share": "共有（リンクをコピー）",
        "shared": "リンクをコピーしました",
        "reset": "はじめの設定に戻す",
        "retry": "もう一度読み込む",
        "failed": "読み込めませんでした",
        "range": "学習率は 0 より大きく",
        "safer": "学習率を {lr} にする",
        "converged": "収束",
        "approaching": "まだ途中",
        "diverges": "発散",
        "limit": "限界 2/L = {limit}",
    },
    "en": {
        "point": "Point {i}",
        "play": "Play",
        "pause": "Pause",
        "step": "One step on",
        "scrub": "Iteration n",
        "rate": "Value of learning rate η",
        "updates": "Updates",
        "data": "Points",
        "far": "far from 0",
        "scaled": "Standardise x",
        "restore": "Put the points back",
        "steps": "Show all steps",
        "table": "Values by iteration",
        "program": "Show the Python",
        "source": "Python program of this fit",
        "share": "Share (copy link)",
        "shared": "Link copied",
        "reset": "Reset everything",
        "retry": "Try again",
        "failed": "could not be loaded",
        "range": "must be greater than 0",
        "safer": "Set the rate to {lr}",
        "converged": "Convergence",
        "approaching": "Not there yet",
        "diverges": "Divergence",
        "limit": "limit 2/L = {limit}",
    },
}

PATIENCE_MS = 30_000  # Python may have to be booted first, on a busy machine
expect.set_options(timeout=PATIENCE_MS)

languages = pytest.mark.parametrize("lang", ["ja", "en"])


class Widget:
    """Page object of the first `<gd-line>`: locators by role and accessible name."""

    def __init__(self, page: Page, lang: str) -> None:
        self.page = page
        self.words = WORDS[lang]
        self.host = page.locator("gd-line").first

    def button(self, word: str) -> Locator:
        return self.host.get_by_role("button", name=self.words[word], exact=True)

    def number(self, word: str) -> Locator:
        return self.host.get_by_role("spinbutton", name=self.words[word], exact=True)

    def point(self, i: int) -> Locator:
        name = self.words["point"].format(i=i)
        return self.host.get_by_role("slider", name=name, exact=True)

    @property
    def scaled(self) -> Locator:
        return self.host.get_by_role("checkbox", name=self.words["scaled"])

    @property
    def verdict(self) -> Locator:
        return self.host.locator("[data-part=verdict]")

    def is_at(self, i: int, x: float, y: float) -> None:
        """Expect point `i` to have the coordinates (x, y)."""
        text = f"x = {x:g}.*y = {y:g}".replace("-", "−")
        expect(self.point(i)).to_have_attribute("aria-valuetext", re.compile(text))

    def place_of(self, i: int) -> tuple[float, float]:
        """Return the middle of a point on the screen."""
        box = self.point(i).locator(".gd-dot").bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def says(self, **data: object) -> None:
        """Expect data-* attributes of the element; numbers with a relative tolerance of 1e-9."""
        for name, value in data.items():
            if isinstance(value, float):
                expect(self.host).to_have_attribute(f"data-{name}", re.compile(r"\d"))
                read = float(self.host.get_attribute(f"data-{name}") or "nan")
                assert isclose(read, value, rel_tol=1e-9, abs_tol=1e-9), (name, read, value)
            else:
                expect(self.host).to_have_attribute(f"data-{name}", str(value))

    def settled(self) -> None:
        """Wait until the requested run and its verdict are shown."""
        expect(self.host).to_have_attribute("data-state", "ready")
        expect(self.host).not_to_have_attribute("data-stale", "")


@pytest.fixture(scope="session")
def address(serve: Serve) -> str:
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.", pytrace=False)
    return serve(SITE)


def opened(page: Page, address: str, lang: str, fragment: str = "") -> Widget:
    page.goto(address + PLAYGROUND[lang] + fragment)
    widget = Widget(page, lang)
    expect(widget.host).to_have_attribute("data-ready", "")
    return widget


# --- Before Python is loaded ---


@languages
def test_without_javascript_there_is_a_figure_a_caption_and_a_table(
    address: str, open_page: OpenPage, lang: str
) -> None:
    with open_page(java_script_enabled=False) as page:
        page.goto(address + PLAYGROUND[lang])
        widget = Widget(page, lang)
        expect(widget.host.locator(".gd-datum")).to_have_count(8)
        expect(widget.host.locator(".gd-bowl .gd-ellipse").first).to_be_visible()
        expect(widget.host.locator("figcaption")).to_contain_text("ŷ = wx + b")
        expect(widget.verdict).to_contain_text(widget.words["converged"])
        widget.host.get_by_text(widget.words["steps"]).click()
        table = widget.host.get_by_role("group", name=widget.words["table"])
        expect(table.locator("tbody tr")).to_have_count(101)
        expect(table.locator("tbody tr").nth(1)).to_contain_text("0.854")
        expect(widget.button("play")).to_be_hidden()
        expect(widget.number("rate")).to_be_hidden()


@languages
def test_the_line_descends_without_a_byte_of_python(address: str, page: Page, lang: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    widget = opened(page, address, lang)
    widget.says(state="idle", n=0, w=0.0, b=0.0, lr=0.1, set="noisy", kind="converged")
    before = widget.host.locator(".gd-fitted-line").get_attribute("d")
    widget.button("step").click()
    widget.says(n=1, w=0.854375, b=0.135)
    assert widget.host.locator(".gd-fitted-line").get_attribute("d") != before
    equations = widget.host.locator("[data-part=equations]")
    expect(equations).to_contain_text("= 0.854 − 0.1 × (−4.896)")
    expect(equations).to_contain_text("= 0.135 − 0.1 × (−1.108)")
    widget.button("play").click()
    expect(widget.host).to_have_attribute("data-n", "100")
    widget.says(playing="false")
    assert float(widget.host.get_attribute("data-w") or "") == pytest.approx(1.978, abs=1e-3)
    assert not [url for url in asked if "/runtime/" in url]


def test_every_way_to_move_through_a_run(address: str, page: Page) -> None:
    widget = opened(page, address, "en")
    widget.host.get_by_role("combobox", name="Speed").select_option("×¼")
    scrub = widget.host.get_by_role("slider", name=widget.words["scrub"], exact=True)
    scrub.focus()
    for key, n in [("End", 100), ("ArrowLeft", 99), ("j", 98), ("l", 99), ("0", 0)]:
        page.keyboard.press(key)
        widget.says(n=n)
    page.keyboard.press("k")
    widget.says(playing="true")
    expect(widget.host).not_to_have_attribute("data-n", "0")
    page.keyboard.press("k")
    widget.says(playing="false")
    widget.host.get_by_text(widget.words["steps"]).click()
    table = widget.host.get_by_role("group", name=widget.words["table"])
    table.locator("tr[data-n='7']").click()
    widget.says(n=7)
    expect(table.locator("tr[data-n='7']")).to_have_attribute("aria-current", "step")


# --- Moving points ---


@languages
def test_a_point_is_dragged_with_the_mouse(address: str, page: Page, lang: str) -> None:
    widget = opened(page, address, lang)
    scrub = widget.host.get_by_role("slider", name=widget.words["scrub"], exact=True)
    scrub.press("End")
    widget.point(7).scroll_into_view_if_needed()
    best = widget.host.locator(".gd-best-line").get_attribute("d")
    x, y = widget.place_of(7)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 120, steps=6)
    page.mouse.up()
    widget.settled()
    now_x, now_y = widget.place_of(7)
    assert (now_x, now_y) == pytest.approx((x, y + 120), abs=1.5)
    assert widget.host.locator(".gd-best-line").get_attribute("d") != best
    widget.says(n=100, kind="converged")  # at the state that was shown
    assert float(widget.host.get_attribute("data-w") or "") < 1.6
    expect(page).to_have_url(re.compile(r"points:-3/-4\.6/.*/3/7\.2"))
    widget.button("restore").click()
    widget.is_at(7, 2.5, 5.4)
    expect(widget.button("restore")).to_be_hidden()
    expect(widget.button("play")).to_be_focused()


def test_a_point_is_dragged_with_a_finger(address: str, open_page: OpenPage) -> None:
    phone = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}
    with open_page(**phone) as page:
        widget = opened(page, address, "ja")
        widget.point(2).scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        x, y = widget.place_of(2)
        finger = page.context.new_cdp_session(page)
        touch = "Input.dispatchTouchEvent"
        finger.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for dy in range(-10, -81, -10):
            finger.send(touch, {"type": "touchMove", "touchPoints": [{"x": x, "y": y + dy}]})
        finger.send(touch, {"type": "touchEnd", "touchPoints": []})
        widget.settled()
        assert widget.place_of(2) == pytest.approx((x, y - 80), abs=1.5)
        assert page.evaluate("scrollY") == before


@languages
def test_a_point_is_moved_by_keys(address: str, page: Page, lang: str) -> None:
    widget = opened(page, address, lang)
    widget.is_at(3, -1, -0.5)
    widget.point(3).focus()
    for key, x, y in [
        ("ArrowUp", -1, -0.4),
        ("ArrowRight", -0.9, -0.4),
        ("Shift+ArrowDown", -0.9, -1.4),
        ("ArrowLeft", -1, -1.4),
    ]:
        page.keyboard.press(key)
        widget.is_at(3, x, y)
    widget.settled()
    expect(widget.point(3)).to_be_focused()
    expect(page).to_have_url(re.compile(r"-2\.5/-4\.4/-1/-1\.4/0/1\.6"))
    page.keyboard.press("r")
    widget.is_at(3, -1, -0.5)


# --- Rates and scaling, by keyboard alone ---


@languages
def test_verdicts_name_the_limit_and_a_better_rate(address: str, page: Page, lang: str) -> None:
    widget = opened(page, address, lang)
    expect(widget.verdict).to_contain_text(widget.words["limit"].format(limit="0.47"))
    widget.number("rate").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("0.5")
    page.keyboard.press("Enter")
    expect(widget.verdict.locator("strong")).to_have_text(widget.words["diverges"])
    expect(widget.verdict).to_contain_text("η = 0.5")
    widget.settled()
    widget.says(kind="diverges", lr=0.5)
    safer = widget.words["safer"].format(lr="0.24")
    widget.host.get_by_role("button", name=safer, exact=True).press("Enter")
    expect(widget.verdict.locator("strong")).to_have_text(widget.words["converged"])
    widget.says(lr="0.24")
    widget.settled()
    assert page.evaluate("document.activeElement.closest('gd-line') !== null")


@languages
def test_standardising_makes_the_valley_round(address: str, page: Page, lang: str) -> None:
    widget = opened(page, address, lang)
    widget.host.get_by_role("combobox", name=widget.words["data"]).select_option(
        widget.words["far"]
    )
    expect(widget.verdict.locator("strong")).to_have_text(widget.words["approaching"])
    expect(widget.verdict).to_contain_text("1.3 × 10⁵")
    widget.settled()
    widget.says(set="far", scaled="false", kind="approaching", lr="0.001")
    ellipse = widget.host.locator(".gd-ellipse").last
    assert roundness(ellipse) < 0.05
    widget.scaled.focus()
    page.keyboard.press("Space")
    widget.says(scaled="true")
    widget.settled()
    expect(widget.scaled).to_be_focused()
    assert roundness(ellipse) == pytest.approx(1, abs=0.01)
    expect(widget.host.locator("[data-part=scale]")).to_have_text("z = (x − 27.1) / 2.06")
    better = widget.words["safer"].format(lr="1")
    widget.host.get_by_role("button", name=better, exact=True).press("Enter")
    expect(widget.verdict.locator("strong")).to_have_text(widget.words["converged"])
    widget.settled()
    widget.button("step").press("Enter")
    widget.says(n=1)
    assert float(widget.host.get_attribute("data-loss") or "") == pytest.approx(0.168, abs=1e-3)
    expect(page).to_have_url(re.compile(r"data:far,scaled:1,lr:1,steps:100,n:1$"))


def roundness(ellipse: Locator) -> float:
    """Return the shorter axis of an ellipse in pixels, divided by the longer."""
    return ellipse.evaluate(
        """circle => {
            const { a, b, c, d } = circle.getCTM();
            const [sum, area] = [a * a + b * b + c * c + d * d, Math.abs(a * d - b * c)];
            const root = Math.sqrt(Math.max(0, sum * sum - 4 * area * area));
            return Math.sqrt((sum - root) / (sum + root));
        }"""
    )


def test_a_diverging_run_breaks_no_picture(address: str, page: Page) -> None:
    widget = opened(page, address, "en", "#line=lr:10,steps:1000")
    widget.settled()
    scrub = widget.host.get_by_role("slider", name=widget.words["scrub"], exact=True)
    for key in ("End", "PageDown", "Home", "ArrowRight"):
        scrub.press(key)
        markup = widget.host.inner_html()
        assert "NaN" not in markup
        assert "Infinity" not in markup
    expect(widget.host.locator(".gd-away.gd-previous")).to_contain_text("(")
    assert widget.host.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


# --- Program and URL ---


@languages
@pytest.mark.parametrize(
    "state", ["", "#line=data:far,scaled:1,lr:0.7,steps:12,points:1/2/3/5/4/4"]
)
def test_the_program_prints_the_table(address: str, page: Page, lang: str, state: str) -> None:
    widget = opened(page, address, lang, state)
    if state:
        widget.settled()
    widget.host.get_by_text(widget.words["program"]).click()
    widget.host.get_by_text(widget.words["steps"]).click()
    source = widget.host.get_by_role("group", name=widget.words["source"]).inner_text()
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, cwd=ROOT, text=True)
    assert done.stderr == ""
    table = widget.host.get_by_role("group", name=widget.words["table"])
    cells = [row.split() for row in table.locator("tbody tr").all_inner_texts()]
    lines = [
        f"{n}-th iteration, t=[{w}, {b}], loss: {loss}, grad: [{in_w}, {in_b}]"
        for n, w, b, loss, in_w, in_b in cells
    ]
    assert done.stdout.splitlines() == lines[:-1]  # the state after the last update is not printed


@languages
def test_a_link_brings_the_state_back(address: str, open_page: OpenPage, lang: str) -> None:
    with open_page() as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        widget = opened(page, address, lang)
        widget.button("step").click()
        widget.button("share").click()
        expect(widget.button("shared")).to_be_visible()
        link = page.evaluate("navigator.clipboard.readText()")
        assert link.endswith("#line=data:noisy,scaled:0,lr:0.1,steps:100,n:1")
        points = "0/0/1/2/2/1"
        page.goto(address + PLAYGROUND[lang] + f"#line=points:{points},scaled:1,lr:0.5,n:3")
        page.reload()
        widget.settled()
        widget.says(n=3, scaled="true", lr=0.5)
        widget.is_at(2, 1, 2)
        expect(widget.host.locator(".gd-datum")).to_have_count(3)
        expect(widget.scaled).to_be_checked()
        widget.button("step").click()
        expect(page).to_have_url(re.compile(rf"points:{points},scaled:1,lr:0\.5,steps:100,n:4$"))


@pytest.mark.parametrize(
    "fragment",
    [
        "line=",
        "line=lr:-1,steps:1e9,n:-3",
        "line=data:__proto__,scaled:constructor",
        "line=points:1/2/1/3",
        "line=points:" + "1/2/3/4/" * 500,
        "line=data:<img src=x onerror=alert(1)>",
        "line=%E0%A4%A,lr:%",
        'line="];alert(1)//',
    ],
)
def test_any_fragment_gives_a_valid_state(address: str, page: Page, fragment: str) -> None:
    widget = opened(page, address, "en", "#" + fragment)
    widget.says(state="idle", n=0, lr=0.1, set="noisy", scaled="false")
    widget.button("step").click()
    widget.says(n=1)


@languages
def test_bad_input_gets_a_kind_word_and_the_last_run_stays(
    address: str, page: Page, lang: str
) -> None:
    widget = opened(page, address, lang)
    for text in ("0", "-1", "abc", ""):
        widget.number("rate").fill(text)
        widget.number("rate").press("Enter")
        expect(widget.host.get_by_role("alert")).to_be_visible()
        widget.says(lr=0.1)
        widget.button("reset").click()
        expect(widget.host.get_by_role("alert")).to_be_hidden()
    widget.number("rate").fill("0")
    widget.number("rate").press("Enter")
    expect(widget.host.get_by_role("alert")).to_contain_text(widget.words["range"])


# --- Python: loading and failures ---


@languages
def test_a_failure_is_told_and_can_be_tried_again(
    address: str, browser: Browser, lang: str
) -> None:
    # Not the fixture `page`: it would fail because of the missing file.
    with new_page(browser) as page:
        wanted = re.compile(r"/gdlib-.*\.whl$")
        page.route(wanted, lambda route: route.fulfill(status=404, body=""))
        widget = opened(page, address, lang)
        widget.number("rate").fill("0.2")
        status = widget.host.locator("[data-part=python-words]")
        expect(status).to_contain_text(widget.words["failed"])
        expect(status).to_contain_text(re.compile(r"gdlib-.*\.whl"))
        widget.says(state="error", lr=0.1)
        widget.button("step").click()
        widget.says(n=1)
        page.unroute(wanted)
        widget.button("retry").click()
        widget.settled()
        widget.says(lr="0.2", kind="converged")


# --- Layout and accessibility ---


def test_nothing_is_wider_than_the_page(address: str, page: Page) -> None:
    widget = opened(page, address, "ja")
    widget.host.get_by_text(widget.words["steps"]).click()
    for _ in at_each_width(page):
        assert is_as_wide_as_its_window(page)


def test_targets_are_large_enough_for_a_finger(address: str, open_page: OpenPage) -> None:
    phone = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}
    with open_page(**phone) as page:
        widget = opened(page, address, "en")
        fields = "button, input:not([type=checkbox]), select, label.gd-choice"
        targets = widget.host.locator(f":is({fields}):visible, .gd-hit")
        for target in targets.all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44, target.evaluate("element => element.outerHTML")


def test_reduced_motion_plays_without_pictures_in_between(
    address: str, open_page: OpenPage
) -> None:
    with open_page(reduced_motion="reduce") as page:
        widget = opened(page, address, "en", "#line=steps:20")
        widget.settled()
        page.evaluate(
            """() => {
                const part = document.querySelector("gd-line [data-part=bowl-moving]");
                window.pictures = 0;
                new MutationObserver(() => window.pictures++).observe(part, { childList: true });
            }"""
        )
        widget.button("play").click()
        expect(widget.host).to_have_attribute("data-n", "20")
        assert page.evaluate("window.pictures") <= 23


def test_a_screen_reader_hears_steps_and_the_verdict(address: str, page: Page) -> None:
    widget = opened(page, address, "en")
    live = widget.host.get_by_role("status")
    widget.button("step").click()
    expect(live).to_have_text("n = 1, w = 0.854, b = 0.135, loss 3.45")
    widget.host.get_by_role("slider", name="Iteration n", exact=True).press("End")
    expect(live).to_contain_text("Convergence: From n = 37 on")
    expect(widget.host.get_by_role("math").first).to_be_hidden()


def test_everything_that_can_be_used_has_a_name(address: str, page: Page) -> None:
    widget = opened(page, address, "ja")
    for role in ("button", "slider", "spinbutton", "combobox", "checkbox", "region", "group"):
        for element in widget.host.get_by_role(role).all():  # type: ignore[arg-type]  # each is a role
            assert element.evaluate(
                "e => e.ariaLabel || e.labels?.[0]?.textContent || e.textContent.trim()"
            ), element.evaluate("e => e.outerHTML")


def test_two_fits_on_a_page_keep_their_own_state(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"] + "#fit=lr:0.2,n:2&far=scaled:1,lr:1,n:1")
    fit, far = page.locator("gd-line#fit"), page.locator("gd-line#far")
    expect(fit).to_have_attribute("data-lr", "0.2")
    expect(fit).to_have_attribute("data-n", "2")
    expect(far).to_have_attribute("data-scaled", "true")
    expect(far).to_have_attribute("data-n", "1")


def test_a_widget_made_by_a_script_computes_its_own_fit(address: str, page: Page) -> None:
    opened(page, address, "en")
    page.evaluate(
        """() => {
            const made = document.createElement("gd-line");
            made.id = "made";
            made.setAttribute("data", "outlier");
            made.setAttribute("steps", "7");
            document.querySelector("article").append(made);
        }"""
    )
    made = page.locator("#made")
    expect(made).to_have_attribute("data-ready", "")
    expect(made).to_have_attribute("data-set", "outlier")
    expect(made.locator("tbody tr")).to_have_count(8)
