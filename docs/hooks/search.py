"""The site's search: what it reads of a page, where it looks first, and when its index is fetched.

Material fetches `search_index.json` with each first page, and hands it to the worker that its
configuration names. Ours (docs/widgets/site/search-worker.ts) fetches the documents with the first
query instead.
"""

import json
import re
from pathlib import Path
from typing import Any

import shared
from bundle import bundle
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

#: How often a word counts there. A page can say its own `search: boost` in its front matter.
BOOST = {"lessons": 8, "notebooks": 2}
WORKER = "widgets/search.js"
DOCUMENTS = "search/index.json"  # named in search-worker.ts, too

_CODE = re.compile(r"(?<=<code>).*?(?=</code>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the template both workers: Material's, and ours in its place."""
    material = _worker_of_material(config)
    if shared.is_main(config):
        shared.publish(WORKER, _worker(material))
    ours = shared.from_page_root(config, shared.published(WORKER))
    config.extra["search"] = {"material": material, "ours": f"{ours}#{config.theme['language']}"}
    return config


def _worker_of_material(config: MkDocsConfig) -> str:
    """Return the path of Material's own worker: its name carries a hash."""
    names = "assets/javascripts/workers/search.*.min.js"
    found = [path for folder in config.theme.dirs for path in Path(folder).glob(names)]
    return f"{names.rpartition('/')[0]}/{found[0].name}"


def _worker(material: str) -> bytes:
    define = {"GD_MATERIAL_SEARCH": json.dumps(f"../{material}")}
    return bundle("site/search-worker.ts", define=define).read_bytes()


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    section = page.file.src_uri.partition("/")[0]
    if section in BOOST:
        page.meta["search"] = {"boost": BOOST[section]} | page.meta.get("search", {})


@event_priority(100)  # before Material reads the page
def _remove_highlighting(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    """Remove syntax highlighting from the page before Material's search plugin parses it.

    Of all tags in the pages, most only highlight code; the text stays the same.
    """
    context["highlighted"] = page.content or ""
    page.content = _CODE.sub(lambda code: _TAG.sub("", code[0]), context["highlighted"])
    return context


@event_priority(-100)
def _restore_highlighting(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    """Put the highlighted content back, for the template."""
    page.content = context.pop("highlighted")
    return context


on_page_context = CombinedEvent(_remove_highlighting, _restore_highlighting)


def on_post_build(config: MkDocsConfig) -> None:
    """Leave the settings in Material's file, and put the documents where our worker looks."""
    site = Path(config.site_dir)
    index = site / "search" / "search_index.json"
    whole = index.rename(site / DOCUMENTS).read_text()
    index.write_text(json.dumps(json.loads(whole) | {"docs": []}))
