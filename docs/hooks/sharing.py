"""What other sites see of a page: a picture for links, and what it teaches, for machines to read.

The picture is drawn once by gdlib (descents on a surface); each page gets it with its own
title beside it. A page's front matter has the description; the rest follows from the page.
"""

import hashlib
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import figure_font
import shared
from languages import PREFIX
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

FOLDER = "social"
SIZE = (1200, 630)
PICTURE = 600  # pixels at the right
MARGIN = 64
TITLE_SIZES = (72, 64, 56, 48)  # the largest that fits
LINES = 4
INK, SOFT, PAPER = "#ffffff", "#a9c3dc", "#12293f"
LOCALES = {"ja": "ja_JP", "en": "en_US"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
RACED = {"gradient_descent": 0.01, "momentum": 0.003, "adam": 0.3}


@cache
def _background() -> Any:
    """Return the picture without words: three optimizers on Himmelblau's surface."""
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from PIL import Image

    from gdlib import OPTIMIZERS, plots, record, surface

    ground = surface("himmelblau")
    with mpl.rc_context({"backend": "agg"}):
        figure = Figure(figsize=(PICTURE / 100, SIZE[1] / 100), dpi=100, facecolor=PAPER)
        ax = figure.add_axes((0, 0, 1, 1))
        plots.plot_contours(ground, ax, levels=18)
        for name, lr in RACED.items():
            rule = OPTIMIZERS[name]()
            run = record(ground.loss, ground.gradient, ground.start, lr=lr, steps=80, rule=rule)
            ax.plot(*zip(*run.t, strict=True), ".-", linewidth=2.5, markersize=9)
        ax.set(facecolor=PAPER, xlabel="", ylabel="")
        ax.set_axis_off()
        drawn = io.BytesIO()
        figure.savefig(drawn, facecolor=PAPER)
    background = Image.new("RGB", SIZE, PAPER)
    background.paste(Image.open(drawn).convert("RGB"), (SIZE[0] - PICTURE, 0))
    return background


@cache
def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(figure_font.font_files()["DejaVuSans-Bold.ttf"]), size)


def _wrapped(text: str, font: Any, width: float) -> list[str]:
    """Break `text` at spaces, or, where it has none, between any two characters."""
    lines = [""]
    for word in text.replace(" ", " \0").split("\0"):
        pieces = [word] if word.isascii() else list(word)
        for piece in pieces:
            if lines[-1] and font.getlength((lines[-1] + piece).rstrip()) > width:
                lines.append("")
            lines[-1] += piece
    return [line.strip() for line in lines]


def _fitting(title: str, width: float) -> tuple[list[str], Any]:
    for size in TITLE_SIZES:
        font = _font(size)
        lines = _wrapped(title, font, width)
        if len(lines) <= LINES and all(font.getlength(line) <= width for line in lines):
            break
    return lines[:LINES], font


def picture(title: str, site: str) -> bytes:
    """Return a PNG of `SIZE` with a page's title and the site's name beside the drawing."""
    from PIL import ImageDraw

    image = _background().copy()
    draw = ImageDraw.Draw(image)
    lines, font = _fitting(title, SIZE[0] - PICTURE - MARGIN - 24)
    step = font.size * 1.3
    top = (SIZE[1] - step * len(lines)) / 2 - 20
    for number, line in enumerate(lines):
        draw.text((MARGIN, top + number * step), line, font=font, fill=INK)
    if site != title:
        draw.text((MARGIN, SIZE[1] - MARGIN - 30), site, font=_font(26), fill=SOFT)
    saved = io.BytesIO()
    image.quantize(128).save(saved, "PNG", optimize=True)
    return saved.getvalue()


def _state() -> bytes:
    library = sorted((shared.ROOT / "gdlib").rglob("*.py"))
    paths = [Path(__file__), Path(figure_font.__file__), *library]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).digest()


def _cached(title: str, site: str, state: bytes) -> bytes:
    key = hashlib.sha256(state + f"{title}\0{site}".encode()).hexdigest()[:24]
    path = shared.CACHE / FOLDER / f"{key}.png"
    if not path.exists():
        shared.write_atomically(path, picture(title, site))
    return path.read_bytes()


_present_state = b""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _present_state
    _present_state = _state()
    _background.cache_clear()
    return config


def _title(page: Page, config: MkDocsConfig) -> str:
    """Return what the page calls itself; the menu may call it shorter."""
    return str(page.meta.get("title") or page.title or config.site_name)


def _description(page: Page, config: MkDocsConfig) -> str:
    """Return what search engines and links show of a page; its author must have written it.

    Raises:
        PluginError: the front matter has none.
    """
    if not page.meta.get("description"):
        source = shared.source_of(page, config)
        raise PluginError(
            f"{source}: the front matter lacks a `description`, one or two sentences."
        )
    return str(page.meta["description"])


def _name(page: Page) -> str:
    return (page.url.strip("/") or "home").replace("/", "-") + ".png"


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    """Give the template what docs/overrides/partials/sharing.html writes into the head."""
    lang = config.theme["language"]
    context["sharing"] = {
        "title": _title(page, config),
        "description": _description(page, config),
        "image": f"{config.site_url}{FOLDER}/{_name(page)}",
        "size": SIZE,
        "locale": LOCALES[lang],
        "others": [locale for other, locale in LOCALES.items() if other != lang],
    }
    context["sharing"]["facts"] = json.dumps(
        _facts(context["sharing"], page, config), ensure_ascii=False
    ).replace("<", "\\u003c")
    return context


def _facts(words: dict[str, Any], page: Page, config: MkDocsConfig) -> dict[str, Any]:
    """Return what the page is, in the vocabulary of schema.org."""
    course = {"@type": "Course", "name": config.site_name, "url": config.site_url}
    maker = {"@type": "Organization", "name": config.site_name}
    facts = {
        "@context": "https://schema.org",
        "@type": "Course" if page.is_homepage else "LearningResource",
        "name": words["title"],
        "description": words["description"],
        "url": page.canonical_url,
        "image": words["image"],
        "inLanguage": config.theme["language"],
        "isAccessibleForFree": True,
        "license": LICENCE,
        "provider": maker,
    }
    if page.is_homepage:
        return facts | {"educationalLevel": "Beginner"}
    return facts | {"isPartOf": course, "learningResourceType": _kind(page.url)}


def _kind(url: str) -> str:
    folder = url.partition("/")[0]
    return {"lessons": "Lesson", "notebooks": "Exercise"}.get(folder, "Reference")


def on_post_build(config: MkDocsConfig) -> None:
    """Tell robots of both languages' maps; they look at the root of a host."""
    if shared.is_main(config):
        maps = [f"Sitemap: {config.site_url}{prefix}sitemap.xml\n" for prefix in PREFIX.values()]
        robots = "User-agent: *\nAllow: /\n" + "".join(maps)
        (Path(config.site_dir) / "robots.txt").write_text(robots)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    path = Path(config.site_dir) / FOLDER / _name(page)
    title = _title(page, config)
    shared.write_atomically(path, _cached(title, config.site_name, _present_state))
    return output
