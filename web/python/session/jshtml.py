"""Matplotlib's own player, as `Animation.to_jshtml` writes it: its frames, read from its script.

The script never runs: `<gd-film>` plays the frames.
"""

import builtins
import contextlib
import re
from base64 import b64decode
from collections.abc import Iterator

from .animation_writer import Film, film_of_frames

# What a program does to Python's own functions stays out of here.
globals()["__builtins__"] = dict(vars(builtins))

#: The script that knows the frames, with all that Matplotlib writes before it.
_PLAYER = re.compile(
    r'(?:<link rel="stylesheet"\s[^>]*>\s*)?'
    r"(?:<script\b[^>]*>\s*function isInternetExplorer\(\).*?</style>\s*)?"
    r'<div class="animation">(?P<controls>.*?)<script\b[^>]*>(?P<script>.*?)</script>',
    re.DOTALL,
)
_INTERVAL = re.compile(r"new Animation\(frames, img_id, slider_id, ([\d.]+),")
_REPEATS = re.compile(r'value="(?:loop|reflect)"[^>]*\bchecked\b')
_FRAME = re.compile(r'frames\[\d+\] = "data:image/(png|jpeg|svg\+xml);base64,([\w+/=\\\s]*)"')


def pieces(html: str) -> Iterator[str | Film]:
    """Yield the players of a program's HTML as films, and the HTML around them, in order."""
    done = 0
    for player in _PLAYER.finditer(html):
        if film := _film(player["controls"], player["script"]):
            yield from _unless_blank(html[done : player.start()])
            yield film
            done = player.end()
    yield from _unless_blank(html[done:])


def _unless_blank(html: str) -> list[str]:
    return [html] if html.strip() else []


def _film(controls: str, script: str) -> Film | None:
    interval, repeats = _INTERVAL.search(script), _REPEATS.search(controls) is not None
    with contextlib.suppress(ValueError, SyntaxError):  # these frames are no drawings
        frames = [_frame(*found.groups()) for found in _FRAME.finditer(script)]
        if interval and frames:
            return film_of_frames(frames, float(interval[1]), repeats)
    return None


def _frame(kind: str, written: str) -> str:
    data = "".join(written.split("\\\n"))  # as JavaScript reads it
    return b64decode(data).decode() if kind == "svg+xml" else data
