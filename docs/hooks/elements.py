"""Lets Markdown be written inside the site's own elements, as inside a `<div markdown>`."""

from markdown import Extension, Markdown
from mkdocs.config.defaults import MkDocsConfig

ELEMENTS = (
    "gd-cell",
    "gd-notebook",
    "gd-exercise",
    "gd-predict",
    "gd-progress",
    "gd-offline",
    "gd-assignment",
    "gd-results",
)


class _Elements(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown looks for this name
        md.block_level_elements = [*md.block_level_elements, *ELEMENTS]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.markdown_extensions.append(_Elements())  # type: ignore[arg-type]  # instances work too
    return config
