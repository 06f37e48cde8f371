"""Where the project's files are, and how one is written."""

import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache"
WEB = ROOT / "web"  # TypeScript, and the Python that readers' browsers run


@cache
def gdlib_sources() -> list[Path]:
    """Return the files that decide what gdlib computes and draws: looked for once a build."""
    return sorted((ROOT / "gdlib").rglob("*.py"))


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that no other process ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    partial.write_bytes(content)
    partial.replace(path)
