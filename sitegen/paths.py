"""Paths of the project, and atomic writing of files."""

import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache"
WEB = ROOT / "web"  # TypeScript, and the Python that readers' browsers run


@cache
def gdlib_sources() -> list[Path]:
    """Return gdlib's modules, on which what it computes and draws depends; listed once a build."""
    return sorted((ROOT / "gdlib").rglob("*.py"))


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that no other process can read it half written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    partial.write_bytes(content)
    partial.replace(path)
