"""Both languages by one `mkdocs build` or `mkdocs serve`.

Japanese is the main build, at `/`. While it runs, English is built beside it in
a second process, with its own config, and copied to `/en/` at the end. While MkDocs
serves, an edit of one language builds only that one, in the process that serves.
"""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from sitegen import progress
from sitegen.languages import i18n
from sitegen.paths import CACHE, ROOT

ENGLISH_CONFIG = ROOT / "mkdocs.en.yml"
ENGLISH_SITE = CACHE / "site-en"
WATCHED = ["docs", "gdlib", "overrides", "sitegen", "web", "mkdocs.yml", "mkdocs.en.yml"]

_english: subprocess.Popen[str] | None = None  # the build at work, if there is one
_begun: dict[str, dict[Path, int]] = {}  # the sources of each language when its build began
_built: dict[str, dict[Path, int]] = {}  # those of its last build that ended well


def _sources(lang: str) -> dict[Path, int]:
    """Return the files that decide a language's site, with the times of their last changes."""
    other = ROOT / "docs" / i18n.OTHER[lang]
    roots = [ROOT / name for name in WATCHED]
    files = [path for root in roots for path in (root, *root.rglob("*")) if path.is_file()]
    return {
        path: path.stat().st_mtime_ns
        for path in files
        if other not in path.parents and path.suffix != ".pyc"
    }


def _must_build(lang: str) -> bool:
    return _sources(lang) != _built.get(lang)


def _start_english(config: MkDocsConfig) -> None:
    global _english
    _begun["en"] = _sources("en")
    shutil.rmtree(ENGLISH_SITE, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(ENGLISH_CONFIG)]
    command += ["--site-dir", str(ENGLISH_SITE), *(["--strict"] if config.strict else [])]
    environment = os.environ | {"GD_SITE_URL_EN": i18n.root_url(config) + "en/"}
    _english = progress.start("English", command, cwd=ROOT, env=environment)


def _finish_english(site: Path) -> None:
    """Wait for the English build, if there is one, and put the English pages into the site.

    Raises:
        PluginError: the build failed.
    """
    global _english
    if _english is not None:
        status, _english = _english.wait(), None
        if status != 0:
            raise PluginError(
                "The English build (docs/en, mkdocs.en.yml) failed; its messages stand above."
            )
        _built["en"] = _begun["en"]
    shutil.copytree(ENGLISH_SITE, site / "en", dirs_exist_ok=True)


def start_if_needed(config: MkDocsConfig) -> None:
    """Begin the Japanese build; start the English one, unless its sources are as they were."""
    _begun["ja"] = _sources("ja")
    if _must_build("en"):
        _start_english(config)


def finish(config: MkDocsConfig) -> None:
    """Wait for the English build, and put its pages into the site."""
    _finish_english(Path(config.site_dir))
    _built["ja"] = _begun["ja"]


def terminate() -> None:
    """End the English build if it is at work."""
    if _english is not None and _english.poll() is None:
        _english.terminate()
        _english.wait()


def watch(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> None:
    """Have an edit of any source build the languages that it concerns."""
    for name in WATCHED:
        server.watch(str(ROOT / name))
    server.builder = functools.partial(_rebuild, builder, config)


def _rebuild(build_japanese: Callable[[], None], config: MkDocsConfig) -> None:
    """Build the languages whose sources have changed since their last good build."""
    if _must_build("ja"):
        build_japanese()  # builds English beside it, if need be
    elif _must_build("en"):
        sources = _sources("en")
        _build_english(config)
        _built["en"] = sources


def _build_english(config: MkDocsConfig) -> None:
    """Build English alone, in this process: it has imported everything already."""
    url = i18n.root_url(config) + "en/"
    folder = str(ENGLISH_SITE)
    build(load_config(str(ENGLISH_CONFIG), site_dir=folder, site_url=url, strict=config.strict))
    _finish_english(Path(config.site_dir))
