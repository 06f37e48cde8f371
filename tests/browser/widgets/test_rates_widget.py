"""`<gd-rates>` on the built site, used as a reader uses it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import OpenPage, Serve, at_each_width, is_as_wide_as_its_window, new_page
from playwright.sync_api import Browser, Locator, Page, expect

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(os.environ.get("GD_SITE", ROOT / "site"))

LESSON = {"ja": "lessons/learning-rate/", "en": "en/lessons/learning-rate/"}

WORDS = {
    "ja": {
        "point": "選んだ学習率 η",
        "updates": "更新の回数",
        "updates number": "更新の回数の値",
        "start": "出発点 t",
        "loss": "損失関数",
        "table": "学習率ごとの、更新を終えたときの値の表",
        "program": "Python で見る",
        "source": "この比較の Python プログラム",
        "open": "η = {lr} の降下を見る",
        "share": "共有（リンクをコピー）",
        "shared": "リンクをコピーしました",
        "reset": "はじめの設定に戻す",
        "retry": "もう一度読み込む",
        "failed": "読み込めませんでした",
        "whole": "整数で",
        "limit": "限界 2",
        "arrived": "最小点に到着",
        "lower": "まだ途中",
        "same": "変化なし",
        "higher": "出発点より上昇",
        "swings": "終わらない振動",
        "wavy": "波打つ谷",
    },
    "en": {
        "point": "Selected learning rate η",
        "updates": "Updates",
        "updates number": "Number of updates",
        "start": "Start t",
        "loss": "Loss function",
        "table": "Ends of the runs by learning rate",
        "program": "Show the Python",
        "source": "Python program of this comparison",
        "open": "Watch the descent with η = {lr}",
        "share": "Share (copy link)",
        "shared": "Link copied",
        "reset": "Reset everything",
        "retry": "Try again",
        "failed": "could not be loaded",
        "whole": "whole number",
        "limit": "limit 2",
        "arrived": "At the minimum",
        "lower": "Still on its way",
        "same": "No lower",
        "higher": "Higher than the start",
        "swings": "Endless oscillation",
        "wavy": "Wavy bowl",
    },
}

PATIENCE_MS = 30_000  # Python may have to be booted first, on a busy machine
expect.set_options(timeout=PATIENCE_MS)

languages = pytest.mark.parametrize("lang", ["ja", "en"])


class Widget:
    """Page object of `<gd-rates>`: locators by role and accessible name."""

    def __init__(self, page: Page, lang: str) -> None:
        self.page = page
        self.words = WORDS[lang]
        self.host = page.locator("gd-rates")

    @property
    def point(self) -> Locator:
        return self.host.get_by_role("slider", name=self.words["point"], exact=True)

    @property
    def readout(self) -> Locator:
        return self.host.locator("[data-part=readout]")

    @property
    def rows(self) -> Locator:
        return self.host.get_by_role("group", name=self.words["table"]).locator("tbody tr")

    def number(self, word: str) -> Locator:
        return self.host.get_by_role("spinbutton", name=self.words[word], exact=True)

    def button(self, word: str) -> Locator:
        return self.host.get_by_role("button", name=self.words[word], exact=True)

    def says(self, **data: object) -> None:
        for name, value in data.items():
            expect(self.host).to_have_attribute(f"data-{name}", str(value))

    def settled(self) -> None:
        """Wait until the requested run is shown."""
        expect(self.host).to_have_attribute("data-state", "ready")
        expect(self.host).not_to_have_attribute("data-stale", "")


@pytest.fixture(scope="session")
def address(serve: Serve) -> str:
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.", pytrace=False)
    return serve(SITE)


def opened(page: Page, address: str, lang: str, fragment: str = "") -> Widget:
    page.goto(address + LESSON[lang] + fragment)
    widget = Widget(page, lang)
    expect(widget.host).to_have_attribute("data-ready", "")
    return widget


@languages
def test_without_javascript_there_is_a_figure_a_caption_and_a_table(
    address: str, open_page: OpenPage, lang: str
) -> None:
    with open_page(java_script_enabled=False) as page:
        page.goto(address + LESSON[lang])
        widget = Widget(page, lang)
        expect(widget.host.locator("svg .gd-curve")).to_be_visible()
        expect(widget.host.locator(".gd-plot svg")).to_contain_text(widget.words["limit"])
        expect(widget.host.locator("figcaption")).to_contain_text("E = ½(y − t)²")
        expect(widget.readout).to_contain_text("η = 0.1")
        expect(widget.readout).to_contain_text(widget.words["arrived"])
        expect(widget.rows).to_have_count(13)
        expect(widget.button("share")).to_be_hidden()
        expect(widget.number("updates number")).to_be_hidden()


@languages
def test_arrow_keys_walk_along_the_curve_without_python(
    address: str, page: Page, lang: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    widget = opened(page, address, lang)
    widget.point.focus()
    for key, lr, word in [
        ("ArrowLeft", "0.098", "arrived"),
        ("PageDown", "0.0098", "lower"),
        ("Home", "0.001", "lower"),
        ("End", "10", "higher"),
        ("ArrowLeft", "9.8", "higher"),
    ]:
        page.keyboard.press(key)
        widget.says(lr=lr)
        expect(widget.readout).to_contain_text(f"η = {lr}")
        expect(widget.readout).to_contain_text(widget.words[word])
        expect(widget.point).to_have_attribute("aria-valuenow", lr)
        expect(widget.point).to_have_attribute("aria-valuetext", re.compile(widget.words[word]))
    assert not [url for url in asked if "/runtime/" in url]


def test_the_mouse_reads_off_ends_and_a_click_selects(address: str, page: Page) -> None:
    widget = opened(page, address, "en")
    picture = widget.host.locator(".gd-plot svg")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    left, right, middle = box["x"] + 50, box["x"] + box["width"] - 14, box["y"] + 120
    x_of_two = left + (right - left) * 3.301 / 4  # log₁₀ 2000 of four powers of ten
    page.mouse.move(x_of_two, middle)
    expect(widget.readout).to_contain_text("η = 2: No lower")
    widget.says(lr="0.1")  # hovering previews a rate, and does not select it
    page.mouse.move(box["x"] + 100, box["y"] + box["height"] + 60)
    expect(widget.readout).to_contain_text("η = 0.1")
    page.mouse.click(x_of_two, middle)
    widget.says(lr="2", t="-5", loss="50", fate="same")
    page.mouse.move(x_of_two, middle)
    page.mouse.down()
    page.mouse.move(left + (right - left) * 0.75, middle, steps=5)
    page.mouse.up()
    widget.says(lr="1", t="5", loss="0")
    page.mouse.move(10, 10)
    expect(widget.readout).to_contain_text("η = 1: At the minimum")


def test_a_finger_taps_and_drags(address: str, open_page: OpenPage) -> None:
    phone = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}
    with open_page(**phone) as page:
        widget = opened(page, address, "en")
        picture = widget.host.locator(".gd-plot svg")
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        assert box is not None
        page.touchscreen.tap(box["x"] + 50 + (box["width"] - 64) * 0.75, box["y"] + 100)
        widget.says(lr="1")
        ring = widget.point.locator(".gd-ring").bounding_box()
        assert ring is not None
        x, y = ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2
        finger = page.context.new_cdp_session(page)
        touch = "Input.dispatchTouchEvent"
        finger.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for dx in range(-10, -101, -10):
            finger.send(touch, {"type": "touchMove", "touchPoints": [{"x": x + dx, "y": y}]})
        finger.send(touch, {"type": "touchEnd", "touchPoints": []})
        # 100 of 264 pixels for four powers of ten: down by a factor of 33
        expect(widget.host).to_have_attribute("data-lr", re.compile(r"^0\.0(2[89]|3[0-2])"))


@languages
def test_updates_start_and_loss_are_changed_by_keyboard_alone(
    address: str, page: Page, lang: str
) -> None:
    widget = opened(page, address, lang)
    updates = widget.host.get_by_role("slider", name=widget.words["updates"], exact=True)
    updates.focus()
    page.keyboard.press("ArrowLeft")
    widget.says(steps=49)
    page.keyboard.press("Home")
    widget.settled()
    widget.says(steps=1, lr="0.1", t="-4", loss="40.5")
    expect(widget.host.locator(".gd-plot svg")).to_contain_text(
        re.compile(r"(?<!\d)1( 回の更新後| updates)")
    )
    page.keyboard.press("Tab")
    expect(widget.number("updates number")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("7")
    widget.says(steps=7)
    widget.number("start").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    widget.settled()
    widget.says(start="15", steps=7)
    assert float(widget.host.get_attribute("data-t") or "") == pytest.approx(5 + 10 * 0.9**7)
    losses = widget.host.get_by_role("combobox", name=widget.words["loss"])
    losses.select_option(widget.words["wavy"])
    widget.settled()
    expect(widget.host.locator("figcaption")).to_contain_text("cos(y − t)")
    widget.says(start="-5")
    widget.number("start").press("Tab")  # out of the number field: there, letters are text
    page.keyboard.press("r")
    widget.says(start="-5", steps=50, lr="0.1")
    expect(widget.host.locator("figcaption")).to_contain_text("½(y − t)²")


@languages
def test_a_rate_opens_in_the_descent_of_the_page(address: str, page: Page, lang: str) -> None:
    widget = opened(page, address, lang)
    widget.rows.nth(10).click()
    widget.says(lr="2")
    name = widget.words["open"].format(lr="2")
    widget.host.get_by_role("button", name=name, exact=True).press("Enter")
    descent = page.locator("gd-descent#rates")
    expect(descent).to_have_attribute("data-lr", "2")
    expect(descent).to_have_attribute("data-state", "ready")
    expect(descent.locator("[data-part=verdict]")).to_contain_text(widget.words["swings"])
    expect(descent.locator("[data-action=play]")).to_be_focused()
    assert page.locator("gd-descent#shapes").get_attribute("data-lr") == "0.1"
    page.keyboard.press("l")
    expect(descent).to_have_attribute("data-t", "15")


def test_without_a_descent_nothing_is_offered(address: str, page: Page) -> None:
    page.add_init_script(
        """new MutationObserver(() => {
            for (const descent of document.querySelectorAll("gd-descent")) descent.remove();
        }).observe(document, { childList: true, subtree: true });"""
    )
    widget = opened(page, address, "en")
    widget.point.press("ArrowRight")
    expect(widget.host.locator("[data-action=open]")).to_be_hidden()


@languages
def test_the_program_prints_the_very_numbers(address: str, page: Page, lang: str) -> None:
    widget = opened(page, address, lang, "#sweep=steps:12,t:3,loss:huber")
    widget.settled()
    widget.host.get_by_text(widget.words["program"]).click()
    source = widget.host.get_by_role("group", name=widget.words["source"]).inner_text()
    command = [sys.executable, "-c", source]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, text=True)
    assert done.stderr == ""
    ends = {row.split()[0]: row.split()[1:3] for row in done.stdout.splitlines()}
    for row in widget.rows.all():
        row.click()
        lr, t, loss = (
            float(widget.host.get_attribute(f"data-{x}") or "") for x in ("lr", "t", "loss")
        )
        assert [float(x) for x in ends[str(lr)]] == [t, loss]


@languages
def test_a_link_brings_the_state_back(address: str, open_page: OpenPage, lang: str) -> None:
    with open_page() as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        widget = opened(page, address, lang)
        widget.rows.nth(8).click()
        widget.button("share").click()
        expect(widget.button("shared")).to_be_visible()
        link = page.evaluate("navigator.clipboard.readText()")
        assert link.endswith("#sweep=loss:squared_error,t:-5,steps:50,lr:0.5")
        page.goto(address + LESSON[lang] + "#sweep=loss:huber,t:-2,steps:30,lr:0.05")
        page.reload()
        widget.settled()
        widget.says(start="-2", steps=30, lr="0.05")
        expect(widget.number("updates number")).to_have_value("30")
        widget.point.press("ArrowRight")
        expect(page).to_have_url(re.compile(r"lr:0\.052$"))


@pytest.mark.parametrize(
    "fragment",
    [
        "sweep=",
        "sweep=lr:-1,steps:1e9,t:Infinity",
        "sweep=loss:__proto__,lr:NaN",
        "sweep=loss:<img src=x onerror=alert(1)>",
        "sweep=%E0%A4%A,lr:%",
        'sweep="];alert(1)//',
        "sweep=" + "a:b," * 3000,
    ],
)
def test_any_fragment_gives_a_valid_state(address: str, page: Page, fragment: str) -> None:
    widget = opened(page, address, "en", "#" + fragment)
    widget.says(state="idle", lr="0.1", steps=50, start="-5")
    widget.point.press("ArrowRight")
    widget.says(lr="0.105")


@pytest.mark.parametrize(
    ("lang", "title"), [("ja", "どの学習率でも発散"), ("en", "Diverges at every rate")]
)
def test_where_every_rate_diverges_that_is_the_verdict(
    address: str, page: Page, lang: str, title: str
) -> None:
    widget = opened(page, address, lang, "#sweep=loss:double_well,t:900,steps:100,lr:10")
    widget.host.scroll_into_view_if_needed()  # the widget starts when it is visible
    widget.says(start="900", steps=100, lr="10", fate="beyond")
    expect(widget.host).not_to_have_attribute("data-stale", "")
    verdict = widget.host.locator("[data-part=summary]")
    expect(verdict).to_be_visible()
    expect(verdict.locator("strong")).to_have_text(title)
    page.evaluate("location.hash = '#sweep=loss:double_well,t:900,steps:100,lr:0.001'")
    widget.says(start="900", lr="0.001", fate="beyond")
    expect(widget.host.get_by_role("status")).to_contain_text(title)


@languages
def test_bad_input_gets_a_kind_word_and_the_last_sweep_stays(
    address: str, page: Page, lang: str
) -> None:
    widget = opened(page, address, lang)
    for text in ("2.5", "0", "1e9", "abc", ""):
        widget.number("updates number").fill(text)
        widget.number("updates number").press("Enter")
        expect(widget.host.get_by_role("alert")).to_be_visible()
        expect(widget.number("updates number")).to_have_attribute("aria-invalid", "true")
        widget.says(steps=50)
        widget.button("reset").click()
        expect(widget.host.get_by_role("alert")).to_be_hidden()
    widget.number("updates number").fill("2.5")
    widget.number("updates number").press("Enter")
    expect(widget.host.get_by_role("alert")).to_contain_text(widget.words["whole"])


@languages
def test_a_failure_is_told_and_can_be_tried_again(
    address: str, browser: Browser, lang: str
) -> None:
    # Not the fixture `page`: it would fail because of the missing file.
    with new_page(browser) as page:
        wanted = re.compile(r"/gdlib-.*\.whl$")
        page.route(wanted, lambda route: route.fulfill(status=404, body=""))
        widget = opened(page, address, lang)
        widget.number("updates number").fill("9")
        status = widget.host.locator("[data-part=python-words]")
        expect(status).to_contain_text(widget.words["failed"])
        expect(status).to_contain_text(re.compile(r"gdlib-.*\.whl"))
        widget.says(state="error", steps=50)
        widget.rows.nth(0).click()
        widget.says(lr="0.001")
        page.unroute(wanted)
        widget.button("retry").click()
        widget.settled()
        widget.says(steps=9, lr="0.001")


def test_nothing_is_wider_than_its_place(address: str, page: Page) -> None:
    widget = opened(page, address, "ja")
    for _ in at_each_width(page):
        assert is_as_wide_as_its_window(page)
        assert widget.host.locator(".gd-table").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_targets_are_large_enough_for_a_finger(address: str, open_page: OpenPage) -> None:
    phone = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}
    with open_page(**phone) as page:
        widget = opened(page, address, "en")
        targets = widget.host.locator("button:visible, input:visible, select:visible, .gd-hit")
        for target in targets.all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44, target.evaluate("element => element.outerHTML")


def test_everything_that_can_be_used_has_a_name(address: str, page: Page) -> None:
    widget = opened(page, address, "ja")
    for role in ("button", "slider", "spinbutton", "combobox", "group"):
        for element in widget.host.get_by_role(role).all():  # type: ignore[arg-type]  # each is a role
            assert element.evaluate(
                "e => e.ariaLabel || e.labels?.[0]?.textContent || e.textContent.trim()"
            ), element.evaluate("e => e.outerHTML")


def test_a_screen_reader_hears_where_a_run_ends(address: str, page: Page) -> None:
    widget = opened(page, address, "en")
    widget.point.press("End")
    expect(widget.host.get_by_role("status")).to_contain_text("η = 10: Higher than the start")
    widget.number("updates number").fill("3")
    expect(widget.host.get_by_role("status")).to_contain_text("Lowest at η = 1")


def test_taking_over_moves_nothing_in_the_widget(address: str, page: Page) -> None:
    page.add_init_script(
        """window.moved = [];
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
                window.moved.push(...entry.sources.map(({ node }) => node?.parentElement));
            }
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    opened(page, address, "en", "#sweep=lr:0.1")
    page.locator("gd-rates").scroll_into_view_if_needed()
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    assert page.evaluate("window.moved.filter((e) => e?.closest('gd-rates')).length") == 0


def test_a_widget_made_by_a_script_computes_its_own_sweep(address: str, page: Page) -> None:
    widget = opened(page, address, "en")
    page.evaluate(
        """() => {
            const made = document.createElement("gd-rates");
            made.id = "made";
            made.setAttribute("loss", "double_well");
            made.setAttribute("steps", "4");
            document.querySelector("article").append(made);
        }"""
    )
    made = page.locator("#made")
    expect(made).to_have_attribute("data-ready", "")
    expect(made).to_have_attribute("data-steps", "4")
    expect(made.locator("figcaption")).to_contain_text("Double well")
    run = widget.host.first.evaluate("async (host) => (await fetch(host.dataset.run)).json()")
    assert run["facts"]["parameters"]["steps"] == 50
