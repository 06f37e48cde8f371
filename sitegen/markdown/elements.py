"""Lets the site's own elements be written like a `<div>`: lines of their own, Markdown inside."""

from markdown import Extension, Markdown
from mkdocs.config.defaults import MkDocsConfig

from sitegen.widgets.attributes import TAGS

ELEMENTS = (
    "gd-cell",
    "gd-notebook",
    "gd-exercise",
    "gd-predict",
    "gd-progress",
    "gd-offline",
    "gd-assignment",
    "gd-results",
    *(f"gd-{name}" for name in TAGS),
)


class _Elements(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown looks for this name
        md.block_level_elements = [*md.block_level_elements, *ELEMENTS]


def allow_markdown_in_elements(config: MkDocsConfig) -> None:
    """Have Markdown treat our elements as blocks."""
    config.markdown_extensions.append(_Elements())  # type: ignore[arg-type]  # instances work too
