"""Formulas are typeset while building, and a wrong one stops the build."""

import re
from types import SimpleNamespace

import maths
import pytest
from mkdocs.exceptions import PluginError

PAGE = SimpleNamespace(file=SimpleNamespace(src_uri="lessons/a.md", generated_by=None))
JAPANESE = SimpleNamespace(theme={"language": "ja"})


def typeset(content):
    return maths.on_post_page(maths.on_page_content(content, PAGE, JAPANESE, None), PAGE, None)


def test_a_formula_becomes_html_and_mathml():
    result = typeset('<p><span class="arithmatex">\\(t &lt; 2\\)</span></p>')
    assert "<math" in result
    assert "arithmatex" not in result
    assert "t &lt; 2" in result


def test_a_formula_is_kept_out_of_the_search_index():
    indexed = maths.on_page_content('<span class="arithmatex">\\(t\\)</span>', PAGE, None, None)
    assert re.fullmatch(r"<!--.*-->", indexed)


def test_a_formula_that_katex_refuses_stops_the_build_and_is_shown():
    with pytest.raises(
        PluginError, match=r"lessons/a\.md: KaTeX refuses the formula '\\\\fraction"
    ):
        typeset('<div class="arithmatex">\\[\\fraction{1}{2}\\]</div>')
