"""State that the steps of one build share."""

import os
from dataclasses import dataclass, field

from nbformat import NotebookNode

from sitegen.page_progress import PageProgress
from sitegen.paths import gdlib_sources

SERVED = "GD_SERVED"  # environment variable: set during `mkdocs serve`, for child processes too


@dataclass
class Build:
    """One build of one language.

    Attributes:
        executed_notebooks: notebooks, and the live cells of other pages, by their source files.
        formulas: the typeset formulas; a placeholder in a page has the index of one.
        pages: shows how many pages are read and written.
    """

    executed_notebooks: dict[str, NotebookNode] = field(default_factory=dict)
    formulas: list[str] = field(default_factory=list)
    pages: PageProgress = field(default_factory=PageProgress)

    @property
    def is_served(self) -> bool:
        """Whether `mkdocs serve` runs: then pages have no CSP, and no release is written."""
        return SERVED in os.environ

    def begin(self) -> None:
        """Clear the state of the previous build: `mkdocs serve` runs several."""
        self.executed_notebooks.clear()
        self.formulas.clear()
        gdlib_sources.cache_clear()
