"""Sends a cell's output to the page: in order, batched, and limited to what a page can take."""

import builtins
import io
import json
import time
from asyncio import get_running_loop
from collections.abc import Awaitable, Callable, Iterator
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any

from .page_limits import MOST_ITEMS

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))

Say = Callable[[str], None]
Ask = Callable[[str, str], Awaitable[str]]
Item = dict[str, Any]
Drawn = tuple[Any, SimpleNamespace]  # a figure, and what it shows

MESSAGES_A_SECOND = 30
LONGEST_MESSAGE = 100_000  # characters; a page can take thirty of these a second
COUNTED_KINDS = ("result", "display", "figure", "animation")

_dumps = json.JSONEncoder().encode


class Outbox:
    """Rate-limited queue of a cell's output: sends at once, or in batches if there is much."""

    def __init__(self, say: Say, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with an empty queue."""
        self._say = say
        self._clock = clock
        self._waiting: list[tuple[str, str] | Item] = []  # (stream, text) or an output
        self._size = 0
        self._items = 0  # since it was last cleared
        self._omitted = 0  # how many of these are above the limit and not reported to the page
        self._allowed = float(MESSAGES_A_SECOND)
        self._asked = clock()
        self._is_timed = False
        #: Whether the cell has ended; its tasks can still print.
        self.has_ended = False
        #: Asks the reader for a line; takes the prompt and the kind of line, see InputRequest.
        self.ask: Ask | None = None
        #: Shapes in all SVG figures of this cell: see figure_output.figure_item.
        self.shapes = 0
        #: How often a figure has been saved since the last output.
        self.saved = 0
        #: The cell's namespace: a figure's animation is looked up in it.
        self.names: dict[str, Any] = {}
        #: The figures of the cell, and what each shows; None if no check needs them.
        self.drawn: list[Drawn] | None = None

    def write(self, stream: str, text: str) -> None:
        """Queue text for `stdout` or `stderr`; send it at the end of a line if the rate allows."""
        self._waiting.append((stream, text))
        self._size += len(text)
        if self._size > LONGEST_MESSAGE or text.endswith("\n") or "\r" in text:
            self.send()
        elif self.has_ended:
            self._send_later()

    def show(self, item: Item) -> None:
        """Send a result, a figure or an animation, after all that was printed before it."""
        if item["kind"] in COUNTED_KINDS:
            self.saved = 0
        if item["kind"] in COUNTED_KINDS and not item.get("isUpdate"):
            self._items += 1
            if self._items > MOST_ITEMS:
                self._omitted += 1
                return
        if item.get("isUpdate"):
            self._waiting = [one for one in self._waiting if not _is_update_of(one, item)]
        self._waiting.append(item)
        self.send()

    def count_save(self) -> None:
        """Count a saved figure; from the third on, report the count to the page as frames drawn."""
        self.saved += 1
        if self.saved > 2:
            self.show({"kind": "drawing", "frames": self.saved})

    def clear(self, wait: bool) -> None:
        """Remove this cell's output from the page; if `wait`, when the next output arrives."""
        self._waiting, self._size = [{"kind": "clear", "wait": wait}], 0
        self._items = self._omitted = self.shapes = 0
        self.send()

    def send(self) -> None:
        """Send the queue now if the rate allows, otherwise soon."""
        if self._may_send():
            self.flush()
        else:
            self._send_later()

    def flush(self) -> None:
        """Send the queue now. The middle of a long text is counted, not sent."""
        waiting, self._waiting, self._size = self._waiting, [], 0
        for item in _join_streams(waiting):
            self._say(_dumps(_text_message(*item) if isinstance(item, tuple) else item))
        if self._omitted:
            omitted, self._omitted = self._omitted, 0
            self._say(_dumps({"kind": "omitted", "items": omitted}))

    def _send_later(self) -> None:
        if not self._is_timed:
            self._is_timed = _call_later(1 / MESSAGES_A_SECOND, self._on_time)

    def _on_time(self) -> None:
        self._is_timed = False
        if self._waiting or self._omitted:
            self.send()

    def _may_send(self) -> bool:
        now = self._clock()
        earned = (now - self._asked) * MESSAGES_A_SECOND
        self._allowed = min(MESSAGES_A_SECOND, self._allowed + earned)
        self._asked = now
        if self._allowed < 1:
            return False
        self._allowed -= 1
        return True


def _call_later(seconds: float, then: Callable[[], None]) -> bool:
    """Schedule a call on the running event loop; return False if there is none."""
    try:
        get_running_loop().call_later(seconds, then)
    except RuntimeError:
        return False
    return True


def _is_update_of(one: tuple[str, str] | Item, item: Item) -> bool:
    return isinstance(one, dict) and bool(one.get("isUpdate")) and one.get("id") == item["id"]


def _join_streams(waiting: list[tuple[str, str] | Item]) -> Iterator[tuple[str, str] | Item]:
    """Join consecutive texts of the same stream; yield everything else unchanged."""
    stream, texts = "", list[str]()
    for one in waiting:
        if isinstance(one, tuple) and one[0] == stream:
            texts.append(one[1])
            continue
        if texts:
            yield stream, "".join(texts)
        stream, texts = (one[0], [one[1]]) if isinstance(one, tuple) else ("", [])
        if isinstance(one, dict):
            yield one
    if texts:
        yield stream, "".join(texts)


def _text_message(stream: str, text: str) -> Item:
    """Return a text as a message: whole, or its two ends and how much is omitted between them."""
    if len(text) > LONGEST_MESSAGE and "\r" in text:
        text = "\n".join(_drop_overwritten(line) for line in text.split("\n"))
    if len(text) <= LONGEST_MESSAGE:
        return {"kind": stream, "text": [text], "omitted": 0, "characters": 0}
    half = LONGEST_MESSAGE // 2
    head = text[:half].rpartition("\n")[0] + "\n" if "\n" in text[:half] else text[:half]
    tail = text[-half:].partition("\n")[2] if "\n" in text[-half:-1] else text[-half:]
    lines = text.count("\n") - head.count("\n") - tail.count("\n")
    characters = len(text) - len(head) - len(tail)
    return {"kind": stream, "text": [head, tail], "omitted": lines, "characters": characters}


def _drop_overwritten(line: str) -> str:
    """Return a line without the texts that later carriage returns overwrite."""
    return "\r".join(line.rsplit("\r", 2)[-2:])


# --- The outbox of the current context: of the running cell, or of the cell that started a task ---

_current: ContextVar[Outbox] = ContextVar("outbox")
_no_outbox = Outbox(lambda _: None)


def open_outbox(say: Say, ask: Ask) -> Outbox:
    """Return a new outbox, and make it the one of this cell and of the tasks that it starts."""
    outbox = Outbox(say)
    outbox.ask = ask
    _current.set(outbox)
    return outbox


def outbox() -> Outbox:
    """Return the outbox of the current context; without one, an outbox that discards everything."""
    return _current.get(_no_outbox)


def warn(text: str) -> None:
    """Print a line to `stderr` of the current cell."""
    outbox().write("stderr", f"{text}\n")


class Writer(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a cell."""

    def __init__(self, stream: str) -> None:
        """Write to `stream`: `stdout` or `stderr`."""
        self.stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]  # the base class has None here
        """UTF-8, for programs that ask; nothing is encoded here."""
        return "utf-8"

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Write text to the outbox of the current context."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        outbox().write(self.stream, str.__str__(text))
        return len(text)

    def flush(self) -> None:
        """Send what was written, as soon as the rate allows."""
        outbox().send()
