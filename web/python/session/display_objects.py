"""What programs written for Jupyter import from `IPython.display`, as far as a page can show it."""

import builtins
import json
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .outbox import outbox

# What a program does to Python's own functions stays out of here.
globals()["__builtins__"] = dict(vars(builtins))

Shown = Callable[..., list[dict[str, Any]]]

PICTURES = {
    "PNG": b"\x89PNG",
    "JPEG": b"\xff\xd8\xff",
    "GIF": b"GIF8",
    "WebP": b"RIFF",
}


class DisplayObject:
    """Something that a program hands to `display`, or puts on its last line."""

    def __init__(
        self, data: Any = None, url: str | None = None, filename: str | None = None, **_: object
    ) -> None:
        """Take the data themselves, or the name of a file that the program has written."""
        name = type(self).__name__
        if url is not None or (isinstance(data, str) and data.startswith(("http://", "https://"))):
            raise ValueError(
                f"{name} cannot show {url or data}: "
                "programs on this page load nothing from other addresses"
            )
        if filename is not None:
            data = self._read(Path(filename))
        self.data = data

    def _read(self, file: Path) -> Any:
        return file.read_text(encoding="utf-8")

    def __repr__(self) -> str:
        """Return what it is, for where it cannot be shown."""
        return f"<{type(self).__name__} object>"


class HTML(DisplayObject):
    """Shows HTML, in a frame of its own."""

    def _repr_html_(self) -> Any:
        return self.data


class SVG(DisplayObject):
    """Shows a drawing."""

    def _repr_svg_(self) -> Any:
        return self.data


class Image(DisplayObject):
    """Shows a picture: its bytes, or a file that the program has written."""

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        """Take PNG, JPEG, GIF or WebP."""
        if isinstance(data, str) and not data.startswith(("http://", "https://")):
            data, options = None, options | {"filename": data}
        super().__init__(data, *args, **options)
        start = bytes(self.data[:4]) if isinstance(self.data, (bytes, bytearray)) else b""
        if not start.startswith(tuple(PICTURES.values())):
            raise ValueError(f"Image shows {', '.join(PICTURES)}; for drawings there is SVG")

    def _read(self, file: Path) -> bytes:
        return file.read_bytes()

    def _repr_png_(self) -> bytes:
        return bytes(self.data)


class TextDisplayObject(DisplayObject):
    """Shows its text as it is written."""

    #: What a program can use where its text alone does not do.
    instead = ""

    def __repr__(self) -> str:
        """Return its text, after a word about what could show more."""
        if self.instead:
            outbox().write(
                "stderr", f"{type(self).__name__} is shown as its text. {self.instead}\n"
            )
        return str(self.data)


class Markdown(TextDisplayObject):
    """Shows Markdown, as it is written."""

    instead = "For headings, bold words or tables, use HTML(…)."


class Latex(TextDisplayObject):
    """Shows LaTeX, as it is written."""

    instead = "For a typeset formula, use plt.figtext(0, 0, r'$…$')."


class Math(Latex):
    """Shows a formula, as it is written."""


class Pretty(TextDisplayObject):
    """Shows text."""


class Code(TextDisplayObject):
    """Shows a program's text."""


class JSON(DisplayObject):
    """Shows data as JSON."""

    def __repr__(self) -> str:
        """Return the data, indented."""
        data = json.loads(self.data) if isinstance(self.data, str) else self.data
        return json.dumps(data, indent=2, ensure_ascii=False)


OBJECTS = (HTML, SVG, Image, Markdown, Latex, Math, Pretty, Code, JSON)


class DisplayHandle:
    """What `display(…, display_id=…)` returns: shows something else in the same place."""

    def __init__(self, display: Callable[..., Any], display_id: str) -> None:
        """Stand for the place called `display_id`."""
        self._display = display
        self.display_id = display_id

    def display(self, value: object, **options: Any) -> None:
        """Show a value once more, in a place of the same name."""
        self._display(value, display_id=self.display_id, **options)

    def update(self, value: object, **options: Any) -> None:
        """Show another value in its place."""
        self._display(value, display_id=self.display_id, update=True, **options)


class Display:
    """`display`: shows values as the last line of a cell would show them."""

    def __init__(self, shown: Shown) -> None:
        """Show values in the form that `shown` returns."""
        self._shown = shown
        self._made = 0

    def display(
        self,
        *values: object,
        display_id: str | bool | None = None,
        update: bool = False,
        clear: bool = False,
        **_: object,
    ) -> DisplayHandle | None:
        """Show values; with a `display_id`, so that others can be shown in their place later."""
        if clear:
            self.clear_output(wait=True)
        if display_id is True:
            self._made += 1
            display_id = f"display-{self._made}"
        more = {"id": str(display_id), "isUpdate": update} if display_id else {}
        for item in (item for value in values for item in self._shown(value, kind="display")):
            outbox().show(item | more)
        return DisplayHandle(self.display, str(display_id)) if display_id and not update else None

    def update_display(self, value: object, *, display_id: str, **options: Any) -> None:
        """Show a value in the place of another."""
        self.display(value, display_id=display_id, update=True, **options)

    def clear_output(self, wait: bool = False) -> None:
        """Remove what the cell has shown so far; if `wait`, when it shows something else."""
        outbox().clear(bool(wait))


class Shell:
    """What `get_ipython()` returns here: nothing, as Matplotlib sees it; to others, what to do."""

    def __bool__(self) -> bool:
        """Return that there is none."""
        return False

    def __getattr__(self, name: str) -> Any:
        """Say what to do instead."""
        if name.startswith("__"):
            raise AttributeError(name)
        raise AttributeError(
            f"get_ipython().{name}: this page has Python without IPython's commands. "
            "Figures appear by themselves; write plain Python for the rest, "
            "such as time.perf_counter() for %timeit"
        )


def modules(shown: Shown) -> dict[str, types.ModuleType]:
    """Return the part of IPython that notebooks import, as modules."""
    place = Display(shown)
    shell, displays = types.ModuleType("IPython"), types.ModuleType("IPython.display")
    for name in ("display", "update_display", "clear_output"):
        setattr(displays, name, getattr(place, name))
    for kind in (*OBJECTS, DisplayHandle, DisplayObject, TextDisplayObject):
        setattr(displays, kind.__name__, kind)
    displays.__getattr__ = _missing  # type: ignore[method-assign]  # PEP 562
    # Matplotlib looks at these: no shell runs here, and it need not look for one.
    only = Shell()
    shell.__dict__.update(get_ipython=lambda: only, version_info=(9, 0, 0), __path__=[])
    shell.__dict__.update(display=displays, version="9.0.0", __version__="9.0.0")
    core = types.ModuleType("IPython.core")
    core.__dict__.update(display=displays, __path__=[])
    return {
        "IPython": shell,
        "IPython.display": displays,
        "IPython.core": core,
        "IPython.core.display": displays,
    }


def _missing(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    there = ", ".join(["display", "clear_output", *(kind.__name__ for kind in OBJECTS)])
    raise ImportError(f"IPython.display.{name} cannot be shown on this page; there are {there}")
