"""Notebooks for Jupyter and Colab: `.ipynb` files with a cell that installs dependencies."""

import base64
import re
from pathlib import Path

import jinja2
import nbformat
from mkdocs.config.defaults import MkDocsConfig
from nbformat import NotebookNode

from sitegen import manifest
from sitegen.cache import cached, version
from sitegen.languages import i18n

PUBLISHED = "gh-pages"  # the branch that holds the built site

JAPANESE_FONT = "matplotlib-fontja"  # on PyPI; downloaded notebooks draw with it anywhere

#: Summaries of the `<details>` in a downloaded notebook, by role.
FOLDED = {
    "ja": {"hint": "ヒント", "solution": "解答例"},
    "en": {"hint": "Hint", "solution": "A solution"},
}

FOLDER = Path(__file__).parent
INSTALL = "install_cell.py.j2"
_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER), trim_blocks=True, lstrip_blocks=True
)


def download(notebook: NotebookNode, lang: str) -> Path:
    """Return the path of the notebook for Jupyter and Colab, with a cell that installs gdlib."""
    return cached(
        f"downloads/{Path(notebook.metadata['source']).stem}.ipynb",
        [notebook, lang, manifest.wheel(), Path(__file__), FOLDER / INSTALL, version("nbformat")],
        lambda: _download(notebook, lang).encode(),
    )


def _download(notebook: NotebookNode, lang: str) -> str:
    install = install_cell(manifest.wheel(), lang)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [_for_download(cell, lang) for cell in notebook.cells]
    complete = nbformat.v4.new_notebook(
        cells=[install, *(cell for cell in cells if cell is not None)],
        metadata={"kernelspec": kernel},
    )
    return str(nbformat.writes(complete))


def install_cell(wheel: Path, lang: str) -> NotebookNode:
    """Return the cell that installs a download's dependencies; it contains gdlib's wheel.

    Its source is hidden in JupyterLab, and shown as a form on Colab.
    """
    program = _templates.get_template(INSTALL).render(
        lang=lang,
        name=wheel.name,
        wheel=base64.encodebytes(wheel.read_bytes()).decode().strip(),
        font=JAPANESE_FONT if lang == "ja" else "",
    )
    hidden = {"jupyter": {"source_hidden": True}, "cellView": "form"}
    cell: NotebookNode = nbformat.v4.new_code_cell(program.strip(), id="install", metadata=hidden)
    return cell


def _for_download(cell: NotebookNode, lang: str) -> NotebookNode | None:
    """Return a cell for Jupyter: hints and solutions in `<details>`; None for a check."""
    role = cell.metadata.get("role")
    if role == "check":
        return None
    if role not in FOLDED[lang]:
        return cell
    text = cell.source if role == "hint" else f"```python\n{cell.source}\n```"
    summary = FOLDED[lang][role]
    folded = f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"
    unfolding: NotebookNode = nbformat.v4.new_markdown_cell(folded, id=cell.id)
    return unfolding


def colab(stem: str, config: MkDocsConfig) -> str | None:
    """Return the URL of the published notebook on Colab, or None without a GitHub repository.

    Colab opens files of GitHub repositories; the branch PUBLISHED contains the notebooks.
    """
    repository = re.fullmatch(r"https://github\.com/([^/]+/[^/]+?)/?", config.repo_url or "")
    if repository is None:
        return None
    folder = "" if i18n.is_main(config) else f"{config.theme['language']}/"
    place = f"{repository[1]}/blob/{PUBLISHED}/{folder}notebooks/{stem}.ipynb"
    return f"https://colab.research.google.com/github/{place}"
