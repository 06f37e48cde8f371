"""Output of cells: hostile HTML and SVG have no effect, and legitimate output is unchanged."""

import functools
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import engines
import pytest
from conftest import new_page
from engines import Engine
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

SITE = Path(__file__).parents[3] / "site"
LONG = 120_000  # milliseconds: first runs load Python, on machines that are busy
BOOK = {"ja": "notebooks/descent-in-python/", "en": "en/notebooks/descent-in-python/"}


class Elsewhere:
    """Another host, which records every connection and packet, and answers none."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._stream = socket.create_server(("127.0.0.1", 0))
        self._packets = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._packets.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._stream.getsockname()[1]}/"
        self.stun = f"stun:127.0.0.1:{self._packets.getsockname()[1]}"
        for listen in (self._take_connections, self._take_packets):
            threading.Thread(target=listen, daemon=True).start()

    def _take_connections(self) -> None:
        while True:
            try:
                connection, _ = self._stream.accept()
            except OSError:
                return  # closed
            with connection:
                connection.settimeout(5)
                try:
                    self.seen.append(connection.recv(2000).decode(errors="replace"))
                except OSError:
                    self.seen.append("a connection")

    def _take_packets(self) -> None:
        while True:
            try:
                self.seen.append(f"a packet: {self._packets.recv(2000)!r}")
            except OSError:
                return

    def close(self) -> None:
        self._stream.close()
        self._packets.close()


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    """The other host; fails the test if there was any connection."""
    with closing(Elsewhere()) as host:
        yield host
        assert host.seen == []


#: Chromium's message when Playwright evaluates scripts in a frame without `allow-scripts`.
LOOKED_INTO = re.compile(r"Blocked script execution in '.*/frame\.\w+\.html'")


class Cell:
    """A cell of a page on which Python stays loaded; its output is inspected after every run."""

    def __init__(self, page: Page, address: str, *, may_complain: bool) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        if not may_complain:
            page.on("console", self._note)
        page.goto(address)
        self.locator = page.locator("#cell-gradient")
        self.output = self.locator.locator(".gd-output")

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not LOOKED_INTO.match(message.text):
            self.errors.append(message.text)

    def run(self, program: str) -> Locator:
        self.locator.evaluate("(cell, code) => { cell.source = code; }", program)
        self.locator.locator("[data-action=run]").click()
        expect(self.locator).to_have_attribute("data-state", "done", timeout=LONG)
        return self.output


@contextmanager
def opened(browser: Browser, address: str, *, may_complain: bool = False) -> Iterator[Cell]:
    """Open a page; `may_complain` allows console errors, for what a hostile program is refused."""
    with new_page(browser) as page:
        cell = Cell(page, address, may_complain=may_complain)
        yield cell
    assert cell.errors == []


@pytest.fixture(scope="module")
def attacked(browser: Browser, home: str) -> Iterator[Cell]:
    with opened(browser, home + BOOK["en"], may_complain=True) as cell:
        yield cell


@pytest.fixture
def lang() -> str:
    """The language of the page, unless a test is for both."""
    return "en"


@pytest.fixture(scope="module")
def cells(browser: Browser, home: str) -> Iterator[Callable[[str], Cell]]:
    """A cell in each language, on a page on which Python stays loaded from test to test."""
    with ExitStack() as pages:
        yield functools.cache(lambda lang: pages.enter_context(opened(browser, home + BOOK[lang])))


@pytest.fixture
def cell(cells: Callable[[str], Cell], lang: str) -> Iterator[Cell]:
    """A cell in the language; an error of its page fails the test."""
    cell = cells(lang)
    yield cell
    errors = cell.errors.copy()
    cell.errors.clear()
    assert errors == []


# --- Hostile HTML ---

#: Each makes a request. None may reach ELSEWHERE, or /stolen of the site itself.
HOSTILE_HTML = {
    "a script": '<script>fetch("ELSEWHERE"); parent.document.title = "taken"</script>',
    "a script from elsewhere": '<script src="ELSEWHERE"></script>',
    "a script that leaves": '<script>top.location = "ELSEWHERE"; location = "ELSEWHERE"</script>',
    "a packet": '<script>const c = new RTCPeerConnection({iceServers: [{urls: "STUN"}]}); '
    'c.createDataChannel("x"); c.createOffer().then((o) => c.setLocalDescription(o))</script>',
    "a nested frame": "<iframe srcdoc=\"<script>top.document.title = 'taken'; "
    "new parent.RTCPeerConnection({iceServers: [{urls: 'STUN'}]})</script>\"></iframe>",
    "a frame of elsewhere": '<iframe src="ELSEWHERE"></iframe><object data="ELSEWHERE"></object>'
    '<embed src="ELSEWHERE"><portal src="ELSEWHERE"></portal><fencedframe></fencedframe>',
    "a refresh": '<meta http-equiv="refresh" content="0; url=ELSEWHERE">',
    "a base": '<base href="ELSEWHERE"><img src="stolen.png">',
    "link hints": "".join(
        f'<link rel="{rel}" href="ELSEWHERE" as="image">'
        for rel in ("preconnect", "dns-prefetch", "prefetch", "preload", "modulepreload", "icon")
    ),
    "a style sheet": '<link rel="stylesheet" href="ELSEWHERE"><style>@import "ELSEWHERE";</style>',
    "pictures": '<img src="ELSEWHERE"><img srcset="ELSEWHERE 2x"><img src="/stolen.png">'
    '<picture><source srcset="ELSEWHERE"><img></picture><input type="image" src="ELSEWHERE">',
    "media": '<video src="ELSEWHERE" poster="ELSEWHERE" autoplay></video><audio src="ELSEWHERE">'
    '<track src="ELSEWHERE"></audio>',
    "old attributes": '<table background="ELSEWHERE"><tr><td background="ELSEWHERE">1</table>'
    '<body background="ELSEWHERE">',
    "a style": '<p style="background: url(ELSEWHERE); cursor: url(ELSEWHERE), auto">a</p>',
    "an escaped style": r'<p style="background: u\72l(ELSEWHERE)">a</p>',
    "a style sheet that fetches": "<style>p { background: url(ELSEWHERE) } "
    "@font-face { font-family: f; src: url(ELSEWHERE) } b { font-family: f; content: "
    r"image-set('ELSEWHERE' 1x); --a: u\72l(ELSEWHERE); background: var(--a) }</style><p>a</p>",
    "drawings": '<svg><image href="ELSEWHERE"/><image xlink:href="/stolen.png"/>'
    '<use href="ELSEWHERE#a"/><rect width="9" height="9" fill="url(ELSEWHERE#a)" '
    'style="filter: url(ELSEWHERE#b)"/><filter id="f"><feImage href="ELSEWHERE"/></filter>'
    "<style>@import 'ELSEWHERE';</style><script>fetch('ELSEWHERE')</script></svg>",
    "an animated link": '<svg><a><animate attributeName="href" values="ELSEWHERE"/>'
    '<set attributeName="xlink:href" to="ELSEWHERE"/><text y="20">a</text></a></svg>',
    "markup that changes when it is read again": "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=ELSEWHERE onerror=parent.document.title=1&gt;">',
    "a hidden shadow": '<div><template shadowrootmode="open"><img src="ELSEWHERE">'
    '<script>fetch("ELSEWHERE")</script></template></div>',
    "a form": '<form action="ELSEWHERE"><input autofocus name="a"><button>send</button></form>',
    "names of the document's own": '<img name="body"><form name="documentElement"></form>'
    '<img name="defaultView"><a id="body"></a>',
    "handlers": '<img src="x" onerror="parent.document.title = \'taken\'">'
    "<details open ontoggle=\"parent.document.title = 'taken'\">a</details>"
    "<svg onload=\"parent.document.title = 'taken'\"></svg>",
}


def addressed(text: str, elsewhere: Elsewhere) -> str:
    return text.replace("ELSEWHERE", elsewhere.address).replace("STUN", elsewhere.stun)


def html_program(markup: str) -> str:
    return f"from IPython.display import HTML\nHTML({'<b>the start</b>' + markup!r})"


@pytest.mark.parametrize("attack", HOSTILE_HTML)
def test_hostile_html_reaches_neither_page_nor_network(
    attacked: Cell, elsewhere: Elsewhere, attack: str
) -> None:
    page, asked = attacked.page, []
    page.on("request", lambda request: asked.append(request.url))
    title, url = page.title(), page.url
    output = attacked.run(addressed(html_program(HOSTILE_HTML[attack]), elsewhere))
    frame = output.locator("iframe")
    expect(frame).to_have_attribute("sandbox", "allow-same-origin")
    expect(frame.content_frame.get_by_text("the start")).to_be_visible()
    assert attacked.run("'after'").inner_text().strip() == "'after'"
    assert (page.title(), page.url) == (title, url)
    own = (url.partition("/en/")[0], "blob:null/")  # Python's own worker starts with the first
    assert [one for one in asked if not one.startswith(own)] == []
    assert [one for one in asked if "stolen" in one] == []
    assert elsewhere.seen == []


LINKS = """
from IPython.display import HTML
HTML('''<p><a href="ELSEWHERE" target="_top" ping="ELSEWHERE">out</a>
<a href="javascript:top.document.title=1">run</a> <a href="../../">home</a>
<svg width="90" height="20"><a href="ELSEWHERE" xlink:href="ELSEWHERE">
<text y="15">drawn</text></a></svg>
<math><mi href="ELSEWHERE">x</mi></math> <a href="#below">down</a></p>
<p style="height: 3000px"></p><p id="below">here</p>''')
"""


def test_a_click_on_a_link_of_an_output_leads_nowhere_and_its_address_is_shown(
    attacked: Cell, elsewhere: Elsewhere
) -> None:
    page, url = attacked.page, attacked.page.url
    pages = page.context.pages
    output = attacked.run(addressed(LINKS, elsewhere))
    frame = output.locator("iframe")
    content = frame.content_frame
    expect(content.get_by_text(f"out ⟨{elsewhere.address}⟩")).to_be_visible()
    for text in ("out", "run", "home", "drawn"):
        content.get_by_text(text).first.click()
        content.get_by_text(text).first.click(button="middle")
    expect(content.get_by_role("link")).to_have_text(["down"])
    content.get_by_role("link", name="down").click()
    expect(content.get_by_text("here")).to_be_in_viewport()
    assert page.url == url
    assert page.context.pages == pages
    assert elsewhere.seen == []


# --- Hostile SVG ---

SVG = 'xmlns="http://www.w3.org/2000/svg"'
LINK = "http://www.w3.org/1999/xlink"
XHTML = "http://www.w3.org/1999/xhtml"
BOX = '<rect width="50" height="50"/>'


def svg(content: str, attributes: str = "") -> str:
    return f'<svg {SVG} xmlns:xlink="{LINK}" xmlns:h="{XHTML}" {attributes}>{content}</svg>'


HOSTILE_SVG = {
    "a refresh in another namespace": svg(
        '<h:meta http-equiv="refresh" content="0; url=ELSEWHERE"/><h:img src="ELSEWHERE"/>'
        '<h:script>fetch("ELSEWHERE")</h:script>'
    ),
    "another namespace without a prefix": svg(
        f'<iframe xmlns="{XHTML}" src="ELSEWHERE"/><path xmlns="{XHTML}" onclick="x()"/>'
    ),
    "links": svg(f'<a href="ELSEWHERE" xlink:href="ELSEWHERE" target="_top">{BOX}</a>'),
    "a link by style": svg(
        f'<a style="href:ELSEWHERE; xlink:href:ELSEWHERE">{BOX}</a>'
        '<image style="href:ELSEWHERE" width="9" height="9"/>'
    ),
    "a link by another prefix": svg(
        f'<a l:href="ELSEWHERE">{BOX}</a><use l:href="ELSEWHERE#a"/>', f'xmlns:l="{LINK}"'
    ),
    "animated links": svg(
        '<a><set attributeName="href" to="ELSEWHERE"/>'
        f'<animate attributeName="xlink:href" values="ELSEWHERE"/>{BOX}</a>'
    ),
    "uses": svg(
        '<use href="data:image/svg+xml,&lt;svg/&gt;#a"/><use xlink:href="ELSEWHERE#a"/>'
        '<use href="/stolen.svg#a"/><use href="#cell-gradient"/>'
    ),
    "pictures": svg(
        '<image href="ELSEWHERE" width="9" height="9"/><image xlink:href="/stolen.png"/>'
        '<image href="data:image/svg+xml,&lt;svg/&gt;"/>'
    ),
    "filters": svg(
        '<filter id="f"><feImage href="ELSEWHERE"/></filter>'
        '<rect width="9" height="9" filter="url(#f) url(ELSEWHERE#g)"/>'
    ),
    "addresses": svg(
        '<rect width="9" height="9" fill="url(ELSEWHERE#a)" mask="url(ELSEWHERE#b)" '
        'cursor="url(ELSEWHERE)" marker-start="url(ELSEWHERE#c)" '
        """clip-path="url( 'ELSEWHERE#d')" stroke="image-set('ELSEWHERE' 1x)" """
        'style="fill: url(ELSEWHERE#e)"/>'
    ),
    "escaped addresses": svg(
        r'<rect width="9" height="9" fill="u\72l(ELSEWHERE#a)" mask="\75 rl(ELSEWHERE#b)" '
        r'style="filter: ur\6c(ELSEWHERE#c)"/>'
    ),
    "a style sheet": '<?xml-stylesheet href="ELSEWHERE"?>'
    + svg(
        '<style>@import "ELSEWHERE";</style><STYLE>*{}</STYLE>'
        f'<?xml-stylesheet href="ELSEWHERE"?>{BOX}'
    ),
    "handlers": svg(
        "<rect width='9' height='9'\nonclick='document.title = 1' tabindex='0' focusable='true'/>",
        "onload=\"document.title = 'taken'\"",
    ),
    "a script": svg("<script>document.title = 'taken'</script>"),
    "foreign objects": svg(
        '<foreignObject width="99" height="99"><h:iframe src="ELSEWHERE"/></foreignObject>'
        "<switch><foreignObject><h:b>b</h:b></foreignObject></switch>"
    ),
    "a bar over the page": svg(
        '<g class="md-overlay"><rect width="9999" height="9999"/></g>',
        'class="md-header" style="position: fixed; top: 0; left: 0; z-index: 99" '
        'transform="translate(-900, -900)" overflow="visible" width="9" height="9"',
    ),
    "an enormous picture": svg(BOX, 'width="9e99" height="99999999999"'),
    "what the page's own listeners obey": svg(
        f'<g data-action="run" data-part="verdict" data-frame="0" data-log="all">{BOX}</g>',
        'data-action="reset"',
    ),
    "lies for screen readers": svg(
        f'<title>x</title><desc>y</desc><g role="button" aria-live="assertive">{BOX}</g>',
        'role="alert" aria-label="Python is broken"',
    ),
    "ids of the page": svg(
        '<g id="body"/><g id="cookie" name="title"/>'
        '<rect id="__search" xml:id="a" xml:base="ELSEWHERE" width="9" height="9"/>',
        'id="cell-gradient"',
    ),
}

#: The allowlist of sanitize-svg.ts, repeated here so that an addition there is noticed.
DRAWING = {
    *("svg", "g", "defs", "use", "a", "clipPath", "mask", "pattern", "image", "path", "rect"),
    *("circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "linearGradient"),
    *("radialGradient", "stop", "filter", "feColorMatrix", "feComposite"),
}

LOOK = """
(output) => [...output.querySelectorAll("svg[role=img], svg[role=img] *")].map((element) => ({
  name: element.localName,
  namespace: element.namespaceURI,
  isRoot: element.localName === "svg",
  attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
  position: getComputedStyle(element).position,
  overflow: getComputedStyle(element).overflow,
  transform: getComputedStyle(element).transform,
  box: element.getBoundingClientRect().toJSON(),
}))
"""


def check_drawing(elements: list[dict[str, Any]], width: float) -> None:
    """Check that a drawing makes no request, has no links, and does not cover or mimic the page."""
    for element in elements:
        attributes = element["attributes"]
        assert element["namespace"] == "http://www.w3.org/2000/svg"
        assert element["name"] in DRAWING
        assert element["position"] == "static"
        assert not {"style", "class", "name", "tabindex", "focusable", "cursor"} & set(attributes)
        assert not [name for name in attributes if re.match(r"on|data-(?!frame)|xml:", name)]
        assert attributes.get("id", "live-").startswith("live-")
        for name, value in attributes.items():
            if name.endswith("href"):
                assert re.match(r"#live-|data:image/(png|jpeg);base64,", value)
                assert element["name"] in ("use", "image")
            elif "url" in value or "\\" in value or "image" in value:
                assert re.fullmatch(r"url\(#live-[\w.-]+\)", value)
        if element["isRoot"]:
            assert (attributes["role"], attributes["aria-label"]) != ("alert", "Python is broken")
            assert element["overflow"] == "hidden"
            assert element["transform"] == "none"
            assert element["box"]["width"] <= width
            assert element["box"]["height"] <= 20_000
        else:
            assert not {"role", "aria-label", "aria-live"} & set(attributes)


SLY = """
from matplotlib.figure import Figure
class Sly(Figure):
    def savefig(self, file, **_):
        file.write(SVG)
