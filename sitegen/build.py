"""What the steps of one build share."""

import os
from dataclasses import dataclass, field

from nbformat import NotebookNode

from sitegen.page_progress import PageProgress
from sitegen.paths import gdlib_sources

SERVED = "GD_SERVED"  # set while MkDocs serves, for the processes that it starts too


@dataclass
class Build:
    """One build of one language.

    Attributes:
        executed: the notebooks, and the live cells of other pages, by their sources.
        formulas: what stands for the marks of formulas in the pages.
        pages: tells how many pages are read and written.
    """

    executed: dict[str, NotebookNode] = field(default_factory=dict)
    formulas: list[str] = field(default_factory=list)
    pages: PageProgress = field(default_factory=PageProgress)

    @property
    def is_served(self) -> bool:
        """Whether `mkdocs serve` runs: its pages are for their author alone."""
        return SERVED in os.environ

    def begin(self) -> None:
        """Forget the build before: `mkdocs serve` makes one after the other."""
        self.executed.clear()
        self.formulas.clear()
        gdlib_sources.cache_clear()
