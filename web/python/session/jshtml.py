"""Reads the frames out of the HTML that Matplotlib's `Animation.to_jshtml` returns.

Its script never runs: `<gd-film>` plays the frames.
"""

import builtins
import contextlib
import re
from base64 import b64decode
from collections.abc import Iterator

from .animation_writer import RenderedAnimation, animation_from_frames

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))

#: The player: links, its script, its controls, and the script that holds the frames.
_PLAYER = re.compile(
    r'(?:<link rel="stylesheet"\s[^>]*>\s*)?'
    r"(?:<script\b[^>]*>\s*function isInternetExplorer\(\).*?</style>\s*)?"
    r'<div class="animation">(?P<controls>.*?)<script\b[^>]*>(?P<script>.*?)</script>',
    re.DOTALL,
)
_INTERVAL = re.compile(r"new Animation\(frames, img_id, slider_id, ([\d.]+),")
_REPEATS = re.compile(r'value="(?:loop|reflect)"[^>]*\bchecked\b')
_FRAME = re.compile(r'frames\[\d+\] = "data:image/(png|jpeg|svg\+xml);base64,([\w+/=\\\s]*)"')


def split_players(html: str) -> Iterator[str | RenderedAnimation]:
    """Yield the players in a program's HTML as animations, and the HTML around them, in order."""
    done = 0
    for player in _PLAYER.finditer(html):
        if animation := _read_player(player["controls"], player["script"]):
            yield from _unless_blank(html[done : player.start()])
            yield animation
            done = player.end()
    yield from _unless_blank(html[done:])


def _unless_blank(html: str) -> list[str]:
    return [html] if html.strip() else []


def _read_player(controls: str, script: str) -> RenderedAnimation | None:
    interval, repeats = _INTERVAL.search(script), _REPEATS.search(controls) is not None
    with contextlib.suppress(ValueError, SyntaxError):  # frames that are no Base64 or no SVG
        frames = [_read_frame(*found.groups()) for found in _FRAME.finditer(script)]
        if interval and frames:
            return animation_from_frames(frames, float(interval[1]), repeats)
    return None


def _read_frame(kind: str, written: str) -> str:
    data = "".join(written.split("\\\n"))  # a line continuation of JavaScript
    return b64decode(data).decode() if kind == "svg+xml" else data
