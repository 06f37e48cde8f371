"""Formulas, typeset while the site is built.

KaTeX turns each formula into HTML and MathML, so the reader's browser needs no
script for it, and a screen reader gets real mathematics. A formula that KaTeX
refuses stops the build.
"""

import html
import re

import maths_fonts
import shared
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from node_process import NodeError, render

_FORMULA = re.compile(
    r'(?P<before>[(“（「『]*)<(?P<tag>span|div) class="arithmatex">'
    r"\\(?:\((?P<inline>.*?)\\\)|\[(?P<display>.*?)\\\])"
    r"</(?P=tag)>(?P<after>[-,.;:!?)”、。，．；：！？）」』]*)",
    re.DOTALL,
)
_SHORT = 10  # characters: a formula up to here is not broken over two lines
_HELD = re.compile(r"<!--gd-maths:(\d+)-->")
_typeset: list[str] = []  # this build's formulas, in the order of their appearance


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if shared.is_main(config):
        shared.publish_folder("katex", maths_fonts.folder())
    _typeset.clear()
    return config


def typeset(tex: str, *, display: bool) -> str:
    """Return `tex` as HTML with MathML inside."""
    tag = "div" if display else "span"
    formula = render("tex", {"tex": tex, "display": display})
    return f'<{tag} class="gd-maths">{formula}</{tag}>'


def _is_short(formula: str) -> bool:
    """Tell whether a typeset formula takes little of a line, even on a phone."""
    seen = formula.partition('aria-hidden="true">')[2]
    return len(html.unescape(re.sub(r"<[^>]*>|\s|\u200b", "", seen))) <= _SHORT


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Typeset each formula; it goes into the page at the end, unseen by the search index.

    It stays together with the brackets and stops that touch it: browsers would break the line
    between them, even before a full stop. A short one is not broken inside either.
    """

    def held(match: re.Match[str]) -> str:
        tex = html.unescape(match["inline"] or match["display"]).strip()
        try:
            _typeset.append(typeset(tex, display=match["inline"] is None))
        except NodeError as error:
            source = shared.source_of(page, config)
            raise PluginError(f"{source}: KaTeX refuses the formula {tex!r}: {error}") from error
        formula = f"{match['before']}<!--gd-maths:{len(_typeset) - 1}-->{match['after']}"
        if match["inline"] is None:
            return formula
        kind = "whole" if _is_short(_typeset[-1]) else "held"
        return f'<span class="gd-{kind}">{formula}</span>'

    return _FORMULA.sub(held, content)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _HELD.sub(lambda match: _typeset[int(match[1])], output)
