"""Installs the npm packages of the benchmarks when they are first needed."""

import subprocess
from pathlib import Path

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"


def install(*files: Path) -> None:
    """Run `npm ci` for bench/package.json if one of `files` is missing."""
    if not all(file.exists() for file in files):
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(["npm", "ci", *quiet], cwd=HERE, check=True)
