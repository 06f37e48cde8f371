"""Both languages by one `mkdocs build` or `mkdocs serve`.

Japanese is the main build, at `/`. While it runs, a second process builds English with
its own config; at the end its pages are copied to `/en/`. During `mkdocs serve` an edit of
one language rebuilds only that language, in the process of the server.
"""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

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

#: Source files, with the times of their last changes in nanoseconds.
Sources: TypeAlias = dict[Path, int]


def _sources(lang: str) -> Sources:
    """Return the files that a language's site depends on, with their modification times."""
    other = ROOT / "docs" / i18n.OTHER[lang]
    roots = [ROOT / name for name in WATCHED]
    files = [path for root in roots for path in (root, *root.rglob("*")) if path.is_file()]
    return {
        path: path.stat().st_mtime_ns
        for path in files
        if other not in path.parents and path.suffix != ".pyc"
    }


class EnglishBuild:
    """Builds English beside Japanese, and only the languages whose sources have changed.

    One object lives as long as the process: `mkdocs serve` uses it for all its builds.
    """

    def __init__(self) -> None:
        """Nothing has been built."""
        self._process: subprocess.Popen[str] | None = None  # the running English build
        self._started_from: dict[str, Sources] = {}  # by language: when its build started
        self._built_from: dict[str, Sources] = {}  # by language: of its last successful build

    def start_if_needed(self, config: MkDocsConfig) -> None:
        """Note the sources of the Japanese build; start the English one if its own changed."""
        self._started_from["ja"] = _sources("ja")
        if self._has_changed("en"):
            self._start(config)

    def finish(self, config: MkDocsConfig) -> None:
        """Wait for the English build, and copy its pages into the site."""
        self._copy_pages(Path(config.site_dir))
        self._built_from["ja"] = self._started_from["ja"]

    def terminate(self) -> None:
        """Terminate the English build if it is running."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait()

    def watch(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> None:
        """Have the server watch all sources, and rebuild the languages that an edit affects."""
        for name in WATCHED:
            server.watch(str(ROOT / name))
        server.builder = functools.partial(self._rebuild, builder, config)

    def _has_changed(self, lang: str) -> bool:
        return _sources(lang) != self._built_from.get(lang)

    def _start(self, config: MkDocsConfig) -> None:
        self._started_from["en"] = _sources("en")
        shutil.rmtree(ENGLISH_SITE, ignore_errors=True)
        command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(ENGLISH_CONFIG)]
        command += ["--site-dir", str(ENGLISH_SITE), *(["--strict"] if config.strict else [])]
        environment = os.environ | {"GD_SITE_URL_EN": i18n.root_url(config) + "en/"}
        self._process = progress.start("English", command, cwd=ROOT, env=environment)

    def _copy_pages(self, site: Path) -> None:
        """Wait for the English build if one is running; copy the English pages into the site.

        Raises:
            PluginError: the build failed.
        """
        if self._process is not None:
            status, self._process = self._process.wait(), None
            if status != 0:
                raise PluginError(
                    "The English build (docs/en, mkdocs.en.yml) failed; its messages stand above."
                )
            self._built_from["en"] = self._started_from["en"]
        shutil.copytree(ENGLISH_SITE, site / "en", dirs_exist_ok=True)

    def _rebuild(self, build_japanese: Callable[[], None], config: MkDocsConfig) -> None:
        """Build the languages whose sources have changed since their last successful build."""
        if self._has_changed("ja"):
            build_japanese()  # starts the English build too, if needed
        elif self._has_changed("en"):
            sources = _sources("en")
            self._build_here(config)
            self._built_from["en"] = sources

    def _build_here(self, config: MkDocsConfig) -> None:
        """Build English in this process, which has imported everything already."""
        url = i18n.root_url(config) + "en/"
        folder = str(ENGLISH_SITE)
        build(load_config(str(ENGLISH_CONFIG), site_dir=folder, site_url=url, strict=config.strict))
        self._copy_pages(Path(config.site_dir))
