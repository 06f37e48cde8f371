"""The URL keeps the requested state, and stale results are marked as such."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import OpenPage, new_page
from playwright.sync_api import Browser, Error, Locator, Page, Route, expect

SITE = Path(__file__).parents[3] / "site"
LONG = 120_000
PYTHON = "**/runtime/**"


@dataclass(frozen=True)
class Widget:
    """A widget, a state to request by URL fragment, and its data-* attributes when shown."""

    name: str
    page: str
    key: str
    state: str
    shown: dict[str, str]
    #: a field, and its value as soon as the state is requested
    field: tuple[str, str]
    #: the parts, besides tables, that show numbers of a run
    results: tuple[str, ...]
    #: the button that steps through the shown run, and the data-* attribute that changes
    step: str = "step"
    told: str = "n"

    @property
    def fragment(self) -> str:
        return f"#{self.key}={self.state}"

    def host(self, page: Page) -> Locator:
        return page.locator(f"gd-{self.name}").first


WIDGETS = [
    Widget(
        "descent",
        "lessons/gradient-descent/",
        "descent",
        "loss:double_well,t:-9,lr:0.05",
        {"lr": "0.05", "t": "-9"},
        ("t", "-9"),
        ("verdict", "equation"),
    ),
    Widget(
        "contour",
        "playground/",
        "race",
        "surface:himmelblau,x:1,y:2,race:adam+lr:0.3;momentum,n:4",
        {"surface": "himmelblau", "n": "4", "lr-1": "0.3", "runs": "2"},
        ("x", "1"),
        ("verdict-0", "verdict-1", "now"),
    ),
    Widget(
        "line",
        "playground/",
        "line",
        "data:far,scaled:1,lr:0.5,n:3",
        {"set": "far", "lr": "0.5", "n": "3"},
        ("lr", "0.5"),
        ("verdict", "equations"),
    ),
    Widget(
        "rates",
        "lessons/learning-rate/",
        "sweep",
        "loss:huber,t:-2,steps:30,lr:0.05",
        {"start": "-2", "steps": "30"},  # not lr: `use` has selected another one
        ("steps", "30"),
        ("summary", "end"),
        step="",
        told="lr",
    ),
    Widget(
        "network",
        "playground/",
        "moons",
        "data:circles,layers:4,epochs:80,n:33",
        {"data": "circles", "layers": "4", "epoch": "33", "epochs": "80"},
        ("epochs", "80"),
        ("verdict", "line"),
        told="epoch",
    ),
]
WORDS = {
    "ja": {
        "awaited": "まだ計算していません",
        "other": "別の設定の結果",
        "share": "共有（リンクをコピー）",
        "shared": "選んだ設定のリンクをコピーしました",
        "save": "結果をファイルに保存する",
        "unsaved": re.compile("まだ保存できません"),
        "reset": "はじめの設定に戻す",
        "retry": "もう一度読み込む",
        "menu": "言語",
        "failed": "読み込めませんでした",
        "fault": "思いがけないエラー",
        "uncomputed": "計算できませんでした",
        "undrawn": "結果を表示できませんでした",
    },
    "en": {
        "awaited": "Not computed yet",
        "other": "With other settings",
        "share": "Share (copy link)",
        "shared": "Copied the link to the chosen settings",
        "save": "Save my result as a file",
        "unsaved": re.compile("Not saved"),
        "reset": "Reset everything",
        "retry": "Try again",
        "menu": "Select language",
        "failed": "could not be loaded",
        "fault": "unexpected error",
        "uncomputed": "It could not be computed",
        "undrawn": "The result could not be shown",
    },
}
OTHER = {"ja": "en", "en": "ja"}
NAMES = {"ja": "日本語", "en": "English"}
languages = pytest.mark.parametrize("lang", ["ja", "en"])
widgets = pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.name)


def prefix(lang: str) -> str:
    return "en/" if lang == "en" else ""


class Held:
    """Holds requests for files, by default Python's, until the test releases them."""

    def __init__(self, page: Page, files: str = PYTHON) -> None:
        self.page = page
        self.files = files
        self.routes: list[Route] = []
        page.route(files, lambda route: self.routes.append(route))  # no built-in method

    def let_go(self) -> None:
        self.page.unroute(self.files)
        for route in self.routes:
            with suppress(Error):  # requested by a page that has been left
                route.continue_()


@contextmanager
def without_python(browser: Browser) -> Iterator[Page]:
    """A page without Python: `open_page` would report the failed requests."""
    with new_page(browser) as page:
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.route(PYTHON, lambda route: route.fulfill(status=503, body="busy"))
        yield page
        assert errors == []


