"""Animations for `<gd-film>`: from Matplotlib, and from the HTML of `to_jshtml`."""

import struct
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from xml.etree.ElementTree import fromstring

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.animation import ArtistAnimation, FuncAnimation

from sitegen.figures import animations
from sitegen.paths import ROOT
from web.python.session import animation_writer, jshtml
from web.python.session.animation_writer import (
    RenderedAnimation,
    animation_from_frames,
    render_animation,
)

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def agg():
    with mpl.rc_context({"backend": "agg"}):
        yield
        plt.close("all")


def moving(**options):
    """Return an animation of a moving point over a fixed line; its position is the title."""
    figure, ax = plt.subplots(figsize=(2, 2))
    ax.plot([0, 1, 2], [0, 1, 0])
    artists = [[*ax.plot([n], [1], "ro"), ax.text(0, 0, f"n = {n}")] for n in range(3)]
    return ArtistAnimation(figure, artists, **options)


def drawn(element, frame=None):
    """Return the drawn elements of an SVG, in order: of an animation, those of one frame."""
    if element.tag == f"{SVG}defs" or element.get("data-frame", str(frame)) != str(frame):
        return []
    kept = {name: value for name, value in element.items() if name not in ("id", "display")}
    own = [] if element.tag == f"{SVG}g" else [(element.tag, kept)]
    return own + [one for child in element for one in drawn(child, frame)]


def frames_of(animation):
    """Return the frames of an animation as complete SVG documents."""
    writer = animation_writer._AnimationWriter()
    animation.save("animation", writer=writer)
    return writer.frames


def test_a_film_has_the_frames_and_the_speed_of_its_animation():
    rendered = render_animation(moving(interval=40, repeat=False))
    assert (rendered.frames, rendered.interval) == (3, 40.0)
    assert (rendered.repeats, rendered.is_cut) == (False, False)
    assert render_animation(moving()).repeats is True  # Matplotlib's default


def test_an_animation_without_a_pause_between_its_frames_is_a_film():
    assert render_animation(moving(interval=0)).interval > 0


def test_each_frame_of_a_film_shows_what_was_drawn():
    rendered = fromstring(render_animation(moving()).svg)
    for n, frame in enumerate(frames_of(moving())):
        root = fromstring(frame)
        for metadata in root.findall(f"{SVG}metadata"):
            root.remove(metadata)
        assert drawn(rendered, n) == drawn(root)


def test_what_all_frames_share_is_kept_once():
    svg = render_animation(moving()).svg
    assert len(svg) < 1.3 * len(frames_of(moving())[0])
    root = fromstring(svg)
    frames = {piece.get("data-frame") for piece in root.iter() if "data-frame" in piece.attrib}
    assert frames == {"0", "1", "2"}
    ids = [element.get("id") for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))


def test_frames_of_other_sizes_are_a_film_all_the_same():
    frames = ['<svg xmlns="http://www.w3.org/2000/svg"/>', frames_of(moving())[0]]
    rendered = fromstring(animation_from_frames(frames, 100, repeats=True).svg)
    assert drawn(rendered, 0) == drawn(fromstring(frames[0]))[:1] + drawn(rendered, 0)[1:]
    assert len(drawn(rendered, 1)) > len(drawn(rendered, 0))


def test_shapes_of_one_name_that_differ_are_not_mixed_up():
    shape = '<svg xmlns="http://www.w3.org/2000/svg"><defs><path id="a" d="M {} 0"/></defs></svg>'
    frames = [shape.format(n) for n in range(2)]
    assert animation_from_frames(frames, 100, repeats=True).pictures == frames


def test_frames_with_too_many_shapes_are_pictures():
    figure, ax = plt.subplots(figsize=(2, 2))
    rendered = render_animation(
        FuncAnimation(figure, lambda _: ax.plot(np.arange(4_000), "o"), frames=2)
    )
    assert rendered.svg is None
    for picture in rendered.pictures:
        width, height = struct.unpack(">II", b64decode(picture)[16:24])
        assert (width, height) == (200, 200)


def test_frames_that_are_too_much_together_are_pictures_each(monkeypatch):
    monkeypatch.setattr(animation_writer, "MOST_MERGED", 100)
    rendered = render_animation(moving())
    assert rendered.svg is None
    assert [picture[:5] for picture in rendered.pictures] == ["<?xml"] * 3


