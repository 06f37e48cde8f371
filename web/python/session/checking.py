"""Checks exercises: a list of findings, each what was tested, what was expected and what was found.

A check is a cell of the notebook. It calls `expect`, `expect_between`, `expect_line` and `forbid`;
each adds a finding and never raises, so that a reader sees all that is right and all that is wrong.
The same code judges solutions and starters while the site is built. A check judges results only:
readers are free in the names of their variables and in how they draw a line.

Observing and judging are separate steps. `observe` evaluates an expression in the interpreter that
has run the program, and returns plain data; `Checker` judges only such data and the source. On an
exercise's own page both happen in one interpreter. A teacher's page judges in another interpreter,
which has never run the program, so that a program cannot change how it is judged.
"""

import ast
import builtins
import json
import math
import re
import symtable
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from types import ModuleType
from typing import Any

Finding = dict[str, Any]
Namespace = dict[str, Any]

#: A kind and a content: ["number", "0.5"], ["list", [["truth", True]]], ["error", "NameError"].
Observation = list[Any]
Observe = Callable[[str], Observation]

NOTHING: Observation = ["other", "?"]
MOST_ITEMS = 10_000  # of a list; longer ones, and endless iterators, are observed as "other"
DEEPEST = 5  # lists in lists
LONGEST_TEXT = 200
LINES = "[figure.curves for figure in drawn]"
_NUMBER = re.compile(r"-?(\d{1,400}(\.\d{1,400})?(e[+-]?\d{1,4})?|inf)|nan")


# --- Observing: in the interpreter that has run the program ---


def observe(expression: str, names: Namespace, lesson: Namespace) -> Observation:
    """Return the value of an expression, as plain data.

    Args:
        expression: Python; a built-in function or a module of the lesson hides a variable of the
            program with the same name that cannot be called, such as `sum = 0`.
        names: the program's namespace.
        lesson: the namespace of the notebook's shared cells, for names that are `given`.
    """
    usual = {name: one for name, one in vars(builtins).items() if callable(one)}
    usual |= {name: one for name, one in lesson.items() if isinstance(one, ModuleType)}
    hidden = {name: usual[name] for name in usual.keys() & names if not _is_usable(names[name])}
    try:
        return plain_data(eval(expression, names | hidden | {LESSON: lesson}))
    except Exception as error:
        return ["error", _cut(f"{type(error).__name__}: {error}")]


def _is_usable(value: object) -> bool:
    return callable(value) or isinstance(value, ModuleType)


LESSON = "_lesson"


def _with_lesson_names(expression: str, names: str) -> str:
    """Return an expression in which `names` have the lesson's values, not the program's."""
    if not names:
        return expression
    values = ", ".join(f"{LESSON}[{name!r}]" for name in names.split())
    return f"(lambda {', '.join(names.split())}: {expression})({values})"


def plain_data(value: Any, depth: int = 0) -> Observation:
    """Return a value as data for JSON; the repr of a value of no known kind."""
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
            return ["list", [plain_data(item, depth + 1) for item in items]]
    return ["other", _cut(repr(value))]


# --- Judging: from observations and the source only ---


