"""How much of what a cell shows a page takes: of more than limits.json says, it shows none."""

import json
import pkgutil

# Not a path: in the browser, this module is imported from an archive.
_limits: dict[str, int] = json.loads(pkgutil.get_data(__name__, "limits.json") or b"")

MOST_ITEMS = _limits["items"]  # results and figures of one run; the rest is counted
LONGEST_SVG = _limits["figureCharacters"]
MOST_FRAMES = _limits["filmFrames"]
LONGEST_FILM = _limits["filmCharacters"]  # of all its frames
LONGEST_MERGED = _limits["mergedCharacters"]  # of a film that is one SVG
MOST_MERGED = _limits["mergedElements"]
