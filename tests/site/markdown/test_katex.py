"""Formulas are typeset while building, and a wrong one stops the build."""

import re
from types import SimpleNamespace

import lxml.html
import pytest
from mkdocs.exceptions import PluginError

from sitegen.markdown import katex

PAGE = SimpleNamespace(file=SimpleNamespace(src_uri="lessons/a.md", generated_by=None))
JAPANESE = SimpleNamespace(theme={"language": "ja"})


def typeset(content):
    formulas: list[str] = []
    marked = katex.typeset_formulas(content, PAGE, JAPANESE, formulas)
    return katex.insert_formulas(marked, formulas)


def test_a_formula_becomes_html_and_mathml():
    result = typeset('<p><span class="arithmatex">\\(t &lt; 2\\)</span></p>')
    assert "<math" in result
    assert "arithmatex" not in result
    assert "t &lt; 2" in result


def test_a_formula_is_kept_out_of_the_search_index():
    indexed = katex.typeset_formulas('<span class="arithmatex">\\(t\\)</span>', PAGE, None, [])
    assert not re.sub(r"<[^>]*>", "", indexed)


def test_a_short_formula_stays_on_one_line():
    short = typeset('with <span class="arithmatex">\\(t &lt; 2\\)</span>')
    assert short.startswith('with <span class="gd-whole"><span class="gd-maths">')


def unbroken(content):
    """Return the visible text of each element without a line break inside."""
    parts = lxml.html.fromstring(typeset(f"<p>{content}</p>")).cssselect(".gd-unbroken")
    for part in parts:
        for hidden in part.cssselect(".katex-mathml"):
            hidden.drop_tree()
    return [re.sub(r"[\s\u200b]", "", part.text_content()) for part in parts]


def test_a_formula_is_held_to_what_touches_it_and_broken_only_inside():
    assert unbroken('so (<span class="arithmatex">\\(a + b = c\\)</span>). Then') == [
        "(a+",
        "b=",
        "c).",
    ]
    assert unbroken('（<span class="arithmatex">\\(x_i\\)</span>、次') == ["（xi、"]
    assert unbroken('<span class="arithmatex">\\(a + b\\)</span> and') == []


def test_a_formula_in_parts_is_told_to_a_screen_reader_once():
    parts = typeset('<span class="arithmatex">\\(a + b = c\\)</span>.')
    assert parts.count("<math ") == 1
    assert len(re.findall('<span class="katex-html" aria-hidden="true">', parts)) == 3
    assert parts.count("<span") == parts.count("</span>")


def test_a_formula_that_katex_refuses_stops_the_build_and_is_shown():
    with pytest.raises(
        PluginError, match=r"lessons/a\.md: KaTeX refuses the formula '\\\\fraction"
    ):
        typeset('<div class="arithmatex">\\[\\fraction{1}{2}\\]</div>')


def test_every_font_that_the_style_names_is_there_and_every_face_is_kept():
    files = katex.style_and_fonts()
    style = files["katex.css"].decode()
    assert set(re.findall(r"url\(([^)]*)\)", style)) == files.keys() - {"katex.css"}
    original = (katex.KATEX / "katex.min.css").read_text()
    faces = [re.findall(r"@font-face{([^}]*?);src:", each) for each in (style, original)]
    assert faces[0] == faces[1] != []


def test_the_fonts_are_those_that_katex_comes_with():
    files = katex.style_and_fonts()
    for path in (katex.KATEX / "fonts").glob("*.woff2"):
        assert files[path.name] == path.read_bytes()
