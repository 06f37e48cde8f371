"""What of Material's style is left out, and that no page misses it."""

import re

import material_style
import pytest

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
    assert "[class]" not in style
    assert "table:not(.highlighttable,.gd-steps" in style


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_has_what_the_style_leaves_out(site, lang):
    for address in site.addresses(lang):
        for element in site.page(lang, address).iter():
            for name in (element.get("class") or "").split():
                used = [left for left in material_style.UNUSED if f".{name}".startswith(left)]
                assert not used, f"{address} has {name}: take {used} out of UNUSED"


@pytest.mark.parametrize("lang", LANGS)
def test_every_table_is_markdowns_or_known(site, lang):
    known = {"", *material_style.TABLES}
    for address in site.addresses(lang):
        for table in site.page(lang, address).iter("table"):
            assert set((table.get("class") or "").split()) <= known, address


def test_every_table_of_a_widget_is_known(root):
    for path in (root / "docs" / "widgets").rglob("*.ts"):
        for classes in re.findall(r"<table[^>]*class=\"([^\"]*)\"", path.read_text()):
            assert set(classes.split()) <= set(material_style.TABLES), path
