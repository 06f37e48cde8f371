"""The gradient microscope of `<gd-descent>`, used as a reader uses it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import OpenPage, Serve, is_as_wide_as_its_window, new_page
from playwright.sync_api import Browser, Locator, Page, expect

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(os.environ.get("GD_SITE", ROOT / "site"))

LESSON = {"ja": "lessons/gradient-descent/", "en": "en/lessons/gradient-descent/"}

WORDS = {
    "ja": {
        "row": "n = {n}、勾配の顕微鏡",
        "panel": "勾配の顕微鏡 n = {n}",
        "distance": "刻み幅 h",
        "close": "顕微鏡を閉じる",
        "table": "差分で測った勾配",
        "forward": "前進差分",
        "central": "中心差分",
        "complex": "複素ステップ",
        "program": "Python で見る",
        "source": "この測定の Python プログラム",
        "failed": "読み込めませんでした",
        "retry": "もう一度読み込む",
        "large": "h が大きめ",
        "good": "ほどよい h",
        "small": "h が小さすぎます",
        "vanished": "t そのもの",
        "corner": "曲線の角",
    },
    "en": {
        "row": "n = {n}, gradient microscope",
        "panel": "Gradient microscope n = {n}",
        "distance": "Distance h",
        "close": "Close the microscope",
        "table": "The gradient, measured by differences",
        "forward": "forward",
        "central": "central",
        "complex": "complex step",
        "program": "Show the Python",
        "source": "Python program of this measurement",
        "failed": "could not be loaded",
        "retry": "Try again",
        "large": "rather large",
        "good": "A good h",
        "small": "too small",
        "vanished": "rounded to t itself",
        "corner": "a corner here",
    },
}

PATIENCE_MS = 30_000  # Python may have to be booted first, on a busy machine
expect.set_options(timeout=PATIENCE_MS)

languages = pytest.mark.parametrize("lang", ["ja", "en"])


class Microscope:
    """Page object of the first `<gd-descent>` on a page and its microscope."""

    def __init__(self, page: Page, lang: str) -> None:
        self.page = page
        self.words = WORDS[lang]
        self.host = page.locator("gd-descent").first
        self.panel = self.host.locator("[data-part=microscope]")

    def row(self, n: int) -> Locator:
        return self.host.locator(f".gd-steps tr[data-n='{n}']")

    def button(self, n: int) -> Locator:
        return self.host.get_by_role("button", name=self.words["row"].format(n=n), exact=True)

    @property
    def distance(self) -> Locator:
        return self.panel.get_by_role("slider", name=self.words["distance"], exact=True)

    @property
    def close(self) -> Locator:
        return self.panel.get_by_role("button", name=self.words["close"], exact=True)

    def measured(self, method: str) -> float:
        """Return the gradient of a method in the table, parsed from its text."""
        table = self.panel.get_by_role("table", name=self.words["table"], exact=True)
        row = table.get_by_role("row").filter(has_text=self.words[method])
        return number(row.get_by_role("cell").first.inner_text())

    def error(self, method: str) -> float:
        table = self.panel.get_by_role("table", name=self.words["table"], exact=True)
        row = table.get_by_role("row").filter(has_text=self.words[method])
        return number(row.get_by_role("cell").last.inner_text())

    def says(self, **data: object) -> None:
        for name, value in data.items():
            expect(self.panel).to_have_attribute(f"data-{name}", str(value))
        expect(self.panel).not_to_have_attribute("data-stale", "")


def number(text: str) -> float:
    """Return a number as the page writes it: −2.5 × 10⁻¹⁷."""
    powers = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    plain = text.replace("−", "-").replace(" × 10", "e")
    return float(plain.translate(powers))


@pytest.fixture(scope="session")
def address(serve: Serve) -> str:
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.", pytrace=False)
    return serve(SITE)


@languages
def test_a_row_opens_without_a_byte_of_python(address: str, page: Page, lang: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + LESSON[lang])
    lens = Microscope(page, lang)
    expect(lens.panel).to_be_hidden()
    lens.row(0).click()
    expect(lens.panel).to_be_visible()
    expect(lens.panel).to_have_accessible_name(lens.words["panel"].format(n=0))
    expect(lens.panel).to_contain_text("= −5 − 0.1 × (−10) = −4")
    lens.says(n=0, t=-5, grad=-10, h="1e-5")
    assert lens.measured("forward") == pytest.approx(-10 + 0.5e-5, abs=1e-9)  # −10 + h/2
    assert lens.measured("central") == pytest.approx(-10, abs=1e-9)
    assert lens.measured("complex") == -10
    assert lens.error("forward") == pytest.approx(5e-6, rel=0.02)
    lens.row(30).click()
    lens.says(n=30)
    assert lens.measured("complex") == pytest.approx(-10 * 0.9**30, rel=1e-12)
    assert not [url for url in asked if "/runtime/" in url]


@languages
def test_the_microscope_is_used_by_keyboard_alone(address: str, page: Page, lang: str) -> None:
    page.goto(address + LESSON[lang])
    lens = Microscope(page, lang)
    expect(lens.host).to_have_attribute("data-ready", "")
    lens.button(0).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(lens.button(2)).to_be_focused()
    expect(lens.button(2)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(lens.button(2)).to_have_attribute("aria-expanded", "true")
    lens.says(n=2, h="1e-5")
    page.keyboard.press("End")
    expect(lens.button(50)).to_be_focused()
    lens.says(n=50)
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(lens.close).to_be_focused()
    page.keyboard.press("Tab")
    expect(lens.distance).to_be_focused()
    page.keyboard.press("End")
    lens.says(n=0, h="1e0")
    assert lens.measured("forward") == -9.5  # (40.5 − 50) / 1
    page.keyboard.press("Escape")
    expect(lens.panel).to_be_hidden()
    expect(lens.button(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(lens.panel).to_be_visible()
    page.keyboard.press("Enter")
    expect(lens.panel).to_be_hidden()


@languages
def test_one_sentence_says_what_a_distance_does(address: str, page: Page, lang: str) -> None:
    page.goto(address + LESSON[lang] + "#descent=h:1e0")
    lens = Microscope(page, lang)
    effect = lens.panel.locator(".gd-effect")
    for h, word in [
        ("1e0", "large"),
        ("1e-5", "large"),
        ("1e-7", "good"),
        ("1e-12", "small"),
        ("1e-16", "vanished"),
    ]:
        lens.distance.focus()
        lens.distance.fill(str(int(h[2:]) + 16))
        lens.says(h=h)
        expect(effect).to_contain_text(lens.words[word])
    assert lens.measured("forward") == 0
    assert lens.error("forward") == 10
    # twenty steps of a half lead from −5 into the corner at 5
    corner = "loss:absolute_error,t:-5,lr:0.5,steps:50,n:20,h:1e-3"
    page.evaluate("corner => { location.hash = `#descent=${corner}` }", corner)
    lens.says(n=20, t=5, h="1e-3")
    expect(effect).to_contain_text(lens.words["corner"])


def test_errors_fall_with_the_bend_and_grow_with_the_rounding(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"] + "#descent=loss:wavy,t:-5,lr:0.1,steps:50,n:3,h:1e0")
    lens = Microscope(page, "en")
    errors: dict[str, list[float]] = {"forward": [], "central": [], "complex": []}
    for i in range(16, -1, -1):
        lens.distance.fill(str(i))
        lens.says(n=3, h=f"1e{i - 16}")
        for method, found in errors.items():
            found.append(lens.error(method))
    forward, central, exact = (errors[name] for name in ("forward", "central", "complex"))
    for tenths in range(1, 5):  # truncation error dominates: first and second order
        assert 5 < forward[tenths] / forward[tenths + 1] < 20
    for tenths in range(1, 4):
        assert 50 < central[tenths] / central[tenths + 1] < 200
    assert min(forward) < 1e-6 < forward[15]
    assert min(central) < 1e-8 < central[15]
    assert max(exact[8:]) < 1e-14
    expect(lens.panel.locator(".gd-error-curve")).to_have_count(3)


@languages
def test_the_program_measures_what_is_shown(address: str, page: Page, lang: str) -> None:
    page.goto(address + LESSON[lang])
    lens = Microscope(page, lang)
    for n, i in [(7, None), (12, 5)]:
        lens.row(n).click()
        if i is not None:
            lens.distance.fill(str(i))
            lens.says(n=n, h=f"1e{i - 16}")
        if n == 7:
            lens.panel.get_by_text(lens.words["program"]).click()
        source = lens.panel.get_by_role("group", name=lens.words["source"]).inner_text()
        command = [sys.executable, "-c", source]
        done = subprocess.run(command, capture_output=True, cwd=ROOT, text=True)
        assert done.stderr == ""
        printed = dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())
        assert float(printed["by hand"]) == float(lens.panel.get_attribute("data-grad") or "")
        for method in ("forward", "central", "complex"):
            assert float(printed[method]) == lens.measured(method)
            assert float(printed[method]) == float(lens.panel.get_attribute(f"data-{method}") or "")


def test_the_address_brings_the_microscope_back(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"])
    lens = Microscope(page, "en")
    lens.row(4).click()
    expect(page).to_have_url(re.compile(r"n:4,h:1e-5$"))
    lens.distance.focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"n:4,h:1e-6$"))
    page.reload()
    lens.says(n=4, h="1e-6")
    expect(lens.host).to_have_attribute("data-h", "1e-6")
    lens.close.click()
    expect(page).to_have_url(re.compile(r"n:4$"))
    expect(lens.host).not_to_have_attribute("data-h", re.compile(""))


@pytest.mark.parametrize("h", ["1e-17", "0", "", "Infinity", "__proto__", "<b>", "1e-5e-5"])
def test_a_hostile_distance_leaves_the_microscope_closed(address: str, page: Page, h: str) -> None:
    page.goto(address + LESSON["en"] + f"#descent=lr:0.1,h:{h}")
    lens = Microscope(page, "en")
    expect(lens.host).to_have_attribute("data-ready", "")
    expect(lens.panel).to_be_hidden()
    lens.row(1).click()
    lens.says(n=1, h="1e-5")


def test_it_stays_open_and_keeps_its_focus_when_the_run_changes(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"])
    lens = Microscope(page, "en")
    lens.row(0).click()
    lens.distance.fill("10")
    lens.says(n=0, h="1e-6", t=-5)
    page.evaluate("location.hash = '#descent=t:-3,lr:0.1,steps:50,n:2,h:1e-6'")
    lens.says(n=2, h="1e-6")
    assert lens.measured("complex") == pytest.approx(-8 * 0.81, rel=1e-12)
    lens.button(2).focus()
    page.evaluate("location.hash = '#descent=t:-2,lr:0.1,steps:50,n:2,h:1e-6'")
    expect(lens.host).to_have_attribute("data-t", re.compile(r"^-0\.6[67]"))
    expect(lens.button(2)).to_be_focused()
    expect(lens.button(2)).to_have_attribute("aria-expanded", "true")


@languages
def test_a_failure_is_told_and_can_be_tried_again(
    address: str, browser: Browser, lang: str
) -> None:
    # Not the fixture `page`: it would fail because of the missing file.
    with new_page(browser) as page:
        wanted = re.compile(r"/gdlib-.*\.whl$")
        page.route(wanted, lambda route: route.fulfill(status=404, body=""))
        page.goto(address + LESSON[lang])
        lens = Microscope(page, lang)
        lens.row(3).click()
        lens.distance.fill("8")
        status = lens.host.locator("[data-part=python-words]")
        expect(status).to_contain_text(lens.words["failed"])
        expect(lens.panel).to_have_attribute("data-stale", "")
        lens.distance.fill("11")  # the prerendered measurement is still shown
        lens.says(n=3, h="1e-5")
        lens.distance.fill("8")
        retry = lens.host.get_by_role("button", name=lens.words["retry"])
        expect(retry).to_be_visible()
        page.unroute(wanted)
        retry.click()
        lens.says(n=3, h="1e-8")


def test_a_screen_reader_hears_the_errors(address: str, page: Page) -> None:
    page.goto(address + LESSON["en"])
    lens = Microscope(page, "en")
    lens.row(0).click()
    expect(lens.distance).to_have_attribute("aria-valuetext", "10 to the power −5")
    expect(lens.host.get_by_role("status")).to_contain_text("Gradient microscope, n = 0")
    expect(lens.host.get_by_role("status")).to_contain_text("by forward")


@languages
def test_it_fits_a_phone_and_a_finger(address: str, open_page: OpenPage, lang: str) -> None:
    phone = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}
    with open_page(**phone) as page:
        page.goto(address + LESSON[lang])
        lens = Microscope(page, lang)
        lens.row(2).tap()
        lens.says(n=2)
        assert lens.panel.evaluate("e => e.scrollWidth <= e.clientWidth")
        assert is_as_wide_as_its_window(page)
        for target in lens.panel.locator("button:visible, input:visible").all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44, target.evaluate("element => element.outerHTML")
