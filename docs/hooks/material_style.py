"""Material's style without what no page of this site has, and without what slows every page down.

What is left out is what is named in `UNUSED`, and pictures that nothing else shows. That is less to
fetch, and less to do: what comes or goes has a browser look at all around it anew, if a rule might
concern all of it. Material's tabs have such rules, its tables and its switch of colours; on a slow
telephone they were a third of a lesson's first layout.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import tinycss2  # type: ignore[import-untyped] # it has no types

#: How selectors begin, or what they hold, that stand for what is not used here.
UNUSED = (
    ".abstract",
    ".bug",
    ".critic",
    ".danger",
    ".example",
    ".failure",
    ".info",
    ".md-annotation",
    ".md-author",
    ".md-banner",
    ".md-consent",
    ".md-feedback",
    ".md-pagination",
    ".md-path",
    ".md-post",
    ".md-profile",
    ".md-progress",
    ".md-source__fact",
    ".md-status",
    ".md-tabs",
    ".md-tag",
    ".md-version",
    ".mermaid",
    ".question",
    ".quote",
    ".success",
    ".tabbed-",
    ".task-list",
    ".tip",
    ".warning",
    "[data-md-color-accent",  # ours are in site.css
    "[data-md-color-primary",
    "[data-md-color-switching]",
    "table:not([class])+*",  # nothing follows a table in its frame
)
#: The class of Markdown's tables. Material means by "without a class" those that are.
TABLE = "gd-data"

_UNUSED = re.compile("|".join(map(re.escape, UNUSED)))
_PICTURE = re.compile(r'(--md-[\w-]+):url\("data:[^"]*"\);?')
_WITHOUT_CLASS = "table:not([class])"  # so every class is watched, on whatever element


def lean(style: str) -> str:
    """Return a style sheet of Material as this site needs it."""
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    used = "".join(_used(rules)).replace(_WITHOUT_CLASS, f"table.{TABLE}")
    return _PICTURE.sub(lambda match: match[0] if f"var({match[1]}" in used else "", used)


def _used(rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            if selectors := [one for one in _selectors(rule.prelude) if not _UNUSED.search(one)]:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if used := "".join(_used(inner)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{used}}}"
        else:
            yield rule.serialize()


def _selectors(prelude: list[Any]) -> Iterator[str]:
    """Yield the selectors of a rule; a comma in brackets belongs to one."""
    for is_comma, tokens in groupby(prelude, key=lambda token: token == ","):
        if not is_comma:
            yield tinycss2.serialize(list(tokens))
