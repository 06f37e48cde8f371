"""What an exercise's check can say: what was tested, what was expected, what came.

A check is a cell of the notebook. It calls `expect`, `expect_between` and `forbid`; each
notes one finding and goes on, so that a reader sees all that is right and all that is not.
The same code judges solutions and starters while the site is built.
"""

import ast
import math
from typing import Any

Finding = dict[str, Any]


class Checker:
    """Collects findings about a program that has run."""

    def __init__(self, source: str, names: dict[str, Any]) -> None:
        """Judge `source`, which left `names` behind."""
        self.findings: list[Finding] = []
        self._source = source
        self._names = names

    def names(self) -> dict[str, Any]:
        """Return what a check may use: the program's names, and the ways to test them."""
        tests = {"expect": self.expect, "expect_between": self.expect_between}
        return dict(self._names) | tests | {"forbid": self.forbid}

    def expect(
        self, expression: str, expected: object, why: str = "", tolerance: float = 1e-9
    ) -> None:
        """Test that an expression has a value; numbers may differ by a relative `tolerance`.

        Args:
            expression: evaluated with the program's names; shown to the reader.
            expected: a number, a text, a truth value, or a sequence of numbers.
            why: what to think about if it differs, in the page's language.
            tolerance: relative, and absolute near zero.
        """
        value, error = self._value(expression)
        ok = error is None and _is_near(value, expected, tolerance)
        self._note("value", expression, repr(expected), error or _short(value), ok, why)

    def expect_between(self, expression: str, low: float, high: float, why: str = "") -> None:
        """Test that an expression's value is a number from `low` to `high`."""
        value, error = self._value(expression)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        ok = error is None and is_number and low <= value <= high
        self._note("range", expression, f"{low!r} – {high!r}", error or _short(value), ok, why)

    def forbid(self, *names: str, why: str = "") -> None:
        """Test that the program does without some names: shortcuts that would miss the point."""
        used = sorted(_used(self._source) & {*names})
        self._note("forbidden", ", ".join(names), "", ", ".join(used), not used, why)

    def _value(self, expression: str) -> tuple[Any, str | None]:
        try:
            return eval(expression, dict(self._names)), None
        except Exception as error:
            return None, f"{type(error).__name__}: {error}"

    def _note(self, what: str, tested: str, expected: str, got: str, ok: bool, why: str) -> None:
        finding = {"what": what, "tested": tested, "expected": expected, "got": got}
        self.findings.append(finding | {"ok": bool(ok), "why": why})


def _is_near(value: Any, expected: Any, tolerance: float) -> bool:
    """Return whether a value is the expected one, number by number."""
    if isinstance(expected, (bool, str)) or expected is None:
        return bool(value == expected)
    if isinstance(expected, (int, float)):
        return _is_number(value) and math.isclose(
            value, expected, rel_tol=tolerance, abs_tol=tolerance
        )
    try:
        values, wanted = list(value), list(expected)
    except TypeError:
        return False
    return len(values) == len(wanted) and all(
        _is_near(one, other, tolerance) for one, other in zip(values, wanted, strict=True)
    )


def _is_number(value: Any) -> bool:
    """Return whether a value is one real number, of Python's or of NumPy's kind."""
    if isinstance(value, (bool, str)):
        return False
    try:
        return math.isfinite(float(value))
    except (TypeError, ValueError, OverflowError):
        return False


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + "…"


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
