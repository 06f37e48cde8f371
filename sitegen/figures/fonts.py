"""The font of every figure: Matplotlib's DejaVu Sans, with Japanese glyphs added; and its size.

A second font in `font.family` is not enough: mathtext uses only the first one,
so half of `損失 $E$` would be boxes. Therefore the regular and the bold face each
get the glyphs of BIZ UDPGothic (SIL Open Font License). The same two files are
used by the build and, inside the packed Matplotlib, in the reader's browser.
The default size of figures is the same in both, too.
"""

import io
import json
import unicodedata
from functools import partial
from pathlib import Path
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # it has no types
from mkdocs.exceptions import PluginError

from sitegen.cache import cached, version
from sitegen.paths import ROOT

NPM_PACKAGE = "@expo-google-fonts/biz-udpgothic"
PACKAGE = ROOT / "node_modules" / NPM_PACKAGE
LICENCE = PACKAGE / "LICENSE_FONT"
FAMILY = "BIZ UDPGothic"
# A phone shows figures some 310 pixels wide; drawn in these inches, 10 points are 10 pixels there.
WIDTH, HEIGHT = 4.4, 3.4
SIZE = [WIDTH, HEIGHT]
RC: dict[str, list[Any]] = {"font.family": ["sans-serif", FAMILY], "figure.figsize": SIZE}

# DejaVu face → the Japanese face that adds glyphs to it, and its weight.
FACES = {
    "DejaVuSans.ttf": ("400Regular/BIZUDPGothic_400Regular.ttf", 400),
    "DejaVuSans-Bold.ttf": ("700Bold/BIZUDPGothic_700Bold.ttf", 700),
}

# Kana, punctuation, enclosed and full-width forms; kanji are in JIS X 0208, rows 16–47 (level 1).
BLOCKS = [range(0x3000, 0x3100), range(0x3200, 0x3400), range(0xFF00, 0xFFF0)]
KANJI_ROWS = range(0xB0, 0xD0)  # those rows in EUC-JP
# Kanji beyond level 1: those of the jōyō list, and a few that mathematics needs.
MORE_KANJI = "傲喩嗅嘲塡彙恣惧慄憬拉摯曖楔楷毀璧瘍箋緻羞訃諧踪辣錮閾鬱擾攪晰撓"


def japanese_characters() -> set[int]:
    """Return the code points that figures can show in addition to those of DejaVu Sans."""
    every = {ord(c) for c in MORE_KANJI} | {code for block in BLOCKS for code in block}
    for row in KANJI_ROWS:
        cells = (bytes([row, cell]).decode("euc_jp", errors="ignore") for cell in range(0xA1, 0xFF))
        every |= {ord(c) for c in cells if c}
    return {code for code in every if unicodedata.category(chr(code)) != "Cn"}


def add_japanese_glyphs(latin: Path, japanese: Path) -> bytes:
    """Return the font `latin` with those Japanese glyphs of `japanese` that it lacks.

    Metrics and glyphs of `latin` are unchanged: text without Japanese looks the same.

    Raises:
        ValueError: the two fonts use different units, so their glyphs cannot be mixed.
    """
    font, source = TTFont(latin, recalcTimestamp=False), TTFont(japanese)
    if font["head"].unitsPerEm != source["head"].unitsPerEm:
        raise ValueError(f"{latin.name} and {japanese.name} differ in unitsPerEm")
    shapes, names = source.getGlyphSet(), source.getBestCmap()
    new = sorted(japanese_characters() & names.keys() - font.getBestCmap().keys())
    unicode_tables = [table for table in font["cmap"].tables if table.isUnicode()]
    font.setGlyphOrder(font.getGlyphOrder() + [f"uni{code:04X}" for code in new])
    for code in new:
        name = f"uni{code:04X}"
        font["glyf"].glyphs[name] = _outline(shapes, names[code])
        font["hmtx"][name] = source["hmtx"][names[code]]
        for table in unicode_tables:
            table.cmap[code] = name
    font["glyf"].glyphOrder = font.getGlyphOrder()
    _join_copyrights(font, source)
    saved = io.BytesIO()
    font.save(saved)
    return saved.getvalue()


def _outline(shapes: Any, name: str) -> Any:
    recording = DecomposingRecordingPen(shapes)
    shapes[name].draw(recording)
    pen = TTGlyphPen(None)
    recording.replay(pen)
    return pen.glyph()


def _join_copyrights(font: TTFont, source: TTFont) -> None:
    copyright_notice = source["name"].getDebugName(0)
    for record in font["name"].names:
        if record.nameID == 0:
            record.string = f"{record.toUnicode()}\nJapanese glyphs: {copyright_notice}"


def font_files() -> dict[str, Path]:
    """Return the paths of the fonts by their names in Matplotlib; builds them if needed.

    Raises:
        PluginError: the npm packages are not installed.
    """
    if not LICENCE.exists():
        raise PluginError(f"{LICENCE} is missing. Install the npm packages: npm ci")
    return {name: cached(f"fonts/{name}", sources(), partial(_build_font, name)) for name in FACES}


def sources() -> list[object]:
    """Return the inputs, for `cached`, of the fonts and of the rcParams of `register`."""
    package = json.loads((PACKAGE / "package.json").read_text())
    return [package["version"], version("matplotlib"), version("fonttools"), Path(__file__)]


def _build_font(name: str) -> bytes:
    import matplotlib as mpl

    japanese, _ = FACES[name]
    return add_japanese_glyphs(
        Path(mpl.get_data_path()) / "fonts" / "ttf" / name, PACKAGE / japanese
    )


def register() -> dict[str, Any]:
    """Register the fonts with Matplotlib; return the rcParams that select them.

    They precede Matplotlib's own fonts of the same name. They are registered as
    `BIZ UDPGothic` too: the slanted face has no Japanese and falls back to that.
    """
    from matplotlib.font_manager import FontEntry, fontManager

    known = {entry.fname for entry in fontManager.ttflist}
    for name, path in font_files().items():
        if str(path) not in known:
            fontManager.addfont(path)  # also clears the cache of findfont
            entry = fontManager.ttflist.pop()
            alias = FontEntry(fname=str(path), name=FAMILY, weight=FACES[name][1])
            fontManager.ttflist[:0] = [entry, alias]
    return dict(RC)
