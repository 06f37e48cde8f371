"""Formulas, typeset while the site is built.

KaTeX turns each formula into HTML and MathML, so the reader's browser needs no
script for it, and a screen reader gets real mathematics. A formula that KaTeX
refuses stops the build.
"""

import html
import json
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from sitegen import manifest, node_renderer
from sitegen.cache import cached
from sitegen.languages import i18n
from sitegen.paths import ROOT
from sitegen.widgets.esbuild import sources_digest

KATEX = ROOT / "node_modules" / "katex" / "dist"

_FACE = re.compile(r'url\(fonts/([\w-]+\.woff2)\)(?: format\("woff2"\),url[^}]*)?')
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


def publish_katex() -> None:
    """Publish KaTeX's style sheet and fonts."""
    manifest.publish_folder("katex", style_and_fonts())


def style_and_fonts() -> dict[str, bytes]:
    """Return KaTeX's style sheet and fonts; only as WOFF2, which all browsers we serve read."""
    style = _FACE.sub(r"url(\1)", (KATEX / "katex.min.css").read_text())
    fonts = sorted((KATEX / "fonts").glob("*.woff2"))
    return {"katex.css": style.encode()} | {path.name: path.read_bytes() for path in fonts}


class FormulaError(ValueError):
    """KaTeX refuses a formula, and says why."""


def typeset(formulas: list[tuple[str, bool]]) -> list[str]:
    """Return formulas as HTML with MathML inside: a page's together, kept as one file.

    Args:
        formulas: the TeX of each, and whether it stands in lines of its own.

    Raises:
        FormulaError: one cannot be typeset.
    """
    done = cached(
        "formulas/page.json",
        [formulas, sources_digest(), Path(__file__)],
        lambda: json.dumps([_typeset(*formula) for formula in formulas]).encode(),
    )
    found: list[str] = json.loads(done.read_text())
    return found


def _typeset(tex: str, is_display: bool) -> str:
    tag = "div" if is_display else "span"
    try:
        formula = node_renderer.render("tex", {"tex": tex, "display": is_display})
    except node_renderer.NodeError as error:
        raise FormulaError(f"KaTeX refuses the formula {tex!r}: {error}") from error
    return f'<{tag} class="gd-maths">{formula}</{tag}>'


def _is_short(formula: str) -> bool:
    """Tell whether a typeset formula takes little of a line, even on a phone."""
    seen = formula.partition(_SEEN)[2]
    return len(html.unescape(re.sub(r"<[^>]*>|\s|\u200b", "", seen))) <= _SHORT


def _kept(formula: str, formulas: list[str]) -> str:
    """Return a mark for a formula, or a part of one, that goes into the page at the end."""
    formulas.append(formula)
    return f"<!--gd-maths:{len(formulas) - 1}-->"


def _held(before: str, formula: str, after: str, formulas: list[str]) -> str:
    """Return an inline formula with what touches it; no line is broken between the two.

    Browsers would break it there, even before a full stop, and where the formula may be broken
    itself no style keeps them from it. So it is cut into parts that have no such place inside.
    """
    if before or after:
        parts = [_kept(part, formulas) for part in _BREAK.sub(_CUT, formula).split("\0")]
        held = '</span><wbr><span class="gd-held">'.join(parts)
        line = f'<span class="gd-held">{before}{held}{after}</span>'
    else:
        line = _kept(formula, formulas)
    return f'<span class="gd-whole">{line}</span>' if _is_short(formula) else line


def typeset_formulas(content: str, page: Page, config: MkDocsConfig, formulas: list[str]) -> str:
    """Replace each formula by a mark; `formulas` gets what `insert_formulas` puts there at the end.

    So the search index sees nothing of how a formula is drawn.

    Raises:
        PluginError: KaTeX refuses a formula.
    """
    try:
        done = iter(typeset([_read(match) for match in _FORMULA.finditer(content)]))
    except FormulaError as error:
        raise PluginError(f"{i18n.source_of(page, config)}: {error}") from error

    def put_in(match: re.Match[str]) -> str:
        formula = next(done)
        if match["display"] is None:
            return _held(match["before"], formula, match["after"], formulas)
        return f"{match['before']}{_kept(formula, formulas)}{match['after']}"

    return _FORMULA.sub(put_in, content)


def _read(formula: re.Match[str]) -> tuple[str, bool]:
    """Return a formula's TeX, and whether it stands in lines of its own."""
    is_display = formula["display"] is not None
    return html.unescape(formula["display" if is_display else "inline"]).strip(), is_display


def insert_formulas(output: str, formulas: list[str]) -> str:
    """Replace the marks of `typeset_formulas` by the formulas."""
    return _KEPT.sub(lambda match: formulas[int(match[1])], output)
