"""Finds the modules that a program imports, so that packages can be loaded before it runs."""

import ast
import builtins
import importlib.util
import re
import sys
from collections.abc import Callable, Iterator

from .evaluation import TooManyTermsError, refuse_deep_nesting

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))

_OURS = re.compile(r"(gdlib|web\.python\.queries)(\.|$)")


def imports_of(source: str) -> list[str]:
    """Return the top-level modules that a program imports, itself or through gdlib and queries.

    Modules of the standard library are left out.
    """
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(_imports_in(source, ast.walk))
    while waiting:
        name = waiting.pop()
        if not _OURS.match(name):
            found.add(name.partition(".")[0])
        elif name not in seen:
            seen.add(name)
            for text in _source_of(name):
                waiting += _imports_in(text, ast.iter_child_nodes)  # only what runs on import
    return sorted(found - {*sys.stdlib_module_names})


def _imports_in(source: str, nodes: Callable[[ast.AST], Iterator[ast.AST]]) -> Iterator[str]:
    """Yield every dotted name that a program imports, or may import from a package."""
    try:
        refuse_deep_nesting(source)
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError, TooManyTermsError):
        return  # running the program reports it
    for node in nodes(tree):
        if isinstance(node, ast.Attribute):
            yield f"gdlib.{node.attr}"  # such as gdlib.two_moons: gdlib imports lazily
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _source_of(name: str) -> list[str]:
    """Return the source of one of our modules, or of gdlib's module that holds one of its names."""
    import gdlib

    package, _, part = name.partition(".")
    if package == "gdlib" and part in gdlib._MODULE_OF:
        name = f"gdlib.{gdlib._MODULE_OF[part]}"
    try:
        spec = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return []
    if spec is None or not hasattr(spec.loader, "get_source"):
        return []
    source = spec.loader.get_source(spec.name)  # from a folder, or from session.zip
    return [source] if source else []
