"""Numbers in prose are computed; a typed one, or an unknown name, stops the build."""

import pytest
from mkdocs.exceptions import PluginError

from sitegen.markdown.inline_values import format_number, replace_quantities, stray_numbers

FREE = [
    "One update, then fifty.",
    "Use `lr=0.1` here.",
    "```python\nlr = 0.1\n```",
    "## Loss {#loss-2}",
    "[a page](lesson2.md#part-3)",
    '<gd-descent lr="1.5" steps="50"></gd-descent>',
    "1. first\n2. second",
    "$E = \\frac{1}{2}(y - t)^2$ and $0 < \\eta < 2/L$",
    "The run ends at {{ run.t[50] }}.",
]
STRAY = [
    ("After 50 updates", "50"),
    ("line one\nthe loss is 40.5", "40.5"),
    ("$t = 4.9$", "4.9"),
    ("$$\nt_{50}\n$$", "50"),
    ("５０回の更新", "５０"),
    ("約3.5倍", "3.5"),
]


@pytest.mark.parametrize("markdown", FREE)
def test_prose_code_links_and_formulas_are_left_alone(markdown):
    assert list(stray_numbers(markdown)) == []


@pytest.mark.parametrize(("markdown", "number"), STRAY)
def test_a_typed_number_is_found(markdown, number):
    assert [found for _, found in stray_numbers(markdown)] == [number]


def test_a_typed_number_stops_the_build_and_names_its_line():
    with pytest.raises(PluginError, match=r"en/page\.md:3: 40\.5"):
        replace_quantities("# Page\n\nThe loss is 40.5 here.\n", "en/page.md")


def test_lines_are_counted_from_the_top_of_the_file():
    with pytest.raises(PluginError, match=r"en/page\.md:8: 40\.5"):
        replace_quantities("# Page\n\nThe loss is 40.5 here.\n", "en/page.md", above=5)


def test_an_unknown_name_stops_the_build_and_is_named():
    with pytest.raises(PluginError, match=r"en/page\.md: .*no_such_quantity"):
        replace_quantities("It is {{ no_such_quantity }}.", "en/page.md")


def test_a_quantity_that_cannot_be_computed_stops_the_build():
    with pytest.raises(PluginError, match="could not be computed"):
        replace_quantities("It is {{ run.t[1] / 0 }}.", "en/page.md")


def test_quantities_are_those_of_the_lesson():
    assert (
        replace_quantities("{{ start }} → {{ run.t[1] }}, {{ run.loss[1] }}", "x.md")
        == "−5 → −4, 40.5"
    )
    assert replace_quantities("{{ run.t[50] }}", "x.md") == "4.948462247926799"
    assert replace_quantities("{{ run.t[4] | places(3) }}", "x.md") == "−1.561"


@pytest.mark.parametrize(
    ("value", "text"), [(-5.0, "−5"), (0.1, "0.1"), (50, "50"), (-0.25, "−0.25"), ("word", "word")]
)
def test_numbers_are_shown_as_in_print(value, text):
    assert format_number(value) == text
