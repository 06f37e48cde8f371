"""The limits on a cell's output, from limits.json: a page shows nothing that exceeds them."""

import json
import pkgutil

# Not a path: in the browser, this module is imported from an archive.
_limits: dict[str, int] = json.loads(pkgutil.get_data(__name__, "limits.json") or b"")

MOST_ITEMS = _limits["items"]  # results and figures of one run; the rest is only counted
LONGEST_SVG = _limits["figureCharacters"]
MOST_FRAMES = _limits["animationFrames"]
LONGEST_ANIMATION = _limits["animationCharacters"]  # of all its frames
LONGEST_MERGED = _limits["mergedCharacters"]  # of an animation that is one SVG
MOST_MERGED = _limits["mergedElements"]
