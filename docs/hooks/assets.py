"""The site's own style sheets, published once for both languages under hashed names."""

import shared
from mkdocs.config.defaults import MkDocsConfig

FOLDER = shared.ROOT / "docs" / "assets"
SITE, ALONE = "assets/site.css", "assets/alone.css"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if shared.is_main(config):
        for name in (SITE, ALONE):
            shared.publish(name, (FOLDER.parent / name).read_bytes())
    config.extra_css.append(shared.from_page_root(config, shared.published(SITE)))
    # For pages that show a widget alone, in the place of Material's and the site's.
    config.extra["alone_style"] = shared.from_page_root(config, shared.published(ALONE))
    return config
