"""What a cell prints and shows, on its way to the page: in order, no more than a page can take."""

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

# What a program does to Python's own functions stays out of here.
globals()["__builtins__"] = dict(vars(builtins))

Say = Callable[[str], None]
Ask = Callable[[str, str], Awaitable[str]]
Item = dict[str, Any]
Drawn = tuple[Any, SimpleNamespace]  # a figure, and what it shows

MESSAGES_A_SECOND = 30
LONGEST_MESSAGE = 100_000  # characters; a page can take thirty of these a second
SHOWN = ("result", "display", "figure", "film")

_dumps = json.JSONEncoder().encode


class Outbox:
    """Sends what a cell shows: at once while it is little, in batches when it is much."""

    def __init__(self, say: Say, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing waiting."""
        self._say = say
        self._clock = clock
        self._waiting: list[tuple[str, str] | Item] = []  # stream and text, or what is shown
        self._size = 0
        self._items = 0  # since it was last cleared
        self._omitted = 0  # items of these that the page has not been told of
        self._allowed = float(MESSAGES_A_SECOND)
        self._asked = clock()
        self._is_timed = False
        #: Whether the cell has ended: what its tasks go on to print is sent all the same.
        self.is_late = False
        #: Asks the reader for a line; knows the prompt, and what kind of line it is.
        self.ask: Ask | None = None
        #: How much there is to draw of the figures so far: see figure_output.drawing_of.
        self.shapes = 0
        #: How often a figure has been saved since something was shown.
        self.saved = 0
        #: The names that the cell sees: a figure's animation is found among them.
        self.names: dict[str, Any] = {}
        #: The figures of the cell, and what each shows; None: nobody will ask.
        self.drawn: list[Drawn] | None = None

    def write(self, stream: str, text: str) -> None:
        """Take text for `stdout` or `stderr`; send it if the page has time for a message."""
        self._waiting.append((stream, text))
        self._size += len(text)
        if self._size > LONGEST_MESSAGE or text.endswith("\n") or "\r" in text:
            self.send()
        elif self.is_late:
            self._send_later()

    def show(self, item: Item) -> None:
        """Send a result, a figure or a film, behind all that was printed before it."""
        if item["kind"] in SHOWN:
            self.saved = 0
        if item["kind"] in SHOWN and not item.get("isUpdate"):
            self._items += 1
            if self._items > MOST_ITEMS:
                self._omitted += 1
                return
        if item.get("isUpdate"):
            self._waiting = [one for one in self._waiting if not _is_update_of(one, item)]
        self._waiting.append(item)
        self.send()

    def count_saved(self) -> None:
        """Note that a figure is saved; if it is not the first, tell the page of frames drawn."""
        self.saved += 1
        if self.saved > 2:
            self.show({"kind": "drawing", "frames": self.saved})

    def clear(self, wait: bool) -> None:
        """Have the page remove what this cell has shown; if `wait`, when more comes."""
        self._waiting, self._size = [{"kind": "clear", "wait": wait}], 0
        self._items = self._omitted = self.shapes = 0
        self.send()

    def send(self) -> None:
        """Send what waits as soon as the page can take it."""
        if self._may_send():
            self.flush()
        else:
            self._send_later()

    def flush(self) -> None:
        """Send what waits. Of more than a page can show, the middle is counted, not sent."""
        waiting, self._waiting, self._size = self._waiting, [], 0
        for item in _joined(waiting):
            self._say(_dumps(_message(*item) if isinstance(item, tuple) else item))
        if self._omitted:
            omitted, self._omitted = self._omitted, 0
            self._say(_dumps({"kind": "omitted", "items": omitted}))

    def _send_later(self) -> None:
        if not self._is_timed:
            self._is_timed = _later(1 / MESSAGES_A_SECOND, self._on_time)

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


def _later(seconds: float, then: Callable[[], None]) -> bool:
    """Have something done when Python waits for anything; return whether it will be."""
    try:
        get_running_loop().call_later(seconds, then)
    except RuntimeError:
        return False
    return True


def _is_update_of(one: tuple[str, str] | Item, item: Item) -> bool:
    return isinstance(one, dict) and bool(one.get("isUpdate")) and one.get("id") == item["id"]


def _joined(waiting: list[tuple[str, str] | Item]) -> Iterator[tuple[str, str] | Item]:
    """Yield runs of the same stream as one text, and the rest as it is."""
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


def _message(stream: str, text: str) -> Item:
    """Return a text as a message: whole, or its two ends with what was left out between."""
    if len(text) > LONGEST_MESSAGE and "\r" in text:
        text = "\n".join(_last_written(line) for line in text.split("\n"))
    if len(text) <= LONGEST_MESSAGE:
        return {"kind": stream, "text": [text], "omitted": 0, "characters": 0}
    half = LONGEST_MESSAGE // 2
    head = text[:half].rpartition("\n")[0] + "\n" if "\n" in text[:half] else text[:half]
    tail = text[-half:].partition("\n")[2] if "\n" in text[-half:-1] else text[-half:]
    lines = text.count("\n") - head.count("\n") - tail.count("\n")
    characters = len(text) - len(head) - len(tail)
    return {"kind": stream, "text": [head, tail], "omitted": lines, "characters": characters}


def _last_written(line: str) -> str:
    """Return what is left of a line that carriage returns overwrite again and again."""
    return "\r".join(line.rsplit("\r", 2)[-2:])


# --- Of the cell that runs, or whose task goes on ---

_here: ContextVar[Outbox] = ContextVar("outbox")
_nowhere = Outbox(lambda _: None)


def open_outbox(say: Say, ask: Ask) -> Outbox:
    """Let what this cell, and the tasks that it starts, show and ask for go to the page."""
    outbox = Outbox(say)
    outbox.ask = ask
    _here.set(outbox)
    return outbox


def outbox() -> Outbox:
    """Return where what is printed now goes."""
    return _here.get(_nowhere)


def warn(text: str) -> None:
    """Tell the reader of the cell that runs about something that it did not ask for."""
    outbox().write("stderr", f"{text}\n")


class Writer(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a cell."""

    def __init__(self, stream: str) -> None:
        """Write to `stream`: `stdout` or `stderr`."""
        self.stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]  # the base class has None here
        """Text stays text all the way, but programs like to ask."""
        return "utf-8"

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Write text to the cell that runs."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        outbox().write(self.stream, str.__str__(text))
        return len(text)

    def flush(self) -> None:
        """Let the page have what was written, as soon as it can take it."""
        outbox().send()
