"""The built site, as files."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # some tests run in Pyodide too, which has no lxml
    from lxml.html import HtmlElement

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
ADDRESS = os.environ.get("GD_SITE_URL", "http://127.0.0.1:8000/")  # as in mkdocs.yml


class BuiltSite:
    """The pages of `site/`, parsed, by their address below the language's home."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def folder(self, lang: str) -> Path:
        return self.root / "en" if lang == "en" else self.root

    def addresses(self, lang: str) -> set[str]:
        """Return the pages of one language: `""`, `"glossary/"`, …"""
        folder = self.folder(lang)
        pages = {path.relative_to(folder).parent for path in folder.rglob("index.html")}
        own = {str(page) for page in pages if lang == "en" or page.parts[:1] != ("en",)}
        return {"" if page == "." else f"{page}/" for page in own}

    def file(self, url: str) -> Path:
        """Return the file that an absolute address of the site leads to."""
        assert url.startswith(ADDRESS), url
        return self.root / url.removeprefix(ADDRESS)

    def page(self, lang: str, address: str) -> "HtmlElement":
        from lxml import html

        return html.parse(self.folder(lang) / address / "index.html").getroot()

    def text(self, lang: str, address: str) -> str:
        return (self.folder(lang) / address / "index.html").read_text()


@pytest.fixture(scope="session")
def site() -> BuiltSite:
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.")
    return BuiltSite(SITE)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder for the results of `cached`."""
    from sitegen import cache

    monkeypatch.setattr(cache, "RESULTS", tmp_path / "results")
