"""Typesets formulas with KaTeX while the site is built.

KaTeX renders each formula as HTML and MathML, so pages need no script for it,
and screen readers get MathML. A formula that KaTeX rejects stops the build.
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
_SHORT = 10  # characters: no line break inside shorter formulas
_VISIBLE_PART = '<span class="katex-html" aria-hidden="true">'
_BREAK = re.compile('(?<=</span>)(?=<span class="katex-base">)')  # KaTeX allows a line break here
_SPLIT = f'</span></span></span>\0<span class="gd-maths"><span class="katex">{_VISIBLE_PART}'
_PLACEHOLDER = re.compile(r"<!--gd-maths:(\d+)-->")


def publish_katex() -> None:
    """Publish KaTeX's style sheet and fonts."""
    manifest.publish_folder("katex", style_and_fonts())


def style_and_fonts() -> dict[str, bytes]:
    """Return KaTeX's style sheet and fonts; only as WOFF2, which all supported browsers read."""
    style = _FACE.sub(r"url(\1)", (KATEX / "katex.min.css").read_text())
    fonts = sorted((KATEX / "fonts").glob("*.woff2"))
    return {"katex.css": style.encode()} | {path.name: path.read_bytes() for path in fonts}


class FormulaError(ValueError):
    """KaTeX rejects a formula; the message says why."""


def typeset(formulas: list[tuple[str, bool]]) -> list[str]:
    """Return the formulas of a page as HTML with MathML; one result in the cache.

    Args:
        formulas: the TeX of each, and whether it is displayed.

    Raises:
        FormulaError: one cannot be typeset.
    """
    path = cached(
        "formulas/page.json",
        [formulas, sources_digest(), Path(__file__)],
        lambda: json.dumps([_typeset(*formula) for formula in formulas]).encode(),
    )
    rendered: list[str] = json.loads(path.read_text())
    return rendered


def _typeset(tex: str, is_display: bool) -> str:
    tag = "div" if is_display else "span"
    try:
        formula = node_renderer.render("tex", {"tex": tex, "display": is_display})
    except node_renderer.NodeError as error:
        raise FormulaError(f"KaTeX refuses the formula {tex!r}: {error}") from error
    return f'<{tag} class="gd-maths">{formula}</{tag}>'


def _is_short(formula: str) -> bool:
    """Return whether a typeset formula is short enough for a line, even on a phone."""
    visible = formula.partition(_VISIBLE_PART)[2]
    return len(html.unescape(re.sub(r"<[^>]*>|\s|\u200b", "", visible))) <= _SHORT


def _placeholder(formula: str, formulas: list[str]) -> str:
    """Return a placeholder for a formula, or a part of one; see `insert_formulas`."""
    formulas.append(formula)
    return f"<!--gd-maths:{len(formulas) - 1}-->"


def _keep_together(before: str, formula: str, after: str, formulas: list[str]) -> str:
    """Return an inline formula with adjacent punctuation, without a line break between them.

    Browsers allow a break there, even before a full stop, and no CSS prevents it for a formula
    that can break itself. So the formula is split into parts that cannot.
    """
    if before or after:
        parts = [_placeholder(part, formulas) for part in _BREAK.sub(_SPLIT, formula).split("\0")]
        joined = '</span><wbr><span class="gd-unbroken">'.join(parts)
        line = f'<span class="gd-unbroken">{before}{joined}{after}</span>'
    else:
        line = _placeholder(formula, formulas)
    return f'<span class="gd-whole">{line}</span>' if _is_short(formula) else line


def typeset_formulas(content: str, page: Page, config: MkDocsConfig, formulas: list[str]) -> str:
    """Replace each formula by a placeholder, and append its HTML to `formulas`.

    `insert_formulas` puts it in at the end, so that it is not in the search index.

    Raises:
        PluginError: KaTeX rejects a formula.
    """
    try:
        typeset_html = iter(
            typeset([_formula_source(match) for match in _FORMULA.finditer(content)])
        )
    except FormulaError as error:
        raise PluginError(f"{i18n.source_of(page, config)}: {error}") from error

    def replacement(match: re.Match[str]) -> str:
        formula = next(typeset_html)
        if match["display"] is None:
            return _keep_together(match["before"], formula, match["after"], formulas)
        return f"{match['before']}{_placeholder(formula, formulas)}{match['after']}"

    return _FORMULA.sub(replacement, content)


def _formula_source(formula: re.Match[str]) -> tuple[str, bool]:
    """Return a formula's TeX, and whether it is displayed."""
    is_display = formula["display"] is not None
    return html.unescape(formula["display" if is_display else "inline"]).strip(), is_display


def insert_formulas(output: str, formulas: list[str]) -> str:
    """Replace the placeholders of `typeset_formulas` by the formulas."""
    return _PLACEHOLDER.sub(lambda match: formulas[int(match[1])], output)