def use(widget: Widget, page: Page) -> None:
    """Step through the shown run while another one is pending."""
    host = widget.host(page)
    before = host.get_attribute(f"data-{widget.told}")
    if widget.step:
        host.locator(f"[data-action={widget.step}]").click()
    else:
        host.get_by_role("slider").first.press("ArrowRight")
    expect(host).not_to_have_attribute(f"data-{widget.told}", str(before))


def keeps(widget: Widget, page: Page) -> None:
    page.wait_for_timeout(800)  # only waiting can show that no URL is written
    assert page.evaluate("location.hash") == widget.fragment


def awaits(widget: Widget, page: Page, lang: str, said: str = "awaited") -> None:
    """Expect stale results: marked as such, without verdict and numbers."""
    host = widget.host(page)
    host.scroll_into_view_if_needed()
    name, value = widget.field
    expect(host.locator(f"[data-field={name}]")).to_have_value(value)
    expect(host).to_have_attribute("data-stale", "")
    expect(host.get_by_text(WORDS[lang][said]).first).to_be_visible()
    unsaid = {"awaited", "uncomputed"} - {said}
    for text in unsaid:
        expect(host.locator(".gd-earlier").get_by_text(WORDS[lang][text]).first).to_be_hidden()
    expect(host.locator("figcaption").get_by_text(WORDS[lang]["other"])).to_be_visible()
    for part in widget.results:
        expect(host.locator(f"[data-part={part}]")).to_be_hidden()
    for busy in host.locator(".gd-stale-area, .gd-table, .gd-program, figcaption").all():
        expect(busy).to_have_attribute("aria-busy", "true")


def shows(widget: Widget, page: Page, lang: str) -> None:
    host = widget.host(page)
    for name, value in widget.shown.items():
        expect(host).to_have_attribute(f"data-{name}", value, timeout=LONG)
    expect(host).not_to_have_attribute("data-stale", "")
    expect(host.get_by_text(WORDS[lang]["awaited"]).first).to_be_hidden()
    for part in widget.results:
        expect(host.locator(f"[data-part={part}]")).to_be_visible()


