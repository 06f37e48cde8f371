"""The outputs of a value: its text and the richest form that a page can show (SVG, HTML, image)."""

import builtins
import sys
import traceback
from base64 import b64encode
from typing import Any

from . import figure_output
from .outbox import warn
from .value_text import text_of

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))

LONGEST_RICH = 40_000_000  # characters; Matplotlib's players embed images of half of that


def display_items(value: object, kind: str = "result") -> list[dict[str, Any]]:
    """Return the outputs that show `value`, each with its text and its richest form.

    HTML that contains players of `to_jshtml` is split into several outputs.
    """
    if figure_output.is_a(value, "matplotlib.animation", "Animation"):
        item = figure_output.animation_item(value)
        figure_output.remember_drawn(value._fig)  # type: ignore[attr-defined]  # at its last frame
        return [item]
    if figure_output.is_a(value, "matplotlib.figure", "Figure"):
        figure_output.remember_drawn(value)
        figure_output.close(value)
        return [figure_output.figure_item(value)]
    item = {"kind": kind, "text": text_of(value)} | _best_form(_mime_bundle(value))
    has_player = "matplotlib.animation" in sys.modules and "new Animation(" in item.get("html", "")
    return _split_players(item) if has_player else [item]


def _split_players(item: dict[str, Any]) -> list[dict[str, Any]]:
    from . import jshtml

    return [
        item | {"html": piece}
        if isinstance(piece, str)
        else {"kind": "animation"} | piece.as_message()
        for piece in jshtml.split_players(item["html"])
    ]


#: MIME types that a page can show besides text, richest first, and their fields in its message.
FORMS = (
    ("image/svg+xml", "svg"),
    ("text/html", "html"),
    ("image/png", "png"),
    ("image/jpeg", "png"),  # browsers detect the format from the data
)


def _best_form(bundle: dict[str, Any]) -> dict[str, str]:
    """Return the richest form of a MIME bundle that a page can show, as a field of its message."""
    for mime, name in FORMS:
        if mime in bundle and (content := _content(mime, bundle[mime])) is not None:
            return {name: content}
    return {}


def _content(mime: str, content: object) -> str | None:
    """Return the content of a form as text; with a wrong type or length, warn and return None."""
    # By its real type and str's own length: a class of the program can claim to be a str.
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


def _mime_bundle(value: object) -> dict[str, Any]:
    """Return the MIME bundle of `value`, as IPython's display protocol defines it."""
    if isinstance(value, type) or _has_every_attribute(value):
        return {}
    offered = _call_repr_method(value, "_repr_mimebundle_", include=None, exclude=None)
    if isinstance(offered, tuple) and offered:
        offered = offered[0]  # the second item is metadata
    if isinstance(offered, dict):
        return {mime: content for mime, content in offered.items() if content is not None}
    made = {mime: _call_repr_method(value, name) for mime, name in _REPR_METHODS.items()}
    return {mime: content for mime, content in made.items() if content is not None}


def _has_every_attribute(value: object) -> bool:
    """Return whether `value` claims to have any attribute, as mocks do: its forms mean nothing."""
    try:
        return hasattr(value, "_ipython_canary_method_should_not_exist_")  # IPython's own test
    except Exception:
        return False


_REPR_METHODS = {
    "image/svg+xml": "_repr_svg_",
    "text/html": "_repr_html_",
    "image/png": "_repr_png_",
    "image/jpeg": "_repr_jpeg_",
}


def _call_repr_method(value: object, name: str, **options: object) -> object:
    """Call a `_repr_…_` method. Return None without one, and also, with a warning, if it fails."""
    try:
        method = getattr(value, name, None)
        return method(**options) if callable(method) else None
    except Exception as error:
        lines = traceback.format_exception_only(type(error), error)
        warn(f"{type(value).__name__}.{name} failed: {lines[-1].strip()}")
        return None
