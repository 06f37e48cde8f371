"""Tables of pages, each in the frame in which a wide one scrolls by itself.

Material's script makes the same frames while a page is loaded: then every formula and every figure
of the page is styled a second time, and without scripts a wide table widens the page. It leaves
tables with a class alone; `material_style` gives these the look of those without.
"""

import re

from material_style import TABLE
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)  # as Markdown writes it: none holds another
_START = (
    f'<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table class="{TABLE}">'
)
_END = "</table></div></div>"


def framed(html: str) -> str:
    """Return a page's text with a frame around each of its tables."""
    return _TABLE.sub(
        lambda match: _START + match[0].removeprefix("<table>").removesuffix("</table>") + _END,
        html,
    )


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return framed(html)