class Picture:
    def _repr_svg_(self):
        return SVG
SVG = {svg!r}
{shown}
"""
#: Sends SVG that Matplotlib would not produce, as a program can.
SEND = "from web.python.session import outbox\noutbox.outbox().show({})"
SENT = SEND.format('{"kind": "figure", "svg": SVG}')
FILM = '{"kind": "animation", "frames": 3, "interval": 100, "repeats": True, '
WAYS = {"figure": "Sly()", "film": SEND.format(FILM + '"svg": SVG}')}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("attack", HOSTILE_SVG)
def test_a_hostile_figure_reaches_neither_page_nor_network(
    attacked: Cell, elsewhere: Elsewhere, attack: str, way: str
) -> None:
    page, asked = attacked.page, []
    page.on("request", lambda request: asked.append(request.url))
    title, url = page.title(), page.url
    drawing = addressed(HOSTILE_SVG[attack], elsewhere)
    output = attacked.run(SLY.format(svg=drawing, shown=WAYS[way]))
    picture = output.locator("svg[role=img]")
    expect(picture).to_be_attached()
    column = output.bounding_box()
    assert column is not None
    check_drawing(output.evaluate(LOOK), column["width"])
    picture.dispatch_event("click")
    assert (page.title(), page.url) == (title, url)
    assert [one for one in asked if "stolen" in one or elsewhere.address in one] == []
    assert elsewhere.seen == []


@pytest.mark.parametrize("attack", HOSTILE_SVG)
def test_a_programs_own_svg_is_an_image(attacked: Cell, elsewhere: Elsewhere, attack: str) -> None:
    title, url = attacked.page.title(), attacked.page.url
    drawing = addressed(HOSTILE_SVG[attack], elsewhere)
    output = attacked.run(SLY.format(svg=drawing, shown="Picture()"))
    expect(output.locator("svg")).to_have_count(0)
    expect(output.get_by_role("img").or_(output.get_by_text("cannot be shown"))).to_be_visible()
    for picture in output.get_by_role("img").all():
        box = picture.bounding_box()
        assert box is not None
        assert box["height"] <= 2000
        picture.click()
    assert (attacked.page.title(), attacked.page.url) == (title, url)
    assert elsewhere.seen == []


NO_PICTURES = {
    "text": "not a picture",
    "HTML": "<html><body>a</body></html>",
    "half a picture": f"<svg {SVG}><rect",
    "entities": '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + svg("<text>&b;</text>"),
}


@pytest.mark.parametrize("shown", [*WAYS.values(), "Picture()"])
@pytest.mark.parametrize("drawing", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_picture_is_said_to_be_none(attacked: Cell, drawing: str, shown: str) -> None:
    output = attacked.run(SLY.format(svg=drawing, shown=shown))
    expect(output.get_by_text("This figure cannot be shown")).to_be_visible()


#: A million characters, for which an earlier version took quadratic time.
REPEATED = {
    "players": (
        "from IPython.display import HTML\n"
        "HTML('new Animation(frames, img_id, slider_id, 1,' * 25_000)",
        "Only the beginning is shown: 1,000,000 of",
    ),
    "roots": (SLY.format(svg="<svg " * 190_000, shown="Picture()"), "cannot be shown"),
    "styles": (SLY.format(svg="<style " * 140_000, shown=SENT), "cannot be shown"),
    "frames": (
        "from IPython.display import HTML\n"
        "frame = 'frames[0] = \"data:image/png;base64,AA\"'\n"
        "call = 'new Animation(frames, img_id, slider_id, 1,'\n"
        "from matplotlib import animation\n"
        "HTML(f'<div class=\"animation\"><script>{frame * 20_000}{call}</script>')",
        "cannot be shown",
    ),
    "scripts of players": (
        "from IPython.display import HTML\n"
        "frame = 'frames[0] = \"data:image/png;base64,AA\"'\n"
        "call = 'new Animation(frames, img_id, slider_id, 1,'\n"
        "from matplotlib import animation\n"
        "HTML(f'<div class=\"animation\"><script>{frame}{call}</script>' * 500)",
        "400 more results are not shown",
    ),
    "a long picture": (SLY.format(svg="", shown="SVG = ' ' * 4_000_001\nPicture()"), "cannot be"),
    "a long figure": (SLY.format(svg=svg(BOX + " " * 1_000_000), shown=SENT), "cannot be"),
    "a long film": (SLY.format(svg=svg(BOX + " " * 4_000_000), shown=WAYS["film"]), "cannot be"),
    "frames without end": (
        SEND.format(FILM.replace("3", "10**9") + f'"svg": {svg(BOX)!r}}}'),
        "cannot be shown",
    ),
}


@pytest.mark.parametrize("kind", REPEATED)
def test_long_repetitions_are_refused_and_the_page_answers(attacked: Cell, kind: str) -> None:
    program, words = REPEATED[kind]
    expect(attacked.run(program).get_by_text(words)).to_be_visible()
    assert attacked.run("'after'").inner_text().strip() == "'after'"


def nested(levels: int, number: int) -> str:
    """Return `levels` groups, each with `number` uses of the one before."""
    groups = "".join(
        f'<g id="u{level}">{f"""<use href="#u{level - 1}"/>""" * number}</g>'
        for level in range(1, levels + 1)
    )
    box = '<rect id="u0" width="9" height="9"/>'
    return svg(f'<defs>{box}{groups}</defs><use href="#u{levels}"/>', 'width="99" height="99"')


USES = {**WAYS, "image": "Picture()", "HTML": "HTML(SVG)", "HTML with an image": "HTML(IMAGE)"}


@pytest.mark.parametrize("way", USES)
def test_uses_of_uses_without_end_are_refused_and_a_few_are_drawn(attacked: Cell, way: str) -> None:
    image = (
        "from base64 import b64encode\nfrom IPython.display import HTML\n"
        "data = b64encode(SVG.encode()).decode()\n"
        'IMAGE = f\'<img alt="" src="data:image/svg+xml;base64,{data}">\'\n'
    )
    output = attacked.run(SLY.format(svg=nested(10, 10), shown=image + USES[way]))
    words = "are not loaded" if "image" in USES[way].lower() else "cannot be shown"
    expect(output.get_by_text(words)).to_be_visible()
    output = attacked.run(SLY.format(svg=nested(2, 10), shown=image + USES[way]))
    expect(output.locator("svg[role=img], img, iframe").first).to_be_visible()
    expect(output.get_by_text(words)).to_have_count(0)


PLOT = "from matplotlib import pyplot as plt\n"
USED = svg(
    '<defs><path id="m" d="M0 0h9"/></defs>' + '<use xlink:href="#m"/>' * 3_000,
    'width="90" height="90"',
)


def test_a_figure_of_thousands_of_shapes_is_a_picture(cell: Cell) -> None:
    markers = PLOT + "plt.plot(range(7_000), range(7_000), 'o');"
    output = cell.run(markers)
    picture = output.get_by_role("img")
    expect(picture).to_have_attribute("src", re.compile("^data:image/png"))
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    expect(output.locator("svg")).to_have_count(0)
    few = cell.run(PLOT + "plt.scatter([1, 2, 3], [4, 5, 6]);")
    expect(few.locator(".gd-figure svg use").first).to_be_attached()
    # A program can bypass that limit: the page then shows an image.
    output = cell.run(SLY.format(svg=USED, shown=SENT))
    expect(output.get_by_role("img")).to_have_attribute("src", re.compile("^data:image/svg"))
    expect(output.locator("svg")).to_have_count(0)


LARGE_FILM = """
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.animation import FuncAnimation
figure, ax = plt.subplots(figsize=(2, 2))
FuncAnimation(figure, lambda n: ax.plot(np.arange(4_000) + n, "o"), frames=3)
"""


def test_a_film_of_thousands_of_shapes_plays_as_pictures(cell: Cell) -> None:
    film = cell.run(LARGE_FILM).locator("gd-film")
    expect(film.locator("svg:not(button svg)")).to_have_count(0)
    film.get_by_role("slider").press("End")
    expect(film).to_have_attribute("data-n", "2")
    picture = film.get_by_role("img")
    expect(picture).to_have_count(1)
    expect(picture).to_have_attribute("src", re.compile("^data:image/png"))
    expect(picture).to_have_js_property("naturalWidth", 200)


#: Frames that would all be visible at once, and a frame with more shapes than a page draws.
AT_ONCE = svg("".join(f'<g data-frame="{n}" style="display: inline">{BOX}</g>' for n in range(3)))
CROWD = svg(f'<g data-frame="0">{BOX}</g><g data-frame="1">{BOX * 6_000}</g>')


def test_a_film_shows_one_frame_at_a_time_and_none_that_is_too_much(attacked: Cell) -> None:
    film = attacked.run(SLY.format(svg=AT_ONCE, shown=WAYS["film"])).locator("gd-film")
    for n in range(3):
        expect(film).to_have_attribute("data-n", str(n))
        shown = film.locator("[data-frame]:not([display=none])")
        assert [piece.get_attribute("data-frame") for piece in shown.all()] == [str(n)]
        film.get_by_role("button", name="One frame on").click()
    output = attacked.run(SLY.format(svg=CROWD, shown=WAYS["film"]))
    expect(output.get_by_text("This figure cannot be shown")).to_be_visible()


#: The output of a cell, and the parts of its text in order.
IN_PART = {
    "list(range(10**6))": ["[0,", "… 999,000 more items …", "999999]"],
    "print('ab ' * 3_000_000)": ["ab ab", "characters left out) …", "ab ab"],
    "for n in range(10**6): print(n, end=' ')": ["0 1 2", "characters left out) …", "999999"],
    "for n in range(101): print(f'\\r{n} % ', end='', flush=True)": ["100 %"],
    "print('\\x1b[31mred\\x1b[0m')": ["red"],
    "for n in range(200): display(n)": ["0", "99", "100 more results are not shown"],
    "place = display(1, display_id=True)\nfor n in range(50): place.update(n)\n'b'": ["49", "'b'"],
    "from IPython.display import clear_output\nfor n in range(50):\n"
    "    print(n)\n    clear_output(wait=True)\nprint('end')": ["end"],
}
WHOLE = {"100 %", "red", "end"}  # and nothing before it


def test_long_outputs_are_shown_in_part_and_overwritten_ones_once(cell: Cell) -> None:
    for program, parts in IN_PART.items():
        output = cell.run(program)
        for part in parts:
            expect(output).to_contain_text(part)
        text = output.inner_text().strip()
        assert re.search(".*".join(re.escape(part) for part in parts), text, re.DOTALL)
        assert len(text) < 30_000
        if len(parts) == 1:
            assert {text} <= WHOLE


LONG_TABLE = """
class Table:
    def _repr_html_(self):
        return f"<table>{'<tr><td>1</td></tr>' * 100_000}</table>"
