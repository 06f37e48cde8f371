"""How much of what a cell shows a page takes: of more than limits.json says, it shows none."""

import json
from pathlib import Path

_PLACE = str(Path(__file__).with_name("limits.json"))  # a folder, or the archive session.zip
_TEXT = __spec__.loader.get_data(_PLACE)  # type: ignore[union-attr]
_limits: dict[str, int] = json.loads(_TEXT)

MOST_ITEMS = _limits["items"]  # results and figures of one run; the rest is counted
LONGEST_SVG = _limits["figureCharacters"]
MOST_FRAMES = _limits["filmFrames"]
LONGEST_FILM = _limits["filmCharacters"]  # of all its frames
LONGEST_MERGED = _limits["mergedCharacters"]  # of a film that is one SVG
MOST_MERGED = _limits["mergedElements"]
