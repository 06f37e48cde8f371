"""Bundles TypeScript with esbuild; bundles are cached."""

import hashlib
import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from mkdocs.exceptions import PluginError

from sitegen.cache import cached
from sitegen.paths import ROOT, WEB

_ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"
_OPTIONS = (
    "--bundle",
    "--minify",
    "--format=esm",
    "--target=es2022",
    "--charset=utf8",
)
#: Modules that Pyodide imports only under Node.
NODE_EXTERNALS = ("--external:node:*", "--external:ws")
Graph: TypeAlias = dict[str, list[str]]
_SOURCES = (".ts", ".css", ".json")


@cache
def sources_digest() -> str:
    """Return a hash of all sources of bundles; computed once a build."""
    digest = hashlib.sha256((ROOT / "package-lock.json").read_bytes())
    for path in sorted(WEB.rglob("*")):
        if path.suffix in _SOURCES and not path.name.endswith(".test.ts"):
            digest.update(str(path.relative_to(WEB)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def split(entry: str, name: str, *, define: Mapping[str, str]) -> tuple[dict[str, bytes], Graph]:
    """Bundle one file below web for browsers, with code splitting for dynamic imports.

    Args:
        entry: the file's path below web.
        name: of its bundle, without the suffix.
        define: names to replace, with the JavaScript to put in their place.

    Returns:
        The files by their names; and for the entry, and each file that it imports dynamically,
        by their paths below web, the names of the bundles that it imports statically.

    Raises:
        PluginError: as for `bundle`.
    """
    options = [f"--entry-names={name}", "--chunk-names=[name].[hash]", *_defines(define)]
    inputs = [sources_digest(), entry, options]
    result = json.loads(
        cached(f"bundles/{name}.json", inputs, lambda: _split(entry, options)).read_text()
    )
    return {file: text.encode() for file, text in result["files"].items()}, result["needs"]


def _split(entry: str, options: list[str]) -> bytes:
    with tempfile.TemporaryDirectory() as temporary:
        folder, meta = Path(temporary, "files"), Path(temporary, "meta.json")
        _run(entry, ["--splitting", f"--outdir={folder}", f"--metafile={meta}", *options])
        outputs = json.loads(meta.read_text())["outputs"]
        files = {path.name: path.read_text() for path in sorted(folder.iterdir())}
    prefix = f"{WEB.relative_to(ROOT)}/"
    needs = {
        output["entryPoint"].removeprefix(prefix): _needs(path, outputs)
        for path, output in outputs.items()
        if output.get("entryPoint", "").startswith(prefix)
    }
    return json.dumps({"files": files, "needs": needs}).encode()


def used_packages(entry: str) -> set[str]:
    """Return the names of the npm packages that the bundle of a file contains."""
    with tempfile.TemporaryDirectory() as folder:
        meta = Path(folder) / "meta.json"
        options = ["--splitting", f"--outdir={folder}", f"--metafile={meta}", *NODE_EXTERNALS]
        _run(entry, options)
        inputs = json.loads(meta.read_text())["inputs"]
    found = (re.search(r"(?:^|/)node_modules/((?:@[^/]+/)?[^/]+)/", path) for path in inputs)
    return {match[1] for match in found if match}


def _needs(path: str, outputs: Mapping[str, Any]) -> list[str]:
    """Return a bundle's name and those of all its static imports, transitively."""
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
    *,
    platform: str = "browser",
    define: Mapping[str, str] | None = None,
    options: Iterable[str] = (),
) -> Path:
    """Bundle one file below web as a minified module, and return the bundle's path.

    Args:
        entry: the file's path below web.
        platform: `browser` or `node`.
        define: names to replace, with the JavaScript to put in their place.
        options: further command line options of esbuild.

    Raises:
        PluginError: esbuild is missing, or rejects the source (with its message).
    """
    arguments = [f"--platform={platform}", *_defines(define or {}), *options]
    suffix = {".css": ".css"}.get(Path(entry).suffix, ".mjs")
    name = f"bundles/{Path(entry).with_suffix(suffix)}"
    return cached(name, [sources_digest(), entry, arguments], lambda: _run(entry, arguments))


def _defines(names: Mapping[str, str]) -> list[str]:
    return [f"--define:{name}={value}" for name, value in names.items()]


def _run(entry: str, options: list[str]) -> bytes:
    if not _ESBUILD.exists():
        raise PluginError("esbuild is missing: run `npm ci`, or `make serve`, which does it.")
    command = [str(_ESBUILD), str(WEB / entry), *_OPTIONS, *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True)
    if done.returncode != 0:
        raise PluginError(f"esbuild refuses web/{entry}:\n{done.stderr.decode()}")
    return done.stdout