Table()
"""


@pytest.mark.parametrize(
    ("lang", "words"), [("ja", "はじめの部分だけを表示"), ("en", "Only the beginning is shown")]
)
def test_of_a_long_table_the_first_rows_are_shown(cell: Cell, words: str) -> None:
    output = cell.run(LONG_TABLE)
    expect(output.get_by_text(words)).to_be_visible()
    rows = output.locator("iframe").content_frame.locator("tr")
    expect(rows.first).to_be_visible()
    assert 1_000 < rows.count() < 20_000


def test_what_a_task_prints_after_its_cell_is_shown_there(cell: Cell) -> None:
    cell.run(
        "import asyncio\nasync def later():\n    await asyncio.sleep(0.5)\n"
        "    print('late')\n    1 / 0\ntask = asyncio.create_task(later())"
    )
    other = Cell.__new__(Cell)
    other.locator = cell.page.locator("#cell-squared-error")
    other.output = other.locator.locator(".gd-output")
    expect(other.run("print('other')")).to_have_text(re.compile("^other\\s*$"))
    expect(cell.output).to_contain_text("late")
    expect(cell.output).to_contain_text("ZeroDivisionError")
    expect(other.output).to_have_text(re.compile("^other\\s*$"))


READ = """
import sys, getpass
first = sys.stdin.readline()
rest = [line for line in sys.stdin]
secret = getpass.getpass("Word? ")
first, rest, secret
"""


def test_lines_of_stdin_and_a_password_are_asked_for_in_the_page(cell: Cell) -> None:
    cell.locator.evaluate("(cell, code) => { cell.source = code; }", READ)
    cell.locator.locator("[data-action=run]").click()
    for label, answer in [
        ("The program asks", "one"),
        ("The next line (an empty answer ends the input)", "two"),
        ("The next line (an empty answer ends the input)", ""),
        ("Word?", "secret"),
    ]:
        field = cell.page.get_by_label(label)
        expect(field).to_be_focused(timeout=LONG)
        expect(field).to_have_attribute("type", "password" if answer == "secret" else "text")
        field.fill(answer)
        field.press("Enter")
    expect(cell.locator).to_have_attribute("data-state", "done")
    expect(cell.output).to_contain_text("('one\\n', ['two\\n'], 'secret')")
    expect(cell.output).to_contain_text("Word? ••••••")


DEEP = """
from matplotlib import pyplot as plt
from matplotlib.animation import FuncAnimation
from matplotlib.figure import Figure
class Deep(Figure):
    frame = 0
    def savefig(self, file, **_):
        Deep.frame += 1
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg">{"<g>" * 200}'
                   f'<rect x="{Deep.frame}" width="9" height="9"/>{"</g>" * 200}</svg>')
