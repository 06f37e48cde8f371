"""Hints on names: undefined names, imports, attributes."""

import ast
import builtins
import importlib.util
import math
import pkgutil
import re
import sys
import traceback
import types
from difflib import get_close_matches

from . import characters
from .error_location import ErrorLocation, cells, module_named, parsed
from .hint import Hint
from .none_hints import none_hint

_USUAL = {"np": "numpy", "plt": "matplotlib.pyplot", "mpl": "matplotlib"}
#: Names of `math` that get a hint even if they are not called.
_FUNCTIONS_OF_MATHS = {"sin", "cos", "tan", "exp", "log", "sqrt", "tanh", "pi", "inf", "nan"}
#: Names of modules that may not be loaded yet.
_COMMON = {
    "np": {"array", "arange", "linspace", "zeros", "ones", "mean", "dot", "maximum", "where"},
    "plt": {"plot", "scatter", "figure", "subplots", "show", "xlabel", "ylabel", "title", "legend"},
}
_OF_OTHER_LANGUAGES = {
    "null": "None",
    "nil": "None",
    "undefined": "None",
    "NULL": "None",
    "xrange": "range",
    "raw_input": "input",
    "unicode": "str",
    "TRUE": "True",
    "FALSE": "False",
    "π": "math.pi",
}
#: Methods of other languages and libraries, and what to use instead.
_INSTEAD = {
    ("list", "push"): "append",
    ("list", "add"): "append",
    ("list", "push_back"): "append",
    ("list", "addAll"): "extend",
    ("list", "contains"): "in",
    ("dict", "has_key"): "in",
    ("dict", "iteritems"): "items",
    ("dict", "append"): "update",
    ("set", "append"): "add",
    ("set", "push"): "add",
    ("str", "contains"): "in",
    ("str", "trim"): "strip",
    ("str", "toUpperCase"): "upper",
    ("str", "toLowerCase"): "lower",
}
_LENGTHS = {"length", "len", "size", "count"}
_BACKENDS = re.compile(r"tkinter|_tkinter|PyQt|PySide|wx|gi|cairo|qt|macosx|webagg|tornado", re.I)


def python_suggestion(error: BaseException) -> str | None:
    """Return the name that Python's own "Did you mean" suggests."""
    lines = traceback.TracebackException.from_exception(error, compact=True).format_exception_only()
    found = re.search(r"Did you mean: '([^'\n]+)'\?\s*\Z", "".join(lines))
    return found[1] if found else None


# --- NameError ---


