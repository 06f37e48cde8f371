"""Which modules a program needs, before it runs."""

import ast
import builtins
import importlib.util
import re
import sys
from collections.abc import Callable, Iterator

from .evaluation import TooManyTermsError, refuse_what_is_too_deep

# What a program does to Python's own functions stays out of here.
globals()["__builtins__"] = dict(vars(builtins))

_OURS = re.compile(r"(gdlib|web\.python\.queries)(\.|$)")


def imports_of(source: str) -> list[str]:
    """Return the modules that a program imports, by itself or through gdlib and our queries."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(_imported(source, ast.walk))
    while waiting:
        name = waiting.pop()
        if not _OURS.match(name):
            found.add(name.partition(".")[0])
        elif name not in seen:
            seen.add(name)
            for text in _source_of(name):
                waiting += _imported(text, ast.iter_child_nodes)  # what happens on import
    return sorted(found - {*sys.stdlib_module_names})


def _imported(source: str, nodes: Callable[[ast.AST], Iterator[ast.AST]]) -> Iterator[str]:
    """Yield every dotted name that a program imports, or may import from a package."""
    try:
        refuse_what_is_too_deep(source)
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError, TooManyTermsError):
        return  # running it will say what is wrong
    for node in nodes(tree):
        if isinstance(node, ast.Attribute):
            yield f"gdlib.{node.attr}"  # gdlib.two_moons: gdlib imports that part when it is used
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
    source = spec.loader.get_source(spec.name)  # from a folder or, of our questions, an archive
    return [source] if source else []
