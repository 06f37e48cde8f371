"""TypeScript, bundled by esbuild."""

import hashlib
import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import shared
from mkdocs.exceptions import PluginError

WIDGETS = shared.ROOT / "docs" / "widgets"
_ESBUILD = shared.ROOT / "node_modules" / ".bin" / "esbuild"
_ALWAYS = (
    "--bundle",
    "--minify",
    "--format=esm",
    "--target=es2022",
    "--charset=utf8",
    "--loader:.py=text",
)
#: What Pyodide imports only under Node.
OF_NODE = ("--external:node:*", "--external:ws")
Graph: TypeAlias = dict[str, list[str]]
_SOURCES = (".ts", ".css", ".py", ".json")


def sources_digest(*more: str) -> str:
    """Return a hash of everything a bundle is made from, and of the texts in `more`."""
    digest = hashlib.sha256("\0".join(more).encode())
    digest.update((shared.ROOT / "package-lock.json").read_bytes())
    for path in sorted(WIDGETS.rglob("*")):
        if path.suffix in _SOURCES and not path.name.endswith(".test.ts"):
            digest.update(str(path.relative_to(WIDGETS)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def split(entry: str, name: str, folder: Path, *, define: Mapping[str, str]) -> Graph:
    """Bundle one file below docs/widgets for browsers; what it imports later goes beside it.

    Args:
        entry: the file's path below docs/widgets.
        name: what its bundle is called, without the suffix.
        folder: where the files go.
        define: names to replace, with the JavaScript to put in their place.

    Returns:
        What must be fetched for the file, and for each that it imports later: by their paths below
        docs/widgets, the names of files in `folder`.

    Raises:
        PluginError: as for `bundle`.
    """
    options = [
        "--splitting",
        f"--outdir={folder}",
        f"--entry-names={name}",
        "--chunk-names=[name].[hash]",
    ]
    with tempfile.TemporaryDirectory() as temporary:
        meta = Path(temporary) / "meta.json"
        _run(entry, [*options, f"--metafile={meta}", *_defines(define)])
        outputs = json.loads(meta.read_text())["outputs"]
    prefix = f"{WIDGETS.relative_to(shared.ROOT)}/"
    return {
        output["entryPoint"].removeprefix(prefix): _needs(path, outputs)
        for path, output in outputs.items()
        if output.get("entryPoint", "").startswith(prefix)
    }


def used_packages(entry: str) -> set[str]:
    """Return the names of the npm packages that the bundle of a file contains."""
    with tempfile.TemporaryDirectory() as folder:
        meta = Path(folder) / "meta.json"
        options = ["--splitting", f"--outdir={folder}", f"--metafile={meta}", *OF_NODE]
        _run(entry, options)
        inputs = json.loads(meta.read_text())["inputs"]
    found = (re.match(r"node_modules/((?:@[^/]+/)?[^/]+)/", path) for path in inputs)
    return {match[1] for match in found if match}


def _needs(path: str, outputs: Mapping[str, Any]) -> list[str]:
    """Return a bundle's file and all that it imports before it can run."""
    found = {path: None}
    waiting = [path]
    while waiting:
        for imported in outputs[waiting.pop()]["imports"]:
            if imported["kind"] == "import-statement" and imported["path"] not in found:
                found[imported["path"]] = None
                waiting.append(imported["path"])
    return [Path(file).name for file in found]


def bundle(
    entry: str,
    outfile: Path,
    *,
    platform: str = "browser",
    define: Mapping[str, str] | None = None,
    options: Iterable[str] = (),
) -> Path:
    """Bundle one file below docs/widgets into `outfile`, as a minified module, and return it.

    Args:
        entry: the file's path below docs/widgets.
        outfile: where the bundle goes; another process never sees half of it.
        platform: `browser` or `node`.
        define: names to replace, with the JavaScript to put in their place.
        options: further command line options of esbuild.

    Raises:
        PluginError: esbuild is missing, or refuses the source (it says where and why).
    """
    written = _run(entry, [f"--platform={platform}", *_defines(define or {}), *options])
    shared.write_atomically(outfile, written)
    return outfile


def _defines(names: Mapping[str, str]) -> list[str]:
    return [f"--define:{name}={value}" for name, value in names.items()]


def _run(entry: str, options: list[str]) -> bytes:
    if not _ESBUILD.exists():
        raise PluginError("esbuild is missing: run `npm ci`, or `make serve`, which does it.")
    command = [str(_ESBUILD), str(WIDGETS / entry), *_ALWAYS, *options]
    done = subprocess.run(command, cwd=shared.ROOT, capture_output=True)
    if done.returncode != 0:
        raise PluginError(f"esbuild refuses docs/widgets/{entry}:\n{done.stderr.decode()}")
    return done.stdout
