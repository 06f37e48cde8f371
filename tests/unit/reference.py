"""What PyTorch computed: tests/reference/make_torch.py says how."""

import json
from pathlib import Path

TORCH = json.loads((Path(__file__).parents[1] / "reference" / "torch.json").read_text("utf-8"))
