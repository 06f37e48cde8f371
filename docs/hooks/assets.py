"""The site's own style sheet, published once for both languages under a hashed name."""

import shared
from mkdocs.config.defaults import MkDocsConfig

STYLE = shared.ROOT / "docs" / "assets" / "site.css"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if shared.is_main(config):
        shared.publish("assets/site.css", STYLE.read_bytes())
    config.extra_css.append(shared.from_page_root(config, shared.published("assets/site.css")))
    return config