def switch_language(page: Page, to: str) -> None:
    page.locator(".md-header .md-select button").focus()
    page.get_by_role("link", name=NAMES[to], exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", to)


# --- A state requested by the URL ---


@widgets
@pytest.mark.parametrize("lang", ["ja"])  # then switches to the other one
def test_an_address_is_kept_while_python_loads_and_then_comes_true(
    open_page: OpenPage, home: str, widget: Widget, lang: str
) -> None:
    with open_page() as page:
        held = Held(page)
        page.goto(home + prefix(lang) + widget.page + widget.fragment)
        awaits(widget, page, lang)
        use(widget, page)
        keeps(widget, page)
        page.reload()
        awaits(widget, page, lang)
        use(widget, page)
        keeps(widget, page)
        page.goto(home + prefix(lang) + "glossary/")
        page.go_back()
        awaits(widget, page, lang)
        keeps(widget, page)
        switch_language(page, OTHER[lang])
        awaits(widget, page, OTHER[lang])
        keeps(widget, page)
        held.let_go()
        shows(widget, page, OTHER[lang])


@widgets
@pytest.mark.parametrize("lang", ["en"])  # then switches to the other one
def test_an_address_is_kept_where_python_fails_and_comes_true_when_it_is_tried_again(
    browser: Browser, home: str, widget: Widget, lang: str
) -> None:
    with without_python(browser) as page:
        host = widget.host(page)
        failure = host.locator("[data-part=python-words]")

        def fails(lang: str) -> None:
            host.scroll_into_view_if_needed()
            expect(failure).to_contain_text(WORDS[lang]["failed"], timeout=LONG)
            awaits(widget, page, lang, "uncomputed")
            use(widget, page)
            keeps(widget, page)

        page.goto(home + prefix(lang) + widget.page + widget.fragment)
        fails(lang)
        page.reload()
        fails(lang)
        page.goto(home + prefix(lang) + "glossary/")
        page.go_back()
        fails(lang)
        switch_language(page, OTHER[lang])
        fails(OTHER[lang])
        page.unroute(PYTHON)
        host.get_by_role("button", name=WORDS[OTHER[lang]]["retry"]).click()
        shows(widget, page, OTHER[lang])


#: Replaces numbers in messages to Python with ones that gdlib refuses: fields hardly allow any.
REFUSED = """
{
  const send = MessagePort.prototype.postMessage;
  const wrong = ({ steps, until, ...rest }) => ({
    ...rest,
    ...(steps === undefined ? {} : { steps: -1 }),
    ...(until === undefined ? {} : { until: -1 }),
  });
  MessagePort.prototype.postMessage = function (message, ...more) {
    const isAsked = message?.kind === "ask";
    const sent = isAsked ? { ...message, parameters: wrong(message.parameters) } : message;
    return send.call(this, sent, ...more);
  };
}
"""


@widgets
@pytest.mark.parametrize("lang", ["ja"])  # then switches to the other one
def test_an_address_that_gdlib_refuses_is_kept_and_the_controls_go_back(
    open_page: OpenPage, home: str, widget: Widget, lang: str
) -> None:
    with open_page() as page:
        page.add_init_script(REFUSED)

        def refuses() -> None:
            host = widget.host(page)
            host.scroll_into_view_if_needed()
            expect(host.locator("[data-part=error]")).to_be_visible(timeout=LONG)
            expect(host).not_to_have_attribute("data-stale", "")
            name, value = widget.field
            expect(host.locator(f"[data-field={name}]")).not_to_have_value(value)
            for part in widget.results[:1]:
                expect(host.locator(f"[data-part={part}]")).to_be_visible()
            use(widget, page)
            keeps(widget, page)

        page.goto(home + prefix(lang) + widget.page + widget.fragment)
        refuses()
        if widget is WIDGETS[0]:  # each of these loads Python again
            page.reload()
            refuses()
            page.goto(home + prefix(lang) + "glossary/")
            page.go_back()
            refuses()
        switch_language(page, OTHER[lang])
        refuses()
        words = WORDS[OTHER[lang]]
        widget.host(page).get_by_role("button", name=words["reset"]).click()
        expect(page).not_to_have_url(re.compile(re.escape(widget.fragment)))


@languages
def test_an_error_that_gdlib_did_not_mean_is_told_in_the_readers_language(
    open_page: OpenPage, home: str, lang: str
) -> None:
    with open_page() as page:
        page.add_init_script(REFUSED.replace("steps: -1", "steps: {}"))  # a TypeError
        page.goto(home + prefix(lang) + WIDGETS[0].page + WIDGETS[0].fragment)
        error = WIDGETS[0].host(page).locator("[data-part=error]")
        expect(error).to_have_text(re.compile(WORDS[lang]["fault"]), timeout=LONG)
        expect(error).not_to_contain_text("Error:")


#: Makes the next `replaceChildren` throw, and only that one.
BROKEN_ONCE = """
  const fill = Element.prototype.replaceChildren;
  Element.prototype.replaceChildren = function () {
    Element.prototype.replaceChildren = fill;
    throw new TypeError("not drawn");
  };
"""


@languages
def test_a_run_that_cannot_be_drawn_does_not_count_as_shown(
    browser: Browser, home: str, lang: str
) -> None:
    with new_page(browser) as page:
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(home + prefix(lang) + "embed/rates/")
        host = page.locator("gd-rates[data-ready]")
        steps = host.locator("[data-field=steps]")
        expect(steps).to_be_visible(timeout=LONG)
        page.evaluate(f"() => {{{BROKEN_ONCE}}}")
        steps.fill("30")
        steps.press("Enter")
        expect(host.get_by_text(WORDS[lang]["undrawn"]).first).to_be_visible(timeout=LONG)
        expect(host).to_have_attribute("data-awaits", "run")
        expect(host).to_have_attribute("data-steps", "50")
        expect(host.locator("[data-part=summary]")).to_be_hidden()
        steps.fill("31")
        steps.press("Enter")
        expect(host).to_have_attribute("data-steps", "31", timeout=LONG)
        expect(host.locator("[data-part=summary]")).to_be_visible()
        expect(host.get_by_text(WORDS[lang]["undrawn"]).first).to_be_hidden()
        assert errors == ["not drawn"]


# --- Shown run and pending run ---


@languages
def test_lanes_are_those_of_the_race_that_is_awaited(
    open_page: OpenPage, home: str, lang: str
) -> None:
    with open_page() as page:
        held = Held(page)
        page.goto(home + prefix(lang) + "embed/contour/#contour=race:adam+lr:0.2")
        host = page.locator("gd-contour")
        expect(host.locator(".gd-lane")).to_have_count(1)
        expect(host.locator("[data-field=optimizer-0]")).to_have_value("adam")
        expect(host.locator("[data-field=lr-0]")).to_have_value("0.2")
        for name in ("lr-0", "beta1-0", "beta2-0"):
            expect(host.locator(f"[data-field={name}]")).to_be_visible()
        expect(host.locator("[data-field=beta1-0]")).to_have_value("")
        held.let_go()
        expect(host).to_have_attribute("data-runs", "1", timeout=LONG)
        expect(host.locator("[data-field=beta1-0]")).to_have_value("0.9")
        expect(host.locator("[data-part=verdict-0]")).to_be_visible()
        expect(host.locator("[data-part=verdict-0]")).not_to_be_empty()


def test_marks_of_the_run_that_is_shown_do_not_stand_among_what_is_awaited(
    open_page: OpenPage, home: str
) -> None:
    with open_page() as page:
        Held(page)
        page.goto(home + "en/embed/rates/#rates=loss:huber,lr:0.05")
        rates = page.locator("gd-rates")
        expect(rates.locator(".gd-start")).to_have_css("opacity", "0.45")
        expect(rates.locator("tr[aria-current]")).to_have_css("box-shadow", "none")
        page.goto(home + "en/embed/line/#line=points:1/2/3/4/2/-3")
        expect(page.locator("gd-line .gd-residuals")).to_have_css("visibility", "hidden")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_caption_keeps_its_contrast_while_a_run_is_awaited(
    open_page: OpenPage, home: str, scheme: str
) -> None:
    with open_page(color_scheme=scheme) as page:
        Held(page)
        page.goto(home + "en/embed/rates/#rates=loss:huber")
        expect(page.locator("gd-rates")).to_have_attribute("data-awaits", "run")
        caption = page.locator("gd-rates figcaption [data-part=caption]")
        expect(caption).to_have_css("opacity", "1")
        assert contrast(caption) >= 4.5


#: Returns the colours of an element's background and text, composited as the browser does.
COLOURS = """text => {
  const canvas = document.createElement("canvas").getContext("2d");
  const laid = colours => {
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const grounds = [];
  for (let one = text; one; one = one.parentElement) {
    grounds.unshift(getComputedStyle(one).backgroundColor);
  }
  return [laid(grounds), laid([getComputedStyle(text).color])];
}"""


def contrast(text: Locator) -> float:
    """Return the WCAG contrast ratio of a text and its background."""

    def luminance(colour: list[int]) -> float:
        shares = [value / 255 for value in colour]
        linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares]
        return sum(w * x for w, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted(luminance(colour) for colour in text.evaluate(COLOURS))
    return (high + 0.05) / (low + 0.05)


def test_a_widget_that_is_used_leaves_what_the_others_ask_for(
    open_page: OpenPage, home: str
) -> None:
    with open_page() as page:
        Held(page)
        far, near = "far=scaled:1,lr:1,n:1", "fit=n:2"
        page.goto(f"{home}en/lessons/fitting-a-line/#{near}&{far}")
        page.locator("#fit [data-action=step]").click()
        expect(page).to_have_url(re.compile(re.escape(far) + r"&fit=data:noisy.*n:3$"))
        far_line = page.locator("gd-line#far")
        expect(far_line).to_have_attribute("data-stale", "")
        far_line.locator("[data-action=step]").click()
        expect(far_line).to_have_attribute("data-n", "1")
        page.wait_for_timeout(800)
        assert far in page.url


def test_a_widget_that_is_far_below_keeps_its_state_in_the_address(page: Page, home: str) -> None:
    far = "far=scaled:1,lr:1,n:1"
    Page.goto(page, f"{home}en/lessons/fitting-a-line/#{far}")
    page.locator("#fit[data-ready] [data-action=step]").click()
    expect(page).to_have_url(re.compile(re.escape(far) + r"&fit=data:noisy.*n:1$"))


def test_the_state_that_is_typed_last_is_the_one_that_comes(open_page: OpenPage, home: str) -> None:
    with open_page() as page:
        held = Held(page)
        page.goto(home + "en/lessons/gradient-descent/#descent=lr:1.9")
        host = page.locator("gd-descent")
        page.evaluate("location.hash = '#descent=lr:0.1,n:4'")  # prerendered: needs no Python
        expect(host).to_have_attribute("data-n", "4")
        expect(host).not_to_have_attribute("data-stale", "")
        page.evaluate("location.hash = '#descent=lr:0.7,n:2'")
        expect(host).to_have_attribute("data-stale", "")
        held.let_go()
        expect(host).to_have_attribute("data-lr", "0.7", timeout=LONG)
        expect(host).to_have_attribute("data-n", "2")
        page.go_back()
        expect(host).to_have_attribute("data-lr", "0.1")
        expect(host).to_have_attribute("data-n", "4")
        assert page.url.endswith("#descent=lr:0.1,n:4")


def test_a_partly_valid_address_stays_as_typed_until_the_reader_goes_on(
    page: Page, home: str
) -> None:
    typed = "#descent=t:abc,speed:9,n:2"
    page.goto(home + "en/lessons/gradient-descent/" + typed)
    expect(page.locator("gd-descent")).to_have_attribute("data-n", "2")
    page.wait_for_timeout(800)
    assert page.url.endswith(typed)
    page.locator("gd-descent [data-action=step]").click()
    expect(page).to_have_url(re.compile(r"#descent=loss:squared_error,t:-5,lr:0.1,steps:50,n:3$"))


# --- Before scripts are loaded ---

#: Returns the distance of each result of a run from the top of its widget, in pixels.
PLACES = """
host => [...host.querySelectorAll(".gd-stale-area, .gd-picture, .gd-transport")].map(
  part => part.getBoundingClientRect().top - host.getBoundingClientRect().top
)
"""


@languages
@widgets
@pytest.mark.parametrize("page_of", ["its page", "a page of its own"])
def test_no_result_of_the_first_run_is_shown_before_scripts_have_come(
    open_page: OpenPage, home: str, widget: Widget, page_of: str, lang: str
) -> None:
    alone = f"embed/{widget.name}/#{widget.name}={widget.state}"
    address = widget.page + widget.fragment if page_of == "its page" else alone
    with open_page() as page:
        Held(page)
        scripts = Held(page, "**/*.js")
        Page.goto(page, home + prefix(lang) + address, wait_until="commit")
        host = widget.host(page)
        expect(host.locator("figcaption")).to_be_hidden()
        for part in widget.results:
            expect(host.locator(f"[data-part={part}]")).to_have_count(1)
            expect(host.locator(f"[data-part={part}]")).to_be_hidden()
        expect(host.get_by_role("math")).to_have_count(0)
        expect(host.locator(".gd-picture").first).to_be_visible()
        before = host.evaluate(PLACES)
        scripts.let_go()
        awaits(widget, page, lang)
        if widget.name != "contour":  # its number of rows depends on the state
            assert host.evaluate(PLACES) == pytest.approx(before, abs=1)


@languages
@pytest.mark.parametrize("address", ["embed/descent/", "lessons/gradient-descent/"])
def test_the_first_run_is_shown_where_nothing_else_is_asked_for(
    open_page: OpenPage, home: str, address: str, lang: str
) -> None:
    with open_page() as page:
        scripts = Held(page, "**/*.js")
        verdict = page.locator("gd-descent [data-part=verdict]")
        Page.goto(page, home + prefix(lang) + address, wait_until="commit")
        expect(verdict).to_be_visible()
        Page.goto(page, "about:blank")
        Page.goto(page, home + prefix(lang) + address + "#other=n:1", wait_until="commit")
        expect(page.locator("gd-descent .gd-picture").first).to_be_visible()
        expect(verdict).to_be_hidden()
        scripts.let_go()
        expect(verdict).to_be_visible()
        expect(page.locator("gd-descent figcaption")).to_be_visible()


# --- While a run is pending ---


@languages
def test_reset_goes_back_at_once_without_python(open_page: OpenPage, home: str, lang: str) -> None:
    with open_page() as page:
        Held(page)
        page.goto(home + prefix(lang) + "lessons/gradient-descent/#descent=lr:1.9")
        host = page.locator("gd-descent")
        expect(host).to_have_attribute("data-stale", "")
        host.get_by_role("button", name=WORDS[lang]["reset"]).click()
        expect(host).not_to_have_attribute("data-stale", "")
        expect(host.locator("[data-field=lr]")).to_have_value("0.1")
        expect(page).to_have_url(re.compile("lr:0.1,steps:50,n:0$"))


@languages
def test_a_screen_reader_is_not_told_another_run_as_the_one_that_is_awaited(
    open_page: OpenPage, home: str, lang: str
) -> None:
    words = WORDS[lang]
    with open_page() as page:
        Held(page)
        page.goto(home + prefix(lang) + "lessons/gradient-descent/")
        host = page.locator("gd-descent")
        live = host.get_by_role("status")
        scrub = host.locator("[data-field=n]")
        scrub.press("End")
        expect(live).not_to_be_empty()
        field = host.locator("[data-field=lr]")
        field.fill("1.9")
        field.press("Enter")
        expect(live).to_have_text(re.compile(f"^{words['awaited']}"))
        expect(scrub).to_have_attribute("aria-valuetext", re.compile(f"^{words['other']}"))
        scrub.press("Home")
        expect(live).to_have_text(re.compile(f"^{words['other']}.*n = 0", re.DOTALL))
        expect(host.get_by_role("math")).to_have_count(0)


@languages
def test_a_link_leads_to_what_is_chosen_and_a_result_waits_for_its_numbers(
    open_page: OpenPage, home: str, lang: str
) -> None:
    words = WORDS[lang]
    with open_page() as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        held = Held(page)
        address = home + prefix(lang) + "embed/descent/#descent=lr:1.9,n:3&task=T&lock=lr"
        page.goto(address)
        host = page.locator("gd-descent")
        expect(host.locator("[data-field=lr]")).to_have_value("1.9")
        expect(host.locator("[data-field=lr]")).to_be_disabled()
        host.get_by_role("button", name=words["share"]).click()
        expect(host.get_by_role("button", name=words["shared"])).to_be_visible()
        link = page.evaluate("navigator.clipboard.readText()")
        assert "#task=T&lock=lr&descent=loss:squared_error,t:-5,lr:1.9,steps:50,n:3" in link
        host.get_by_role("button", name=words["save"]).click()
        expect(host.get_by_role("button", name=words["unsaved"])).to_be_visible()
        page.reload()
        expect(host.locator("[data-field=lr]")).to_have_value("1.9")
        assert page.url == address
        held.let_go()
        expect(host).to_have_attribute("data-lr", "1.9", timeout=LONG)
        with page.expect_download() as download:
            host.get_by_role("button", name=words["save"]).click()
        assert '"lr": "1.9"' in Path(download.value.path()).read_text()


def test_numbers_of_the_first_run_are_no_result_of_another_state(
    page: Page, home: str, tmp_path: Path
) -> None:
    page.goto(home + "en/embed/descent/#lock=t")
    host = page.locator("gd-descent")
    with page.expect_download() as download:
        host.get_by_role("button", name=WORDS["en"]["save"]).click()
    forged = tmp_path / "forged.json"
    text = Path(download.value.path()).read_text()
    forged.write_text(re.sub('descent=[^"]*', "descent=lr:1.9", text))
    page.goto(home + "en/for-teachers/")
    page.get_by_label("Files handed in").set_input_files(forged)
    row = page.locator("gd-results tbody tr")
    expect(row).to_contain_text("Not the same when computed again", timeout=LONG)


# --- The language menu ---


@languages
def test_the_language_menu_keeps_the_place_on_the_page(page: Page, home: str, lang: str) -> None:
    page.goto(home + prefix(lang) + "lessons/learning-rate/#limit")
    switch_language(page, OTHER[lang])
    assert page.url == f"{home}{prefix(OTHER[lang])}lessons/learning-rate/#limit"
    expect(page.locator("#limit")).to_be_in_viewport()


@languages
def test_the_language_menu_keeps_a_state_that_came_after_the_page(
    page: Page, home: str, lang: str
) -> None:
    page.goto(home + prefix(lang) + "lessons/gradient-descent/?h=word")
    page.locator("gd-descent [data-action=step]").click()
    expect(page).to_have_url(re.compile("n:1$"))
    fragment = page.evaluate("location.hash")
    page.locator(".md-header .md-select button").focus()
    link = page.get_by_role("link", name=NAMES[OTHER[lang]], exact=True)
    link.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", OTHER[lang])
    assert page.url == f"{home}{prefix(OTHER[lang])}lessons/gradient-descent/{fragment}"
    expect(page.locator("gd-descent")).to_have_attribute("data-n", "1")


@languages
def test_the_language_menu_keeps_the_state_in_a_new_tab(page: Page, home: str, lang: str) -> None:
    page.goto(home + prefix(lang) + "lessons/gradient-descent/")
    page.locator("gd-descent [data-action=step]").click()
    expect(page).to_have_url(re.compile("n:1$"))
    page.locator(".md-header .md-select button").focus()
    link = page.get_by_role("link", name=NAMES[OTHER[lang]], exact=True)
    with page.context.expect_page() as opened:
        link.click(button="middle")
    opened.value.wait_for_url(re.compile("n:1$"))
    expect(opened.value.locator("html")).to_have_attribute("lang", OTHER[lang])