FuncAnimation(plt.figure(FigureClass=Deep), lambda n: [], frames=3)
"""


def test_frames_of_a_film_are_not_compared_at_every_depth(attacked: Cell) -> None:
    film = attacked.run(DEEP).locator("gd-film")
    expect(film.locator("[data-frame]")).to_have_count(3)
    depth = film.evaluate("(film) => film.querySelectorAll('svg > g g:not([data-frame] *)').length")
    assert depth < 40


ASKING = """
from web.python.session import outbox
ask = outbox.outbox().ask
waiting = [ask(f"Question {n}?", "line") for n in range(50)]
answer = input("The last one?")
answer
"""


def test_a_program_asks_one_question_at_a_time_and_takes_the_focus_once(cell: Cell) -> None:
    cell.page.evaluate("""() => {
      window.focused = 0;
      document.addEventListener("focusin", ({ target }) => {
        window.focused += target.name === "line";
      });
    }""")
    cell.locator.evaluate("(cell, code) => { cell.source = code; }", ASKING)
    cell.locator.locator("[data-action=run]").click()
    field = cell.page.get_by_label("The last one?")
    expect(field).to_be_focused(timeout=LONG)
    expect(cell.locator.get_by_role("textbox", name=re.compile("Question|one"))).to_have_count(1)
    assert cell.page.evaluate("window.focused") == 1
    field.fill("this")
    field.press("Enter")
    expect(cell.locator).to_have_attribute("data-state", "done")
    expect(cell.output).to_contain_text("'this'")


# --- Notes about removed content ---

WORDS = {
    "ja": {
        "scripts": "プログラムのスクリプトを実行しません",
        "source": "実行しなかったスクリプト",
        "handlers": "onclick など",
        "files": "ファイルは、このページでは読み込みません",
        "elements": "表示しない要素を省きました（iframe, form",
        "long": "1,000,008 文字のうち",
        "next": "1 コマ進む",
        "play": "再生",
    },
    "en": {
        "scripts": "this page does not run scripts of a program",
        "source": "The script that was not run",
        "handlers": "onclick and so on",
        "files": "are not loaded on this page",
        "elements": "does not show are left out (iframe, form",
        "long": "Only the beginning is shown: 1,000,000 of 1,000,008 characters",
        "next": "One frame on",
        "play": "Play",
    },
}
languages = pytest.mark.parametrize("lang", ["ja", "en"])

CHART = """
from IPython.display import HTML
HTML('<div id="chart" style="height: 100%"></div><script src="https://charts.example/x.js"></script>'
     '<script>Chart.draw("chart", [1, 2])</script>')
