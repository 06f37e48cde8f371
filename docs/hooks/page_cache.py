"""What decides a page, and what is left of it after a build. No hook: hooks share what it knows.

MkDocs gives each hook a module of its own; a hook that another imports would be there twice.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import late_files
import shared
from mkdocs.config.defaults import MkDocsConfig

KEPT = shared.CACHE / "pages"
API = "api/"

_COURSES = ("ja", "en")  # the folders below docs whose files count page by page
_CONFIGURED = ("mkdocs.yml", "mkdocs.en.yml", "requirements/dev.txt", "package-lock.json")

is_served = False  # a page that is served has a script for live reload


@dataclass(frozen=True)
class Kept:
    """What is left of a page after a build.

    Attributes:
        output: the page itself.
        meta: its front matter, and what hooks have added.
        entries: what the search knows of it.
        anchors: the ids to which links may lead.
        links: its links to ids of other pages, by the sources of those.
    """

    output: str
    meta: dict[str, Any]
    entries: list[dict[str, Any]]
    anchors: list[str]
    links: dict[str, dict[str, str]]


def begin() -> None:
    """Look at the sources anew."""
    for function in (_common, _api):
        function.cache_clear()


def _sources() -> Iterator[Path]:
    yield from (shared.ROOT / name for name in _CONFIGURED)
    yield shared.MANIFEST
    yield from shared.gdlib_sources()
    for folder in sorted((shared.ROOT / "docs").iterdir()):
        if folder.is_dir() and folder.name not in _COURSES:
            yield from sorted(path for path in folder.rglob("*") if _counts(path))


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


@cache
def _common(lang: str, address: str) -> str:
    """Return a hash of what all pages of a language share, if they are built for `address`."""
    sources = list(_sources())
    course = sorted((shared.ROOT / "docs" / lang).rglob("*"))
    files = [*sources, *filter(_counts, course)]
    names = [str(path.relative_to(shared.ROOT)) for path in files]
    rest = repr((lang, address, is_served, sys.version, names))
    return hashlib.sha256((shared.digest(sources) + rest).encode()).hexdigest()


@cache
def _api(lang: str) -> str:
    """Return a hash of the sources of all pages of the API."""
    return shared.digest(sorted((shared.ROOT / "docs" / lang / API).glob("*.md")))


def key(source: str, config: MkDocsConfig) -> str:
    """Return a hash of all that decides what becomes of a page.

    Args:
        source: its file below the folder of its language.
        config: that of this build.
    """
    lang = config.theme["language"]
    path = shared.ROOT / "docs" / lang / source
    own = _api(lang) if source.startswith(API) else shared.digest([path])
    decisive = f"{_common(lang, f'{config.site_url} {config.repo_url}')} {source} {own}"
    return hashlib.sha256(decisive.encode()).hexdigest()[:24]


def place(source: str, config: MkDocsConfig, suffix: str = ".json") -> Path:
    """Return where what becomes of a source is kept: a file that is there if it is known."""
    folder: Path = KEPT / config.theme["language"] / source.replace("/", "--")
    return folder / f"{key(source, config)}{suffix}"


def known(source: str, config: MkDocsConfig) -> Kept | None:
    """Return what is kept of the page with this source, if it and the files that it names are."""
    path = place(source, config)
    if not path.exists():
        return None
    kept = Kept(**json.loads(path.read_text()))
    if not late_files.are_kept(config.theme["language"], kept.output):
        return None
    path.touch()
    return kept
