"""Shows how many pages are read and written: MkDocs spends most of the build on these."""

import logging

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from sitegen import progress

LANGUAGES = {"ja": "Japanese", "en": "English"}


def configure_logging() -> None:
    """Clear the progress line before each log message, and silence mkdocs-jupyter."""
    for handler in logging.getLogger("mkdocs").handlers:
        handler.addFilter(progress.clear_line)
    # It logs a line for each notebook, even if nothing is executed.
    logging.getLogger("mkdocs.mkdocs-jupyter").setLevel(logging.WARNING)


class PageProgress:
    """Shows how many pages of a language are read, then how many are written."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self._step: progress.Step | None = None

    def begin(self, doing: str, config: MkDocsConfig, files: Files) -> None:
        """Start counting the pages from 0.

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