"""
PARTS = """
from IPython.display import HTML
HTML('<b onclick="x()">bold</b><img src="https://pictures.example/a.png" alt="a hill">'
     '<iframe src="/"></iframe><form>a</form>')
"""


@languages
def test_what_is_left_out_of_an_output_is_told(cell: Cell, lang: str) -> None:
    words = WORDS[lang]
    output = cell.run(CHART)
    expect(output.get_by_text(words["scripts"])).to_be_visible()
    expect(output.locator("iframe")).to_be_hidden()  # the chart would be there
    output.get_by_text(words["source"]).click()
    scripts = output.locator("details pre")
    expect(scripts).to_have_text(
        ['<script src="https://charts.example/x.js">', 'Chart.draw("chart", [1, 2])']
    )
    output = cell.run(PARTS)
    expect(output.locator("iframe").content_frame.get_by_text("bold")).to_be_visible()
    expect(output.locator("iframe").content_frame.get_by_alt_text("a hill")).to_be_attached()
    for part in ("handlers", "files", "elements"):
        expect(output.get_by_text(words[part])).to_be_visible()
    expect(output.get_by_text(words["scripts"])).to_have_count(0)
    output = cell.run("from IPython.display import HTML\nHTML('<b>a</b>' + 'a' * 1_000_000)")
    expect(output.get_by_text(words["long"])).to_be_visible()


# --- Legitimate output ---

#: As in the HTML of pandas.
TABLE = """
class Table:
    def _repr_html_(self):
        return '''<div>
<style scoped>
    .dataframe tbody tr th:only-of-type { vertical-align: middle; }
    .dataframe thead th { text-align: right; color: rgb(1, 2, 3); }
</style>
<table border="1" class="dataframe">
  <thead><tr style="text-align: right;"><th></th><th>loss</th></tr></thead>
  <tbody><tr><th>0</th><td style="background-color: rgb(4, 5, 6)">12.5</td></tr></tbody>
</table></div>
<details><summary>more</summary><p>folded away</p></details>
<svg width="20" height="20"><defs><linearGradient id="g"><stop stop-color="red"/></linearGradient>
</defs><circle id="c" cx="10" cy="10" r="9" fill="url(#g)"/><use href="#c" x="2"/></svg>
<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>
<img alt="a dot" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">'''
Table()
"""
STYLES = "(element) => { const { color, backgroundColor, fill } = getComputedStyle(element); "
STYLES += "return { color, backgroundColor, fill }; }"


def test_tables_drawings_formulas_and_folds_keep_their_looks(cell: Cell) -> None:
    content = cell.run(TABLE).locator("iframe").content_frame
    expect(content.get_by_role("cell", name="12.5")).to_be_visible()
    heading = content.get_by_role("columnheader", name="loss")
    assert heading.evaluate(STYLES)["color"] == "rgb(1, 2, 3)"
    cell = content.get_by_role("cell", name="12.5")
    assert cell.evaluate(STYLES)["backgroundColor"] == "rgb(4, 5, 6)"
    assert "#g" in content.locator("circle").evaluate(STYLES)["fill"]
    expect(content.locator("svg use")).to_have_count(1)
    expect(content.locator("math mfrac mi")).to_have_text("a")
    expect(content.get_by_role("img", name="a dot")).to_be_visible()
    expect(content.get_by_text("folded away")).to_be_hidden()
    content.get_by_text("more").click()
    expect(content.get_by_text("folded away")).to_be_visible()


GROWING = """
from IPython.display import HTML
HTML('<details><summary>more</summary><p style="height: 300px">folded</p></details>')
"""
HEIGHT = "(frame) => frame.offsetHeight"


def test_a_frame_is_as_high_as_its_content_and_no_higher_than_its_limit(cell: Cell) -> None:
    frame = cell.run(GROWING).locator("iframe")
    expect(frame.content_frame.get_by_text("more")).to_be_visible()
    expect(frame).to_have_css("height", re.compile(r"^[2-5]\d(\.\d+)?px$"))
    frame.content_frame.get_by_text("more").click()
    expect(frame).to_have_css("height", re.compile(r"^3\d\d(\.\d+)?px$"))
    frame = cell.run("HTML('<p style=\"height: 9000px\">high</p>')").locator("iframe")
    expect(frame).to_have_js_property("offsetHeight", 1200)


def test_an_output_is_there_again_when_the_reader_comes_back(cell: Cell) -> None:
    frame = cell.run(TABLE).locator("iframe")
    frame.evaluate("(frame) => frame.parentElement.replaceWith(frame.parentElement)")
    expect(frame.content_frame.get_by_role("cell", name="12.5")).to_be_visible()


def test_an_output_follows_the_colours_of_the_page(cell: Cell) -> None:
    cell.page.emulate_media(color_scheme="light")
    frame = cell.run(TABLE).locator("iframe")
    content = frame.content_frame.locator("html")
    expect(content).to_have_css("color-scheme", "light")
    cell.page.emulate_media(color_scheme="dark")
    expect(content).to_have_css("color-scheme", "dark")
    ink = cell.page.locator("body").evaluate("(body) => getComputedStyle(body).color")
    expect(content).to_have_css("color", ink)


FIGURE = """
from matplotlib import pyplot as plt
plt.plot([0, 1], [0, 1], color="tab:blue")
plt.bar([0, 1], [1, 1], color="white", edgecolor="black", hatch="//")
plt.imshow([[0, 1]])
plt.title("loss");
"""
COLOURS = """
(picture) => [...new Set([...picture.querySelectorAll("*")].flatMap((shape) => {
  const { fill, stroke } = getComputedStyle(shape);
  return [fill, stroke];
}))]
"""


def test_a_figure_has_the_colours_of_each_scheme_its_hatches_and_its_pictures(cell: Cell) -> None:
    cell.page.emulate_media(color_scheme="light")
    picture = cell.run(FIGURE).locator(".gd-figure svg")
    expect(picture).to_have_count(1)
    light = picture.evaluate(COLOURS)
    assert {"rgb(31, 119, 180)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0.87)"} <= {*light}
    cell.page.emulate_media(color_scheme="dark")
    expect(cell.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = picture.evaluate(COLOURS)
    assert "rgb(90, 165, 221)" in dark
    assert not {"rgb(31, 119, 180)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0.87)"} & {*dark}
    assert picture.locator("clipPath").count() > 0
    expect(picture.locator("image")).to_have_count(1)
    assert [fill for fill in light if "url" in fill] != []  # a hatch


PLAYER = """
from matplotlib import pyplot as plt
from matplotlib.animation import FuncAnimation
from IPython.display import HTML
figure, ax = plt.subplots(figsize=(2, 2))
film = FuncAnimation(figure, lambda n: ax.plot([0, n]), frames=4, interval=40, repeat=False)
player = film.to_jshtml()
plt.close()
HTML("<h2>before</h2>" + player + "<p>behind</p>")
"""


@languages
def test_matplotlibs_player_plays_with_the_mouse_and_with_the_keyboard(
    cell: Cell, lang: str
) -> None:
    words = WORDS[lang]
    output = cell.run(PLAYER)
    film = output.locator("gd-film")
    expect(film).to_have_attribute("data-frames", "4")
    expect(output.get_by_text(words["scripts"])).to_have_count(0)
    frames = output.locator("iframe")
    expect(frames.first.content_frame.get_by_role("heading", name="before")).to_be_visible()
    expect(frames.last.content_frame.get_by_text("behind")).to_be_visible()
    picture = film.get_by_role("img")
    expect(picture).to_have_count(1)  # the others are hidden
    first = picture.get_attribute("src")
    film.get_by_role("button", name=words["next"]).click()
    expect(film).to_have_attribute("data-n", "1")
    expect(picture).not_to_have_attribute("src", first or "")
    cell.page.keyboard.press("0")
    expect(picture).to_have_attribute("src", first or "")
    film.get_by_role("slider").press("End")
    expect(film).to_have_attribute("data-n", "3")
    cell.page.keyboard.press("j")
    expect(film).to_have_attribute("data-n", "2")
    cell.page.keyboard.press("Space")
    expect(film).to_have_attribute("data-n", "3")
    expect(film).to_have_attribute("data-playing", "false")
    next_one = film.get_by_role("button", name=words["next"])
    for key, n in (("Home", "0"), ("ArrowRight", "1"), ("ArrowLeft", "0"), ("End", "3")):
        next_one.press(key)
        expect(film).to_have_attribute("data-n", n)


# Waits until the first frame follows the last, and returns whether the animation continues.
REPEATS = """async (film) => {
  const seen = [];
  while (!seen.join().includes("3,0")) {
    if (film.dataset.n !== seen.at(-1)) seen.push(film.dataset.n);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return film.dataset.playing;
}"""
REPEATING = PLAYER.replace("repeat=False", "repeat=True").replace("interval=40", "interval=200")


@pytest.mark.parametrize("shown", ["film", "HTML(film.to_jshtml())"])
def test_an_animation_that_repeats_does_so_until_it_is_paused(cell: Cell, shown: str) -> None:
    program = REPEATING.partition("player =")[0] + f"plt.close()\n{shown}"
    film = cell.run(program).locator("gd-film")
    expect(film).to_have_attribute("data-playing", "false")  # nothing moves unasked
    film.get_by_role("slider").press("End")
    film.get_by_role("button", name=WORDS["en"]["play"]).click()
    assert film.evaluate(REPEATS) == "true"
    film.get_by_role("button", name="Pause").click()
    expect(film).to_have_attribute("data-playing", "false")


def test_an_animation_set_to_players_is_a_film(browser: Browser, home: str) -> None:
    with opened(browser, home + BOOK["en"]) as cell:
        program = PLAYER.replace(
            "player = film.to_jshtml()", 'plt.rcParams["animation.html"] = "jshtml"'
        )
        output = cell.run(program.rpartition("HTML(")[0] + "film")
        expect(output.locator("gd-film")).to_have_attribute("data-frames", "4")
        expect(output.locator("gd-film > svg [data-frame='3']").first).to_be_attached()


OWN = """
class Picture:
    def _repr_svg_(self):
        return ('<svg width="120" height="40"><style>rect { fill: red }</style>'
                '<rect width="120" height="40"/><text y="30">勾配</text></svg>')
Picture()
"""


def test_a_programs_own_drawing_keeps_its_style_sheet(cell: Cell) -> None:
    picture = cell.run(OWN).locator(".gd-figure").get_by_role("img")
    expect(picture).to_have_js_property("naturalWidth", 120)
    pixel = picture.evaluate("""async (picture) => {
      await picture.decode();
      const canvas = document.createElement("canvas").getContext("2d");
      canvas.drawImage(picture, 0, 0);
      return [...canvas.getImageData(5, 5, 1, 1).data];
    }""")
    assert pixel == [255, 0, 0, 255]


def test_the_sanitiser_is_fetched_when_a_cell_shows_something(browser: Browser, home: str) -> None:
    with opened(browser, home + BOOK["en"]) as cell:
        asked: list[str] = []
        cell.page.on("request", lambda request: asked.append(request.url))
        cell.run("print(1)\n2")
        assert [url for url in asked if "/rich-output." in url] == []
        expect(cell.run(TABLE).locator("iframe")).to_be_visible()
        assert len([url for url in asked if "/rich-output." in url]) == 1


def test_a_sanitiser_that_does_not_come_is_told_and_nothing_is_shown(
    browser: Browser, home: str
) -> None:
    with opened(browser, home + BOOK["en"], may_complain=True) as cell:
        cell.page.route("**/rich-output.*", lambda route: route.abort("connectionreset"))
        output = cell.run(TABLE)
        expect(output.get_by_text("could not be loaded")).to_be_visible()
        expect(output.locator("iframe")).to_have_count(0)


# --- Three engines ---


@pytest.fixture(scope="module", params=engines.ENGINES)
def engine(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """One page of each engine in turn."""
    with engines.open_engine(request.param, browser, tmp_path_factory.mktemp("profile")) as engine:
        yield engine


CELL = "document.querySelector('#cell-gradient')"
ENGINES_DONE = f"['done', 'error'].includes({CELL}.dataset.state) && {CELL}.dataset.state"


def run_in(engine: Engine, program: str) -> None:
    engine.evaluate(f"void ({CELL}.source = {json.dumps(program)})")
    engine.evaluate(f"void {CELL}.querySelector('[data-action=run]').click()")
    assert engine.wait(ENGINES_DONE) == "done"


def test_no_attack_gets_out_of_any_engine(engine: Engine, home: str, elsewhere: Elsewhere) -> None:
    address = home + BOOK["en"]
    engine.go(address)
    engine.wait("document.querySelector('gd-notebook[data-ready]') !== null")
    title = engine.evaluate("document.title")
    markup = "".join(f"<section>{html}</section>" for html in HOSTILE_HTML.values())
    for attacks in (HOSTILE_HTML.values(), [markup]):
        shown = "\n".join(f"display(HTML({f'<b>the start</b>{html}'!r}))" for html in attacks)
        program = f"from IPython.display import HTML\n{shown}"
        run_in(engine, addressed(program, elsewhere))
        engine.wait(f"""[...{CELL}.querySelectorAll("iframe")].every((frame) =>
          frame.contentDocument?.body?.textContent.includes("the start"))""")
    drawings = [*HOSTILE_SVG.values()]
    shown = f"for SVG in {drawings!r}:\n    display(Sly())\n    display(Picture())"
    run_in(engine, addressed(SLY.format(svg="", shown=shown), elsewhere))
    engine.wait(f"{CELL}.querySelectorAll('svg[role=img]').length === {len(drawings)}")
    engine.wait(f"[...{CELL}.querySelectorAll('img')].every((picture) => picture.complete)")
    run_in(engine, "'after'")
    assert engine.evaluate("[location.href, document.title]") == [address, title]
    assert elsewhere.seen == []


def test_outputs_have_their_height_and_players_play_in_any_engine(
    engine: Engine, home: str
) -> None:
    engine.go(home + BOOK["en"])
    engine.wait("document.querySelector('gd-notebook[data-ready]') !== null")
    engine.evaluate(f"void {CELL}.scrollIntoView()")  # what is out of sight, browsers draw late
    run_in(engine, TABLE)
    table = f"{CELL}.querySelector('iframe')?.contentDocument.querySelector('table')"
    engine.wait(f"!!{table}")
    heading = f"getComputedStyle({table}.querySelector('th:last-child')).color"
    assert engine.evaluate(heading) == "rgb(1, 2, 3)"
    run_in(engine, GROWING)
    height = f"{CELL}.querySelector('iframe')?.offsetHeight"
    engine.wait(f"{height} > 10 && {height} < 60")
    details = f"{CELL}.querySelector('iframe').contentDocument.querySelector('details')"
    engine.evaluate(f"void ({details}.open = true)")
    engine.wait(f"{height} > 300")
    run_in(engine, PLAYER)
    engine.click("#cell-gradient gd-film [data-action=step]")
    engine.wait(f"{CELL}.querySelector('gd-film').dataset.n === '1'")
    shown = f"[...{CELL}.querySelectorAll('gd-film > img')].filter((i) => i.checkVisibility())"
    assert engine.evaluate(f"{shown}.map((picture) => picture.dataset.frame)") == ["1"]
