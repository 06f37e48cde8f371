"""The site: languages, colours, search, figures, animations, formulas."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import ADDRESS, new_page
from playwright.sync_api import Page, Route, expect

from sitegen.figures import svg

SITE = Path(__file__).parents[3] / "site"
WORDS = {
    "ja": {
        "menu": "言語切り替え",
        "search": "検索",
        "play": "再生",
        "next": "1 コマ進む",
        "dark": "暗い配色に切り替える",
        "light": "明るい配色に切り替える",
    },
    "en": {
        "menu": "Select language",
        "search": "Search",
        "play": "Play",
        "next": "One frame on",
        "dark": "Switch to dark mode",
        "light": "Switch to light mode",
    },
}


@pytest.fixture(scope="session")
def home(serve) -> str:
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.")
    return serve(SITE)


@pytest.fixture(scope="session")
def under_a_path(serve, tmp_path_factory) -> str:
    """The same site below `/course/`, as on a project page."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "course").symlink_to(SITE)
    return serve(folder) + "course/"


@pytest.fixture
def instant(page: Page, home: str, under_a_path: str) -> None:
    """Replace the host in the sitemap by this server, as on the published site.

    Material follows a link instantly only if the sitemap lists where it leads.
    """

    def answer(route: Route) -> None:
        base = under_a_path if route.request.url.startswith(under_a_path) else home
        text = (SITE / route.request.url.removeprefix(base)).read_text()
        route.fulfill(content_type="text/xml", body=text.replace(ADDRESS, base))

    page.route("**/sitemap.xml", answer)


