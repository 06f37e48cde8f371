"""What an exercise's check can say: what was tested, what was expected, what came.

A check is a cell of the notebook. It calls `expect`, `expect_between` and `forbid`; each
notes one finding and goes on, so that a reader sees all that is right and all that is not.
The same code judges solutions and starters while the site is built.

Observing and judging are apart. `observed` evaluates an expression where the program has run
and reads plain data off its value; a `Checker` judges nothing but such data and the source. On
an exercise's own page both happen in one interpreter. A teacher's page lets another one judge,
which has never run the program: there, nothing that the program has changed takes part.
"""

import ast
import json
import math
import re
from collections.abc import Callable
from itertools import islice
from typing import Any

Finding = dict[str, Any]
Namespace = dict[str, Any]

#: A kind and its content: ["number", "0.5"], ["list", [["truth", True]]], ["error", "NameError"].
Observation = list[Any]
Observe = Callable[[str], Observation]

NOTHING: Observation = ["other", "?"]
MOST_ITEMS = 10_000  # of a list; what is longer, or endless, is no list to compare
DEEPEST = 5  # lists in lists
LONGEST_TEXT = 200
_NUMBER = re.compile(r"-?(\d{1,400}(\.\d{1,400})?(e[+-]?\d{1,4})?|inf)|nan")


# --- Observing: where the program has run ---


def observed(expression: str, names: Namespace) -> Observation:
    """Return the value of an expression, as plain data."""
    try:
        return plain(eval(expression, dict(names)))
    except Exception as error:
        return ["error", _short(f"{type(error).__name__}: {error}")]


def plain(value: Any, depth: int = 0) -> Observation:
    """Return a value as data that JSON can hold: of what has no kind of its own, the text."""
    value = value.tolist() if hasattr(value, "tolist") else value  # NumPy's
    if value is None or isinstance(value, bool):
        return ["none", None] if value is None else ["truth", value]
    if isinstance(value, str):
        return ["text", str(value)]
    if isinstance(value, int):
        return ["number", int.__repr__(value)]
    if hasattr(value, "__float__"):
        return ["number", float.__repr__(float(value))]
    if hasattr(value, "__iter__") and depth < DEEPEST:
        items = list(islice(value, MOST_ITEMS + 1))
        if len(items) <= MOST_ITEMS:
            return ["list", [plain(item, depth + 1) for item in items]]
    return ["other", _short(repr(value))]


# --- Judging: with plain data alone ---


class Checker:
    """Collects findings about a program that has run, here or elsewhere."""

    def __init__(self, source: str, observe: Observe) -> None:
        """Judge `source` by what `observe` tells of the values of expressions."""
        self.findings: list[Finding] = []
        self._source = source
        self._observe = observe

    def tests(self) -> Namespace:
        """Return the functions that a check may call."""
        tests = {"expect": self.expect, "expect_between": self.expect_between}
        return tests | {"forbid": self.forbid}

    def expect(
        self, expression: str, expected: object, why: str = "", tolerance: float = 1e-9
    ) -> None:
        """Test that an expression has a value; numbers may differ by a relative `tolerance`.

        Args:
            expression: evaluated with the program's names; shown to the reader.
            expected: a number, a text, a truth value, or a sequence of these.
            why: what to think about if it differs, in the page's language.
            tolerance: relative, and absolute near zero.
        """
        value = self._observe(expression)
        self._note(
            "value", expression, repr(expected), value, _is_near(value, expected, tolerance), why
        )

    def expect_between(self, expression: str, low: float, high: float, why: str = "") -> None:
        """Test that an expression's value is a number from `low` to `high`."""
        value = self._observe(expression)
        number = _number(value)
        ok = number is not None and low <= number <= high
        self._note("range", expression, f"{low!r} – {high!r}", value, ok, why)

    def forbid(self, *names: str, why: str = "") -> None:
        """Test that the program does without some names: shortcuts that would miss the point."""
        try:
            used = sorted(_used(self._source) & {*names})
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            used = [type(error).__name__]  # it ran, so they say, but is no program
        self._note("forbidden", ", ".join(names), "", ["other", ", ".join(used)], not used, why)

    def _note(
        self, what: str, tested: str, expected: str, got: Observation, ok: bool, why: str
    ) -> None:
        finding = {"what": what, "tested": tested, "expected": expected, "got": described(got)}
        self.findings.append(finding | {"ok": ok, "why": why})


