"""How long a maintainer waits for a build of both languages, and how long for more notebooks.

Builds run in a copy of the checkout: as it is, after an edit of one lesson, and after an edit that
all pages depend on. Then notebooks are executed as in a first build, more and more of them.

Usage: python bench/build.py [--runs N], after `make docs`
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMIT = 3.0  # seconds, for a build in which nothing has changed
LESSON = "lessons/gradient-descent.md"
SHARED = "docs/overrides/main.html"
COUNTS = (3, 6, 12)  # of notebooks


def copy_to(folder: Path) -> None:
    """Copy the checkout with what it has cached; what npm has installed is shared."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in names.splitlines():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    shutil.copytree(ROOT / ".cache", folder / ".cache")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")


def build(folder: Path) -> float:
    """Build both languages in `folder`; return the seconds."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - begun


def add(text: str, *paths: Path) -> None:
    """Put `text` at the end of files."""
    for path in paths:
        path.write_text(path.read_text() + text)


def builds(runs: int) -> list[tuple[str, float]]:
    """Return what was edited before a build, and the median of its seconds."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "copy"
        copy_to(folder)
        lessons = [folder / "docs" / lang / LESSON for lang in ("ja", "en")]
        edits: dict[str, Callable[[int], None]] = {
            "nothing": lambda _: None,
            "one lesson, in both languages": lambda n: add(f"\n<!-- {n} -->\n", *lessons),
            "the theme of all pages": lambda n: add(f"{{#- {n} -#}}\n", folder / SHARED),
        }
        build(folder)
        found = []
        for name, edit in edits.items():
            seconds = []
            for n in range(runs):
                edit(n)
                seconds.append(build(folder))
            found.append((name, statistics.median(seconds)))
        return found


def notebooks() -> list[tuple[int, float]]:
    """Return how many notebooks were executed, none of them known, and the seconds."""
    sys.path[:0] = [str(ROOT / "docs" / "hooks"), str(ROOT)]
    import execution
    import jupytext

    paths = sorted((ROOT / "docs" / "en" / "notebooks").glob("*.py"))
    found = []
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as cache:
            execution.EXECUTED = Path(cache)
            begun = time.perf_counter()
            for path in paths[:count]:
                notebook = jupytext.read(path)
                notebook.metadata["source"] = path.name
                folder = {"metadata": {"path": str(path.parent)}}
                execution.Execute().preprocess(notebook, folder)
            found.append((count, time.perf_counter() - begun))
    return found


def main() -> None:
    """Measure, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="of each build")
    made = builds(parser.parse_args().runs)
    print("| edited before the build | seconds | of a build after no edit |")
    print("| --- | --: | --: |")
    (_, warm), *_ = made
    for name, seconds in made:
        missed = " MISSED" if name == "nothing" and seconds > LIMIT else ""
        print(f"| {name} | {seconds:.1f}{missed} | {seconds / warm:.2f} |")
    print()
    print("| notebooks executed | seconds | each, in those of the first few |")
    print("| --- | --: | --: |")
    executed = notebooks()
    each = executed[0][1] / executed[0][0]
    for count, seconds in executed:
        print(f"| {count} | {seconds:.1f} | {seconds / count / each:.2f} |")
    if warm > LIMIT:
        sys.exit(1)


if __name__ == "__main__":
    main()
