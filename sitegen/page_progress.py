"""How many pages are read and written: it is then that numbers are computed, figures drawn."""

import logging

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from sitegen import progress

LANGUAGES = {"ja": "Japanese", "en": "English"}


def configure_logging() -> None:
    """Let what is logged take the place of the progress line, and log no line for each notebook."""
    for handler in logging.getLogger("mkdocs").handlers:
        handler.addFilter(progress.cleared)
    # It has a line for each notebook, also where nothing is executed.
    logging.getLogger("mkdocs.mkdocs-jupyter").setLevel(logging.WARNING)


class PageProgress:
    """Shows how many pages of a language are read, then how many are written."""

    def __init__(self) -> None:
        """Nothing has begun."""
        self._step: progress.Step | None = None

    def begin(self, doing: str, config: MkDocsConfig, files: Files) -> None:
        """Begin to count the pages anew.

        Args:
            doing: `Reading` or `Writing`.
            config, files: of this build.
        """
        self.end()
        title = f"{doing} the {LANGUAGES[config.theme['language']]} pages"
        self._step = progress.Step(title, len(files.documentation_pages()))

    def advance(self, page: Page) -> None:
        """Count a page."""
        if self._step is not None:
            self._step.advance(detail=page.file.src_uri)

    def end(self) -> None:
        """Stop showing it."""
        if self._step is not None:
            self._step.close()
            self._step = None
