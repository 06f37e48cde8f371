"""The part of `IPython.display` that a page can show, for programs written for Jupyter."""

import builtins
import json
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .outbox import outbox

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))

ItemsOf = Callable[..., list[dict[str, Any]]]

PICTURES = {
    "PNG": b"\x89PNG",
    "JPEG": b"\xff\xd8\xff",
    "GIF": b"GIF8",
    "WebP": b"RIFF",
}


class DisplayObject:
    """Base class of the objects that show a certain kind of data."""

    def __init__(
        self, data: Any = None, url: str | None = None, filename: str | None = None, **_: object
    ) -> None:
        """Take the data, or the name of a file that the program has written; URLs are refused."""
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
        """Return the name of the class, where the data cannot be shown."""
        return f"<{type(self).__name__} object>"


class HTML(DisplayObject):
    """Shows HTML."""

    def _repr_html_(self) -> Any:
        return self.data


class SVG(DisplayObject):
    """Shows an SVG document."""

    def _repr_svg_(self) -> Any:
        return self.data


class Image(DisplayObject):
    """Shows an image: its bytes, or a file that the program has written."""

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
    """Shows its source text, unformatted."""

    #: What a program can use to have it formatted.
    alternative = ""

    def __repr__(self) -> str:
        """Return the text, after printing what to use instead."""
        if self.alternative:
            outbox().write(
                "stderr", f"{type(self).__name__} is shown as its text. {self.alternative}\n"
            )
        return str(self.data)


class Markdown(TextDisplayObject):
    """Shows the source text of Markdown."""

    alternative = "For headings, bold words or tables, use HTML(…)."


class Latex(TextDisplayObject):
    """Shows the source text of LaTeX."""

    alternative = "For a typeset formula, use plt.figtext(0, 0, r'$…$')."


class Math(Latex):
    """Shows the source text of a formula."""


class Pretty(TextDisplayObject):
    """Shows text."""


class Code(TextDisplayObject):
    """Shows the source text of a program."""


class JSON(DisplayObject):
    """Shows data as JSON."""

    def __repr__(self) -> str:
        """Return the data, indented."""
        data = json.loads(self.data) if isinstance(self.data, str) else self.data
        return json.dumps(data, indent=2, ensure_ascii=False)


OBJECTS = (HTML, SVG, Image, Markdown, Latex, Math, Pretty, Code, JSON)


class DisplayHandle:
    """What `display(…, display_id=…)` returns: updates the display of this id."""

    def __init__(self, display: Callable[..., Any], display_id: str) -> None:
        """Refer to the display of id `display_id`."""
        self._display = display
        self.display_id = display_id

    def display(self, value: object, **options: Any) -> None:
        """Show a value in a new display of the same id."""
        self._display(value, display_id=self.display_id, **options)

    def update(self, value: object, **options: Any) -> None:
        """Replace the value of the display."""
        self._display(value, display_id=self.display_id, update=True, **options)


class Display:
    """`display`: shows values as the last line of a cell would show them."""

    def __init__(self, items_of: ItemsOf) -> None:
        """Show values as the outputs that `items_of` returns for each."""
        self._items_of = items_of
        self._made = 0

    def display(
        self,
        *values: object,
        display_id: str | bool | None = None,
        update: bool = False,
        clear: bool = False,
        **_: object,
    ) -> DisplayHandle | None:
        """Show values; with a `display_id`, return a handle that can replace them."""
        if clear:
            self.clear_output(wait=True)
        if display_id is True:
            self._made += 1
            display_id = f"display-{self._made}"
        more = {"id": str(display_id), "isUpdate": update} if display_id else {}
        for item in (item for value in values for item in self._items_of(value, kind="display")):
            outbox().show(item | more)
        return DisplayHandle(self.display, str(display_id)) if display_id and not update else None

    def update_display(self, value: object, *, display_id: str, **options: Any) -> None:
        """Replace the value of the display of id `display_id`."""
        self.display(value, display_id=display_id, update=True, **options)

    def clear_output(self, wait: bool = False) -> None:
        """Remove the cell's output; if `wait`, when the next output arrives."""
        outbox().clear(bool(wait))


class Shell:
    """What `get_ipython()` returns: false, for Matplotlib; its attributes raise advice."""

    def __bool__(self) -> bool:
        """Return False: there is no IPython shell."""
        return False

    def __getattr__(self, name: str) -> Any:
        """Raise an AttributeError that says what to do instead."""
        if name.startswith("__"):
            raise AttributeError(name)
        raise AttributeError(
            f"get_ipython().{name}: this page has Python without IPython's commands. "
            "Figures appear by themselves; write plain Python for the rest, "
            "such as time.perf_counter() for %timeit"
        )


def modules(items_of: ItemsOf) -> dict[str, types.ModuleType]:
    """Return the modules of IPython that notebooks import, by name."""
    display = Display(items_of)
    shell, displays = types.ModuleType("IPython"), types.ModuleType("IPython.display")
    for name in ("display", "update_display", "clear_output"):
        setattr(displays, name, getattr(display, name))
    for kind in (*OBJECTS, DisplayHandle, DisplayObject, TextDisplayObject):
        setattr(displays, kind.__name__, kind)
    displays.__getattr__ = _missing  # type: ignore[method-assign]  # PEP 562
    # Matplotlib reads get_ipython and version_info to find out whether a shell runs.
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
