"""Formulas are typeset while building, and a wrong one stops the build."""

import re
from types import SimpleNamespace

import maths
import pytest
from mkdocs.exceptions import PluginError

PAGE = SimpleNamespace(file=SimpleNamespace(src_uri="lessons/a.md"))


def typeset(content):
    return maths.on_post_page(maths.on_page_content(content, PAGE, None, None), PAGE, None)


def test_a_formula_becomes_html_and_mathml():
    result = typeset('<p><span class="arithmatex">\\(t &lt; 2\\)</span></p>')
    assert "<math" in result
    assert "arithmatex" not in result
    assert "t &lt; 2" in result


def test_a_formula_is_kept_out_of_the_search_index():
    indexed = maths.on_page_content('<span class="arithmatex">\\(t\\)</span>', PAGE, None, None)
    assert not re.sub(r"<[^>]*>", "", indexed)


def test_a_formula_that_katex_refuses_stops_the_build_and_is_shown():
    with pytest.raises(
        PluginError, match=r"lessons/a\.md: KaTeX refuses the formula '\\\\fraction"
    ):
        typeset('<div class="arithmatex">\\[\\fraction{1}{2}\\]</div>')


def test_a_short_formula_stays_on_one_line_with_the_stop_behind_it():
    short = typeset('<p>with (<span class="arithmatex">\\(t &lt; 2\\)</span>).</p>')
    assert short.startswith('<p>with <span class="gd-whole">(<span class="gd-maths">')
    assert short.endswith("</span>).</span></p>")


def test_a_long_formula_may_be_broken_but_not_before_its_stop():
    long = typeset('<span class="arithmatex">\\(a + b + c + d + e + f\\)</span>.')
    assert long.startswith('<span class="gd-held">')
    assert long.endswith(".</span>")