def findings(check: str, setup: Namespace, source: str, observe: Observe) -> list[Finding]:
    """Return what a check finds.

    Args:
        check: runs with the names that the notebook's shared cells made, none of the program's.
        setup: those names.
        source: the program.
        observe: tells the value of an expression, with the program's names.
    """
    checker = Checker(source, observe)
    exec(compile(check, "check", "exec"), setup | checker.tests())
    return checker.findings


def planned(check: str, setup: Namespace) -> dict[str, Any]:
    """Return the `expressions` that a check will ask for, and the `count` of its findings."""
    asked: list[str] = []

    def note(expression: str) -> Observation:
        asked.append(expression)
        return NOTHING

    count = len(findings(check, setup, "", note))
    return {"expressions": asked, "count": count}


def judged(check: str, setup: Namespace, source: str, observations: str) -> list[Finding]:
    """Return what a check finds in a program that ran elsewhere.

    Args:
        check: as for `findings`.
        setup: as for `findings`.
        source: the program; only read, never run.
        observations: JSON from there, in the order of the plan's expressions. Not to be trusted:
            a program can make the interpreter that it runs in say anything.
    """
    told = _readable_list(observations)
    if len(told) != len(planned(check, setup)["expressions"]):
        told = []
    waiting = iter(told)
    return findings(check, setup, source, lambda _: next(waiting, NOTHING))


def _readable_list(observations: str) -> list[Observation]:
    try:
        told = json.loads(observations)
    except (ValueError, RecursionError):
        return []
    return [readable(one) for one in told] if isinstance(told, list) else []


def readable(told: Any, depth: int = 0) -> Observation:
    """Return an observation as it was told; `NOTHING` for what `plain` would not say."""
    match told:
        case ["none", None] | ["truth", bool()] | ["text" | "other" | "error", str()]:
            return list(told)
        case ["number", str(text)] if _NUMBER.fullmatch(text):
            return list(told)
        case ["list", list(items)] if depth < DEEPEST:
            return ["list", [readable(item, depth + 1) for item in items]]
    return NOTHING


def described(observation: Observation) -> str:
    """Return the text of an observed value, as Python would write it."""
    match observation:
        case ["list", items]:
            return _short(f"[{', '.join(described(item) for item in items)}]")
        case ["text", text]:
            return _short(repr(text))
        case [_, content]:
            return _short(str(content))
    return "?"


def _is_near(observation: Observation, expected: Any, tolerance: float) -> bool:
    """Return whether a value is the expected one, number by number."""
    kind, content = observation
    if expected is None or isinstance(expected, bool):
        return kind in ("none", "truth") and content is expected
    if isinstance(expected, str):
        return kind == "text" and content == expected
    if isinstance(expected, (int, float)):
        number = _number(observation)
        return number is not None and math.isclose(
            number, expected, rel_tol=tolerance, abs_tol=tolerance
        )
    wanted = list(expected)
    return (
        kind == "list"
        and len(content) == len(wanted)
        and all(_is_near(one, other, tolerance) for one, other in zip(content, wanted, strict=True))
    )


def _number(observation: Observation) -> float | None:
    """Return the one finite number that was observed, or None."""
    kind, content = observation
    number = float(content) if kind == "number" else math.nan
    return number if math.isfinite(number) else None


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def _used(source: str) -> set[str]:
    """Return every name, attribute and imported module that a program mentions."""
    used: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            used.add(node.id)
        elif isinstance(node, ast.Attribute):
            used.add(node.attr)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            used.update(part for alias in node.names for part in alias.name.split("."))
            used.update((getattr(node, "module", None) or "").split("."))
    return used - {""}
