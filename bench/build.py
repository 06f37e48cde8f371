"""Build times: of an edit during `mkdocs serve`, of an unchanged build, of executing notebooks.

All of it runs in a copy of the checkout. While MkDocs serves, a lesson is edited in each language,
then a template that all pages depend on; the time is that until the page shows the edit. Then both
languages are built once with nothing changed, and notebooks are executed with an empty cache.

Usage: python bench/build.py [--runs N], after `make docs`
"""

import argparse
import contextlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMIT = 8.0  # seconds until an edit of a lesson is seen
TIMEOUT = 600  # seconds until a page must have been built
LESSON = "lessons/gradient-descent"
EDITS = {  # label: the edited file, and the page that shows it
    "a lesson in Japanese": (f"docs/ja/{LESSON}.md", f"{LESSON}/"),
    "a lesson in English": (f"docs/en/{LESSON}.md", f"en/{LESSON}/"),
    "the theme of all pages": ("overrides/partials/social.html", f"{LESSON}/"),
}
COUNTS = (3, 6, 12)  # of notebooks


def copy_to(folder: Path) -> None:
    """Copy the checkout with its caches; link node_modules."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in names.splitlines():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    shutil.copytree(ROOT / ".cache", folder / ".cache")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")


def build(folder: Path) -> float:
    """Build both languages in `folder`; return the seconds."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - started


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Run `mkdocs serve` in the copy; yield its address once it is built."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}/"
            wait_for(address, "</html>")
            yield address
        finally:
            server.terminate()


def wait_for(address: str, text: str) -> float:
    """Return the seconds until the page at `address` has `text`."""
    started = time.perf_counter()
    while time.perf_counter() - started < TIMEOUT:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            if text in urllib.request.urlopen(address, timeout=TIMEOUT).read().decode():
                return time.perf_counter() - started
        time.sleep(0.1)
    sys.exit(f"{address} never had {text!r}")


def time_edits(folder: Path, runs: int) -> Iterator[tuple[str, float]]:
    """Yield the label of each edit and the median of the seconds until the page shows it."""
    with serve(folder) as address:
        for name, (source, page) in EDITS.items():
            seconds = []
            for n in range(runs):
                mark = f"<!-- {name} {n} -->"
                with (folder / source).open("a") as file:
                    file.write(f"\n{mark}\n")
                seconds.append(wait_for(address + page, mark))
                time.sleep(1)  # the build of the other language may still run
            yield name, statistics.median(seconds)


def time_notebooks() -> list[tuple[int, float]]:
    """Return, for each of COUNTS, the number of notebooks and the seconds to execute them."""
    import jupytext

    from sitegen import cache
    from sitegen.notebooks import execute

    paths = sorted((ROOT / "docs" / "en" / "notebooks").glob("*.py"))
    found = []
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as results:
            cache.RESULTS = Path(results)
            started = time.perf_counter()
            for path in paths[:count]:
                notebook = jupytext.read(path)
                notebook.metadata["source"] = path.name
                folder = {"metadata": {"path": str(path.parent)}}
                execute.Execute().preprocess(notebook, folder)
            found.append((count, time.perf_counter() - started))
    return found


def main() -> None:
    """Measure, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="of each build")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "copy"
        copy_to(folder)
        waits = list(time_edits(folder, runs))
        build(folder)
        warm = build(folder)
    print("| edited while MkDocs serves | seconds until the page shows it |")
    print("| --- | --: |")
    late = [name for name, seconds in waits if "lesson" in name and seconds > LIMIT]
    for name, seconds in waits:
        print(f"| {name} | {seconds:.1f}{' MISSED' if name in late else ''} |")
    print(f"\nBoth languages, built with nothing changed: {warm:.1f} seconds\n")
    print("| notebooks executed | seconds | each, in those of the first few |")
    print("| --- | --: | --: |")
    executed = time_notebooks()
    each = executed[0][1] / executed[0][0]
    for count, seconds in executed:
        print(f"| {count} | {seconds:.1f} | {seconds / count / each:.2f} |")
    if late:
        sys.exit(1)


if __name__ == "__main__":
    main()
