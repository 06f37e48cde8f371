"""Typical visits in three engines: Chromium, Firefox and WebKit."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import engines
import pytest
from conftest import ADDRESS, Serve
from engines import ENTER, Engine
from playwright.sync_api import Browser

SITE = Path(__file__).parents[3] / "site"
HOME = {"ja": "", "en": "en/"}
WORDS = {
    "ja": {
        "lesson": "勾配降下法",
        "diverges": "発散",
        "other": "English",
        "mistake": "別の場所の勾配を使う",
    },
    "en": {
        "lesson": "Gradient descent",
        "diverges": "Divergence",
        "other": "日本語",
        "mistake": "The gradient of the wrong place",
    },
}
#: Before the sitemap is loaded, Material uses no instant navigation.
SITEMAP_HAS_COME = """
performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/sitemap.xml"))
"""

both_languages = pytest.mark.parametrize("lang", ["ja", "en"])


@pytest.fixture(scope="module")
def home(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The built site where its sitemap says it is, as it will be once published.

    Material follows a link instantly only if the sitemap lists where it leads.
    """
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.")
    host = tmp_path_factory.mktemp("host")
    address = serve(host)
    for lang in HOME.values():
        (host / lang).mkdir(exist_ok=True)
        for path in (SITE / lang).iterdir():
            if path.name not in ("en", "sitemap.xml"):
                (host / lang / path.name).symlink_to(path)
        text = (SITE / lang / "sitemap.xml").read_text()
        (host / lang / "sitemap.xml").write_text(text.replace(ADDRESS, address))
    return address


