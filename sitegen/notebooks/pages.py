"""Notebooks, and live cells of other pages: executed by the build, rendered as pages and downloads.

`docs/<lang>/notebooks/name.py` is a percent file (jupytext). mkdocs-jupyter reads it, executes
it and renders it as Markdown, by our nbconvert preprocessors (preprocessors.py) and our template
(notebook.md.j2). These steps add what the plugin has no option for: live cells of other pages,
outputs outside of the search index, the download.
"""

import html
import os
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from sitegen.build import Build
from sitegen.languages import i18n
from sitegen.notebooks import downloads, live_cells, outputs, preprocessors

HERE = Path(__file__).parent
OUTPUT = re.compile(r"<!--gd-output:([a-z0-9-]+)-->")


def configure_nbconvert() -> None:
    """Let nbconvert find jupyter_nbconvert_config.json."""
    os.environ["JUPYTER_CONFIG_PATH"] = str(HERE)


def set_current_page(page: Page, config: MkDocsConfig, build: Build) -> None:
    """Set the page that our preprocessors convert next."""
    preprocessors.current.set((page, config, build))


def render_cells(
    markdown: str, page: Page, config: MkDocsConfig, files: Files, build: Build
) -> str:
    """Return a page's Markdown with its live cells, and add the download of a notebook."""
    if i18n.is_notebook(page):
        files.append(_download(page, config, build))
        return html.unescape(markdown)  # see notebook.md.j2
    if live_cells.LIVE.search(markdown):
        return live_cells.insert_live_cells(markdown, page, config, build)
    return markdown


def _download(page: Page, config: MkDocsConfig, build: Build) -> File:
    """Return a notebook as a file for Jupyter.

    Raises:
        PluginError: it was converted without our preprocessors, so its page would be empty.
    """
    notebook = build.executed_notebooks.get(i18n.source_of(page, config))
    if notebook is None:
        raise PluginError(
            f"{i18n.source_of(page, config)} was rendered without the steps that "
            f"{HERE / 'jupyter_nbconvert_config.json'} names: has the file been moved, or does "
            "`jupyter --paths` not list its folder?"
        )
    name = page.file.src_uri.removesuffix(".py") + ".ipynb"
    path = downloads.download(notebook, config.theme["language"])
    return File.generated(config, name, abs_src_path=str(path))


def insert_outputs(output: str, page: Page, config: MkDocsConfig, build: Build) -> str:
    """Insert the outputs of cells; last, so that they are not in the search index."""
    source = i18n.source_of(page, config)
    if source not in build.executed_notebooks:
        return output
    cells = {cell.id: cell for cell in build.executed_notebooks[source].cells}
    return OUTPUT.sub(lambda match: outputs.outputs_html(cells[match[1]], source), output)