class Checker:
    """Collects findings about a program that has run, in this interpreter or another."""

    def __init__(self, source: str, observe: Observe, lesson: Namespace) -> None:
        """Judge `source` by the values that `observe` returns for expressions."""
        self.findings: list[Finding] = []
        self._source = source
        self._observe = observe
        self._lesson = lesson

    def tests(self) -> Namespace:
        """Return the functions that a check may call."""
        tests = (self.expect, self.expect_between, self.expect_line, self.forbid)
        return {test.__name__: test for test in tests}

    def expect(
        self,
        expression: str,
        expected: object,
        why: str = "",
        tolerance: float = 1e-9,
        given: str = "",
        shown: str = "",
    ) -> None:
        """Test that an expression has a value; numbers may differ by a relative `tolerance`.

        Args:
            expression: evaluated with the program's names; shown to the reader.
            expected: a number, a text, a truth value, or a sequence of these.
            why: what to think about if it differs, in the page's language.
            tolerance: relative, and absolute near zero.
            given: names in the expression, separated by spaces, that have the lesson's values
                even if the program has changed them.
            shown: what the reader sees instead of the expression.
        """
        value = self._observe(_with_lesson_names(expression, given))
        ok = _is_near(value, expected, tolerance)
        self._note("value", shown or expression, repr(expected), value, ok, why)

    def expect_between(
        self, expression: str, low: float, high: float, why: str = "", given: str = ""
    ) -> None:
        """Test that an expression's value is a number from `low` to `high`."""
        value = self._observe(_with_lesson_names(expression, given))
        number = _number(value)
        ok = number is not None and low <= number <= high
        self._note("range", expression, f"{low!r} – {high!r}", value, ok, why)

    def expect_line(
        self,
        what: str,
        ys: Iterable[float],
        xs: Iterable[float] | None = None,
        why: str = "",
        why_labels: str = "",
        tolerance: float = 1e-9,
    ) -> None:
        """Test that a line goes through given points, and that both its axes have labels.

        It can be in any figure, drawn and shown in any way, beside other lines.

        Args:
            what: what the line shows, in the page's language.
            ys: of the points.
            xs: of the points; by default 0, 1, 2 …
            why: what to think about if the line is missing, in the page's language.
            why_labels: what to think about if the labels are missing.
            tolerance: relative, and absolute near zero.
        """
        wanted_ys = [float(y) for y in ys]
        wanted_xs = [float(x) for x in (range(len(wanted_ys)) if xs is None else xs)]
        curves = list(_curves(self._observe(LINES)))
        right = [
            curve
            for curve in curves
            for way in (1, -1)
            if _is_near(curve[0], wanted_xs[::way], tolerance)
            and _is_near(curve[1], wanted_ys[::way], tolerance)
        ]
        labelled = [curve for curve in right or curves if _has_labels(curve)]
        count: Observation = ["number", str(len(curves))]
        self._note("line", what, "", count, bool(right), why)
        self._note("labels", what, "", NOTHING, bool(labelled), why_labels)

    def forbid(self, *names: str, why: str = "") -> None:
        """Test that the program does not use some names, such as ready-made solutions.

        The program's own variables, functions and attributes may have these names; an import
        under another name is a use.
        """
        try:
            used = sorted(_names_used(self._source, self._lesson) & {*names})
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            used = [type(error).__name__]  # a source that cannot have run
        self._note("forbidden", ", ".join(names), "", ["other", ", ".join(used)], not used, why)

    def _note(
        self, what: str, tested: str, expected: str, got: Observation, ok: bool, why: str
    ) -> None:
        finding = {
            "what": what,
            "tested": tested,
            "expected": expected,
            "got": observation_text(got),
        }
        self.findings.append(finding | {"ok": ok, "why": why})


def findings(check: str, setup: Namespace, source: str, observe: Observe) -> list[Finding]:
    """Return what a check finds.

    Args:
        check: a program; sees the namespace of the notebook's shared cells, not the program's.
        setup: that namespace.
        source: the program to be checked.
        observe: returns the value of an expression in the program's namespace.
    """
    checker = Checker(source, observe, setup)
    exec(compile(check, "check", "exec"), setup | checker.tests())
    return checker.findings


def plan(check: str, setup: Namespace) -> dict[str, Any]:
    """Return the `expressions` that a check evaluates, and the `count` of its findings."""
    asked: list[str] = []

    def note(expression: str) -> Observation:
        asked.append(expression)
        return NOTHING

    count = len(findings(check, setup, "", note))
    return {"expressions": asked, "count": count}


def judge_observations(
    check: str, setup: Namespace, source: str, observations: str
) -> list[Finding]:
    """Return what a check finds in a program that ran in another interpreter.

    Args:
        check: as for `findings`.
        setup: as for `findings`.
        source: the program; only parsed, never run.
        observations: JSON from there, in the order of the plan's expressions. Untrusted: a
            program can make its interpreter return anything.
    """
    parsed = _parse_observations(observations)
    if len(parsed) != len(plan(check, setup)["expressions"]):
        parsed = []
    waiting = iter(parsed)
    return findings(check, setup, source, lambda _: next(waiting, NOTHING))


def _parse_observations(observations: str) -> list[Observation]:
    try:
        values = json.loads(observations)
    except (ValueError, RecursionError):
        return []
    return [valid_observation(one) for one in values] if isinstance(values, list) else []


def valid_observation(value: Any, depth: int = 0) -> Observation:
    """Return an observation unchanged; `NOTHING` for data that `plain_data` never returns."""
    match value:
        case ["none", None] | ["truth", bool()] | ["text" | "other" | "error", str()]:
            return list(value)
        case ["number", str(text)] if _NUMBER.fullmatch(text):
            return list(value)
        case ["list", list(items)] if depth < DEEPEST:
            return ["list", [valid_observation(item, depth + 1) for item in items]]
    return NOTHING


