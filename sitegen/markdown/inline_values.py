"""Inserts numbers that gdlib has computed into prose.

Pages name quantities instead of writing them: `{{ run.t[1] }}` is −4 because
gdlib computed it. The names are those of docs/values/running_example.py and,
for a lesson and its notebook, of the file there that is named like them. An unknown
name, or a number typed into a sentence, stops the build.

Typed digits are allowed in code, links, HTML tags, ids, list markers and front
matter; and in formulas as whole numbers of one digit, which are part of the
mathematics (½, x², 0 < η < 2). All other numbers are results. The rendered text is cached
until it, or what computes its numbers, changes.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from sitegen.cache import cached, version
from sitegen.languages import i18n
from sitegen.markdown.values import lesson_of, quantities, sources
from sitegen.paths import gdlib_sources

_COMPUTED = re.compile(
    r"""
      ^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)\s*$   # fenced code
    | (?P<ticks>`+).+?(?P=ticks)                  # inline code
    | \{\{.*?\}\} | \{%.*?%\}                     # computed numbers, template tags
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_NOT_PROSE = re.compile(
    r"""
      \{[^{}\n]*\}                                # attribute lists and ids
    | \]\([^)\n]*\) | ^\[[^\]\n]+\]:.*$           # where links lead
    | </?[a-zA-Z][^>]*> | <!--.*?-->              # HTML tags and comments
    | ^\s*\d+\.[ ]                                # numbers of a list
    | \[\^\w+\]                                   # footnotes
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
_RESULT_IN_FORMULA = re.compile(r"\d+[.,]\d+|\d{2,}")
_DIGIT = re.compile(r"[0-9０-９]+(?:[.,][0-9]+)*")


def format_number(value: object) -> object:
    """Return a number as prose shows it: a true minus sign, and no `.0` behind whole numbers."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    text = str(int(value)) if float(value).is_integer() else repr(value)
    return text.replace("-", "−")


def places(value: float, digits: int) -> str:
    """Return `value` with `digits` decimal places: a filter for pages."""
    return f"{value:.{digits}f}".replace("-", "−")


def _quantities(lesson: str) -> Mapping[str, Any]:
    return {
        name: value for path in sources(lesson) for name, value in quantities(path.stem).items()
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        undefined=StrictUndefined,
        finalize=format_number,
        keep_trailing_newline=True,
        comment_start_string="{##",  # `{#` begins an id in Markdown
        comment_end_string="##}",
    )
    environment.filters["places"] = places
    return environment


def _blank(match: re.Match[str]) -> str:
    """Return the match as spaces, which leaves positions and line numbers unchanged."""
    return re.sub(r"[^\n]", " ", match[0])


def stray_numbers(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each number that was typed rather than computed."""
    typed = _COMPUTED.sub(_blank, markdown)
    for formula in _FORMULA.finditer(typed):
        for number in _RESULT_IN_FORMULA.finditer(formula[0]):
            yield _line_number(typed, formula.start() + number.start()), number[0]
    prose = _NOT_PROSE.sub(_blank, _FORMULA.sub(_blank, typed))
    for number in _DIGIT.finditer(prose):
        yield _line_number(prose, number.start()), number[0]


def _line_number(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def replace_quantities(markdown: str, source: str, lesson: str = "", above: int = 0) -> str:
    """Return `markdown` with each named quantity replaced by its value.

    Args:
        markdown: a page's text, or a notebook's Markdown cell.
        source: its file (and cell), for messages.
        lesson: the lesson whose quantities it may name, in addition to the running example's.
        above: number of lines of the file before `markdown`.

    Raises:
        PluginError: a number was typed, or a name is unknown.
    """
    typed = [f"{source}:{above + line}: {number}" for line, number in stray_numbers(markdown)]
    if typed:
        raise PluginError(
            "Numbers in prose are computed, not typed. Name them in docs/values and write "
            "{{ name }}, or mark them as code. Typed here:\n  " + "\n  ".join(typed)
        )
    versions = [version("numpy"), version("jinja2")]
    inputs = [*versions, *sources(lesson), Path(__file__), *gdlib_sources()]
    return cached(
        "numbers/text.md",
        [markdown, *inputs],
        lambda: _render(markdown, source, lesson).encode(),
    ).read_text()


def _render(markdown: str, source: str, lesson: str) -> str:
    try:
        return _environment().from_string(markdown).render(_quantities(lesson))
    except (TemplateError, ArithmeticError, LookupError, TypeError, AttributeError) as error:
        raise PluginError(f"{source}: a quantity could not be computed: {error}") from error


def insert_values(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Replace the quantities in a page by their values; for notebooks see preprocessors.py."""
    if i18n.is_notebook(page):
        return markdown
    uri = page.file.src_uri
    lesson = lesson_of(uri) if uri.startswith("lessons/") else ""
    above = page.file.content_string.count("\n") - markdown.count("\n")  # the front matter
    return replace_quantities(markdown, i18n.source_of(page, config), lesson, above)
