"""What of Material's style is left out, and that no page misses it."""

import material_style
import pytest
import tables

LANGS = ["ja", "en"]


@pytest.mark.parametrize(
    ("style", "lean"),
    [
        (".md-banner{color:red}.md-main{color:blue}", ".md-main{color:blue}"),
        (".md-main,.tabbed-set>input:checked{top:0}", ".md-main{top:0}"),
        ("@media print{.md-tabs{top:0}}", ""),
        ("@media print{.md-tabs{top:0}a:is(b,i),c{top:1px}}", "@media print{a:is(b,i),c{top:1px}}"),
        ("[data-md-color-switching] *{top:0}", ""),
        ('@charset "utf-8";@keyframes a{to{top:0}}', '@charset "utf-8";@keyframes a{to{top:0}}'),
        ("@font-face{font-family:a}", "@font-face{font-family:a}"),
        ("a[href*=','],.mermaid{top:0}", 'a[href*=","]{top:0}'),
    ],
)
def test_rules_for_what_is_not_used_are_left_out(style, lean):
    assert material_style.lean(style) == lean


def test_rules_for_markdown_tables_watch_no_other_classes():
    style = material_style.lean(".md-typeset table:not([class]) td>:first-child{margin:0}")
    assert style == ".md-typeset table.gd-data td>:first-child{margin:0}"


def test_pictures_that_nothing_shows_are_left_out():
    style = ':root{--md-a:url("data:x;y");--md-b:url("data:z")}.md-main{mask:var(--md-b)}'
    assert material_style.lean(style) == ':root{--md-b:url("data:z")}.md-main{mask:var(--md-b)}'


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_has_what_the_style_leaves_out(site, lang):
    for address in site.addresses(lang):
        for element in site.page(lang, address).iter():
            for name in (element.get("class") or "").split():
                used = [left for left in material_style.UNUSED if f".{name}".startswith(left)]
                assert not used, f"{address} has {name}: take {used} out of UNUSED"


@pytest.mark.parametrize("lang", LANGS)
def test_every_table_has_a_class_and_those_of_pages_a_frame(site, lang):
    framed = "//div[@class='md-typeset__scrollwrap']/div[@class='md-typeset__table']/table"
    for address in site.addresses(lang):
        page = site.page(lang, address)
        assert not page.xpath("//table[not(@class)]"), address
        own = page.xpath(f"//table[@class='{material_style.TABLE}']")
        assert own == page.xpath(framed), address


def test_tables_are_put_into_frames():
    text = "<p>a</p>\n<table>\n<tr></tr></table><table class='b'></table>"
    start, end = tables.framed(text).split("\n<tr></tr>")
    assert start.endswith('<div class="md-typeset__table"><table class="gd-data">')
    assert end == "</table></div></div><table class='b'></table>"
