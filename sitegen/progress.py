"""Progress of the build: the running step, how much of it is done, and the estimated time left.

On a terminal the last line shows it and is redrawn in place, for both languages: the English
build, a separate process, reports to the Japanese one. Elsewhere a line is logged now and then.
The state is global, as a process has one terminal.
"""

import json
import logging
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import IO

#: Environment variable, set if the parent process shows the progress of this one.
REPORTING = "GD_REPORTS_PROGRESS"
_REPORT_PREFIX = "\x1e"  # of a line on stderr that is a report
_CLEAR = "\r\x1b[K"
_MIN_LOGGED = 5  # seconds: shorter steps are not logged
_LOG_INTERVAL = 15  # seconds between two log messages of a step

log = logging.getLogger("mkdocs.progress")
_lock = threading.RLock()
_texts: dict[str, str] = {}  # what each process shows, by its name
_running: "Step | None" = None  # the step of this process


def is_terminal() -> bool:
    """Return whether stderr is a terminal, whose last line can be redrawn."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _is_shown_in_place() -> bool:
    """Return whether a terminal shows the progress of this process, here or in its parent."""
    return REPORTING in os.environ or is_terminal()


@dataclass
class Step:
    """A long step of the build.

    Attributes:
        title: for example "Executing notebooks".
        total: number of items or bytes.
        unit: `MB` if `total` counts bytes, else empty.
        done: number of items or bytes that are done.
    """

    title: str
    total: int
    unit: str = ""
    done: int = 0

    def __post_init__(self) -> None:
        """Start the clock."""
        self._started = self._last_logged = time.monotonic()

    def advance(self, amount: int = 1, detail: str = "") -> None:
        """Add `amount` to what is done, and show `detail`, the next item."""
        global _running
        self.done += amount
        _running = self
        _show(self.text(detail))
        if not _is_shown_in_place() and time.monotonic() - self._last_logged > _LOG_INTERVAL:
            self._last_logged = time.monotonic()
            log.info(self.text(detail))

    def text(self, detail: str = "") -> str:
        """Return how much is done, of how much, and the estimated time left."""
        scale = 1e6 if self.unit == "MB" else 1
        message = f"{self.title}: {self.done / scale:.0f} of {self.total / scale:.0f}"
        message += f" {self.unit}" if self.unit else ""
        passed = time.monotonic() - self._started
        if passed > 2 and 0 < self.done < self.total:
            message += f", about {duration(passed / self.done * (self.total - self.done))} left"
        return f"{message} ({detail})" if detail else message

    def close(self) -> None:
        """Clear the step from the line; log its duration if it was long."""
        global _running
        _running = None
        _show("")
        passed = time.monotonic() - self._started
        if passed > _MIN_LOGGED:
            log.info(f"{self.title}: done in {duration(passed)}")


@contextmanager
def step(title: str, total: int, unit: str = "") -> Iterator[Callable[..., None]]:
    """Show a step while it runs.

    Args:
        title, total, unit: as for `Step`.

    Yields:
        `advance(amount=1, detail="")`, to be called after each item, from any thread.

    Example:
        with progress.step("Executing notebooks", len(paths)) as advance:
            for path in paths:
                execute(path)
                advance(detail=path.stem)
    """
    running = Step(title, total, unit)
    _show(running.text())
    try:
        yield running.advance
    finally:
        running.close()


def note(text: str) -> None:
    """Show a slow part of the running step, until the step advances."""
    _show(_running.text(text) if _running else text)


def duration(seconds: float) -> str:
    """Return a duration as text, in seconds or minutes."""
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


# --- The line ---


def _show(text: str) -> None:
    if REPORTING in os.environ:
        print(_REPORT_PREFIX + json.dumps(text), file=sys.stderr, flush=True)
    else:
        _redraw("", text)


def _redraw(name: str, text: str) -> None:
    """Set the text of a process, and redraw the last line of the terminal."""
    if not is_terminal():
        return
    with _lock:
        _texts[name] = text
        line = "  |  ".join(filter(None, _texts.values()))
        width = shutil.get_terminal_size().columns - 1
        # The cursor returns to the start, so that the next output overwrites the line.
        sys.stderr.write(f"{_CLEAR}{line[:width]}\r")
        sys.stderr.flush()


def clear_line(_record: logging.LogRecord) -> bool:
    """Clear the line before a message is logged: a filter of logging handlers, always true."""
    if is_terminal() and any(_texts.values()):
        sys.stderr.write(_CLEAR)
    return True


def start(name: str, command: list[str], *, cwd: Path, env: Mapping[str, str]) -> Popen[str]:
    """Start a process whose progress is shown in the same line.

    Args:
        name: of the process, in `_texts`.
        command, cwd, env: as for `Popen`.
    """
    if not is_terminal():
        return Popen(command, cwd=cwd, env=env, text=True)
    process = Popen(command, cwd=cwd, env={**env, REPORTING: "1"}, text=True, stderr=PIPE)
    assert process.stderr is not None
    threading.Thread(target=_relay, args=(name, process.stderr), daemon=True).start()
    return process


def _relay(name: str, stderr: IO[str]) -> None:
    """Show the reports of another process, and write the rest of its stderr."""
    for line in stderr:
        if line.startswith(_REPORT_PREFIX):
            _redraw(name, json.loads(line.removeprefix(_REPORT_PREFIX)))
        else:
            with _lock:
                sys.stderr.write(_CLEAR + line)
    _redraw(name, "")
