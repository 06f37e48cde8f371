"""The two languages: their names, where each lives, and the links between their pages."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

NAMES = {"ja": "日本語", "en": "English"}
PREFIX = {"ja": "", "en": "en/"}  # where each language lives below the site's root
OTHER = {"ja": "en", "en": "ja"}


def is_main(config: MkDocsConfig) -> bool:
    """Return whether this is the Japanese build, which owns the shared files."""
    return bool(config.theme["language"] == "ja")


def root_url(config: MkDocsConfig) -> str:
    """Return the absolute address of the whole site, with a slash at its end."""
    url = (config.site_url or "/").rstrip("/") + "/"
    return url if is_main(config) else url.removesuffix("en/")


def source_of(page: Page, config: MkDocsConfig) -> str:
    """Return the file that a page was written in, from the project's root: for messages."""
    return f"docs/{config.theme['language']}/{page.file.src_uri}"


def is_notebook(page: Page) -> bool:
    """Return whether a page is a notebook: mkdocs-jupyter renders it."""
    return page.file.src_uri.endswith(".py")


def from_page_root(config: MkDocsConfig, path: str) -> str:
    """Return `path` as this language's build must write it: English lives one level down."""
    return path if is_main(config) else f"../{path}"


def link_other_language(page: Page, config: MkDocsConfig) -> None:
    """Give the template the versions of a page, for the language menu."""
    config.extra["alternate"] = _alternates(config, page.url)


def link_home_pages(config: MkDocsConfig) -> None:
    """Give 404.html and sitemap.xml, which belong to no page, the two home pages."""
    config.extra["alternate"] = _alternates(config, "")


def _alternates(config: MkDocsConfig, url: str) -> list[dict[str, str]]:
    """Return both versions of a page.

    `link` is absolute: what robots and other sites need. `relative` is what the
    menu uses: right on any host and below any path.
    """
    here = PREFIX[config.theme["language"]] + url
    return [
        {
            "lang": lang,
            "name": NAMES[lang],
            "link": root_url(config) + prefix + url,
            "relative": get_relative_url(prefix + url, here),
        }
        for lang, prefix in PREFIX.items()
    ]
