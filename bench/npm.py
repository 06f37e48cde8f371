"""The npm packages of the bench, fetched when first needed."""

import subprocess
from pathlib import Path

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"


def fetch(*files: Path) -> None:
    """Let npm fetch what bench/package.json pins, if one of these files is not here."""
    if not all(file.exists() for file in files):
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(["npm", "ci", *quiet], cwd=HERE, check=True)