def test_a_film_that_grows_begins_as_drawings_and_goes_on_as_pictures(monkeypatch):
    monkeypatch.setattr(animation_writer, "MOST_SHAPES", 400)
    figure, ax = plt.subplots(figsize=(2, 2), layout=None)
    ax.set_axis_off()
    rendered = render_animation(
        FuncAnimation(figure, lambda n: ax.plot(np.arange(60) * n, "o"), frames=5)
    )
    assert rendered.pictures[0].startswith("<")
    assert rendered.pictures[-1].startswith("iVBOR")


def test_a_page_of_the_build_has_one_picture_or_fails():
    assert 'data-frames="3" data-interval="200" data-repeats>' in animations.animation_html(
        moving(), "a-", ""
    )
    figure, ax = plt.subplots(figsize=(2, 2))
    large = FuncAnimation(figure, lambda _: ax.plot(np.arange(4_000), "o"), frames=2)
    with pytest.raises(ValueError, match="too many shapes"):
        animations.animation_html(large, "a-", "")


# --- Matplotlib's player ---


def split(html):
    return [one.strip() if isinstance(one, str) else one for one in jshtml.split_players(html)]


def test_a_player_is_its_frames_and_its_speed_and_nothing_is_left_over():
    (rendered,) = split(moving(interval=40).to_jshtml())
    assert (rendered.frames, rendered.interval, rendered.repeats) == (3, 40.0, True)
    pictures = [b64decode(picture, validate=True) for picture in rendered.pictures]
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert len(set(pictures)) == 3


@pytest.mark.parametrize(("mode", "repeats"), [("once", False), ("loop", True), ("reflect", True)])
def test_a_player_repeats_as_it_says(mode, repeats):
    (rendered,) = split(moving().to_jshtml(default_mode=mode))
    assert rendered.repeats is repeats


def test_a_player_of_drawings_is_one_drawing():
    with mpl.rc_context({"animation.frame_format": "svg"}):
        (rendered,) = split(moving().to_jshtml())
    assert rendered.pictures is None
    assert 'data-frame="2"' in rendered.svg


def test_what_stands_before_between_and_behind_players_keeps_its_place():
    player = moving().to_jshtml()
    pieces = split(f"<h2>one</h2>{player}<p>two</p>{player}<p>three</p>")
    kinds = ["player" if isinstance(piece, RenderedAnimation) else piece for piece in pieces]
    assert kinds == ["<h2>one</h2>", "player", "<p>two</p>", "player", "<p>three</p>"]


def test_a_player_without_its_style_sheet_is_a_player():
    player = moving().to_jshtml()
    (rendered,) = split(player[player.index('<div class="animation">') :])
    assert rendered.frames == 3


FRAME = '<div class="animation"><script>frames[0] ='
CALL = "new Animation(frames, img_id, slider_id, 5,"
NO_PLAYERS = {
    "HTML without a script": "<b>bold</b>",
    "a script that only names the player": f"<script>{CALL}</script>",
    "frames from elsewhere": f'{FRAME} "https://a.b/a.png"; {CALL}</script>',
    "frames that are pages": f'{FRAME} "data:text/html;base64,AA"; {CALL}</script>',
    "frames with more than data": f'{FRAME} "data:image/png;base64,AA\') x"; {CALL}</script>',
    "frames that are no drawings": f'{FRAME} "data:image/svg+xml;base64,PGI+"; {CALL}</script>',
    "frames in no Base64": f'{FRAME} "data:image/svg+xml;base64,P"; {CALL}</script>',
    "a script that does not end": f'{FRAME} "data:image/png;base64,AAAA"; {CALL}',
}


@pytest.mark.parametrize("html", NO_PLAYERS.values(), ids=NO_PLAYERS)
def test_what_is_no_player_is_html(html):
    assert [*jshtml.split_players(html)] == [html]


def test_the_files_that_decide_a_drawing_are_those_that_draw_it():
    """If WRITER lacked a module, its changes would not invalidate cached figures."""
    code = (
        "import sys; import web.python.session.animation_writer; "
        "print(*(vars(m).get('__file__') or '' for m in [*sys.modules.values()]), sep='\\n')"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    own = {Path(path).name for path in loaded if Path(path).parent == animations.PYTHON}
    assert own == set(animations.WRITER)
