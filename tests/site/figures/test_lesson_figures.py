"""A figure without a function, or without alternative text, stops the build."""

from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError

from sitegen.figures import drawing

PAGE = SimpleNamespace(file=SimpleNamespace(src_uri="lessons/new.md", generated_by=None))
ENGLISH = SimpleNamespace(theme={"language": "en"})


def test_the_function_to_write_is_named():
    page = '<img alt="A curve." src="figure:first-steps" />'
    with pytest.raises(
        PluginError, match=r"Please write: first_steps\(lang\) in docs/figures/new\.py"
    ):
        drawing.insert_figures(page, PAGE, ENGLISH)


def test_a_figure_without_alternative_text_is_named_with_its_page():
    with pytest.raises(PluginError, match=r"docs/en/lessons/new\.md: the figure 'loss' lacks"):
        drawing.insert_figures('<img alt="" src="figure:loss" />', PAGE, ENGLISH)
