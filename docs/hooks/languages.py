"""Both languages by one `mkdocs build` or `mkdocs serve`.

Japanese is the main build, at `/`. While it runs, English is built beside it in
a second process, with its own config, and copied to `/en/` at the end. While MkDocs
serves, an edit of one language builds only that one, in the process that serves.
Every page knows its counterpart, so that the language menu never loses the reader's place.
"""

import functools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cache
import progress
import shared
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

NAMES = {"ja": "日本語", "en": "English"}
PREFIX = {"ja": "", "en": "en/"}  # where each language lives below the site's root
OTHER = {"ja": "en", "en": "ja"}
ENGLISH_CONFIG = shared.ROOT / "mkdocs.en.yml"
ENGLISH_SITE = shared.CACHE / "site-en"
WATCHED = ["docs", "gdlib", "mkdocs.yml", "mkdocs.en.yml"]
_HEADING = re.compile(r"^(?:# )?#{1,6} .*\{#([\w-]+)", re.MULTILINE)

_english: subprocess.Popen[str] | None = None  # the build at work, if there is one
_begun: dict[str, dict[Path, int]] = {}  # the sources of each language when its build began
_built: dict[str, dict[Path, int]] = {}  # those of its last build that ended well


def on_startup(command: str, dirty: bool) -> None:
    """Let hooks import later too, from here and from the Python of the widgets.

    MkDocs takes what a hook adds to `sys.path` while it is loaded away again.
    """
    sys.path += [str(Path(__file__).parent), str(shared.ROOT / "docs" / "widgets" / "python")]
    if command == "serve":
        os.environ[shared.SERVED] = "1"


def _sources(lang: str) -> dict[Path, int]:
    """Return the files that decide a language's site, with the times of their last changes."""
    other = shared.ROOT / "docs" / OTHER[lang]
    roots = [shared.ROOT / name for name in WATCHED]
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
    environment = os.environ | {"GD_SITE_URL_EN": shared.root_url(config) + "en/"}
    _english = progress.start("English", command, cwd=shared.ROOT, env=environment)


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


@event_priority(1000)  # before any other hook publishes something
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if shared.is_main(config):
        shared.forget_published()
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    if shared.is_main(config):
        _begun["ja"] = _sources("ja")
        if _must_build("en"):
            _start_english(config)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    shared.gdlib_sources.cache_clear()
    if shared.is_main(config):
        _finish_english(Path(config.site_dir))
        _built["ja"] = _begun["ja"]
        cache.forget_old(cache.MADE)
        shared.remove_unpublished()


def on_build_error(error: Exception) -> None:
    if _english is not None and _english.poll() is None:
        _english.terminate()
        _english.wait()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    for name in WATCHED:
        server.watch(str(shared.ROOT / name))
    server.builder = functools.partial(_rebuild, builder, config)
    return server


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
    url = shared.root_url(config) + "en/"
    folder = str(ENGLISH_SITE)
    build(load_config(str(ENGLISH_CONFIG), site_dir=folder, site_url=url, strict=config.strict))
    _finish_english(Path(config.site_dir))


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    _heading_ids.cache_clear()
    _require_counterparts(config)
    _require_same_headings(config)
    if shared.is_main(config):
        for path in shared.all_published():
            name = path.relative_to(shared.SHARED).as_posix()
            files.append(File.generated(config, name, abs_src_path=str(path)))
    return files


def _require_counterparts(config: MkDocsConfig) -> None:
    """Stop the build where a page exists in one language only, naming the file to write."""
    here = Path(config.docs_dir)
    there = here.parent / OTHER[config.theme["language"]]
    missing = sorted(
        str((here / path.relative_to(there)).relative_to(shared.ROOT))
        for path in there.rglob("*")
        if path.is_file() and not (here / path.relative_to(there)).exists()
    )
    if missing:
        raise PluginError(f"A page exists in one language only. Please write: {', '.join(missing)}")


def _require_same_headings(config: MkDocsConfig) -> None:
    """Stop the build where a heading exists in one language only, naming file and id."""
    here = Path(config.docs_dir)
    there = here.parent / OTHER[config.theme["language"]]
    missing = [
        f"{{#{name}}} in {own.relative_to(shared.ROOT)}"
        for path in sorted([*there.rglob("*.md"), *there.rglob("*.py")])
        for own in [here / path.relative_to(there)]
        for name in _heading_ids(path)
        if name not in _heading_ids(own)
    ]
    if missing:
        raise PluginError(
            f"A heading exists in one language only. Please write: {', '.join(missing)}"
        )


@functools.cache
def _heading_ids(path: Path) -> list[str]:
    return _HEADING.findall(path.read_text())


def _alternates(config: MkDocsConfig, url: str, here: str) -> list[dict[str, str]]:
    """Return both versions of a page.

    `link` is absolute: what robots and other sites need. `relative` is what the
    menu uses: right on any host and below any path.
    """
    return [
        {
            "lang": lang,
            "name": NAMES[lang],
            "link": shared.root_url(config) + prefix + url,
            "relative": get_relative_url(prefix + url, here),
        }
        for lang, prefix in PREFIX.items()
    ]


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    here = PREFIX[config.theme["language"]] + page.url
    config.extra["alternate"] = _alternates(config, page.url, here)
    return context


def on_pre_template(template: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Give 404.html and sitemap.xml, which belong to no page, the two home pages."""
    config.extra["alternate"] = _alternates(config, "", PREFIX[config.theme["language"]])
    return template
