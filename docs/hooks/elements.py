"""Lets the site's own elements be written like a `<div>`: lines of their own, Markdown inside."""

from markdown import Extension, Markdown
from mkdocs.config.defaults import MkDocsConfig
from widget_tags import TAGS

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


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.markdown_extensions.append(_Elements())  # type: ignore[arg-type]  # instances work too
    return config