def switch_language(page: Page, here: str, to: str) -> None:
    page.get_by_role("button", name=WORDS[here]["menu"]).focus()
    page.get_by_role("link", name={"ja": "日本語", "en": "English"}[to], exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", to)


def path_of(page: Page, home: str) -> str:
    return page.url.removeprefix(home)


def test_switching_the_language_keeps_the_page(page, home):
    page.goto(home + "lessons/learning-rate/")
    switch_language(page, "ja", "en")
    assert path_of(page, home) == "en/lessons/learning-rate/"
    switch_language(page, "en", "ja")
    assert path_of(page, home) == "lessons/learning-rate/"


@pytest.mark.usefixtures("instant")
def test_the_style_is_taken_once_and_stays_from_page_to_page(page, home):
    asked = []
    page.on("request", lambda request: "/assets/style." in request.url and asked.append(request))
    page.goto(home + "en/", wait_until="networkidle")
    page.evaluate("window.style = document.querySelector('link[href*=\"/assets/style.\"]')")
    go_on_instantly(page, "Gradient descent")
    assert page.evaluate("style.isConnected && style.sheet.cssRules.length > 100")
    assert page.locator("link[rel=stylesheet]").count() == 3
    assert len(asked) <= 2  # the second is answered by the browser itself


def go_on_instantly(page: Page, link: str) -> None:
    """Follow a link in the page's text, and check that the page was not reloaded."""
    page.evaluate("window.stillHere = true")
    page.get_by_role("article").get_by_role("link", name=link, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(link))
    assert page.evaluate("window.stillHere")


@pytest.mark.usefixtures("instant")
def test_switching_the_language_keeps_the_page_after_instant_navigation(page, home):
    page.goto(home + "en/", wait_until="networkidle")
    go_on_instantly(page, "Gradient descent")
    switch_language(page, "en", "ja")
    assert path_of(page, home) == "lessons/gradient-descent/"


@pytest.mark.usefixtures("instant")
def test_a_state_that_is_awaited_is_kept_by_instant_navigation_and_back(page, home):
    page.route("**/runtime/**", lambda _: None)
    page.goto(home + "en/", wait_until="networkidle")
    go_on_instantly(page, "Gradient descent")
    page.evaluate("location.hash = '#descent=lr:1.9'")
    widget = page.locator("gd-descent")
    expect(widget).to_have_attribute("data-stale", "")
    widget.locator("[data-action=step]").click()
    expect(widget).to_have_attribute("data-n", "1")
    lessons = page.get_by_role("navigation", name="Lessons")
    lessons.get_by_role("link", name="The gradient", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^The gradient"))
    assert page.evaluate("window.stillHere")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Gradient descent"))
    expect(widget.locator("[data-field=lr]")).to_have_value("1.9")
    assert page.url.endswith("lessons/gradient-descent/#descent=lr:1.9")
    switch_language(page, "en", "ja")
    assert path_of(page, home) == "lessons/gradient-descent/#descent=lr:1.9"


@pytest.mark.usefixtures("instant")
def test_switching_the_language_works_below_a_path(page, under_a_path):
    page.goto(under_a_path, wait_until="networkidle")
    go_on_instantly(page, "学習率")
    switch_language(page, "ja", "en")
    assert path_of(page, under_a_path) == "en/lessons/learning-rate/"


def scheme_of(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_reader_chooses_light_or_dark_by_keyboard_for_all_pages(page, home, lang):
    to_dark, to_light = WORDS[lang]["dark"], WORDS[lang]["light"]
    page.emulate_media(color_scheme="light")
    page.goto(home + ("en/" if lang == "en" else ""))
    page.get_by_role("button", name=to_dark).focus()
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name=to_light)).to_be_focused()
    expect(page.get_by_role("button", name=to_dark)).to_be_hidden()
    page.goto(home + ("en/" if lang == "en" else "") + "lessons/learning-rate/")
    assert scheme_of(page) == "slate"
    page.get_by_role("button", name=to_light).click()
    assert scheme_of(page) == "default"


def test_colours_follow_the_system_until_one_chooses_otherwise(page, home):
    page.emulate_media(color_scheme="dark")
    page.goto(home + "en/")
    assert scheme_of(page) == "slate"
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_role("button", name=WORDS["en"]["dark"]).click()
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    assert scheme_of(page) == "slate"
    page.get_by_role("button", name=WORDS["en"]["light"]).click()  # what the system has: forgotten
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_choice_of_colours_holds_in_other_tabs_and_where_none_can_be_kept(page, home):
    page.emulate_media(color_scheme="light")
    page.goto(home + "en/")
    other = page.context.new_page()
    other.emulate_media(color_scheme="light")
    other.goto(home + "en/glossary/")
    page.get_by_role("button", name=WORDS["en"]["dark"]).click()
    expect(other.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name=WORDS["en"]["light"]).click()
    page.get_by_role("button", name=WORDS["en"]["dark"]).click()
    other.goto(home + "en/embed/descent/")  # a widget alone has no button, and follows the others
    assert scheme_of(other) == "slate"
    assert other.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.get_by_role("button", name=WORDS["en"]["light"]).click()
    expect(other.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full') } }")
    page.get_by_role("button", name=WORDS["en"]["dark"]).click()
    assert scheme_of(page) == "slate"


def test_dark_pages_are_dark_before_any_script_file_has_come(browser, home):
    page = browser.new_page(color_scheme="dark")  # not the fixture: what fails here is meant to
    page.route("**/*.js", lambda route: route.abort())
    Page.goto(page, home + "en/", wait_until="domcontentloaded")
    assert scheme_of(page) == "slate"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.close()


def test_page_down_works_at_once_and_the_page_is_as_long_as_it_says(page, home):
    Page.goto(page, home + "en/lessons/gradient-descent/")
    # Chromium drops key events before the first frame.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    height = page.evaluate("document.documentElement.scrollHeight")
    page.keyboard.press("PageDown")
    page.wait_for_function("() => scrollY > 0")
    page.locator(".md-footer").scroll_into_view_if_needed()
    expect(page.locator(".md-footer")).to_be_in_viewport()
    there = page.evaluate("document.documentElement.scrollHeight")
    assert abs(there - height) < 0.05 * height


def test_a_link_to_words_of_a_page_leads_to_them(page, home):
    address = f"{home}en/lessons/gradient-descent/"
    Page.goto(page, address)
    words = page.locator("#summary ~ p, #summary ~ ul li").last.inner_text().split("\n")[0][:40]
    Page.goto(page, f"{home}en/")
    Page.goto(page, f"{address}#:~:text={quote(words)}")
    expect(page.get_by_text(words).last).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_of_the_contents_leads_to_its_heading(page, home, width):
    page.set_viewport_size({"width": width, "height": 800})
    Page.goto(page, home + "lessons/gradient-descent/")
    page.evaluate("document.querySelector('.md-nav--secondary [href$=\"#stop\"]').click()")
    expect(page.locator("#stop")).to_be_in_viewport()
    Page.goto(page, home + "en/lessons/gradient-descent/#summary", wait_until="networkidle")
    expect(page.locator("#summary")).to_be_in_viewport()
    top = page.locator("#summary").evaluate("(heading) => heading.getBoundingClientRect().top")
    assert 0 < top < 200
    page.evaluate("scrollTo({ top: 2500, behavior: 'instant' })")
    page.wait_for_function("() => scrollY === 2500")
    Page.reload(page)
    page.wait_for_function("() => scrollY === 2500")


PAGE_COLOURS = """
(names) => Object.fromEntries(names.map((name) => {
  const probe = document.querySelector(".md-typeset").appendChild(document.createElement("i"));
  probe.style.color = name === "--ink" ? "currentColor" : `var(${name})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return [name, color];
}))
"""
COMPUTED_COLOUR = """
(colour) => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = colour;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_figure_has_the_colours_of_the_page_and_comes_when_the_reader_does(browser, home, scheme):
    context = browser.new_context(service_workers="block", color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: "/figures/" in request.url and asked.append(request.url))
    Page.goto(page, f"{home}en/lessons/neural-network/", wait_until="networkidle")
    images = page.locator(".gd-figure img")
    last = images.filter(visible=True).last
    source = last.evaluate("image => image.src")
    assert source.endswith(f"#only-{scheme}")
    assert source.partition("#")[0] not in asked
    with page.expect_response(source.partition("#")[0]):
        last.scroll_into_view_if_needed()
    expect(images.filter(visible=True)).to_have_count(images.count() // 2)
    page_colours = page.evaluate(PAGE_COLOURS, list(svg.SCHEME_COLOURS[scheme]))
    for name, colour in svg.SCHEME_COLOURS[scheme].items():
        assert page.evaluate(COMPUTED_COLOUR, colour) == page_colours[name], name
    shown = {image.get_attribute("src") for image in images.filter(visible=True).all()}
    for url in asked:
        assert any(source.partition("#")[0].endswith(url.split("/")[-1]) for source in shown)
    context.close()


SEARCHES = [
    ("ja", "学習率", "lessons/learning-rate/"),
    ("ja", "最急降下法", "lessons/gradient-descent/"),
    ("ja", "ネットワーク", "lessons/neural-network/"),
    ("ja", "誤差逆伝播", "lessons/backpropagation/"),
    ("ja", "条件数", "lessons/fitting-a-line/"),
    ("en", "learning rate", "lessons/learning-rate/"),
    ("en", "overshoot", "lessons/learning-rate/"),
    ("en", "condition number", "lessons/fitting-a-line/"),
    ("en", "backpropagation", "lessons/backpropagation/"),
]


def search(page: Page, home: str, lang: str, query: str) -> list[str]:
    """Return the search results, the best first."""
    page.goto(home + ("en/" if lang == "en" else ""), wait_until="networkidle")
    page.get_by_role("textbox", name=WORDS[lang]["search"]).fill(query)
    results = page.locator(".md-search-result__item > a.md-search-result__link:first-child")
    expect(results.first).to_be_visible()
    found = results.evaluate_all("links => links.map((a) => a.origin + a.pathname)")
    return [address.removeprefix(home) for address in found]


@pytest.mark.parametrize(("lang", "query", "lesson"), SEARCHES)
def test_search_finds_the_lesson_first_and_only_this_language(page, home, lang, query, lesson):
    found = search(page, home, lang, query)
    assert found[0] == ("en/" if lang == "en" else "") + lesson
    assert all(path.startswith("en/") == (lang == "en") for path in found)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("kind", ["lessons", "notebooks", "glossary", "api"])
def test_search_knows_every_kind_of_page(lang, kind):
    folder = SITE / "en" if lang == "en" else SITE
    index = json.loads((folder / "search" / "index.json").read_text())
    known = {entry["location"].partition("#")[0] for entry in index["docs"]}
    pages = {f"{path.parent.relative_to(folder)}/" for path in (folder / kind).rglob("index.html")}
    assert pages
    assert pages <= known


@pytest.mark.parametrize(("lang", "said"), [("ja", "学習率"), ("en", "learning rate")])
def test_words_that_come_without_a_key_are_searched_for(page, home, lang, said):
    page.goto(home + ("en/" if lang == "en" else ""), wait_until="networkidle")
    page.get_by_role("textbox", name=WORDS[lang]["search"]).click()
    page.wait_for_timeout(500)  # Material looks once more after the field has the focus
    page.keyboard.insert_text(said)
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_a_word_that_does_not_occur_finds_nothing(page, home):
    page.goto(home)
    page.get_by_role("textbox", name="検索").fill("クロワッサン")
    expect(page.get_by_text("何も見つかりませんでした")).to_be_visible()


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("address", ["lessons/gradient-descent/", "notebooks/descent-in-python/"])
def test_films_play_stop_and_step(page, home, lang, address):
    page.goto(home + ("en/" if lang == "en" else "") + address)
    film = page.locator("gd-film").first
    film.scroll_into_view_if_needed()
    expect(film).to_have_attribute("data-n", "0")
    film.get_by_role("button", name=WORDS[lang]["next"]).click()
    expect(film).to_have_attribute("data-n", "1")
    shown = film.locator("svg [data-frame]:not([display=none])")
    assert {piece.get_attribute("data-frame") for piece in shown.all()} == {"1"}
    film.get_by_role("button", name=WORDS[lang]["play"]).click()
    expect(film).to_have_attribute("data-n", re.compile("^[2-9]$"))
    expect(film).to_have_attribute("data-playing", "true")
    page.keyboard.press("k")
    expect(film).to_have_attribute("data-playing", "false")
    film.get_by_role("slider").press("End")
    expect(film).to_have_attribute("data-n", "50")


def test_the_film_of_the_lesson_stops_at_the_end(page, home):
    page.goto(home + "en/lessons/gradient-descent/")
    film = page.locator("gd-film").first
    film.scroll_into_view_if_needed()
    film.get_by_role("button", name="Play").click()
    expect(film).to_have_attribute("data-n", "50", timeout=15_000)
    expect(film).to_have_attribute("data-playing", "false")


@pytest.mark.parametrize(
    ("lang", "words"), [("ja", "続きのコマを読み込めませんでした"), ("en", "could not be fetched")]
)
def test_a_film_that_is_not_to_be_had_says_so_and_is_fetched_at_the_next_press(
    browser, home, lang, words
):
    with new_page(browser) as page:
        page.route("**/figures/descent-film.*", lambda route: route.abort())
        page.goto(home + ("en/" if lang == "en" else "") + "lessons/gradient-descent/")
        film = page.locator("gd-film").first
        film.scroll_into_view_if_needed()
        expect(film.get_by_role("status")).to_contain_text(words)
        expect(film.locator("svg [data-frame='0']").first).to_be_visible()
        page.unroute("**/figures/descent-film.*")
        film.get_by_role("button", name=WORDS[lang]["next"]).click()
        expect(film).to_have_attribute("data-n", "1")
        expect(film.locator("[role=status]")).to_be_empty()


@pytest.mark.parametrize(
    ("address", "widget"),
    [("", "descent"), ("en/lessons/learning-rate/", "descent"), ("en/embed/line/", "line")],
)
def test_a_page_preloads_the_scripts_of_its_first_widget(browser, home, address, widget):
    with new_page(browser) as page:
        asked = set()
        page.on("request", lambda request: asked.add(request.url))
        response = Page.goto(page, home + address)
        assert response
        assert response.status == 200
        expect(page.locator(f"gd-{widget}").first).to_have_attribute("data-ready", "")
        links = page.locator("link[rel=modulepreload]")
        named = links.evaluate_all("links => links.map((link) => link.href)")
        scripts = {url for url in asked if re.search(r"/widgets/gd\.\w+/(?!gd\.js)", url)}
        assert scripts == set(named), page.content()
        assert len(named) == 2  # what all share, and its own


def test_a_widget_is_fetched_with_its_numbers_when_the_reader_comes_near(browser, home):
    with new_page(browser) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(home)))
        Page.goto(page, f"{home}en/lessons/learning-rate/", wait_until="networkidle")
        late = page.locator("gd-contour")
        before = len(asked)
        assert not any(url.startswith("en/runs/contour.") for url in asked)
        late.scroll_into_view_if_needed()
        expect(late).to_have_attribute("data-ready", "")
        assert any(url.startswith("en/runs/contour.") for url in asked[before:])
        assert any(re.match(r"widgets/gd\.\w+/element\.", url) for url in asked[before:])


@pytest.mark.parametrize(
    ("lang", "words", "again"),
    [
        ("ja", "計算結果を読み込めませんでした", "もう一度読み込む"),
        ("en", "could not be fetched", "Try again"),
    ],
)
def test_numbers_that_are_not_to_be_had_leave_the_figure_and_a_way_on(
    browser, home, lang, words, again
):
    with new_page(browser) as page:
        page.route("**/runs/*", lambda route: route.abort())
        prefix = "en/" if lang == "en" else ""
        Page.goto(page, f"{home}{prefix}lessons/learning-rate/", wait_until="networkidle")
        race = page.locator("gd-contour")
        race.scroll_into_view_if_needed()
        expect(race.get_by_role("alert")).to_contain_text(words)
        expect(race.get_by_role("img").first).to_be_visible()
        page.unroute("**/runs/*")
        race.get_by_role("button", name=again).click()
        expect(race).to_have_attribute("data-ready", "")
        expect(race.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize(("lang", "speed"), [("ja", "エポック/秒"), ("en", "Epochs/s")])
def test_there_is_nothing_to_operate_before_the_numbers_are_here(browser, home, lang, speed):
    with new_page(browser) as page:
        held = []
        page.route("**/runs/network.*", lambda route: held.append(route))
        Page.goto(page, f"{home}{'en/' if lang == 'en' else ''}playground/")
        with page.expect_request("**/runs/network.*"):
            page.locator("gd-network").scroll_into_view_if_needed()
        expect(page.get_by_label(speed)).to_be_hidden()
        held[0].continue_()
        expect(page.get_by_label(speed)).to_be_visible()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_after_going_back_the_speed_that_is_shown_is_the_speed(browser, home, lang):
    with new_page(browser) as page:
        prefix = "en/" if lang == "en" else ""
        Page.goto(page, home + prefix)
        descent = page.locator("gd-descent[data-ready]")
        speed = descent.locator("[data-field=speed]")
        speed.select_option("400")
        Page.goto(page, f"{home}{prefix}glossary/")
        page.go_back()
        expect(speed).to_have_value("400")
        milliseconds = descent.evaluate(
            """(descent) => new Promise((done) => {
              const times = [];
              new MutationObserver(() => {
                times[descent.dataset.n] ??= performance.now();
                if (times[3]) done(times[3] - times[1]);
              }).observe(descent, { attributeFilter: ["data-n"] });
              descent.querySelector("[data-action=play]").click();
            })"""
        )
        assert milliseconds > 600  # 800 of this speed; the usual takes 200


def test_a_film_is_fetched_when_the_reader_comes_near(browser, home):
    with new_page(browser) as page:
        asked = []
        page.on(
            "request", lambda request: "descent-film" in request.url and asked.append(request.url)
        )
        Page.goto(page, f"{home}en/lessons/gradient-descent/", wait_until="networkidle")
        assert not asked
        with page.expect_response("**/figures/descent-film.*"):
            page.locator("gd-film").first.scroll_into_view_if_needed()


@pytest.mark.parametrize(
    "address", ["", "lessons/gradient-descent/", "notebooks/descent-in-python/"]
)
def test_pages_never_scroll_sideways_on_a_phone(page, home, address):
    page.set_viewport_size({"width": 360, "height": 740})
    for prefix in ("", "en/"):
        page.goto(home + prefix + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_tablet_that_is_turned_over_never_scrolls_sideways(page, home):
    page.set_viewport_size({"width": 800, "height": 1200})
    page.goto(home + "en/")
    page.evaluate(
        """() => {
          window.widest = 0;
          const look = () => {
            const { scrollWidth, clientWidth } = document.documentElement;
            window.widest = Math.max(window.widest, scrollWidth - clientWidth);
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    page.set_viewport_size({"width": 1200, "height": 800})
    expect(page.get_by_role("textbox", name="Search")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate("window.widest") == 0


def test_reading_a_page_loads_no_python(page, home):
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(home + "lessons/gradient-descent/", wait_until="networkidle")
    assert requested
    assert [url for url in requested if "/runtime/" in url] == []


def test_an_unknown_address_is_answered_in_both_languages(page, home):
    page.goto(home + "404.html")
    expect(page.get_by_role("heading", name="ページが見つかりません")).to_be_visible()
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
