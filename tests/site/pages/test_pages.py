"""The built pages: the same in both languages, small, and without other origins."""

import ast
import math
import posixpath
import re
import subprocess
import sys
from urllib.parse import urlsplit

import jupytext
import pytest
from lxml import html

LANGS = ["ja", "en"]
FETCHED = [
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
]
NOT_FETCHED = {"canonical", "alternate", "gd-alternate", "next", "prev", "license"}
# The width of a figure on a phone of 360 pixels, in a page and in a cell.
ROOM, ROOM_IN_CELL = 328, 309
SIX_FIGURES = {
    "gradient-descent": ("loss", "arrows", "tangent", "one-update"),  # and an animation
    "learning-rate": ("oscillation",),
}


def frames(element):
    return {piece.get("data-frame") for piece in element.cssselect("svg g[data-frame]")}


def letter_sizes(picture):
    """Return the font sizes of a figure in its own units; exponents are smaller."""
    places = picture.xpath(".//*[local-name()='g']/@transform")
    turns = [re.findall(r"-?\d*\.?\d+", place)[:2] for place in places if "matrix" in place]
    return {round(100 * math.hypot(*map(float, turn)), 1) for turn in turns}


def pictures(site, lang, address):
    """Return the SVG figures of a page: inline ones, and files of images."""
    page = site.page(lang, address)
    images = page.cssselect(".gd-figure img[src$='#only-light']")
    files = [site.folder(lang) / address / image.get("src").partition("#")[0] for image in images]
    alone = [html.parse(file).getroot().cssselect("svg")[0] for file in files]
    return page.cssselect(":is(.gd-figure, gd-film) > svg") + alone


def heading_ids(page):
    return [heading.get("id") for heading in page.cssselect("article :is(h1, h2, h3, h4)")]


def test_both_languages_have_the_same_pages(site):
    assert site.addresses("ja") == site.addresses("en")
    assert site.addresses("en") >= {"", "lessons/gradient-descent/", "lessons/learning-rate/"}
    assert site.addresses("en") >= {"notebooks/descent-in-python/", "glossary/", "api/losses/"}


def test_both_languages_have_the_same_heading_ids(site):
    for address in site.addresses("en") - {"glossary/"}:
        japanese, english = (heading_ids(site.page(lang, address)) for lang in LANGS)
        assert japanese == english, address
    assert sorted(heading_ids(site.page("ja", "glossary/"))) == sorted(
        heading_ids(site.page("en", "glossary/"))
    )


def test_both_languages_show_the_same_figures(root):
    for english in sorted((root / "docs/en").rglob("*.md")):
        page = english.relative_to(root / "docs/en")
        pair = [
            re.findall(r"\]\(figure:([\w-]+)", (root / f"docs/{lang}" / page).read_text())
            for lang in LANGS
        ]
        assert pair[0] == pair[1], page


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_phone_the_words_in_figures_are_nearly_ten_pixels_high(site, lang):
    seen = 0
    for address in site.addresses(lang):
        for picture in pictures(site, lang, address):
            in_cell = picture.xpath("ancestor::*[contains(@class, 'gd-output')]")
            room = ROOM_IN_CELL if in_cell else ROOM
            width = float(picture.get("viewbox").split()[2])
            sizes = letter_sizes(picture)
            assert min(sizes) * room / width >= 9.5, f"{address}: {sizes}"
            seen += 1
    assert seen > 100


def test_both_languages_have_the_same_widgets_with_the_same_settings(site):
    for address in site.addresses("en"):
        settings = [
            [
                (widget.tag, widget.get("id"), widget.get("loss"), widget.get("lr"))
                for widget in site.page(lang, address).xpath(
                    "//*[starts-with(local-name(), 'gd-')]"
                )
            ]
            for lang in LANGS
        ]
        assert settings[0] == settings[1], address


class WithoutWords(ast.NodeTransformer):
    """Blanks strings, which may differ between the languages."""

    def visit_Constant(self, node):
        return ast.Constant("") if isinstance(node.value, str) else node


def syntax(cell):
    return ast.dump(WithoutWords().visit(ast.parse(cell.source)))


def tags(cell):
    """Return a cell's name, or its role in an exercise, and its prediction."""
    return [cell.metadata.get(tag) for tag in ("name", "exercise", "role", "predict", "answer")]


def test_notebooks_have_the_same_code_in_both_languages(root):
    notebooks = sorted((root / "docs/en/notebooks").glob("*.py"))
    assert notebooks
    for english in notebooks:
        pair = [jupytext.read(english), jupytext.read(root / "docs/ja/notebooks" / english.name)]
        en, ja = ([c for c in book.cells if c.cell_type == "code"] for book in pair)
        assert [tags(cell) for cell in en] == [tags(cell) for cell in ja]
        for one, other in zip(en, ja, strict=True):
            assert syntax(one) == syntax(other), one.metadata


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_fetches_anything_from_another_origin(site, lang):
    for address in site.addresses(lang):
        page = site.page(lang, address)
        for tag, attribute in FETCHED:
            for element in page.iter(tag):
                if tag == "link" and element.get("rel", "").strip() in NOT_FETCHED:
                    continue
                where = urlsplit(element.get(attribute) or "")
                assert not where.netloc, f"{address}: {tag} {element.get(attribute)}"


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_names_both_of_its_versions_and_itself(site, lang):
    for address in site.addresses(lang):
        page = site.page(lang, address)
        versions = {
            link.get("hreflang"): urlsplit(link.get("href")).path
            for link in page.cssselect('link[rel~="alternate"][hreflang]')
        }
        assert versions["ja"].endswith(f"/{address}")
        assert versions["en"].endswith(f"/en/{address}")
        assert versions["x-default"] == versions["ja"]
        (canonical,) = page.cssselect('link[rel="canonical"]')
        assert urlsplit(canonical.get("href")).path == versions[lang]


