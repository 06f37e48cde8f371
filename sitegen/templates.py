"""The templates of the theme and of mkdocstrings, kept as Jinja has compiled them."""

from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig

from sitegen.paths import CACHE


def cache_templates(env: Environment) -> None:
    """Have Jinja keep the templates that it compiles for `env`."""
    folder = CACHE / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def cache_api_templates(config: MkDocsConfig) -> None:
    """Have Jinja keep those of API pages, too: they are compiled anew for each build."""
    mkdocstrings: Any = config.plugins["mkdocstrings"]
    cache_templates(mkdocstrings.get_handler("python").env)
