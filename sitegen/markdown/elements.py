"""Makes custom elements block-level for Markdown, like `<div>`: `markdown="1"` works in them."""

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
    """Add the Markdown extension to the configuration."""
    config.markdown_extensions.append(_Elements())  # type: ignore[arg-type]  # instances work too
