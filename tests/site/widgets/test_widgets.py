"""Prerendering of widgets, and preloading of their scripts."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html
from markdown import Markdown
from mkdocs.exceptions import PluginError

from gdlib import SURFACES, Adam, Network, landscape, numerical_gradient, record, two_moons
from sitegen.markdown import elements
from sitegen.widgets import bundles, prerender

JAPANESE = SimpleNamespace(theme={"language": "ja"}, site_dir="")
LESSON = SimpleNamespace(
    file=SimpleNamespace(src_uri="lessons/lesson.md", generated_by=None), url="lessons/lesson/"
)


@pytest.fixture(autouse=True)
def site_dir(monkeypatch, tmp_path) -> Path:
    """The folder of the site, into which the files with numbers are written."""
    monkeypatch.setattr(JAPANESE, "site_dir", str(tmp_path))
    return tmp_path


def prerendered(content: str) -> str:
    return prerender.prerender_widgets(content, LESSON, JAPANESE)


def run_in_page(page: html.HtmlElement) -> dict[str, Any]:
    return json.loads(page.find(".//template").text)


def run_in_file(element: html.HtmlElement, site_dir: Path) -> dict[str, Any]:
    return json.loads((site_dir / element.get("data-run").removeprefix("../../")).read_text())


def test_an_element_gets_its_run_as_a_figure_and_as_numbers():
    page = html.document_fromstring(
        prerendered('<div><gd-descent id="a" lr="1.5" steps="3"></gd-descent></div>')
    )
    element = page.find(".//gd-descent")
    assert element.get("data-t") == "-5"
    assert element.get("data-loss") == "50"
    assert "学習率 1.5" in element.find(".//figcaption").text_content()
    run = run_in_page(page)
    assert run["columns"]["t"] == [-5.0, 10.0, 2.5, 6.25]


def test_a_run_is_computed_anew_when_a_module_that_answers_is_edited():
    prerendered('<div><gd-network id="a"></gd-network></div>')
    names = [name for name in sys.modules if name.startswith("web.python.queries.")]
    assert names
    assert {Path(str(sys.modules[name].__file__)) for name in names} <= set(prerender._sources())


def test_a_tag_that_nobody_knows_stops_the_build_and_is_named():
    with pytest.raises(PluginError, match=r"lesson\.md: there is no <gd-decent> among TAGS"):
        prerendered('<p><gd-decent id="a"></gd-decent></p>')


def test_a_descent_brings_along_what_its_microscope_shows_at_first():
    page = html.document_fromstring(prerendered('<div><gd-descent steps="2"></gd-descent></div>'))
    run = run_in_page(page)
    ts = [-5.0, -4.0, -3.1]
    for method in ("forward", "central", "complex"):
        slope = numerical_gradient(landscape("squared_error").loss, method=method, h=1e-5)
        assert run["columns"][method] == [slope(t) for t in ts]
    assert run["facts"]["effects"] == ["large"] * 3
    assert page.get_element_by_id("descent-microscope").get("hidden") is not None


def test_a_network_brings_along_a_whole_training_shown_at_its_start(site_dir):
    tag = '<gd-network id="a" layers="3" epochs="40" seed="5"></gd-network>'
    page = html.document_fromstring(prerendered(f"<div>{tag}</div>"))
    element = page.find(".//gd-network")
    x, y = two_moons(200, seed=5)
    network = Network((2, 3, 1))
    objective = network.objective(x, y)
    start = network.start(seed=5)
    run = record(objective.loss, objective.gradient, start, lr=0.03, steps=40, rule=Adam())
    assert float(element.get("data-loss")) == run.loss[0]
    assert element.get("data-epoch") == "0"
    assert element.get("data-trained") == element.get("data-epochs") == "40"
    assert element.get("data-layers") == "3"
    assert "2-3-1 のネットワーク" in element.find(".//figcaption").text_content()
    carried = run_in_file(element, site_dir)
    assert carried["columns"]["loss"] == [float(f"{loss:.4g}") for loss in run.loss]
    weights = element.xpath(".//table[@data-part='parameters']/tbody/tr/td[1]")
    assert [float(cell.text) for cell in weights] == pytest.approx(list(run.t[0]), abs=6e-4)
    epochs = element.xpath(".//table[@data-part='moments']/tbody/tr/th")
    assert [int(cell.text) for cell in epochs] == [m["epoch"] for m in carried["facts"]["moments"]]


@pytest.mark.parametrize(
    ("attributes", "complaint"),
    [
        ('layers="8,x"', "layers must be whole numbers with commas between, got '8,x'"),
        ('layers="13"', "layers must hold 1 to 12 neurons, got 13"),
        ('data="moons"', "data must be one of two_moons, circles, spirals, xor, got 'moons'"),
        ('batch="many"', "batch must be a whole number, got 'many'"),
        ('epochs="20000"', "epochs must be at most 10000, got 20000"),
        ('rate="1"', "there is no attribute rate; there are activation, batch, data, epochs"),
    ],
)
def test_a_bad_attribute_of_a_network_stops_the_build_and_is_named(attributes, complaint):
    with pytest.raises(PluginError) as error:
        prerendered(f"<gd-network {attributes}></gd-network>")
    assert "lessons/lesson.md" in str(error.value)
    assert attributes in str(error.value)
    assert complaint in str(error.value)


def test_no_paragraph_is_made_around_an_element_because_no_figure_may_lie_in_one():
    tag = "<gd-descent></gd-descent>"
    config = SimpleNamespace(markdown_extensions=["md_in_html"])
    elements.allow_markdown_in_elements(config)
    markdown = Markdown(extensions=config.markdown_extensions)
    converted = markdown.convert(f"Above.\n\n{tag}\n\nBelow.")
    assert converted.split("\n") == ["<p>Above.</p>", tag, "", "<p>Below.</p>"]


def test_elements_without_an_id_are_told_apart():
    page = html.document_fromstring(
        prerendered("<div>" + "<gd-descent></gd-descent>" * 2 + "</div>")
    )
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert "descent-clip" in ids
    assert "descent-2-clip" in ids


def test_only_the_first_element_has_its_numbers_in_the_page(site_dir):
    page = html.document_fromstring(
        prerendered('<div><gd-descent></gd-descent><gd-descent lr="0.5"></gd-descent></div>')
    )
    first, second = page.iter("gd-descent")
    assert run_in_page(first)["facts"]["parameters"]["lr"] == 0.1
    assert first.get("data-run") is None
    assert second.find("template") is None
    assert run_in_file(second, site_dir)["facts"]["parameters"]["lr"] == 0.5


def test_the_same_run_lies_in_one_file(site_dir):
    prerendered("<div>" + "<gd-rates></gd-rates>" * 2 + "</div>")
    assert len(list((site_dir / "runs").iterdir())) == 1


def test_an_element_in_code_is_left_alone():
    code = "<code>&lt;gd-descent&gt;&lt;/gd-descent&gt;</code>"
    assert prerendered(code) == code


@pytest.mark.parametrize(
    ("attributes", "complaint"),
    [
        ('lr="fast"', "lr must be a number, got 'fast'"),
        ('lr="0"', "lr must be greater than 0, got 0.0"),
        ('t="inf"', "t must be a finite number"),
        ('steps="2.5"', "steps must be a whole number, got '2.5'"),
        ('loss="hinge"', "name must be one of squared_error, "),
        ('rate="1"', "there is no attribute rate"),
    ],
)
def test_a_bad_attribute_stops_the_build_and_is_named(attributes, complaint):
    with pytest.raises(PluginError) as error:
        prerendered(f"<gd-descent {attributes}></gd-descent>")
    assert "lessons/lesson.md" in str(error.value)
    assert attributes in str(error.value)
    assert complaint in str(error.value)


@pytest.mark.parametrize("name", ["gd-descent", "gd-contour", "gd-rates", "gd-line"])
def test_nothing_in_the_markup_needs_an_inline_style_or_script(name):
    page = html.document_fromstring(prerendered(f"<div><{name}></{name}></div>"))
    for element in page.iter():
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
    assert not list(page.iter("script", "style"))


# --- `<gd-contour>` ---


def test_a_race_gets_its_map_its_table_and_what_became_of_each_run():
    page = html.document_fromstring(
        prerendered('<div><gd-contour race="momentum lr:0.02; adam" steps="7"></gd-contour></div>')
    )
    element = page.find(".//gd-contour")
    assert element.get("data-surface") == "bowl"
    assert element.get("data-n") == "0"
    assert element.get("data-runs") == "2"
    assert (element.get("data-optimizer-1"), element.get("data-optimizer-2")) == (
        "momentum",
        "adam",
    )
    assert float(element.get("data-lr-1")) == 0.02
    assert len(element.findall(".//g[@data-part='map']/path")) == 20
    rows = element.findall(".//details//tbody/tr")
    assert [row.get("data-n") for row in rows] == ["0", "7"]  # the element's script adds the others
    assert "モーメンタム（η = 0.02）" in element.find(".//figcaption").text_content()
    assert "まだ途中" in element.find(".//p[@data-part='verdict-0']").text_content()


def test_a_race_keeps_its_paths_as_numbers_and_its_map_only_as_a_picture():
    page = html.document_fromstring(prerendered("<div><gd-contour steps='3'></gd-contour></div>"))
    columns = run_in_page(page)["columns"]
    assert columns["x0"][0] == -4.0
    assert "heights" not in columns


@pytest.mark.parametrize("surface", SURFACES)
def test_the_picture_of_a_surface_is_small(surface):
    page = html.document_fromstring(
        prerendered(f'<div><gd-contour surface="{surface}"></gd-contour></div>')
    )
    for picture in page.iter("svg"):
        assert len(html.tostring(picture)) < 40_000


@pytest.mark.parametrize(
    ("attributes", "complaint"),
    [
        ('surface="cone"', "name must be one of bowl, "),
        ('condition="steep"', "condition must be a number, got 'steep'"),
        ('surface="saddle" condition="10"', "condition is of the bowl, not of saddle"),
        ('race="sgd lr:0.1"', "race must name optimizers"),
        ('race="adam rho:0.1"', "race: adam has lr, beta1, beta2, got 'rho'"),
        ('x="nan"', "must be a finite number"),
        ('lr="0.1"', "there is no attribute lr"),
    ],
)
def test_a_bad_attribute_of_a_race_stops_the_build_and_is_named(attributes, complaint):
    with pytest.raises(PluginError) as error:
        prerendered(f"<gd-contour {attributes}></gd-contour>")
    assert "lessons/lesson.md" in str(error.value)
    assert attributes in str(error.value)
    assert complaint in str(error.value)


# --- `<gd-rates>` ---


def test_a_sweep_is_a_figure_a_table_and_numbers(site_dir):
    tag = '<gd-rates id="a" t="-5" steps="50" lr="2"></gd-rates>'
    page = html.document_fromstring(prerendered(f"<div>{tag}</div>"))
    element = page.find(".//gd-rates")
    said = {name: element.get(f"data-{name}") for name in ("lr", "t", "loss", "steps", "fate")}
    assert said == {"lr": "2", "t": "-5", "loss": "50", "steps": "50", "fate": "same"}
    run = run_in_file(element, site_dir)
    assert len(run["columns"]["lr"]) == len(run["facts"]["fates"]) == 371
    rows = [row.text_content().split() for row in page.find(".//table").find("tbody")]
    assert len(rows) == 13
    assert rows[9] == ["1", "5", "0", "到着"]
    labels = [text.text_content() for text in page.cssselect(".gd-plot .gd-label")]
    assert {"1 歩で到達 1", "限界 2"} <= set(labels)
    assert "t = −5 から 50 回" in page.find(".//figcaption").text_content()


@pytest.mark.parametrize(
    ("attributes", "complaint"),
    [
        ('lr="20"', "lr must be from 0.001 to 10.0, got 20.0"),
        ('lr="fast"', "lr must be a number, got 'fast'"),
        ('t="nan"', "t must be a finite number"),
        ('steps="-1"', "steps must be 0 or more, got -1"),
        ('loss="hinge"', "name must be one of squared_error, "),
        ('n="1"', "there is no attribute n"),
    ],
)
def test_a_bad_attribute_of_a_sweep_stops_the_build_and_is_named(attributes, complaint):
    with pytest.raises(PluginError) as error:
        prerendered(f"<gd-rates {attributes}></gd-rates>")
    assert "lessons/lesson.md" in str(error.value)
    assert attributes in str(error.value)
    assert complaint in str(error.value)


# --- `<gd-line>` ---


def test_a_fit_is_a_figure_a_table_and_numbers():
    page = html.document_fromstring(
        prerendered('<div><gd-line id="a" data="far" lr="0.001" steps="9" scaled></gd-line></div>')
    )
    element = page.find(".//gd-line")
    said = {name: element.get(f"data-{name}") for name in ("n", "w", "b", "lr", "set", "scaled")}
    assert said == {"n": "0", "w": "0", "b": "0", "lr": "0.001", "set": "far", "scaled": "true"}
    assert element.get("data-kind") == "approaching"
    run = run_in_page(page)
    assert len(run["columns"]["w"]) == 10
    assert len(page.find(".//table").find("tbody")) == 10
    assert len(page.cssselect(".gd-datum")) == 8
    assert len(page.cssselect(".gd-ellipse")) == 12
    assert "9 回更新" in page.find(".//figcaption").text_content()


@pytest.mark.parametrize(
    ("attributes", "complaint"),
    [
        ('data="cloud"', "data must be one of noisy, outlier, far, got 'cloud'"),
        ('lr="fast"', "lr must be a number, got 'fast'"),
        ('lr="0"', "lr must be greater than 0, got 0.0"),
        ('steps="2.5"', "steps must be a whole number, got '2.5'"),
        ('points="1/2"', "there is no attribute points"),
    ],
)
def test_a_bad_attribute_of_a_fit_stops_the_build_and_is_named(attributes, complaint):
    with pytest.raises(PluginError) as error:
        prerendered(f"<gd-line {attributes}></gd-line>")
    assert "lessons/lesson.md" in str(error.value)
    assert attributes in str(error.value)
    assert complaint in str(error.value)


# --- Scripts ---


def test_a_page_preloads_the_scripts_of_its_first_widget_once_and_not_the_entry():
    graph = {
        "main.ts": ["gd.js", "common.js"],
        "animation/element.ts": ["film.js", "common.js", "playback.js"],
        "line/element.ts": ["line.js", "playback.js"],
    }
    content = "<gd-progress></gd-progress><gd-film></gd-film><p>gd-rates</p><gd-line></gd-line>"
    assert bundles.scripts_for(content, graph) == ["common.js", "film.js", "playback.js"]
    assert bundles.scripts_for("<p>Prose</p>", graph) == ["common.js"]


@pytest.mark.usefixtures("site")
def test_what_a_page_fetches_as_needed_is_few_files():
    graph = json.loads(bundles.GRAPH.read_text())
    for part, files in graph.items():
        needed = {*graph["main.ts"], *files}
        assert len(needed) <= 5, f"{part}: name what is shared in web/shared-chunk.ts"
