"""Pages that need not be made again: who edits one waits for one.

What a page becomes is decided by its own source and by what all pages share: the hooks, the theme,
the widgets, gdlib, the configuration, the versions of everything, and which pages there are. Where
none of it has changed, the page is taken from an earlier build, with what the search and the check
of links need of it. The pages of the API, whose signatures refer to each other, are one: all are
kept, or none. Nothing is kept of a build that warned.
"""

import hashlib
import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import late_files
import shared
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

KEPT = shared.CACHE / "pages"
BUILDS = 4  # of so many, the pages are kept
API = "api/"
OF_API = ("objects.inv", "assets/_mkdocstrings.css")  # what mkdocstrings writes besides pages

_COURSES = ("ja", "en")  # the folders below docs whose files count page by page
_CONFIGURED = ("mkdocs.yml", "mkdocs.en.yml", "requirements/dev.txt", "package-lock.json")

_warnings = CountHandler()
_is_served = False


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


_found: dict[str, Kept] = {}  # this build's pages that were kept, by their sources
_made: dict[str, Kept] = {}  # those that were not
_first_entry = 0  # of the page at work, in the index of the search


def on_startup(command: str, dirty: bool) -> None:
    """Count warnings from the start."""
    global _is_served
    _is_served = command == "serve"
    _warnings.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(_warnings)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    for known in (_found, _made, _warnings.counts):
        known.clear()
    begin()
    return config


def begin() -> None:
    """Look at the sources anew. Who imports this has a copy of its own, apart from the hook."""
    for function in (_common, _api):
        function.cache_clear()


# --- What decides a page ---


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
    rest = repr((lang, address, _is_served, sys.version, names))
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


# --- A page that is known ---


@event_priority(1000)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Take a page that is known as it is: nothing is read, rendered or filled in."""
    source = _source(page)
    kept = known(source, config)
    if kept is not None:
        _found[source] = kept
        # MkDocs has no event in place of reading and rendering.
        page.read_source = lambda _: _take_over(page, kept, files)  # type: ignore[method-assign, assignment]
        page.render = lambda *_: None  # type: ignore[method-assign]
    return page


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


def _source(page: Page) -> str:
    uri = page.file.src_uri
    return uri if page.file.generated_by is None else uri.removesuffix(".md") + ".py"


def _take_over(page: Page, kept: Kept, files: Files) -> None:
    page.markdown = page.content = ""
    page.meta = kept.meta | {"template": "kept.html"}
    page.toc = TableOfContents([])
    page.present_anchor_ids = set(kept.anchors)
    linked = {files.get_file_from_path(source): ids for source, ids in kept.links.items()}
    page.links_to_anchors = {file: ids for file, ids in linked.items() if file is not None}


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep the theme's templates in the form in which Jinja runs them."""
    folder = shared.CACHE / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env


@event_priority(1000)
def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    global _first_entry
    _first_entry = len(_index(config))
    return context


def _index(config: MkDocsConfig) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = config.plugins["material/search"].search_index.entries  # type: ignore[attr-defined]
    return entries


@event_priority(-2000)  # when all other hooks have had the page
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    source, entries = _source(page), _index(config)
    if kept := _found.get(source):
        entries += kept.entries
        return kept.output
    linked = (page.links_to_anchors or {}).items()
    _made[source] = Kept(
        output=output,
        meta=dict(page.meta),
        entries=entries[_first_entry:],
        anchors=sorted(page.present_anchor_ids or ()),
        links={file.src_uri: ids for file, ids in linked},
    )
    return output


# --- The end of a build ---


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    _share_api(config)
    shared.forget_old(KEPT / config.theme["language"])
    if _warnings.get_counts():
        return
    for source, kept in _made.items():
        path = place(source, config)
        text = json.dumps(asdict(kept), ensure_ascii=False, separators=(",", ":"))
        shared.write_atomically(path, text.encode())
        for old in sorted(path.parent.glob("*.json"), key=_last_used)[:-BUILDS]:
            old.unlink()
            old.with_suffix(".book").unlink(missing_ok=True)


def _last_used(path: Path) -> float:
    return path.stat().st_mtime


def _share_api(config: MkDocsConfig) -> None:
    """Keep what mkdocstrings has written besides pages, or bring it back if it had none to make."""
    home, site = KEPT / config.theme["language"] / "of-api", Path(config.site_dir)
    is_found = any(source.startswith(API) for source in _found)
    for name in OF_API:
        if is_found:
            shared.write_atomically(site / name, (home / name).read_bytes())
        else:
            shared.write_atomically(home / name, (site / name).read_bytes())