@pytest.mark.parametrize("lang", LANGS)
def test_pages_say_their_language_and_describe_themselves(site, lang):
    descriptions = set()
    for address in site.addresses(lang):
        page = site.page(lang, address)
        assert page.get("lang") == lang
        (description,) = page.cssselect('meta[name="description"]')
        descriptions.add(description.get("content"))
    assert len(descriptions) == len(site.addresses(lang))


@pytest.mark.parametrize("lang", LANGS)
def test_every_picture_has_an_alternative_text(site, lang):
    for address in site.addresses(lang):
        for picture in site.page(lang, address).cssselect('article svg[role="img"], article img'):
            assert picture.get("aria-label") or picture.get("alt"), address


@pytest.mark.parametrize("lang", LANGS)
def test_formulas_were_typeset_while_building(site, lang):
    for address in site.addresses(lang):
        assert not site.page(lang, address).cssselect(".arithmatex"), address
    lesson = site.page(lang, "lessons/gradient-descent/")
    assert len(lesson.cssselect(".gd-maths math")) > 10


@pytest.mark.parametrize("lang", LANGS)
def test_the_lessons_hold_the_six_figures(site, lang):
    for lesson, names in SIX_FIGURES.items():
        page = site.page(lang, f"lessons/{lesson}/")
        folder = site.folder(lang) / "lessons" / lesson
        for name in names:
            light, dark = page.cssselect(f"figure.gd-figure img[src*='/{name}.']")
            for image, scheme in ((light, "light"), (dark, "dark")):
                file, _, shown = image.get("src").partition("#")
                assert shown == f"only-{scheme}"
                picture = html.parse(folder / file).getroot().cssselect("svg")[0]
                assert len(picture.cssselect("path")) > 10, file
                for side in ("width", "height"):
                    assert picture.get(side) == image.get(side), file
    page = site.page(lang, "lessons/gradient-descent/")
    (animation,) = page.cssselect("figure.gd-figure gd-film")
    assert frames(animation) == {"0"}
    file = site.folder(lang) / "lessons" / "gradient-descent" / animation.get("data-src")
    assert frames(html.parse(file).getroot()) == {str(n) for n in range(51)}


@pytest.mark.parametrize("lang", LANGS)
def test_pages_carry_no_flood_of_styles(site, lang):
    for address in site.addresses(lang):
        styles = site.page(lang, address).cssselect("style")
        assert sum(len(style.text_content()) for style in styles) < 1000, address


def test_a_page_has_materials_style_and_one_sheet_of_ours_that_both_languages_share(site):
    ours = set()
    for lang in LANGS:
        for address in site.addresses(lang):
            if not address.startswith(("api/", "embed/")):
                links = site.page(lang, address).cssselect("link[rel=stylesheet]")
                names = [posixpath.basename(link.get("href")) for link in links]
                assert [name.partition(".")[0] for name in names] == ["main", "palette", "style"]
                ours.add(names[2])
    assert ours == {path.name for path in site.root.glob("assets/style.*.css")}


def test_numbers_in_the_lesson_are_those_of_the_article(site):
    for lang in LANGS:
        lesson = re.sub(r"\s+", " ", site.page(lang, "lessons/gradient-descent/").text_content())
        for number in ["4.948462247926799", "40.5", "−3.100", "32.805", "−6.561"]:
            assert number in lesson, (lang, number)


INSTALL = re.compile(r'pip install "gdlib(?:\[[a-z,]+\])? @ ([^"]+)"')


@pytest.mark.parametrize("lang", LANGS)
def test_readers_install_gdlib_from_the_site_itself(site, lang, tmp_path):
    (wheel,) = site.root.glob("gdlib-*.whl")
    home = site.page(lang, "").cssselect("link[rel=canonical]")[0].get("href").removesuffix("en/")
    pages = [site.page(lang, address).text_content() for address in ("", "api/", "api/plots/")]
    for text in pages:
        assert set(INSTALL.findall(text)) == {home + wheel.name}
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(tmp_path), str(wheel)], check=True)
    program = [sys.executable, "-c", "import gdlib; print(gdlib.__file__)"]
    environment = {"PYTHONPATH": str(tmp_path)}
    found = subprocess.run(program, env=environment, capture_output=True, text=True, cwd=tmp_path)
    assert found.stdout.startswith(str(tmp_path))