def observation_text(observation: Observation) -> str:
    """Return the text of an observed value, as Python would write it."""
    match observation:
        case ["list", items]:
            return _cut(f"[{', '.join(observation_text(item) for item in items)}]")
        case ["text", text]:
            return _cut(repr(text))
        case [_, content]:
            return _cut(str(content))
    return "?"


def _is_near(observation: Observation, expected: Any, tolerance: float) -> bool:
    """Return whether a value is the expected one; numbers may differ by the tolerance."""
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
    """Return the number that was observed; None if it is not finite, or no number."""
    kind, content = observation
    number = float(content) if kind == "number" else math.nan
    return number if math.isfinite(number) else None


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def _curves(observation: Observation) -> Iterator[list[Observation]]:
    """Yield the observed xs, ys and axis labels of each line in each figure."""
    for figure in _items(observation):
        for curve in _items(figure):
            parts = _items(curve)
            if len(parts) == 4:
                yield parts


def _items(observation: Observation) -> list[Observation]:
    kind, content = observation
    return list(content) if kind == "list" else []


def _has_labels(curve: list[Observation]) -> bool:
    return all(kind == "text" and content.strip() for kind, content in curve[2:])


# --- Names that a program uses and does not define ---


def _names_used(source: str, lesson: Namespace) -> set[str]:
    """Return the names, attributes and modules that a program uses and does not define."""
    tree = ast.parse(source)
    outside = _unbound_names(symtable.symtable(source, "program", "exec"))
    imported = _imports(tree)
    used = set(outside)
    for name in outside:
        used |= _original_names(lesson.get(name))
    modules = {name for name in outside if isinstance(lesson.get(name), ModuleType)}
    modules |= {local for local, _ in imported}
    own = _own_attributes(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            is_of_module = isinstance(node.value, ast.Name) and node.value.id in modules
            used |= {node.attr} if is_of_module or node.attr not in own else set()
        elif isinstance(node, ast.Call):
            used |= _names_looked_up(node)
    return used.union(*(parts for _, parts in imported)) - {""}


def _unbound_names(scope: symtable.SymbolTable, own: frozenset[str] = frozenset()) -> set[str]:
    """Return the names that a scope, or one inside it, uses and the program binds nowhere."""
    symbols = scope.get_symbols()
    if scope.get_type() == "module":
        own = frozenset(one.get_name() for one in symbols if one.is_assigned() or one.is_imported())
        own |= _global_assignments(scope)
    used = {one.get_name() for one in symbols if one.is_referenced() and one.is_global()} - own
    return used.union(*(_unbound_names(child, own) for child in scope.get_children()))


def _global_assignments(scope: symtable.SymbolTable) -> set[str]:
    """Return the names that functions assign to as `global`."""
    found: set[str] = set()
    for child in scope.get_children():
        symbols = child.get_symbols()
        found |= {s.get_name() for s in symbols if s.is_declared_global() and s.is_assigned()}
        found |= _global_assignments(child)
    return found


def _imports(tree: ast.AST) -> list[tuple[str, set[str]]]:
    """Return for each import the name that it binds, and the parts of the imported name."""
    found: list[tuple[str, set[str]]] = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            module = (getattr(node, "module", None) or "").split(".")
            for alias in node.names:
                parts = alias.name.split(".")
                found.append((alias.asname or parts[0], {*parts, *module}))
    return found


def _original_names(value: object) -> set[str]:
    """Return the original name of a module, or of a function of gdlib, behind an alias."""
    if isinstance(value, ModuleType):
        return {*value.__name__.split(".")}
    is_gdlibs = str(getattr(value, "__module__", "")).partition(".")[0] == "gdlib"
    return {str(getattr(value, "__name__", ""))} if is_gdlibs else set()


def _own_attributes(tree: ast.AST) -> set[str]:
    """Return the names that a program gives to attributes and methods of its own classes."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
        elif isinstance(node, ast.ClassDef):
            names = [one for part in node.body for one in ast.walk(part)]
            found |= {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
            found |= {one.id for one in names if _is_bound(one)}
    return found


def _is_bound(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _names_looked_up(call: ast.Call) -> set[str]:
    """Return what `getattr(gdlib, "record")` or `import_module("gdlib")` looks up."""
    function = call.func
    name = getattr(function, "id", None) or getattr(function, "attr", "")
    if name not in ("getattr", "import_module", "__import__"):
        return set()
    texts = [one.value for one in call.args if isinstance(one, ast.Constant)]
    return {part for text in texts if isinstance(text, str) for part in text.split(".")}