@pytest.fixture(scope="module", params=engines.ENGINES)
def browser_page(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """One page of each engine in turn: a browser starts once for all journeys."""
    with engines.open_engine(request.param, browser, tmp_path_factory.mktemp("profile")) as engine:
        yield engine


@pytest.fixture
def engine(browser_page: Engine) -> Iterator[Engine]:
    """The page; an error that the engine reports fails the test."""
    yield browser_page
    assert browser_page.problems() == []


@both_languages
def test_a_larger_rate_is_computed_and_judged_on_the_home_page(
    engine: Engine, home: str, lang: str
) -> None:
    engine.go(home + HOME[lang])
    engine.click("gd-descent [data-field=lr]")
    engine.replace("2.1")
    engine.press(ENTER)
    engine.wait("document.querySelector('gd-descent[data-state=ready]')?.dataset.lr === '2.1'")
    verdict = engine.evaluate("document.querySelector('[data-part=verdict]').innerText")
    assert WORDS[lang]["diverges"] in verdict


@both_languages
def test_a_link_opens_a_lesson_at_once_and_its_widget_steps(
    engine: Engine, home: str, lang: str
) -> None:
    engine.go(home + HOME[lang])
    engine.wait(SITEMAP_HAS_COME)
    engine.evaluate("window.stillHere = true")
    engine.click("article a", WORDS[lang]["lesson"])
    engine.wait("location.pathname.endsWith('/lessons/gradient-descent/')")
    lesson = WORDS[lang]["lesson"]
    engine.wait(f"document.querySelector('h1').innerText.startsWith('{lesson}')")
    engine.click("gd-descent [data-action=step]")
    engine.wait("document.querySelector('gd-descent').dataset.n === '1'")
    assert engine.evaluate("window.stillHere") is True


@both_languages
def test_a_search_finds_a_lesson(engine: Engine, home: str, lang: str) -> None:
    engine.go(home + HOME[lang] + "glossary/")
    engine.click(".md-search__input")
    engine.replace(WORDS[lang]["lesson"])
    engine.wait("document.querySelector('.md-search-result__item a') !== null")
    found = engine.evaluate("document.querySelector('.md-search-result__item a').pathname")
    assert found.endswith("/lessons/gradient-descent/")


@both_languages
def test_switching_the_language_keeps_the_page(engine: Engine, home: str, lang: str) -> None:
    engine.go(home + HOME[lang] + "lessons/learning-rate/")
    other = "en" if lang == "ja" else "ja"
    engine.click(".md-select button")
    engine.click(".md-select a", WORDS[lang]["other"])
    engine.wait(
        f"document.documentElement?.lang === '{other}' && document.readyState === 'complete'"
    )
    assert engine.evaluate("location.href") == home + HOME[other] + "lessons/learning-rate/"


@both_languages
def test_a_link_to_words_of_a_page_shows_them(engine: Engine, home: str, lang: str) -> None:
    words = WORDS[lang]["mistake"]
    engine.go(f"{home}{HOME[lang]}lessons/gradient-descent/#:~:text={quote(words)}")
    engine.wait(f"""[...document.querySelectorAll("strong")].some((element) => {{
      const {{ top, bottom }} = element.getBoundingClientRect();
      return element.textContent.includes("{words}") && top > 0 && bottom < innerHeight;
    }})""")


def open_notebook(engine: Engine, address: str) -> None:
    engine.go(address)
    engine.wait("document.querySelector('gd-notebook[data-ready]') !== null")


def state(cell: str) -> str:
    return f"document.querySelector('#cell-{cell}').dataset.state"


def write(engine: Engine, cell: str, code: str) -> None:
    engine.click(f"{cell} .gd-editor, {cell} > .highlight")
    engine.wait("document.activeElement.matches('.gd-editor')")
    engine.replace(code)


def test_a_notebook_draws_the_figure_of_the_book(engine: Engine, home: str) -> None:
    open_notebook(engine, home + "notebooks/descent-in-python/")
    engine.click("#cell-loss-curve [data-action=above]")
    engine.click("#cell-loss-curve [data-action=run]")
    engine.wait(f"['done', 'error', 'stopped'].includes({state('loss-curve')})")
    curve = "document.querySelector('#cell-loss-curve')"
    assert engine.evaluate(f"{curve}.dataset.book") == "same"
    assert engine.evaluate(f"{curve}.querySelectorAll('.gd-figure svg path').length") > 10


def test_an_endless_loop_is_stopped_and_a_cell_runs_again(engine: Engine, home: str) -> None:
    open_notebook(engine, home + "en/notebooks/descent-in-python/")
    run = "#cell-squared-error [data-action=run]"
    write(engine, "#cell-squared-error", "while True: pass")
    engine.click(run, "Run")
    engine.wait(f"{state('squared-error')} === 'running'")
    engine.click(run, "Stop")
    engine.wait(f"{state('squared-error')} === 'stopped'")
    write(engine, "#cell-squared-error", "6 * 7")
    engine.click(run, "Run")
    engine.wait(f"{state('squared-error')} === 'done'")
    output = "document.querySelector('#cell-squared-error .gd-output').innerText"
    assert engine.evaluate(output).strip() == "42"


def test_a_program_asks_and_is_answered(engine: Engine, home: str) -> None:
    open_notebook(engine, home + "en/notebooks/descent-in-python/")
    write(engine, "#cell-gradient", "for n in range(2): print('got', input('Line? '))")
    engine.click("#cell-gradient [data-action=run]")
    for answer in ("slope", "gradient"):
        engine.click("#cell-gradient form.gd-ask input")
        engine.press(answer + ENTER)
        told = "document.querySelector('#cell-gradient .gd-output').innerText"
        engine.wait(f"{told}.includes('got {answer}')")
    engine.wait(f"{state('gradient')} === 'done'")
    assert engine.evaluate(told).split("\n")[:2] == ["Line? slope", "got slope"]


def test_a_wrong_answer_teaches_and_the_right_one_is_accepted(engine: Engine, home: str) -> None:
    exercise = "#exercise-squared-error"
    progress = f"document.querySelector('{exercise}').dataset.progress"
    open_notebook(engine, home + "notebooks/exercises/")
    write(engine, f"{exercise} gd-cell", "squared_error = lambda t, y: (y - t)**2")
    engine.click(f"{exercise} button", "答え合わせ")
    engine.wait(f"{progress} === 'tried'")
    findings = engine.evaluate(f"document.querySelector('{exercise} .gd-findings').innerText")
    assert "差を二乗して、半分にしましたか" in findings
    write(engine, f"{exercise} gd-cell", "squared_error = lambda t, y: (y - t)**2 / 2")
    engine.click(f"{exercise} button", "答え合わせ")
    engine.wait(f"{progress} === 'solved'")
