"""The text of a value, as a cell shows it: whole while it is short, in part when it is long.

Of a long list only the ends are looked at, so a million numbers take no longer than a thousand.
"""

import builtins
import math
import pprint
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

# What a program does to Python's own functions stays out of here.
globals()["__builtins__"] = dict(vars(builtins))

LONGEST_TEXT = 20_000  # characters
LONGEST_PART = 5_000  # characters of one text in a list
MOST_ITEMS = 1_000  # of a list, as in other notebooks; and of all lists in lists together
DEEPEST = 20  # lists in lists
MOST_BITS = 14_000  # of an integer: Python writes no more than 4,300 digits
PLAIN = (list.__repr__, tuple.__repr__, dict.__repr__, set.__repr__)


def text_of(value: object) -> str:
    """Return the text of a value: wrapped if it is long, as notebooks do, and cut if it is huge."""
    if type(value).__repr__ in PLAIN:
        return cut(pprint.pformat(_Excerpt().of(value), width=79, sort_dicts=False))
    return cut(repr(_leaf(value, sys.maxsize)))


def cut(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return a text, or its two ends with how much stood between them."""
    if len(text) <= longest:
        return text
    half = longest // 2
    omitted = len(text) - 2 * half
    return f"{text[:half]}\n… {omitted:,} characters …\n{text[-half:]}"


class _Text:
    """What stands for a part that is not shown; its repr is its text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        """Return the text itself."""
        return self._text


class _Excerpt:
    """Copies a list with the lists in it, as much of them as can be shown."""

    def __init__(self) -> None:
        self._left = MOST_ITEMS
        self._open: set[int] = set()  # the lists that hold what is copied now

    def of(self, value: Any) -> object:
        """Return a value, or what is shown of it."""
        if type(value).__repr__ not in PLAIN or not (size := _size(value)):
            return _leaf(value, LONGEST_PART)
        if id(value) in self._open:
            return _Text("[...]")
        if self._left <= 0 or len(self._open) >= DEEPEST:
            return _Text(_left_out(size))
        self._open.add(id(value))
        try:
            return self._copied(value)
        finally:
            self._open.discard(id(value))

    def _copied(self, value: Any) -> object:
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
            yield _Text(_left_out(omitted)), _Text("…")
            for key, item in [*islice(reversed(pairs), half)][::-1]:
                yield _leaf(key, LONGEST_PART), self._item(item)

    def _item(self, item: object) -> object:
        self._left -= 1
        return self.of(item)


def _size(value: Any) -> int:
    """Return how much a list holds, whatever its class says of itself."""
    base = next(base for base in (list, tuple, dict, set) if isinstance(value, base))
    return base.__len__(value)


def _ends(value: list[Any] | tuple[Any, ...]) -> list[object]:
    """Return the items of a list; of a long one the two ends."""
    kind: Any = list if isinstance(value, list) else tuple
    omitted, half = _size(value) - MOST_ITEMS, MOST_ITEMS // 2
    if omitted <= 0:
        return [*kind.__iter__(value)]
    first, last = kind.__getitem__(value, slice(half)), kind.__getitem__(value, slice(-half, None))
    return [*first, _Text(_left_out(omitted)), *last]


def _left_out(items: int) -> str:
    return f"… {items:,} more items …" if items > 1 else "… 1 more item …"


def _set_text(value: set[Any]) -> _Text:
    items = [repr(_leaf(item, LONGEST_PART)) for item in islice(set.__iter__(value), MOST_ITEMS)]
    return _Text("{" + ",\n ".join([*items, _left_out(_size(value) - MOST_ITEMS)]) + "}")


def _leaf(value: Any, longest: int) -> object:
    """Return a value that holds no others, or what is shown of a huge one."""
    kind = type(value)
    if kind is int and value.bit_length() > MOST_BITS:
        return _Text(_digits_of(value))
    if kind in (str, bytes) and len(value) > longest:
        return _Text(cut(repr(value), longest))
    return value


def _digits_of(value: int) -> str:
    """Return what an integer is that is too long for Python to write it."""
    size = math.log10(abs(value))
    digits = 10 ** (size % 1)
    sign = "-" if value < 0 else ""
    return f"{sign}{digits:.6f}e+{int(size)} (an int of about {int(size) + 1:,} digits)"
