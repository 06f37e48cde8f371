"""What an exercise's check can say: what was tested, what was expected, what came.

A check is a cell of the notebook. It calls `expect`, `expect_between`, `expect_line` and `forbid`;
each notes what it finds and goes on, so that a reader sees all that is right and all that is not.
The same code judges solutions and starters while the site is built. A check judges the result, not
one way to it: what a reader calls their own variables, and how a line was drawn, is up to them.

Observing and judging are apart. `observed` evaluates an expression where the program has run
and reads plain data off its value; a `Checker` judges nothing but such data and the source. On
an exercise's own page both happen in one interpreter. A teacher's page lets another one judge,
which has never run the program: there, nothing that the program has changed takes part.
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

#: A kind and its content: ["number", "0.5"], ["list", [["truth", True]]], ["error", "NameError"].
Observation = list[Any]
Observe = Callable[[str], Observation]

NOTHING: Observation = ["other", "?"]
MOST_ITEMS = 10_000  # of a list; what is longer, or endless, is no list to compare
DEEPEST = 5  # lists in lists
LONGEST_TEXT = 200
LINES = "[figure.curves for figure in drawn]"
_NUMBER = re.compile(r"-?(\d{1,400}(\.\d{1,400})?(e[+-]?\d{1,4})?|inf)|nan")


# --- Observing: where the program has run ---


def observed(expression: str, names: Namespace, lesson: Namespace) -> Observation:
    """Return the value of an expression, as plain data.

    Args:
        expression: of Python; it finds the built-in functions and the lesson's modules also where
            a program has variables of these names, such as `sum = 0`.
        names: the program's.
        lesson: the names that the notebook's shared cells made, for what is to be `given`.
    """
    usual = {name: one for name, one in vars(builtins).items() if callable(one)}
    usual |= {name: one for name, one in lesson.items() if isinstance(one, ModuleType)}
    hidden = {name: usual[name] for name in usual.keys() & names if not _is_usable(names[name])}
    try:
        return plain(eval(expression, names | hidden | {LESSON: lesson}))
    except Exception as error:
        return ["error", _short(f"{type(error).__name__}: {error}")]


def _is_usable(value: object) -> bool:
    return callable(value) or isinstance(value, ModuleType)


LESSON = "_lesson"


def _given(expression: str, names: str) -> str:
    """Return an expression in which some names are the lesson's, not the program's."""
    if not names:
        return expression
    values = ", ".join(f"{LESSON}[{name!r}]" for name in names.split())
    return f"(lambda {', '.join(names.split())}: {expression})({values})"


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

    def __init__(self, source: str, observe: Observe, lesson: Namespace) -> None:
        """Judge `source` by what `observe` tells of the values of expressions."""
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
            given: names in the expression, with spaces between them, that are the lesson's own: a
                program may have other values under them.
            shown: what the reader sees in the place of the expression.
        """
        value = self._observe(_given(expression, given))
        ok = _is_near(value, expected, tolerance)
        self._note("value", shown or expression, repr(expected), value, ok, why)

    def expect_between(
        self, expression: str, low: float, high: float, why: str = "", given: str = ""
    ) -> None:
        """Test that an expression's value is a number from `low` to `high`."""
        value = self._observe(_given(expression, given))
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
        """Test that a line goes through some points, and that both its axes have labels.

        In which figure it is, how it was drawn and shown, and what else is there plays no part.

        Args:
            what: what the line shows, in the page's language.
            ys: the heights of the points.
            xs: their places; without any 0, 1, 2 …
            why: what to think about without the line, in the page's language.
            why_labels: what to think about without the labels.
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
        """Test that the program does without some names: shortcuts that would miss the point.

        What a program calls its own variables, functions and attributes is no use of them; an
        import under another name is.
        """
        try:
            used = sorted(_used(self._source, self._lesson) & {*names})
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
    checker = Checker(source, observe, setup)
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


def _curves(observation: Observation) -> Iterator[list[Observation]]:
    """Yield what was observed of each line in each figure: its xs, its ys and the axes' labels."""
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


# --- Which names a program uses that are not its own ---


def _used(source: str, lesson: Namespace) -> set[str]:
    """Return the names, attributes and modules that a program uses and has not made itself."""
    tree = ast.parse(source)
    outside = _outside(symtable.symtable(source, "program", "exec"))
    imported = _imported(tree)
    used = set(outside)
    for name in outside:
        used |= _meant(lesson.get(name))
    modules = {name for name in outside if isinstance(lesson.get(name), ModuleType)}
    modules |= {local for local, _ in imported}
    own = _own_attributes(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            is_of_module = isinstance(node.value, ast.Name) and node.value.id in modules
            used |= {node.attr} if is_of_module or node.attr not in own else set()
        elif isinstance(node, ast.Call):
            used |= _looked_up(node)
    return used.union(*(parts for _, parts in imported)) - {""}


def _outside(scope: symtable.SymbolTable, own: frozenset[str] = frozenset()) -> set[str]:
    """Return the names that a scope, or one inside it, uses and the program binds nowhere."""
    symbols = scope.get_symbols()
    if scope.get_type() == "module":
        own = frozenset(one.get_name() for one in symbols if one.is_assigned() or one.is_imported())
        own |= _declared(scope)
    used = {one.get_name() for one in symbols if one.is_referenced() and one.is_global()} - own
    return used.union(*(_outside(child, own) for child in scope.get_children()))


def _declared(scope: symtable.SymbolTable) -> set[str]:
    """Return the names that functions assign to as `global`."""
    found: set[str] = set()
    for child in scope.get_children():
        symbols = child.get_symbols()
        found |= {s.get_name() for s in symbols if s.is_declared_global() and s.is_assigned()}
        found |= _declared(child)
    return found


def _imported(tree: ast.AST) -> list[tuple[str, set[str]]]:
    """Return for each import the name that it makes, and the names of what it brings."""
    found: list[tuple[str, set[str]]] = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            module = (getattr(node, "module", None) or "").split(".")
            for alias in node.names:
                parts = alias.name.split(".")
                found.append((alias.asname or parts[0], {*parts, *module}))
    return found


def _meant(value: object) -> set[str]:
    """Return the name of a module, or of a function of gdlib, whatever the lesson calls it."""
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


def _looked_up(call: ast.Call) -> set[str]:
    """Return what `getattr(gdlib, "record")` or `import_module("gdlib")` looks up."""
    function = call.func
    name = getattr(function, "id", None) or getattr(function, "attr", "")
    if name not in ("getattr", "import_module", "__import__"):
        return set()
    texts = [one.value for one in call.args if isinstance(one, ast.Constant)]
    return {part for text in texts if isinstance(text, str) for part in text.split(".")}