def name_hint(error: NameError, message: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on a name that is not defined."""
    quoted = re.search(r"'([^']*)'", message)
    name = error.name or (quoted[1] if quoted else None)
    if not name:
        return None
    if isinstance(error, UnboundLocalError):
        return Hint("unbound", name)
    odd = _odd_character(name, location)
    if odd and "fullWidth" not in odd.arguments[4]:  # Python reads those as their ASCII forms
        return odd
    return (
        _prompt_hint(name, location)
        or _except_hint(name, location)
        or _known_name_hint(name, location)
        or _spelling_hint(name, python_suggestion(error))
        or odd
        or Hint("name", name)
    )


def _odd_character(name: str, location: ErrorLocation) -> Hint | None:
    node = location.node
    if not isinstance(node, ast.Name) or (name.isascii() and location.text(node).isascii()):
        return None
    line = location.source.split("\n")[node.lineno - 1]
    column = len(line.encode()[: node.col_offset].decode(errors="replace")) + 1
    known = {*location.names}
    return characters.in_name(name, location.text(node), node.lineno, column, known)


def _prompt_hint(name: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on a pasted `In [1]: x = 1`, which Python parses as an annotation."""
    if name in ("In", "Out") and location.line:
        text = location.source.split("\n")[location.line - 1]
        if found := re.match(r"\s*(In|Out) ?\[\d+\]:", text):
            return Hint("prompt", found[0].strip())
    return Hint("ipython", name) if name == "get_ipython" else None


def _except_hint(name: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on `except ValueError, e:`, which is valid from Python 3.14 on."""
    handlers = (node for node in ast.walk(location.tree()) if isinstance(node, ast.ExceptHandler))
    for kinds in (handler.type for handler in handlers if handler.name is None):
        if isinstance(kinds, ast.Tuple) and not location.text(kinds).startswith("("):
            later = [kind.id for kind in kinds.elts[1:] if isinstance(kind, ast.Name)]
            if name in later:
                return Hint("except")
    return None


def _known_name_hint(name: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on a name of a module, of another language or of Jupyter."""
    if name in _OF_OTHER_LANGUAGES:
        return Hint("otherLanguage", name, _OF_OTHER_LANGUAGES[name])
    if name in _USUAL:
        return Hint("importFirst", f"import {_USUAL[name]} as {name}")
    is_called = _is_called(name, location)
    if is_called or name in _FUNCTIONS_OF_MATHS:
        for alias, module in _modules_in_scope(location):
            if hasattr(module, name):
                return Hint("inModule", name, f"{alias}.{name}")
    if (is_called or name in _FUNCTIONS_OF_MATHS) and hasattr(math, name):
        return Hint("moduleNeeded", name, "import math", f"math.{name}")
    for alias, names in _COMMON.items():
        if is_called and name in names:
            return Hint(
                "moduleNeeded", name, f"import {_USUAL[alias]} as {alias}", f"{alias}.{name}"
            )
    import gdlib  # cheap: its modules are imported lazily

    if name in gdlib.__all__:
        return Hint("importFirst", f"from gdlib import {name}")
    if name in ("numpy", "matplotlib", "gdlib") or name in ("math", "random", "time", "itertools"):
        return Hint("importFirst", f"import {name}")
    return None


def _is_called(name: str, location: ErrorLocation) -> bool:
    nodes = ast.walk(location.tree())
    called = (node.func for node in nodes if isinstance(node, ast.Call))
    return any(isinstance(func, ast.Name) and func.id == name for func in called)


def _modules_in_scope(location: ErrorLocation) -> list[tuple[str, types.ModuleType]]:
    """Return the modules in scope with their names, the likely ones first."""
    order = ["numpy", "math", "gdlib", "matplotlib.pyplot", "random"]
    found = [
        (alias, value)
        for alias, value in location.names.items()
        if isinstance(value, types.ModuleType) and value.__name__ in order
    ]
    return sorted(found, key=lambda pair: order.index(pair[1].__name__))


def _spelling_hint(name: str, near: str | None) -> Hint | None:
    return Hint("spelling", name, near) if near else None


# --- Imports ---


def import_hint(error: ImportError, message: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on an import that failed, or on a Matplotlib backend that opens windows."""
    if _is_backend(error, message, location):
        return Hint("backend")
    if found := re.match(r"cannot import name '([^']*)' from '([^']*)'", message):
        return _name_not_in_module(error, found[1], found[2])
    if isinstance(error, ModuleNotFoundError):
        named = re.search(r"No module named '([^']*)'", message)
        module = error.name or (named[1] if named else "")
        return _module_hint(module) if module else None
    return None


def _is_backend(error: ImportError, message: str, location: ErrorLocation) -> bool:
    """Return whether a Matplotlib backend failed to import: those that open windows do."""
    is_about_one = "backend" in message or _BACKENDS.match(error.name or "") is not None
    return is_about_one and bool({"matplotlib", "matplotlib_inline"} & location.libraries)


def _name_not_in_module(error: ImportError, name: str, module: str) -> Hint:
    near = python_suggestion(error)
    return Hint("notInModule", name, module, *([near] if near else [""]))


def _module_hint(name: str) -> Hint | None:
    package, _, part = name.rpartition(".")
    if package and _is_importable(package):
        return _submodule_hint(package, part)
    top = name.partition(".")[0]
    if top in _USUAL:
        return Hint("importFirst", f"import {_USUAL[top]} as {top}")
    if top == "pyplot":
        return Hint("importFirst", "import matplotlib.pyplot as plt")
    if top in sys.stdlib_module_names:
        return Hint("standardModuleMissing", top)
    known = [*sys.stdlib_module_names, "numpy", "matplotlib", "gdlib"]
    near = {one.lower(): one for one in known if not one.startswith("_")}
    close = get_close_matches(top.lower(), near, n=1, cutoff=0.75)
    return Hint("module", top, near[close[0]] if close and near[close[0]] != top else "")


def _is_importable(package: str) -> bool:
    try:
        return package in sys.modules or importlib.util.find_spec(package) is not None
    except (ImportError, ValueError, AttributeError):
        return False


def _submodule_hint(package: str, part: str) -> Hint:
    module = module_named(package)
    if module is not None and part in dir(module):
        return Hint("fromImport", f"from {package} import {part}")
    parts = [one.name for one in pkgutil.iter_modules(getattr(module, "__path__", []))]
    names = [one for one in {*parts, *dir(module)} if not one.startswith("_")]
    close = get_close_matches(part, sorted(names), n=1, cutoff=0.7)
    return Hint("notInModule", part, package, close[0] if close else "")


# --- Attributes ---


def attribute_hint(error: AttributeError, message: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on a missing attribute."""
    if "NoneType" in message:
        return none_hint(location)
    if found := re.search(r"unexpected keyword argument '(\w+)'", message):
        close = get_close_matches(found[1], _LINE_SETTINGS, n=1, cutoff=0.7)
        return Hint("keyword", found[1], close[0]) if close else Hint("noKeyword", found[1])
    name = error.name or next(iter(re.findall(r"no attribute '([^']*)'", message)), None)
    if not name or "has no attribute" not in message:
        return None
    owner = error.obj
    if owner is None and (found := re.match(r"module '([\w.]+)' has no attribute", message)):
        owner = module_named(found[1])
    near = _close_name(name, owner) or python_suggestion(error)
    return _hint_by_type(name, owner, location) or _unknown_attribute_hint(name, owner, near)


def _close_name(name: str, owner: object) -> str | None:
    """Return the most similar name in a module."""
    if not isinstance(owner, types.ModuleType):
        return None
    return next(iter(get_close_matches(name, dir(owner), n=1, cutoff=0.75)), None)


_LINE_SETTINGS = ("color", "linewidth", "linestyle", "marker", "markersize", "label", "alpha")


def _hint_by_type(name: str, owner: object, location: ErrorLocation) -> Hint | None:
    """Return a hint on an attribute that readers expect of a value's type."""
    kind = type(owner).__name__
    if isinstance(owner, types.ModuleType):
        return _module_attribute_hint(name, owner, location)
    if hint := _shadowed_module(name, kind, location):
        return hint
    text = location.text(location.node.value) if isinstance(location.node, ast.Attribute) else ""
    if (kind, name) in _INSTEAD:
        return Hint("instead", name, kind, _INSTEAD[kind, name])
    if kind in ("list", "tuple") and hasattr(_array_type(), name):
        call = "()" if callable(getattr(_array_type(), name)) else ""
        return Hint("ofArray", name, kind, f"np.array({text or kind}).{name}{call}")
    if get_close_matches(name, _LENGTHS, n=1, cutoff=0.8) and hasattr(type(owner), "__len__"):
        return Hint("length", name, kind, f"len({text or kind})")
    if kind == "ndarray" and name in ("append", "extend", "push", "insert"):
        return Hint("arrayAppend", name)
    return None


def _array_type() -> type | None:
    return getattr(module_named("numpy"), "ndarray", None)


def _shadowed_module(name: str, kind: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on a module whose name was assigned another value."""
    node = location.node
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return None
    alias = node.value.id
    module = module_named(_USUAL.get(alias, alias))
    if module is None or not hasattr(module, name) or location.value(node.value) is module:
        return None
    module_name = _USUAL.get(alias, alias)
    again = f"import {module_name}" + (f" as {alias}" if alias in _USUAL else "")
    return Hint("shadowedModule", alias, kind, again)


def _module_attribute_hint(
    name: str, module: types.ModuleType, location: ErrorLocation
) -> Hint | None:
    if module.__name__ == "numpy" and name in ("float", "int", "bool", "object", "str", "complex"):
        return Hint("removedAlias", f"np.{name}", name)
    if module.__name__ == "matplotlib" and name in _COMMON["plt"]:
        return Hint("moduleNeeded", name, "import matplotlib.pyplot as plt", f"plt.{name}")
    if module.__name__ == "math" and hasattr(module_named("numpy"), name):
        alias = next((a for a, m in _modules_in_scope(location) if m.__name__ == "numpy"), None)
        close = get_close_matches(name, dir(module), n=1, cutoff=0.8)
        if alias and not close:
            return Hint("inModule", name, f"{alias}.{name}")
    return None


def _unknown_attribute_hint(name: str, owner: object, near: str | None) -> Hint:
    is_module = isinstance(owner, types.ModuleType)
    is_named = isinstance(owner, (types.ModuleType, type))
    what = owner.__name__ if is_named else type(owner).__name__  # type: ignore[attr-defined]
    if is_module:
        return Hint("notInModule", name, what, near or "")
    if near:
        return Hint("attributeSpelling", name, what, near)
    return Hint("attribute", name, what)


# --- Functions by name ---


def is_builtin_function(name: str) -> bool:
    """Return whether a name is that of a built-in function or class."""
    return callable(getattr(builtins, name, None))


def was_defined(name: str) -> bool:
    """Return whether a cell defines a function or class of this name."""
    found = (node for source in cells() for node in ast.walk(parsed(source)))
    return any(
        isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name for node in found
    )
