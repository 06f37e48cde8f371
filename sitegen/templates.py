"""Caches the compiled Jinja templates of the theme and of mkdocstrings."""

from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig

from sitegen.paths import CACHE


def cache_templates(env: Environment) -> None:
    """Have Jinja cache the bytecode of the templates of `env`."""
    folder = CACHE / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def cache_api_templates(config: MkDocsConfig) -> None:
    """Have Jinja cache the templates of API pages too: mkdocstrings compiles them in each build."""
    mkdocstrings: Any = config.plugins["mkdocstrings"]
    cache_templates(mkdocstrings.get_handler("python").env)
