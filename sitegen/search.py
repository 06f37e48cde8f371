"""Search: the content that is indexed, the boost of sections, and when the index is fetched.

Material fetches `search_index.json` when a page loads, and sends it to the worker that its
configuration names. Our worker (web/site/search-worker.ts) fetches the documents with the first
query instead.
"""

import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from sitegen import manifest
from sitegen.languages import i18n
from sitegen.widgets.esbuild import bundle

#: The boost of each section. A page can set its own `search: boost` in its front matter.
BOOST = {"lessons": 8, "notebooks": 2}
WORKER = "widgets/search.js"
DOCUMENTS = "search/index.json"  # named in search-worker.ts, too

_CODE = re.compile(r"(?<=<code>).*?(?=</code>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def publish_worker(config: MkDocsConfig) -> None:
    """Publish our worker, which loads Material's."""
    manifest.publish(WORKER, _bundled_worker(_material_worker_path(config)))


def use_worker(config: MkDocsConfig) -> None:
    """Give the template the paths of Material's worker, and of ours, which replaces it."""
    material = _material_worker_path(config)
    ours = i18n.from_page_root(config, manifest.published_path(WORKER))
    config.extra["search"] = {"material": material, "ours": f"{ours}#{config.theme['language']}"}


def _material_worker_path(config: MkDocsConfig) -> str:
    """Return the path of Material's own worker: its name carries a hash."""
    names = "assets/javascripts/workers/search.*.min.js"
    found = [path for folder in config.theme.dirs for path in Path(folder).glob(names)]
    return f"{names.rpartition('/')[0]}/{found[0].name}"


def _bundled_worker(material: str) -> bytes:
    define = {"GD_MATERIAL_SEARCH": json.dumps(f"../{material}")}
    return bundle("site/search-worker.ts", define=define).read_bytes()


def boost(page: Page) -> None:
    """Boost lessons and notebooks in search results."""
    section = page.file.src_uri.partition("/")[0]
    if section in BOOST:
        page.meta["search"] = {"boost": BOOST[section]} | page.meta.get("search", {})


def remove_highlighting(page: Page, context: dict[str, Any]) -> None:
    """Remove syntax highlighting from the page before Material's search plugin parses it.

    Most tags of a page are highlighting; the indexed text stays the same without them.
    """
    context["highlighted"] = page.content or ""
    page.content = _CODE.sub(lambda code: _TAG.sub("", code[0]), context["highlighted"])


def restore_highlighting(page: Page, context: dict[str, Any]) -> None:
    """Put the highlighted content back, for the template."""
    page.content = context.pop("highlighted")


def split_index(config: MkDocsConfig) -> None:
    """Move the documents from Material's index into the file that our worker fetches."""
    site = Path(config.site_dir)
    index = site / "search" / "search_index.json"
    whole = index.rename(site / DOCUMENTS).read_text()
    index.write_text(json.dumps(json.loads(whole) | {"docs": []}))
