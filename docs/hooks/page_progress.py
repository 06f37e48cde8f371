"""How many pages are read and written: it is then that numbers are computed, figures drawn."""

import logging

import progress
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

LANGUAGES = {"ja": "Japanese", "en": "English"}

_pages: progress.Step | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Let what is logged take the place of the line, and log no line for each notebook."""
    for handler in logging.getLogger("mkdocs").handlers:
        handler.addFilter(progress.cleared)
    # It has a line for each notebook, also where nothing is executed.
    logging.getLogger("mkdocs.mkdocs-jupyter").setLevel(logging.WARNING)


def on_nav(nav: object, config: MkDocsConfig, files: Files) -> None:
    _begin("Reading", config, files)


def _begin(doing: str, config: MkDocsConfig, files: Files) -> None:
    global _pages
    _end()
    title = f"{doing} the {LANGUAGES[config.theme['language']]} pages"
    _pages = progress.Step(title, len(files.documentation_pages()))


def _end() -> None:
    global _pages
    if _pages is not None:
        _pages.close()
        _pages = None


@event_priority(1000)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    _next(page)
    return page


def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    _begin("Writing", config, files)


@event_priority(1000)
def on_page_context(context: object, page: Page, config: MkDocsConfig, nav: object) -> None:
    _next(page)


def _next(page: Page) -> None:
    if _pages is not None:
        _pages.advance(detail=page.file.src_uri)


@event_priority(1000)
def on_post_build(config: MkDocsConfig) -> None:
    _end()
