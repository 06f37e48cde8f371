"""Formulas, typeset while the site is built.

KaTeX turns each formula into HTML and MathML, so the reader's browser needs no
script for it, and a screen reader gets real mathematics. A formula that KaTeX
refuses stops the build.
"""

import html
import json
import re

import shared
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from node_process import NodeError, render

KATEX = shared.ROOT / "node_modules" / "katex"

_FORMULA = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">'
    r"\\(?:\((?P<inline>.*?)\\\)|\[(?P<display>.*?)\\\])"
    r"</(?P=tag)>",
    re.DOTALL,
)
_HELD = re.compile(r"<!--gd-maths:(\d+)-->")
_typeset: list[str] = []  # this build's formulas, in the order of their appearance
_OTHER_FONT_FORMATS = re.compile(r',url\([^)]*\) format\("(?:woff|truetype)"\)')


def _publish_katex() -> str:
    """Publish KaTeX's style sheet and fonts (WOFF2 alone: every browser we serve reads it)."""
    version = json.loads((KATEX / "package.json").read_text())["version"]
    folder = f"katex-{version}/"
    style = _OTHER_FONT_FORMATS.sub("", (KATEX / "dist/katex.min.css").read_text())
    shared.write_atomically(shared.SHARED / folder / "katex.min.css", style.encode())
    for font in sorted((KATEX / "dist/fonts").glob("*.woff2")):
        shared.write_atomically(shared.SHARED / folder / "fonts" / font.name, font.read_bytes())
    shared.record("katex", folder)
    return folder


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    folder = _publish_katex() if shared.is_main(config) else shared.published("katex")
    _typeset.clear()
    config.extra_css.append(shared.from_page_root(config, f"{folder}katex.min.css"))
    return config


def typeset(tex: str, *, display: bool) -> str:
    """Return `tex` as HTML with MathML inside."""
    tag = "div" if display else "span"
    formula = render("tex", {"tex": tex, "display": display})
    return f'<{tag} class="gd-maths">{formula}</{tag}>'


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Typeset each formula; it goes into the page at the end, unseen by the search index."""

    def held(match: re.Match[str]) -> str:
        tex = html.unescape(match["inline"] or match["display"]).strip()
        try:
            _typeset.append(typeset(tex, display=match["inline"] is None))
        except NodeError as error:
            source = shared.source_of(page, config)
            raise PluginError(f"{source}: KaTeX refuses the formula {tex!r}: {error}") from error
        return f"<!--gd-maths:{len(_typeset) - 1}-->"

    return _FORMULA.sub(held, content)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _HELD.sub(lambda match: _typeset[int(match[1])], output)
