"""The text of a value, as a cell shows it; long values are abbreviated.

Only the two ends of a long list are formatted, so a million numbers take no longer than a thousand.
"""

import builtins
import math
import pprint
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))

LONGEST_TEXT = 20_000  # characters
LONGEST_PART = 5_000  # characters of one text in a list
MOST_ITEMS = 1_000  # of a list, as in other notebooks; and of all lists in lists together
DEEPEST = 20  # lists in lists
MOST_BITS = 14_000  # of an integer: Python converts at most 4,300 digits to text
PLAIN = (list.__repr__, tuple.__repr__, dict.__repr__, set.__repr__)


def text_of(value: object) -> str:
    """Return the text of a value, wrapped as in Jupyter; the middle of a huge one is omitted."""
    if type(value).__repr__ in PLAIN:
        return cut(pprint.pformat(_Excerpt().of(value), width=79, sort_dicts=False))
    return cut(repr(_leaf(value, sys.maxsize)))


def cut(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return a text, or its two ends and the number of characters omitted between them."""
    if len(text) <= longest:
        return text
    half = longest // 2
    omitted = len(text) - 2 * half
    return f"{text[:half]}\n… {omitted:,} characters …\n{text[-half:]}"


class _Placeholder:
    """Stands for a part of a value that is not shown; its repr is `text`."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        """Return the text itself."""
        return self._text


class _Excerpt:
    """Copies a container with the containers in it, up to the limits above."""

    def __init__(self) -> None:
        self._left = MOST_ITEMS
        self._open: set[int] = set()  # ids of the containers that are being copied, for cycles

    def of(self, value: Any) -> object:
        """Return a value, or an abbreviated copy."""
        if type(value).__repr__ not in PLAIN or not (size := _size(value)):
            return _leaf(value, LONGEST_PART)
        if id(value) in self._open:
            return _Placeholder("[...]")
        if self._left <= 0 or len(self._open) >= DEEPEST:
            return _Placeholder(_omission_mark(size))
        self._open.add(id(value))
        try:
            return self._copy(value)
        finally:
            self._open.discard(id(value))

    def _copy(self, value: Any) -> object:
        if isinstance(value, set):
            return _set_text(value) if _size(value) > MOST_ITEMS else value
        if isinstance(value, dict):
            return dict(self._pairs(value))
        items = [self._item(item) for item in _ends(value)]
        return tuple(items) if isinstance(value, tuple) else items

    def _pairs(self, value: dict[Any, Any]) -> Iterator[tuple[object, object]]:
        pairs, half = dict.items(value), MOST_ITEMS // 2
        omitted = len(pairs) - MOST_ITEMS
        for key, item in pairs if omitted <= 0 else islice(pairs, half):
            yield _leaf(key, LONGEST_PART), self._item(item)
        if omitted > 0:
            yield _Placeholder(_omission_mark(omitted)), _Placeholder("…")
            for key, item in [*islice(reversed(pairs), half)][::-1]:
                yield _leaf(key, LONGEST_PART), self._item(item)

    def _item(self, item: object) -> object:
        self._left -= 1
        return self.of(item)


def _size(value: Any) -> int:
    """Return the size of a container, even if its class overrides `__len__`."""
    base = next(base for base in (list, tuple, dict, set) if isinstance(value, base))
    return base.__len__(value)


def _ends(value: list[Any] | tuple[Any, ...]) -> list[object]:
    """Return the items of a list; of a long one the two ends."""
    kind: Any = list if isinstance(value, list) else tuple
    omitted, half = _size(value) - MOST_ITEMS, MOST_ITEMS // 2
    if omitted <= 0:
        return [*kind.__iter__(value)]
    first, last = kind.__getitem__(value, slice(half)), kind.__getitem__(value, slice(-half, None))
    return [*first, _Placeholder(_omission_mark(omitted)), *last]


def _omission_mark(items: int) -> str:
    return f"… {items:,} more items …" if items > 1 else "… 1 more item …"


def _set_text(value: set[Any]) -> _Placeholder:
    items = [repr(_leaf(item, LONGEST_PART)) for item in islice(set.__iter__(value), MOST_ITEMS)]
    return _Placeholder(
        "{" + ",\n ".join([*items, _omission_mark(_size(value) - MOST_ITEMS)]) + "}"
    )


def _leaf(value: Any, longest: int) -> object:
    """Return a value that is no container, or a placeholder if its text would be huge."""
    kind = type(value)
    if kind is int and value.bit_length() > MOST_BITS:
        return _Placeholder(_digits_of(value))
    if kind in (str, bytes) and len(value) > longest:
        return _Placeholder(cut(repr(value), longest))
    return value


def _digits_of(value: int) -> str:
    """Return an integer that is too long for Python to write, in scientific notation."""
    size = math.log10(abs(value))
    digits = 10 ** (size % 1)
    sign = "-" if value < 0 else ""
    return f"{sign}{digits:.6f}e+{int(size)} (an int of about {int(size) + 1:,} digits)"
