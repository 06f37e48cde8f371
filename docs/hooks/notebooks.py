"""Notebooks, and live cells of other pages: executed at build, pages and downloads on the site.

`docs/<lang>/notebooks/name.py` is a percent file (jupytext). mkdocs-jupyter reads it, executes
it and renders it as Markdown, by three steps (notebook_steps.py) and a template (notebook.md.j2)
of ours. This hook does what the plugin has no option for: live cells of other pages, outputs
that the search index does not see, the download.
"""

import html
import os
import re
from pathlib import Path

import cell_outputs
import execution
import live_fences
import notebook_download
import notebook_steps
import shared
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

HOOKS = Path(__file__).parent
OUTPUT = re.compile(r"<!--gd-output:([a-z0-9-]+)-->")


def on_startup(command: str, dirty: bool) -> None:
    """Let nbconvert find jupyter_nbconvert_config.json."""
    os.environ["JUPYTER_CONFIG_PATH"] = str(HOOKS)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    execution.executed.clear()
    return config


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    notebook_steps.begin(page, config)
    return page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if shared.is_notebook(page):
        files.append(_download(page, config))
        return html.unescape(markdown)  # see notebook.md.j2
    if live_fences.LIVE.search(markdown):
        return live_fences.with_live_cells(markdown, page, config)
    return markdown


def _download(page: Page, config: MkDocsConfig) -> File:
    """Return a notebook as a file for Jupyter.

    Raises:
        PluginError: it was made without our steps, by which its page would be empty.
    """
    notebook = execution.executed.get(shared.source_of(page, config))
    if notebook is None:
        raise PluginError(
            f"{shared.source_of(page, config)} was rendered without the steps that "
            f"{HOOKS / 'jupyter_nbconvert_config.json'} names: has the file been moved, or does "
            "`jupyter --paths` not list its folder?"
        )
    name = page.file.src_uri.removesuffix(".py") + ".ipynb"
    made = notebook_download.download(notebook, config.theme["language"])
    return File.generated(config, name, abs_src_path=str(made))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put in what the cells showed: at the very end, so that the search index does not see it."""
    source = shared.source_of(page, config)
    if source not in execution.executed:
        return output
    cells = {cell.id: cell for cell in execution.executed[source].cells}
    return OUTPUT.sub(lambda match: cell_outputs.outputs_html(cells[match[1]], source), output)
