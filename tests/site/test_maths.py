"""Formulas are typeset while building, and a wrong one stops the build."""

import re
from types import SimpleNamespace

import lxml.html
import maths
import maths_fonts
import pytest
from fontTools.ttLib import TTFont
from maths_fonts import KATEX
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
    assert not re.sub(r"<[^>]*>", "", indexed)


def test_a_short_formula_stays_on_one_line():
    short = typeset('with <span class="arithmatex">\\(t &lt; 2\\)</span>')
    assert short.startswith('with <span class="gd-whole"><span class="gd-maths">')


def held(content):
    """Return what stands in each element in which no line is broken, as the reader sees it."""
    parts = lxml.html.fromstring(typeset(f"<p>{content}</p>")).cssselect(".gd-held")
    for part in parts:
        for hidden in part.cssselect(".katex-mathml"):
            hidden.drop_tree()
    return [re.sub(r"[\s\u200b]", "", part.text_content()) for part in parts]


def test_a_formula_is_held_to_what_touches_it_and_broken_only_inside():
    assert held('so (<span class="arithmatex">\\(a + b = c\\)</span>). Then') == [
        "(a+",
        "b=",
        "c).",
    ]
    assert held('（<span class="arithmatex">\\(x_i\\)</span>、次') == ["（xi、"]
    assert held('<span class="arithmatex">\\(a + b\\)</span> and') == []


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


def characters(font):
    return set(TTFont(font).getBestCmap())


def told(name):
    """Return the characters for which the style sends a browser to the font file `name`."""
    style = (maths_fonts.folder() / "katex.css").read_text()
    (face,) = re.findall(rf"@font-face\{{[^}}]*url\({name}\)[^}}]*\}}", style)
    runs = face.partition("unicode-range:")[2].rstrip("}").replace("U+", "").split(",")
    ends = [[int(end, 16) for end in run.split("-")] for run in runs]
    return {point for run in ends for point in range(run[0], run[-1] + 1)}


@pytest.mark.parametrize(
    "font",
    sorted(maths_fonts.COMMON),
)
def test_each_character_of_a_parted_font_is_in_the_part_where_a_browser_looks_for_it(font):
    whole = KATEX / "dist" / "fonts" / f"{font}.woff2"
    common, rest = (maths_fonts.folder() / f"{font}.{part}.woff2" for part in ("common", "rest"))
    assert told(common.name) | told(rest.name) == characters(whole)
    assert not told(common.name) & told(rest.name)
    assert told(common.name) <= characters(common)
    assert told(rest.name) <= characters(rest)
    assert 3 * common.stat().st_size < 2 * whole.stat().st_size


def test_every_font_that_the_style_names_is_there_and_every_face_is_kept():
    style = (maths_fonts.folder() / "katex.css").read_text()
    named = re.findall(r"url\(([^)]*)\)", style)
    assert {path.name for path in maths_fonts.folder().glob("*.woff2")} == set(named)
    original = (KATEX / "dist" / "katex.min.css").read_text()
    families = re.findall(r"font-family:(KaTeX_\w+)", original)
    assert set(re.findall(r"font-family:(KaTeX_\w+)", style)) == set(families)


#: The fonts of KaTeX's classes, as its style has them; all else is written with the first.
FONTS = {
    "katex-html": "KaTeX_Main-Regular",
    "mathnormal": "KaTeX_Math-Italic",
    "mathbf": "KaTeX_Main-Bold",
    "mathsf": "KaTeX_SansSerif-Regular",
    "amsrm": "KaTeX_AMS-Regular",
    "mathbb": "KaTeX_AMS-Regular",
}


def font_of(element):
    """Return the font of what stands in an element of a formula."""
    while not (named := set((element.get("class") or "").split()) & FONTS.keys()):
        element = element.getparent()
    return FONTS[named.pop()]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_formula_needs_the_rest_of_a_font(site, lang):
    whole = {
        font: characters(KATEX / "dist" / "fonts" / f"{font}.woff2") for font in FONTS.values()
    }
    for address in site.addresses(lang):
        for element in site.page(lang, address).cssselect(".katex-html *"):
            font = font_of(element)
            needed = set(map(ord, element.text or "")) & whole[font]
            more = "".join(map(chr, needed)).translate(
                dict.fromkeys(map(ord, maths_fonts.COMMON[font]))
            )
            assert not more, f"{lang}/{address}: add {more!r} to COMMON[{font!r}] of maths_fonts.py"
