"""Open Graph metadata, pictures and structured data of pages."""

import json
import re
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError
from PIL import Image

from sitegen import social

LANGS = ["ja", "en"]


def properties(page):
    return {
        meta.get("property"): meta.get("content")
        for meta in page.cssselect("meta[property^='og:']")
    }


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_has_the_picture_of_its_kind_in_the_size_that_is_promised(site, lang):
    for address in site.addresses(lang):
        told = properties(site.page(lang, address))
        path = site.file(told["og:image"])
        size = int(told["og:image:width"]), int(told["og:image:height"])
        with Image.open(path) as picture:
            assert picture.size == size, address
        assert path.stat().st_size < 150_000, address
        assert path.parent == site.folder(lang) / social.FOLDER


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("", "home"),
        ("lessons/learning-rate/", "lesson"),
        ("notebooks/learning-rate/", "notebook"),
        ("playground/", "widget"),
        ("embed/descent/", "widget"),
        ("glossary/", "reference"),
        ("api/losses/", "reference"),
    ],
)
def test_the_picture_goes_by_the_kind_of_page_and_is_described_in_its_language(site, address, kind):
    for lang in LANGS:
        told = properties(site.page(lang, address))
        assert told["og:image"].endswith(f"/social/{kind}.png")
        is_japanese = bool(re.search("[ぁ-ん]", told["og:image:alt"]))
        assert is_japanese == (lang == "ja")


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_shared_is_in_the_language_of_the_page(site, lang):
    for address in site.addresses(lang):
        page = site.page(lang, address)
        told = properties(page)
        assert told["og:locale"].startswith(lang)
        (description,) = page.cssselect("meta[name=description]")
        assert told["og:description"] == description.get("content")
        (canonical,) = page.cssselect("link[rel=canonical]")
        assert told["og:url"] == canonical.get("href")


@pytest.mark.parametrize("lang", LANGS)
def test_machines_can_read_what_a_page_teaches(site, lang):
    for address in site.addresses(lang):
        (script,) = site.page(lang, address).cssselect('script[type="application/ld+json"]')
        facts = json.loads(script.text)
        assert facts["@type"] == ("Course" if address == "" else "LearningResource"), address
        assert facts["inLanguage"] == lang
        assert facts["isAccessibleForFree"] is True
        assert facts["license"].startswith("https://creativecommons.org/licenses/by/")


def test_a_page_without_a_description_stops_the_build_and_is_named():
    page = SimpleNamespace(meta={}, file=SimpleNamespace(src_uri="a.md", generated_by=None))
    with pytest.raises(PluginError, match=r"docs/en/a\.md: .*`description`"):
        social._description(page, SimpleNamespace(theme={"language": "en"}))


def test_robots_find_the_maps_of_both_languages(site):
    lines = (site.root / "robots.txt").read_text().splitlines()
    maps = [site.file(line.split(" ", 1)[1]) for line in lines if line.startswith("Sitemap")]
    assert maps == [site.root / "sitemap.xml", site.root / "en" / "sitemap.xml"]
    assert all(path.exists() for path in maps)
