"""Notebooks: text in the repository, executed at build, pages and downloads on the site.

`docs/<lang>/notebooks/name.py` is a percent file (jupytext). It is executed, two at a time, and
becomes an ordinary Markdown page, so that contents, search, formulas and links work as on every
page, and a downloadable `.ipynb`. Live cells of other pages are executed too.
"""

import concurrent.futures
import re
from pathlib import Path
from typing import TYPE_CHECKING

import cache
import live_fences
import shared
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

if TYPE_CHECKING:  # else imported when a page is not known yet: with Jupyter that takes its time
    from books import Book

EXECUTED = shared.CACHE / "executed"
OUTPUT = re.compile(r"<!--gd-output:([a-z0-9-]+)-->")

_books: dict[str, "Book"] = {}  # those that this build has executed, by the page's src_uri


@event_priority(50)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    _books.clear()
    sources = [file for file in files if re.fullmatch(r"notebooks/[^/]+\.py", file.src_uri)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        written = list(pool.map(lambda file: _written(file, config), sources))
    cache.forget_old(EXECUTED / config.theme["language"])
    for file, (page, download) in zip(sources, written, strict=True):
        files.remove(file)
        name = file.src_uri.removesuffix(".py")
        files.append(File.generated(config, f"{name}.ipynb", content=download))
        files.append(File.generated(config, f"{name}.md", content=page))
    return files


def _written(file: File, config: MkDocsConfig) -> tuple[str, str]:
    """Return a notebook, executed, as a page and as a file for Jupyter."""
    import books

    path = Path(str(file.abs_src_path))
    notebook = books.executed(path, EXECUTED / config.theme["language"])
    _books[file.src_uri.removesuffix(".py") + ".md"] = books.Book(path, notebook)
    return books.page(notebook, path.stem, config), books.download(notebook, config)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make live cells of a page's fenced blocks that are marked so; together they run once."""
    if not live_fences.LIVE.search(markdown):
        return markdown
    import books

    lang = config.theme["language"]
    source = shared.source_of(page, config)
    place = f"{lang}/{page.file.src_uri.removesuffix('.md')}"
    path = Path(str(page.file.abs_src_path))
    markdown, book = books.with_live_cells(markdown, path, EXECUTED / lang / "pages", place, source)
    _books[page.file.src_uri] = book
    return markdown


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put in what the cells showed: at the very end, so that the search index does not see it."""
    book = _books.get(page.file.src_uri)
    if book is None:
        return output
    import books

    cells = book.cells
    return OUTPUT.sub(lambda match: books.outputs_html(cells[match[1]], book.source), output)
