"""The richest form of a value that a page can show: a figure, SVG, HTML, a picture, or its text."""

import builtins
import sys
import traceback
from base64 import b64encode
from typing import Any

from . import figure_output
from .outbox import warn
from .value_text import text_of

# What a program does to Python's own functions stays out of here.
globals()["__builtins__"] = dict(vars(builtins))

LONGEST_RICH = 40_000_000  # characters; Matplotlib's players have half of that in pictures


def shown(value: object, kind: str = "result") -> list[dict[str, Any]]:
    """Return the richest form of `value` that a page can show, with its text beside it.

    HTML with players in it comes in pieces, one after the other.
    """
    if figure_output.is_a(value, "matplotlib.animation", "Animation"):
        film = figure_output.film_of(value)
        figure_output.remember_drawn(value._fig)  # type: ignore[attr-defined]  # as it is at the last frame
        return [film]
    if figure_output.is_a(value, "matplotlib.figure", "Figure"):
        figure_output.remember_drawn(value)
        figure_output.close(value)
        return [figure_output.drawing_of(value)]
    item = {"kind": kind, "text": text_of(value)} | _richest(_bundle_of(value))
    has_player = "matplotlib.animation" in sys.modules and "new Animation(" in item.get("html", "")
    return _pieces(item) if has_player else [item]


def _pieces(item: dict[str, Any]) -> list[dict[str, Any]]:
    from . import jshtml

    return [
        item | {"html": piece} if isinstance(piece, str) else {"kind": "film"} | piece.told()
        for piece in jshtml.pieces(item["html"])
    ]


#: What a page can show besides text, the best first, and by which name it knows it.
FORMS = (
    ("image/svg+xml", "svg"),
    ("text/html", "html"),
    ("image/png", "png"),
    ("image/jpeg", "png"),  # browsers look at the picture itself
)


def _richest(bundle: dict[str, Any]) -> dict[str, str]:
    """Return the best form in a bundle that a page can show, by the name that the page knows."""
    for mime, name in FORMS:
        if mime in bundle and (content := _content(mime, bundle[mime])) is not None:
            return {name: content}
    return {}


def _content(mime: str, content: object) -> str | None:
    """Return what a page can show of a form; if it is none of that kind, warn and return None."""
    # By its real type and its own length: what says of itself that it is a str need not be one.
    kind = type(content)
    if issubclass(kind, str) and str.__len__(content) <= LONGEST_RICH:  # type: ignore[arg-type]
        return str.__str__(content)
    if issubclass(kind, bytes) and mime in ("image/png", "image/jpeg"):
        return b64encode(content).decode()  # type: ignore[arg-type]
    if issubclass(kind, str):
        warn(f"{mime}: too long to be shown, with more than {LONGEST_RICH:,} characters")
    else:
        warn(f"{mime}: text was expected, not {kind.__name__}")
    return None


def _bundle_of(value: object) -> dict[str, Any]:
    """Return what `value` offers besides its text, by MIME type."""
    if isinstance(value, type) or _has_everything(value):
        return {}
    offered = _offered(value, "_repr_mimebundle_", include=None, exclude=None)
    if isinstance(offered, tuple) and offered:
        offered = offered[0]  # behind it stand metadata
    if isinstance(offered, dict):
        return {mime: content for mime, content in offered.items() if content is not None}
    made = {mime: _offered(value, name) for mime, name in _OFFERS.items()}
    return {mime: content for mime, content in made.items() if content is not None}


def _has_everything(value: object) -> bool:
    """Return whether `value` has whatever it is asked for, as mocks do: then it offers nothing."""
    try:
        return hasattr(value, "_ipython_canary_method_should_not_exist_")  # as IPython asks
    except Exception:
        return False


_OFFERS = {
    "image/svg+xml": "_repr_svg_",
    "text/html": "_repr_html_",
    "image/png": "_repr_png_",
    "image/jpeg": "_repr_jpeg_",
}


def _offered(value: object, name: str, **options: object) -> object:
    """Return what a method makes, or None without it; if it fails, warn: there are other forms."""
    try:
        method = getattr(value, name, None)
        return method(**options) if callable(method) else None
    except Exception as error:
        lines = traceback.format_exception_only(type(error), error)
        warn(f"{type(value).__name__}.{name} failed: {lines[-1].strip()}")
        return None
