"""The manifest of shared files, which the Japanese build publishes for both languages.

Steps that generate such files (scripts, styles, fonts, Pyodide) call `publish`; the names
contain a hash of the content, so browsers can cache them for ever. `add_published` adds
the files in `SHARED` to MkDocs. The English build runs in a separate process
and reads the published names from the manifest.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from sitegen.languages.i18n import root_url
from sitegen.paths import CACHE, write_atomically

SHARED = CACHE / "shared"
MANIFEST = CACHE / "shared.json"
WHEEL = "runtime-gdlib"  # the key of gdlib's wheel


def wheel() -> Path:
    """Return the path of gdlib's published wheel."""
    return SHARED / published_path(WHEEL)


def wheel_url(config: MkDocsConfig) -> str:
    """Return the absolute address of gdlib's wheel, for pip."""
    return root_url(config) + wheel().name


def hashed_name(path: str, content: bytes) -> str:
    """Return `path` with a hash of `content` before its suffix: `a/b.js` → `a/b.1f0c….js`."""
    name = PurePosixPath(path)
    digest = hashlib.sha256(content).hexdigest()[:12]
    return str(name.with_name(f"{name.stem}.{digest}{name.suffix}"))


def emit(config: MkDocsConfig, path: str, content: bytes) -> str:
    """Write a file of one language into the site under a hashed name; return that path.

    Args:
        config: that of this build.
        path: without the hash, from the root of the language: `figures/tangent.svg`.
        content: the file's bytes.
    """
    name = hashed_name(path, content)
    if not (Path(config.site_dir) / name).exists():
        write_atomically(Path(config.site_dir) / name, content)
    return name


def publish(key: str, content: bytes) -> str:
    """Write a shared file under a hashed name; return its path from the site's root.

    Args:
        key: path without the hash, for example `widgets/gd.js`; also the
            manifest's key, for `published_path`.
        content: the file's bytes.
    """
    path = hashed_name(key, content)
    if not (SHARED / path).exists():
        write_atomically(SHARED / path, content)
    add_entry(key, path)
    return path


def publish_folder(key: str, files: Mapping[str, bytes]) -> str:
    """Write files into a folder named by a hash of them all; return its path from the site's root.

    Args:
        key: the path without the hash, and the manifest's key.
        files: their contents by name; they may refer to each other.
    """
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(name.encode() + b"\0" + content)
    path = f"{key}.{digest.hexdigest()[:12]}"
    for name, content in files.items():
        if not (SHARED / path / name).exists():
            write_atomically(SHARED / path / name, content)
    add_entry(key, path)
    return path


def add_entry(key: str, path: str) -> None:
    """Set the path of `key`, below the site's root, in the manifest."""
    names = json.loads(MANIFEST.read_text()) if MANIFEST.exists() else {}
    if names.get(key) != path:
        write_atomically(MANIFEST, json.dumps(names | {key: path}, indent=1).encode())


def published_path(key: str) -> str:
    """Return the path of `key` from the site's root."""
    names: dict[str, str] = json.loads(MANIFEST.read_text())
    return names[key]


def published_files() -> list[Path]:
    """Return every file in the manifest, and all files of its folders."""
    names = json.loads(MANIFEST.read_text()) if MANIFEST.exists() else {}
    found: list[Path] = []
    for name in sorted(set(names.values())):
        path = SHARED / name
        found += [p for p in sorted(path.rglob("*")) if p.is_file()] if path.is_dir() else [path]
    return found


def add_published(files: Files, config: MkDocsConfig) -> None:
    """Add every published file to MkDocs."""
    for path in published_files():
        name = path.relative_to(SHARED).as_posix()
        files.append(File.generated(config, name, abs_src_path=str(path)))


def clear() -> None:
    """Delete the manifest, so that it gets only the files that this build publishes."""
    MANIFEST.unlink(missing_ok=True)


def remove_unpublished() -> None:
    """Remove files of earlier builds that are not in the manifest."""
    current = set(published_files())
    for path in SHARED.rglob("*"):
        if path.is_file() and path not in current:
            path.unlink()
