"""Checks that both languages have the same pages and the same heading ids."""

import functools
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from sitegen.languages.i18n import OTHER
from sitegen.paths import ROOT

_HEADING = re.compile(r"^(?:# )?#{1,6} .*\{#([\w-]+)", re.MULTILINE)


def require_translations(config: MkDocsConfig) -> None:
    """Check that each page and each heading exists in the other language too.

    Raises:
        PluginError: one is missing; the message names the file, and the heading's id.
    """
    _heading_ids.cache_clear()
    _require_counterparts(config)
    _require_same_headings(config)


def _require_counterparts(config: MkDocsConfig) -> None:
    """Raise PluginError if a page exists in one language only; it names the missing file."""
    here = Path(config.docs_dir)
    there = here.parent / OTHER[config.theme["language"]]
    missing = sorted(
        str((here / path.relative_to(there)).relative_to(ROOT))
        for path in there.rglob("*")
        if path.is_file() and not (here / path.relative_to(there)).exists()
    )
    if missing:
        raise PluginError(f"A page exists in one language only. Please write: {', '.join(missing)}")


def _require_same_headings(config: MkDocsConfig) -> None:
    """Raise PluginError if a heading exists in one language only; it names file and id."""
    here = Path(config.docs_dir)
    there = here.parent / OTHER[config.theme["language"]]
    missing = [
        f"{{#{name}}} in {own.relative_to(ROOT)}"
        for path in sorted([*there.rglob("*.md"), *there.rglob("*.py")])
        for own in [here / path.relative_to(there)]
        for name in _heading_ids(path)
        if name not in _heading_ids(own)
    ]
    if missing:
        raise PluginError(
            f"A heading exists in one language only. Please write: {', '.join(missing)}"
        )


@functools.cache
def _heading_ids(path: Path) -> list[str]:
    return _HEADING.findall(path.read_text())
