"""The site's search: what it reads of a page, where it looks first, and when its index is fetched.

Material fetches `search_index.json` with each first page, and hands it to the worker that its
configuration names. Ours (web/site/search-worker.ts) fetches the documents with the first
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

#: How often a word counts there. A page can say its own `search: boost` in its front matter.
BOOST = {"lessons": 8, "notebooks": 2}
WORKER = "widgets/search.js"
DOCUMENTS = "search/index.json"  # named in search-worker.ts, too

_CODE = re.compile(r"(?<=<code>).*?(?=</code>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def publish_worker(config: MkDocsConfig) -> None:
    """Publish our worker, which starts Material's."""
    manifest.publish(WORKER, _worker(_worker_of_material(config)))


def use_worker(config: MkDocsConfig) -> None:
    """Give the template both workers: Material's, and ours in its place."""
    material = _worker_of_material(config)
    ours = i18n.from_page_root(config, manifest.published(WORKER))
    config.extra["search"] = {"material": material, "ours": f"{ours}#{config.theme['language']}"}


def _worker_of_material(config: MkDocsConfig) -> str:
    """Return the path of Material's own worker: its name carries a hash."""
    names = "assets/javascripts/workers/search.*.min.js"
    found = [path for folder in config.theme.dirs for path in Path(folder).glob(names)]
    return f"{names.rpartition('/')[0]}/{found[0].name}"


def _worker(material: str) -> bytes:
    define = {"GD_MATERIAL_SEARCH": json.dumps(f"../{material}")}
    return bundle("site/search-worker.ts", define=define).read_bytes()


def boost(page: Page) -> None:
    """Let words of lessons and notebooks count more often in a search."""
    section = page.file.src_uri.partition("/")[0]
    if section in BOOST:
        page.meta["search"] = {"boost": BOOST[section]} | page.meta.get("search", {})


def remove_highlighting(page: Page, context: dict[str, Any]) -> None:
    """Remove syntax highlighting from the page before Material's search plugin parses it.

    Of all tags in the pages, most only highlight code; the text stays the same.
    """
    context["highlighted"] = page.content or ""
    page.content = _CODE.sub(lambda code: _TAG.sub("", code[0]), context["highlighted"])


def restore_highlighting(page: Page, context: dict[str, Any]) -> None:
    """Put the highlighted content back, for the template."""
    page.content = context.pop("highlighted")


def split_index(config: MkDocsConfig) -> None:
    """Leave the settings in Material's file, and put the documents where our worker looks."""
    site = Path(config.site_dir)
    index = site / "search" / "search_index.json"
    whole = index.rename(site / DOCUMENTS).read_text()
    index.write_text(json.dumps(json.loads(whole) | {"docs": []}))
