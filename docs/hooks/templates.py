"""The templates of the theme and of mkdocstrings, kept as Jinja has compiled them."""

from typing import Any

import shared
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> None:
    """Keep the templates of API pages, too: they are compiled anew for each build."""
    mkdocstrings: Any = config.plugins["mkdocstrings"]
    on_env(mkdocstrings.get_handler("python").env, config, files)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    folder = shared.CACHE / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env
