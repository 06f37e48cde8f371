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
_SEEN = '<span class="katex-html" aria-hidden="true">'
_BREAK = re.compile('(?<=</span>)(?=<span class="katex-base">)')  # KaTeX lets a line end here
_CUT = f'</span></span></span>\0<span class="gd-maths"><span class="katex">{_SEEN}'
_KEPT = re.compile(r"<!--gd-maths:(\d+)-->")
_typeset: list[str] = []  # this build's formulas or their parts, in the order of their appearance


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
    seen = formula.partition(_SEEN)[2]
    return len(html.unescape(re.sub(r"<[^>]*>|\s|\u200b", "", seen))) <= _SHORT


def _kept(formula: str) -> str:
    """Return a mark for a formula, or a part of one, that goes into the page at the end."""
    _typeset.append(formula)
    return f"<!--gd-maths:{len(_typeset) - 1}-->"


def _held(before: str, formula: str, after: str) -> str:
    """Return an inline formula with what touches it; no line is broken between the two.

    Browsers would break it there, even before a full stop, and where the formula may be broken
    itself no style keeps them from it. So it is cut into parts that have no such place inside.
    """
    if before or after:
        parts = map(_kept, _BREAK.sub(_CUT, formula).split("\0"))
        held = '</span><wbr><span class="gd-held">'.join(parts)
        line = f'<span class="gd-held">{before}{held}{after}</span>'
    else:
        line = _kept(formula)
    return f'<span class="gd-whole">{line}</span>' if _is_short(formula) else line


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Typeset each formula; it goes into the page at the end, unseen by the search index."""

    def typeset_one(match: re.Match[str]) -> str:
        is_inline = match["display"] is None
        tex = html.unescape(match["inline"] if is_inline else match["display"]).strip()
        try:
            formula = typeset(tex, display=not is_inline)
        except NodeError as error:
            source = shared.source_of(page, config)
            raise PluginError(f"{source}: KaTeX refuses the formula {tex!r}: {error}") from error
        if is_inline:
            return _held(match["before"], formula, match["after"])
        return f"{match['before']}{_kept(formula)}{match['after']}"

    return _FORMULA.sub(typeset_one, content)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _KEPT.sub(lambda match: _typeset[int(match[1])], output)
