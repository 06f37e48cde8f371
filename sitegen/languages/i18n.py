"""The two languages: their names, their paths, and the links between their pages."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

NAMES = {"ja": "日本語", "en": "English"}
PREFIX = {"ja": "", "en": "en/"}  # the path of each language below the site's root
OTHER = {"ja": "en", "en": "ja"}


def is_main(config: MkDocsConfig) -> bool:
    """Return whether this is the Japanese build, which publishes the shared files."""
    return bool(config.theme["language"] == "ja")


def root_url(config: MkDocsConfig) -> str:
    """Return the absolute address of the whole site, with a slash at its end."""
    url = (config.site_url or "/").rstrip("/") + "/"
    return url if is_main(config) else url.removesuffix("en/")


def source_of(page: Page, config: MkDocsConfig) -> str:
    """Return the source file of a page, from the project's root: for messages."""
    return f"docs/{config.theme['language']}/{page.file.src_uri}"


def is_notebook(page: Page) -> bool:
    """Return whether a page is a notebook: mkdocs-jupyter renders it."""
    return page.file.src_uri.endswith(".py")


def from_page_root(config: MkDocsConfig, path: str) -> str:
    """Return `path`, from the site's root, as seen from the root of this language."""
    return path if is_main(config) else f"../{path}"


def link_other_language(page: Page, config: MkDocsConfig) -> None:
    """Set the template's links to both languages of a page."""
    config.extra["alternate"] = _alternates(config, page.url)


def link_home_pages(config: MkDocsConfig) -> None:
    """Set the links of 404.html and sitemap.xml, which belong to no page: to the home pages."""
    config.extra["alternate"] = _alternates(config, "")


def _alternates(config: MkDocsConfig, url: str) -> list[dict[str, str]]:
    """Return the links to both languages of a page.

    `link` is absolute, for search engines and other sites. `relative` is for the
    language menu: it works on any host and below any path.
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
