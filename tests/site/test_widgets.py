"""The hook that writes first runs into pages."""

import json
from types import SimpleNamespace

import first_runs
import pytest
from lxml import html
from mkdocs.exceptions import PluginError

from gdlib import landscape, numerical_gradient

JAPANESE = SimpleNamespace(theme={"language": "ja"})
LESSON = SimpleNamespace(file=SimpleNamespace(src_uri="lessons/lesson.md"))


def filled(content: str) -> str:
    return first_runs.on_page_content(content, LESSON, JAPANESE, [])


def test_an_element_gets_its_run_as_a_figure_and_as_numbers():
    page = html.document_fromstring(
        filled('<div><gd-descent id="a" lr="1.5" steps="3"></gd-descent></div>')
    )
    element = page.find(".//gd-descent")
    assert element.get("data-t") == "-5"
    assert element.get("data-loss") == "50"
    assert "学習率 1.5" in element.find(".//figcaption").text_content()
    run = json.loads(page.find(".//template").text)
    assert run["columns"]["t"] == [-5.0, 10.0, 2.5, 6.25]


def test_a_descent_brings_along_what_its_microscope_shows_at_first():
    page = html.document_fromstring(filled('<div><gd-descent steps="2"></gd-descent></div>'))
    run = json.loads(page.find(".//template").text)
    ts = [-5.0, -4.0, -3.1]
    for method in ("forward", "central", "complex"):
        slope = numerical_gradient(landscape("squared_error").loss, method=method, h=1e-5)
        assert run["columns"][method] == [slope(t) for t in ts]
    assert run["facts"]["effects"] == ["large"] * 3
    assert page.get_element_by_id("descent-microscope").get("hidden") is not None


def test_a_paragraph_around_an_element_goes_because_no_figure_may_lie_in_one():
    assert filled("<p><gd-descent></gd-descent></p>").startswith("<gd-descent ")


def test_elements_without_an_id_are_told_apart():
    page = html.document_fromstring(filled("<div>" + "<gd-descent></gd-descent>" * 2 + "</div>"))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert "descent-clip" in ids
    assert "descent-2-clip" in ids


def test_an_element_in_code_is_left_alone():
    code = "<code>&lt;gd-descent&gt;&lt;/gd-descent&gt;</code>"
    assert filled(code) == code


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
        filled(f"<gd-descent {attributes}></gd-descent>")
    assert "lessons/lesson.md" in str(error.value)
    assert attributes in str(error.value)
    assert complaint in str(error.value)


def test_nothing_in_the_markup_needs_an_inline_style_or_script():
    page = html.document_fromstring(filled("<div><gd-descent></gd-descent></div>"))
    for element in page.iter():
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
    assert not list(page.iter("script", "style"))
