"""The page with the licences of third-party software."""

import json
from pathlib import Path

import pytest
from conftest import BuiltSite

from sitegen.pyodide import publish


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_names_every_package_of_the_browsers_python(site: BuiltSite, lang: str) -> None:
    _, gdlib, _ = publish.publish_runtime()
    packages = json.loads((gdlib / "pyodide-lock.json").read_text())["packages"]
    rows = site.page(lang, "licences/").xpath("//article//table//tr[td]")
    named = {row[0].text_content(): [cell.text_content() for cell in row[1:]] for row in rows}
    for name, package in packages.items():
        if name != "gdlib":
            assert named[name][0] == package["version"]
    others = ("CPython", "pyodide", "katex", "@codemirror/view", "dompurify", "mkdocs-material")
    assert named.keys() >= set(others)
    assert all(licence for _, licence in named.values())


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_texts_are_one_file_for_both_languages(site: BuiltSite, lang: str) -> None:
    links = site.page(lang, "licences/").xpath("//article//a/@href")
    (texts,) = (link for link in links if link.endswith("licences.txt"))
    path: Path = (site.folder(lang) / "licences" / texts).resolve()
    assert path == (site.root / "licences.txt").resolve()
    for words in (
        "SIL OPEN FONT LICENSE",
        "NumPy Developers",
        "Marijn Haverbeke",
        "Bitstream Vera",
    ):
        assert words in path.read_text(), words
