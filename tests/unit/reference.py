"""What PyTorch and SciPy computed: the programs in tests/reference say how."""

import json
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parents[1] / "reference"


def _recorded(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((REFERENCE / name).read_text("utf-8"))
    return content


TORCH, SCIPY = _recorded("torch.json"), _recorded("scipy.json")
