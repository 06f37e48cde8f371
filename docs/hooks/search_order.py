"""Where a search looks first: lessons, then their notebooks, then what is looked up.

A page can still say its own `search: boost` in its front matter.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

BOOST = {"lessons": 8, "notebooks": 2}  # as often as elsewhere a word counts there


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    section = page.file.src_uri.partition("/")[0]
    if section in BOOST:
        page.meta["search"] = {"boost": BOOST[section]} | page.meta.get("search", {})
