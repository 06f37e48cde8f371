"""What PyTorch and SciPy computed: the programs in tests/reference say how."""

import json
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parents[1] / "reference"


class Recorded(dict[str, Any]):
    """What was recorded, by name; one that is missing says how to record it."""

    def __missing__(self, name: str) -> Any:
        """Name the programs that record."""
        raise LookupError(
            f"{name!r} is not recorded. Please add it to make_torch.py or make_scipy.py in "
            "tests/reference, whichever records its kind, and run that: its first lines say how."
        )


def _recorded(name: str) -> Recorded:
    content: Recorded = json.loads((REFERENCE / name).read_text("utf-8"), object_hook=Recorded)
    return content


TORCH, SCIPY = _recorded("torch.json"), _recorded("scipy.json")
