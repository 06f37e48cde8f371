"""Films for `<gd-film>`: made of animations, and of Matplotlib's own players in HTML."""

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
from web.python.session.animation_writer import Film, film_of_frames, filmed

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def agg():
    with mpl.rc_context({"backend": "agg"}):
        yield
        plt.close("all")


def moving(**options):
    """Return a point that moves over a line that stays, its place as the title."""
    figure, ax = plt.subplots(figsize=(2, 2))
    ax.plot([0, 1, 2], [0, 1, 0])
    artists = [[*ax.plot([n], [1], "ro"), ax.text(0, 0, f"n = {n}")] for n in range(3)]
    return ArtistAnimation(figure, artists, **options)


def drawn(element, frame=None):
    """Return what is drawn of an SVG element, in order: of a film, what its frame shows."""
    if element.tag == f"{SVG}defs" or element.get("data-frame", str(frame)) != str(frame):
        return []
    kept = {name: value for name, value in element.items() if name not in ("id", "display")}
    own = [] if element.tag == f"{SVG}g" else [(element.tag, kept)]
    return own + [one for child in element for one in drawn(child, frame)]


def frames_of(animation):
    """Return the frames of an animation as SVG, each of them whole."""
    writer = animation_writer._FilmWriter()
    animation.save("film", writer=writer)
    return writer.frames


def test_a_film_has_the_frames_and_the_speed_of_its_animation():
    film = filmed(moving(interval=40, repeat=False))
    assert (film.frames, film.interval, film.repeats, film.is_cut) == (3, 40.0, False, False)
    assert filmed(moving()).repeats is True  # as Matplotlib has it


def test_an_animation_without_a_pause_between_its_frames_is_a_film():
    assert filmed(moving(interval=0)).interval > 0


def test_each_frame_of_a_film_shows_what_was_drawn():
    film = fromstring(filmed(moving()).svg)
    for n, frame in enumerate(frames_of(moving())):
        root = fromstring(frame)
        for metadata in root.findall(f"{SVG}metadata"):
            root.remove(metadata)
        assert drawn(film, n) == drawn(root)


def test_what_all_frames_share_is_kept_once():
    svg = filmed(moving()).svg
    assert len(svg) < 1.3 * len(frames_of(moving())[0])
    film = fromstring(svg)
    assert {piece.get("data-frame") for piece in film.iter() if "data-frame" in piece.attrib} == {
        "0",
        "1",
        "2",
    }
    ids = [element.get("id") for element in film.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))


def test_frames_of_other_sizes_are_a_film_all_the_same():
    frames = ['<svg xmlns="http://www.w3.org/2000/svg"/>', frames_of(moving())[0]]
    film = fromstring(film_of_frames(frames, 100, repeats=True).svg)
    assert drawn(film, 0) == drawn(fromstring(frames[0]))[:1] + drawn(film, 0)[1:]
    assert len(drawn(film, 1)) > len(drawn(film, 0))


def test_shapes_of_one_name_that_differ_are_not_mixed_up():
    shape = '<svg xmlns="http://www.w3.org/2000/svg"><defs><path id="a" d="M {} 0"/></defs></svg>'
    frames = [shape.format(n) for n in range(2)]
    assert film_of_frames(frames, 100, repeats=True).pictures == frames


def test_frames_with_too_many_shapes_are_pictures():
    figure, ax = plt.subplots(figsize=(2, 2))
    film = filmed(FuncAnimation(figure, lambda _: ax.plot(np.arange(4_000), "o"), frames=2))
    assert film.svg is None
    for picture in film.pictures:
        width, height = struct.unpack(">II", b64decode(picture)[16:24])
        assert (width, height) == (200, 200)


def test_frames_that_are_too_much_together_are_pictures_each(monkeypatch):
    monkeypatch.setattr(animation_writer, "MOST_MERGED", 100)
    film = filmed(moving())
    assert film.svg is None
    assert [picture[:5] for picture in film.pictures] == ["<?xml"] * 3


def test_a_film_that_grows_begins_as_drawings_and_goes_on_as_pictures(monkeypatch):
    monkeypatch.setattr(animation_writer, "MOST_SHAPES", 400)
    figure, ax = plt.subplots(figsize=(2, 2), layout=None)
    ax.set_axis_off()
    film = filmed(FuncAnimation(figure, lambda n: ax.plot(np.arange(60) * n, "o"), frames=5))
    assert film.pictures[0].startswith("<")
    assert film.pictures[-1].startswith("iVBOR")


def test_a_page_of_the_build_has_one_picture_or_fails():
    assert 'data-frames="3" data-interval="200" data-repeats>' in animations.film_html(
        moving(), "a-", ""
    )
    figure, ax = plt.subplots(figsize=(2, 2))
    large = FuncAnimation(figure, lambda _: ax.plot(np.arange(4_000), "o"), frames=2)
    with pytest.raises(ValueError, match="too many shapes"):
        animations.film_html(large, "a-", "")


# --- Matplotlib's player ---


def told(html):
    return [one.strip() if isinstance(one, str) else one for one in jshtml.pieces(html)]


def test_a_player_is_its_frames_and_its_speed_and_nothing_is_left_over():
    (film,) = told(moving(interval=40).to_jshtml())
    assert (film.frames, film.interval, film.repeats) == (3, 40.0, True)
    pictures = [b64decode(picture, validate=True) for picture in film.pictures]
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert len(set(pictures)) == 3


@pytest.mark.parametrize(("mode", "repeats"), [("once", False), ("loop", True), ("reflect", True)])
def test_a_player_repeats_as_it_says(mode, repeats):
    (film,) = told(moving().to_jshtml(default_mode=mode))
    assert film.repeats is repeats


def test_a_player_of_drawings_is_one_drawing():
    with mpl.rc_context({"animation.frame_format": "svg"}):
        (film,) = told(moving().to_jshtml())
    assert film.pictures is None
    assert 'data-frame="2"' in film.svg


def test_what_stands_before_between_and_behind_players_keeps_its_place():
    player = moving().to_jshtml()
    pieces = told(f"<h2>one</h2>{player}<p>two</p>{player}<p>three</p>")
    kinds = ["film" if isinstance(piece, Film) else piece for piece in pieces]
    assert kinds == ["<h2>one</h2>", "film", "<p>two</p>", "film", "<p>three</p>"]


def test_a_player_without_its_style_sheet_is_a_player():
    player = moving().to_jshtml()
    (film,) = told(player[player.index('<div class="animation">') :])
    assert film.frames == 3


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
    assert [*jshtml.pieces(html)] == [html]


def test_the_files_that_decide_a_drawing_are_those_that_draw_it():
    """A module missing in WRITER would leave old figures in the cache."""
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
