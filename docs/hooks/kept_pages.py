"""Pages that need not be made again: who edits one waits for one.

What a page becomes is decided by its own source and by what all pages share: the hooks, the theme,
the widgets, gdlib, the configuration, the versions of everything, and which pages there are. Where
none of it has changed, the page is taken from an earlier build, with what the search and the check
of links need of it. The pages of the API, whose signatures refer to each other, are one: all are
kept, or none. Nothing is kept of a build that warned.
"""

import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

import page_cache
import shared
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

BUILDS = 4  # of so many, the pages are kept
OF_API = ("objects.inv", "assets/_mkdocstrings.css")  # what mkdocstrings writes besides pages

_warnings = CountHandler()

_found: dict[str, page_cache.Kept] = {}  # this build's pages that were kept, by their sources
_made: dict[str, page_cache.Kept] = {}  # those that were not
_first_entry = 0  # of the page at work, in the index of the search


def on_startup(command: str, dirty: bool) -> None:
    """Count warnings from the start."""
    page_cache.is_served = command == "serve"
    _warnings.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(_warnings)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    for known in (_found, _made, _warnings.counts):
        known.clear()
    page_cache.begin()
    return config


# --- A page that is known ---


@event_priority(1000)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Take a page that is known as it is: nothing is read, rendered or filled in."""
    source = _source(page)
    kept = page_cache.known(source, config)
    if kept is not None:
        _found[source] = kept
        # MkDocs has no event in place of reading and rendering.
        page.read_source = lambda _: _take_over(page, kept, files)  # type: ignore[method-assign, assignment]
        page.render = lambda *_: None  # type: ignore[method-assign]
    return page


def _source(page: Page) -> str:
    return page.file.src_uri


def _take_over(page: Page, kept: page_cache.Kept, files: Files) -> None:
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
    _made[source] = page_cache.Kept(
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
    shared.forget_old(page_cache.KEPT / config.theme["language"])
    if _warnings.get_counts():
        return
    for source, kept in _made.items():
        path = page_cache.place(source, config)
        text = json.dumps(asdict(kept), ensure_ascii=False, separators=(",", ":"))
        shared.write_atomically(path, text.encode())
        for old in sorted(path.parent.glob("*.json"), key=_last_used)[:-BUILDS]:
            old.unlink()
            old.with_suffix(".book").unlink(missing_ok=True)


def _last_used(path: Path) -> float:
    return path.stat().st_mtime


def _share_api(config: MkDocsConfig) -> None:
    """Keep what mkdocstrings has written besides pages, or bring it back if it had none to make."""
    home, site = page_cache.KEPT / config.theme["language"] / "of-api", Path(config.site_dir)
    is_found = any(source.startswith(page_cache.API) for source in _found)
    for name in OF_API:
        if is_found:
            shared.write_atomically(site / name, (home / name).read_bytes())
        else:
            shared.write_atomically(home / name, (site / name).read_bytes())
