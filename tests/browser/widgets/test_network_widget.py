"""`<gd-network>` on the built site, used as a reader uses it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from conftest import ADDRESS, OpenPage, Serve, at_each_width, is_as_wide_as_its_window, new_page
from playwright.sync_api import Browser, Locator, Page, Route, expect

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(os.environ.get("GD_SITE", ROOT / "site"))

PLAYGROUND = {"ja": "playground/", "en": "en/playground/"}
ALONE = {"ja": "embed/network/", "en": "en/embed/network/"}
LESSON = "en/lessons/mini-batches/"

WORDS = {
    "ja": {
        "play": "再生",
        "pause": "一時停止",
        "step": "1 つ進む",
        "back": "1 つ戻る",
        "first": "最初へ",
        "scrub": "エポック",
        "data": "データ",
        "optimizer": "最適化手法",
        "activation": "活性化関数",
        "batch": "バッチの大きさ",
        "layer 1": "隠れ層 1 のニューロンの数",
        "layer 2": "隠れ層 2 のニューロンの数",
        "layer 3": "隠れ層 3 のニューロンの数",
        "none": "なし",
        "rate": "学習率 η",
        "rate number": "学習率 η の値",
        "epochs": "エポック数",
        "seed": "乱数の種",
        "speed": "エポック/秒",
        "fastest": "最速",
        "lines": "線の太さ",
        "gradient": "勾配",
        "diagram": "ネットワーク 2-8-8-1 の重みとバイアス",
        "first weight": "x₁ から隠れ層 1 の 1 番への重み",
        "values": "エポックごとの値",
        "weights": "重みと勾配の値",
        "program": "Python で見る",
        "program region": "この学習の Python プログラム",
        "copy": "コピー",
        "copied": "コピーしました",
        "share": "共有（リンクをコピー）",
        "shared": "リンクをコピーしました",
        "reset": "はじめの設定に戻す",
        "retry": "もう一度読み込む",
        "safer 0.3": "学習率を 0.3 にする",
        "more": "あと 300 エポック学習する",
        "failed": "読み込めませんでした",
        "rate range": "学習率は 0 より大きく",
        "whole": "整数で",
        "untrained": "学習前",
        "training": "学習しています",
        "learning": "学習の途中",
        "learned": "学習成功",
        "stuck": "停滞",
        "diverged": "発散",
    },
    "en": {
        "play": "Play",
        "pause": "Pause",
        "step": "One step on",
        "back": "One step back",
        "first": "To the start",
        "scrub": "Epoch",
        "data": "Data",
        "optimizer": "Optimizer",
        "activation": "Activation",
        "batch": "Batch size",
        "layer 1": "Neurons in hidden layer 1",
        "layer 2": "Neurons in hidden layer 2",
        "layer 3": "Neurons in hidden layer 3",
        "none": "none",
        "rate": "Learning rate η",
        "rate number": "Value of learning rate η",
        "epochs": "Epochs",
        "seed": "Random seed",
        "speed": "Epochs/s",
        "fastest": "fastest",
        "lines": "Lines show",
        "gradient": "gradients",
        "diagram": "Weights and biases of the 2-8-8-1 network",
        "first weight": "Weight from x₁ to neuron 1 of hidden layer 1",
        "values": "Values by epoch",
        "weights": "Weights and gradients",
        "program": "Show the Python",
        "program region": "Python program of this training",
        "copy": "Copy",
        "copied": "Copied",
        "share": "Share (copy link)",
        "shared": "Link copied",
        "reset": "Reset everything",
        "retry": "Try again",
        "safer 0.3": "Set the rate to 0.3",
        "more": "Train for 300 more epochs",
        "failed": "could not be loaded",
        "rate range": "must be greater than 0",
        "whole": "whole number",
        "untrained": "Not trained yet",
        "training": "Training",
        "learning": "Still learning",
        "learned": "Learned",
        "stuck": "Stuck",
        "diverged": "Divergence",
    },
}

PATIENCE_MS = 30_000  # Python and NumPy may have to be loaded first, on a busy machine
expect.set_options(timeout=PATIENCE_MS)

languages = pytest.mark.parametrize("lang", ["ja", "en"])
PHONE = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}


class Network:
    """Page object of `<gd-network>`: locators by role and accessible name."""

    def __init__(self, page: Page, lang: str) -> None:
        self.page = page
        self.words = WORDS[lang]
        self.host = page.locator("gd-network").first

    def _named(
        self, role: Literal["button", "spinbutton", "slider", "combobox", "group"], word: str
    ) -> Locator:
        return self.host.get_by_role(role, name=self.words[word], exact=True)

    def button(self, word: str) -> Locator:
        return self._named("button", word)

    def number(self, word: str) -> Locator:
        return self._named("spinbutton", word)

    def slider(self, word: str) -> Locator:
        return self._named("slider", word)

    def choice(self, word: str) -> Locator:
        return self._named("combobox", word)

    @property
    def verdict(self) -> Locator:
        return self.host.locator("[data-part=verdict]")

    def data(self, name: str) -> str:
        return self.host.get_attribute(f"data-{name}") or ""

    def says(self, **data: object) -> None:
        """Expect data-* attributes of the element."""
        for name, value in data.items():
            expect(self.host).to_have_attribute(f"data-{name}", str(value))

    def set_number(self, word: str, text: str) -> None:
        self.number(word).fill(text)
        self.number(word).press("Enter")

    def go_fast(self) -> None:
        self.choice("speed").select_option(self.words["fastest"])

    def rests(self) -> None:
        """Wait until no training is pending."""
        expect(self.host).not_to_have_attribute("data-stale", "")
        self.says(playing="false", state="ready")

    def train(self) -> None:
        """Train at the highest speed, to the last epoch."""
        self.go_fast()
        self.button("play").click()
        self.says(epoch=self.data("epochs"))
        self.rests()

    def tab_to(self, target: Locator) -> None:
        """Press Tab until the element has the focus."""
        for _ in range(80):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"Tab never reaches {target}")


@pytest.fixture(scope="session")
def address(serve: Serve) -> str:
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.", pytrace=False)
    return serve(SITE)


@contextmanager
def on(open_page: OpenPage, url: str, lang: str, **options: Any) -> Iterator[Network]:
    with open_page(**options) as page:
        page.goto(url)
        network = Network(page, lang)
        expect(network.host).to_have_attribute("data-ready", "")
        yield network


@pytest.fixture
def network(address: str, page: Page) -> Network:
    """The network of the English playground."""
    page.goto(address + PLAYGROUND["en"])
    network = Network(page, "en")
    expect(network.host).to_have_attribute("data-ready", "")
    return network


# --- Before Python is loaded ---


@languages
def test_the_embedded_training_plays_without_a_byte_of_python(
    address: str, page: Page, lang: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + PLAYGROUND[lang])
    network = Network(page, lang)
    network.says(ready="", state="idle", epoch=0, kind="untrained")
    expect(network.verdict).to_contain_text(network.words["untrained"])
    network.button("play").click()
    expect(network.verdict).to_contain_text(network.words["training"])
    network.says(epoch=300, playing="false", kind="learned", accuracy=1)
    expect(network.verdict).to_contain_text(network.words["learned"])
    network.button("first").click()
    network.says(epoch=0)
    network.button("step").click()
    network.says(epoch=2)
    network.slider("scrub").press("End")
    network.says(epoch=300)
    network.button("back").click()
    network.says(epoch=252)
    assert [url for url in asked if "/runtime/" in url] == []


@languages
def test_without_javascript_there_is_a_figure_a_caption_and_tables(
    address: str, open_page: OpenPage, lang: str
) -> None:
    with open_page(java_script_enabled=False) as page:
        page.goto(address + PLAYGROUND[lang])
        network = Network(page, lang)
        expect(network.host.locator("svg .gd-boundary")).to_be_visible()
        expect(network.host.locator(".gd-weights .gd-parameter")).to_have_count(2 * 8 + 8 * 8 + 8)
        expect(network.host.locator(".gd-biases .gd-parameter")).to_have_count(8 + 8 + 1)
        expect(network.host.locator("figcaption")).to_contain_text("2-8-8-1")
        expect(network.verdict).to_contain_text(network.words["untrained"])
        network.host.get_by_text(network.words["values"], exact=True).click()
        expect(network.host.locator("[data-part=moments] tbody tr")).to_have_count(13)
        network.host.get_by_text(network.words["weights"], exact=True).click()
        expect(network.host.locator("[data-part=parameters] tbody tr")).to_have_count(105)
        expect(network.button("play")).to_be_hidden()
        expect(network.button("share")).to_be_hidden()
        expect(network.choice("data")).to_be_hidden()


def test_taking_over_moves_nothing_on_the_page(address: str, page: Page) -> None:
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => {"
        "  for (const entry of list.getEntries()) window.shift += entry.value;"
        "}).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(address + ALONE["en"])
    expect(page.locator("gd-network")).to_have_attribute("data-ready", "")
    assert page.evaluate("window.shift") < 0.01


# --- Training ---


@languages
def test_a_network_is_trained_paused_and_stepped_by_keyboard_alone(
    address: str, open_page: OpenPage, lang: str
) -> None:
    with on(open_page, address + ALONE[lang], lang) as network:
        press = network.page.keyboard.press
        network.tab_to(network.choice("data"))
        press("End")  # the last data set
        network.says(data="xor", epoch=0, trained=0, state="ready")
        network.tab_to(network.choice("speed"))
        press("Home")  # the slowest speed
        network.tab_to(network.slider("diagram"))
        press("k")
        network.says(playing="true")
        expect(network.host).not_to_have_attribute("data-epoch", re.compile(r"^[0-2]$"))
        press("k")
        network.rests()
        epoch = int(network.data("epoch"))
        press("l")
        network.says(epoch=epoch + 1, trained=epoch + 1)
        press("j")
        network.says(epoch=epoch, trained=epoch + 1)
        press("0")
        network.says(epoch=0)
        press("r")
        network.says(data="two_moons", epoch=0)


def test_every_setting_makes_another_training(network: Network) -> None:
    network.choice("data").select_option("Circles")
    network.says(data="circles", epoch=0)
    network.choice("optimizer").select_option("RMSProp")
    network.says(optimizer="rmsprop")
    network.choice("activation").select_option("ReLU")
    network.says(activation="relu")
    network.choice("batch").select_option("50")
    network.says(batch=50)
    network.choice("layer 1").select_option("5")
    network.says(layers="5,8")
    network.choice("layer 3").select_option("12")
    network.says(layers="5,8,12")
    network.choice("layer 2").select_option("none")
    network.says(layers="5,12")
    network.set_number("seed", "7")
    network.says(seed=7)
    network.set_number("rate number", "0.01")
    network.says(lr=0.01)
    network.set_number("epochs", "40")
    network.says(epochs=40, epoch=0)
    network.train()
    network.says(epoch=40, trained=40)
    expect(network.host.locator(".gd-neurons circle")).to_have_count(2 + 5 + 12 + 1)
    expect(network.host.locator("figcaption")).to_contain_text("2-5-12-1 network (ReLU)")


def test_other_settings_while_it_plays_are_trained_at_once(network: Network) -> None:
    network.go_fast()
    network.choice("data").select_option("Spirals")
    network.says(data="spirals", epoch=0)
    network.button("play").click()
    network.says(playing="true")
    network.choice("optimizer").select_option("AdaGrad")
    network.says(optimizer="adagrad", epoch=300, playing="false")


@languages
def test_divergence_is_told_and_the_safer_rate_mends_it(
    address: str, open_page: OpenPage, lang: str
) -> None:
    with on(open_page, address + PLAYGROUND[lang] + "#moons=data:spirals", lang) as network:
        network.says(data="spirals", epoch=0)
        network.set_number("rate number", "8")
        network.says(lr=8)
        network.train()
        network.says(kind="diverged")
        expect(network.verdict).to_contain_text(network.words["diverged"])
        network.button("safer 0.3").click()
        expect(network.button("pause").or_(network.button("play"))).to_be_focused()
        network.says(lr=0.3, epoch=300, playing="false")
        expect(network.host).not_to_have_attribute("data-kind", "diverged")
        assert float(network.data("loss")) < 0.7


@languages
def test_a_training_that_is_not_done_can_be_made_longer(
    address: str, open_page: OpenPage, lang: str
) -> None:
    state = "#moons=optimizer:gradient_descent"
    with on(open_page, address + PLAYGROUND[lang] + state, lang) as network:
        network.says(optimizer="gradient_descent", epoch=0)
        network.train()
        expect(network.verdict).to_contain_text(network.words["learning"])
        loss = float(network.data("loss"))
        network.button("more").click()
        network.says(epoch=600, epochs=600, playing="false")
        assert float(network.data("loss")) < loss
        expect(network.number("epochs")).to_have_value("600")


@languages
def test_a_training_that_gets_nowhere_is_called_stuck(
    address: str, open_page: OpenPage, lang: str
) -> None:
    state = "#moons=data:circles,optimizer:gradient_descent,n:300"
    with on(open_page, address + PLAYGROUND[lang] + state, lang) as network:
        network.says(epoch=300, kind="stuck")
        expect(network.verdict).to_contain_text(network.words["stuck"])


def test_the_page_and_other_figures_answer_while_it_trains(network: Network) -> None:
    network.go_fast()
    network.set_number("epochs", "10000")
    network.choice("layer 3").select_option("12")
    network.choice("batch").select_option("20")
    network.says(batch=20, epoch=0)
    network.button("play").click()
    expect(network.host).not_to_have_attribute("data-epoch", "0")
    race = network.page.locator("gd-contour")
    race.get_by_role("combobox", name="Surface", exact=True).select_option("himmelblau")
    expect(race).to_have_attribute("data-surface", "himmelblau")  # computed by the same worker
    network.host.get_by_text("Keys and hints").click()
    expect(network.host.get_by_text("play or pause")).to_be_visible()
    network.says(playing="true")
    before = int(network.data("epoch"))
    network.button("pause").click()
    network.rests()
    assert before <= int(network.data("epoch")) < 10_000


@pytest.mark.parametrize("field", ["rate number", "epochs", "seed"])
def test_what_cannot_be_is_answered_kindly_and_changes_nothing(
    network: Network, field: str
) -> None:
    for text in ("", "many", "-5", "1e9"):
        network.set_number(field, text)
        expect(network.host.locator("[data-part=error]")).to_be_visible()
        expect(network.number(field)).to_have_attribute("aria-invalid", "true")
    network.says(lr=0.03, epochs=300, seed=1, epoch=0, state="idle")
    network.button("reset").click()
    expect(network.host.locator("[data-part=error]")).to_be_hidden()


# --- Weights and gradients ---


@languages
def test_weights_are_read_out_by_keyboard_and_pointer(
    address: str, open_page: OpenPage, lang: str
) -> None:
    with on(open_page, address + ALONE[lang], lang) as network:
        reading = network.host.locator("[data-part=reading]")
        network.host.get_by_text(network.words["weights"], exact=True).click()
        row = network.host.locator("[data-part=parameters] tbody tr").first
        name, weight, _ = (row.locator("th, td").nth(i).inner_text() for i in range(3))
        assert name == network.words["first weight"]
        network.tab_to(network.slider("diagram"))
        network.page.keyboard.press("ArrowRight")
        expect(reading).to_contain_text(name)
        shown = reading.inner_text().replace("−", "-")
        assert abs(float(weight) - float(re.findall(r"-?\d+\.\d+", shown)[0])) < 0.006
        expect(network.slider("diagram")).to_have_attribute("aria-valuetext", reading.inner_text())
        network.page.keyboard.press("End")
        expect(reading).not_to_contain_text(name)
        box = network.slider("diagram").bounding_box()
        assert box is not None
        network.host.locator('[data-index="0"]').scroll_into_view_if_needed()
        network.slider("diagram").hover(position={"x": 30, "y": box["height"] / 2 - 15})
        network.slider("diagram").hover(position={"x": 60, "y": box["height"] / 2 - 30})
        expect(reading).to_contain_text("x₁")


def test_lines_show_the_gradient_too(network: Network) -> None:
    widths = network.host.locator(".gd-weights .gd-parameter")
    read = "lines => lines.map((line) => line.getAttribute('stroke-width'))"
    weights = widths.evaluate_all(read)
    network.choice("lines").select_option("gradients")
    assert widths.evaluate_all(read) != weights
    network.choice("lines").select_option("weights")
    assert widths.evaluate_all(read) == weights


def test_the_table_of_moments_leads_to_each_of_them(network: Network) -> None:
    network.host.get_by_text("Values by epoch").click()
    network.host.get_by_role("row", name=re.compile("^75 ")).click()
    network.says(epoch=75)
    current = network.host.locator("[data-part=moments] [aria-current]")
    expect(current).to_contain_text("75")


# --- Program and URL ---


@pytest.mark.parametrize(
    "state",
    [
        "#moons=n:300",
        "#moons=batch:20,optimizer:momentum,epochs:20,n:20",
        "#moons=data:xor,layers:3,n:57",
    ],
)
def test_the_program_ends_with_the_loss_of_the_figure(address: str, page: Page, state: str) -> None:
    page.goto(address + PLAYGROUND["en"] + state)
    network = Network(page, "en")
    network.says(epoch=state.rpartition(":")[2], playing="false")
    page.locator("gd-network").get_by_text("Show the Python").click()
    text = network.host.get_by_role("group", name="Python program of this training")
    if state != "#moons=n:300":
        expect(text).to_contain_text("20 * ceil(200 / 20)" if "batch" in state else "steps=57")
    done = subprocess.run(
        [sys.executable, "-c", text.inner_text()], capture_output=True, cwd=ROOT, text=True
    )
    assert done.stderr == ""
    loss, accuracy = float(network.data("loss")), float(network.data("accuracy"))
    assert done.stdout == f"loss {loss:.6f}, accuracy {accuracy:.1%}\n"


@languages
def test_program_and_link_can_be_copied(address: str, open_page: OpenPage, lang: str) -> None:
    with on(open_page, address + PLAYGROUND[lang], lang) as network:
        page = network.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        network.host.get_by_text(network.words["program"]).click()
        network.button("copy").click()
        expect(network.button("copied")).to_be_visible()
        assert "record(objective.loss, gradient" in page.evaluate("navigator.clipboard.readText()")
        network.slider("scrub").press("End")
        network.button("back").click()
        network.button("share").click()
        expect(network.button("shared")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()").endswith(
            "#moons=data:two_moons,layers:8-8,activation:tanh,optimizer:adam,lr:0.03,batch:0,"
            "seed:1,epochs:300,n:252"
        )


def test_a_shared_link_brings_the_training_back_to_its_epoch(address: str, page: Page) -> None:
    state = "data:circles,layers:4-3,activation:relu,optimizer:momentum,lr:0.1,batch:50,seed:3"
    page.goto(address + PLAYGROUND["ja"] + f"#moons={state},epochs:80,n:33")
    network = Network(page, "ja")
    network.says(epoch=33, epochs=80, layers="4,3", batch=50, seed=3, optimizer="momentum")
    network.rests()
    loss = network.data("loss")
    expect(network.choice("layer 2")).to_have_value("3")
    network.button("step").click()
    network.says(epoch=34)
    expect(page).to_have_url(re.compile(r"n:34$"))
    network.button("back").click()
    network.says(epoch=33, loss=loss)
    page.reload()
    network.says(epoch=34)


def test_a_link_to_an_epoch_between_the_embedded_ones_is_exact(address: str, page: Page) -> None:
    page.goto(address + PLAYGROUND["en"] + "#moons=n:57")
    network = Network(page, "en")
    network.says(epoch=57, state="ready")
    network.train()
    network.says(epoch=300, kind="learned")


@pytest.mark.parametrize(
    "fragment",
    [
        "moons=",
        "moons=lr:-1,batch:999,seed:-1,epochs:1e9,n:Infinity",
        "moons=layers:99-0,activation:__proto__,optimizer:constructor",
        "moons=data:<img src=x onerror=alert(1)>",
        "moons=%E0%A4%A,lr:%",
        'moons="];alert(1)//',
        "moons=layers:" + "8-" * 3000,
    ],
)
def test_any_fragment_gives_a_valid_state(address: str, page: Page, fragment: str) -> None:
    page.goto(address + PLAYGROUND["en"] + "#" + fragment)
    network = Network(page, "en")
    network.says(ready="", state="idle", lr=0.03, layers="8,8", epochs=300, epoch=0)
    network.button("step").click()
    network.says(epoch=2)


# --- Python: loading and failures ---


@pytest.mark.parametrize(("lang", "file"), [("ja", r"numpy-.*\.whl"), ("en", r"gdlib-.*\.whl")])
def test_a_missing_file_is_named_and_can_be_tried_again(
    address: str, browser: Browser, lang: str, file: str
) -> None:
    # Not the fixture `page`: it would fail because of the missing file.
    with new_page(browser) as page:
        wanted = re.compile(rf"/{file}$")
        page.route(wanted, lambda route: route.fulfill(status=404, body=""))
        page.goto(address + PLAYGROUND[lang])
        network = Network(page, lang)
        network.choice("data").select_option("circles")
        status = network.host.locator("[data-part=python-words]")
        expect(status).to_contain_text(network.words["failed"])
        expect(status).to_contain_text(re.compile(file))
        network.says(state="error", data="two_moons", stale="")
        network.button("step").click()
        network.says(epoch=2)  # snapshots that exist can still be played
        page.unroute(wanted)
        network.button("retry").click()
        network.says(data="circles", epoch=0, state="ready")
        expect(network.button("retry")).to_be_hidden()


def test_a_training_that_waits_for_python_goes_on_when_it_is_there(
    address: str, browser: Browser
) -> None:
    with new_page(browser) as page:
        wanted = re.compile(r"/numpy-.*\.whl$")
        page.route(wanted, lambda route: route.fulfill(status=404, body=""))
        page.goto(address + PLAYGROUND["en"])
        network = Network(page, "en")
        network.set_number("epochs", "320")
        network.go_fast()
        network.button("play").click()
        expect(network.button("retry")).to_be_visible()
        network.says(playing="false", epoch=300)
        page.unroute(wanted)
        network.button("retry").click()
        network.says(playing="false", epoch=320, kind="learned")


def test_loading_numpy_shows_bytes(address: str, page: Page) -> None:
    held: list[Route] = []
    page.route("**/numpy-*.whl", lambda route: held.append(route))
    page.goto(address + PLAYGROUND["en"])
    network = Network(page, "en")
    network.choice("data").select_option("Circles")
    expect(network.host.locator("[data-part=python-words]")).to_have_text(
        re.compile(r"Loading Python \d+\.\d / [1-9]\d*\.\d MB")
    )
    network.says(state="loading", stale="")
    while not held:
        page.wait_for_timeout(20)
    for route in held:
        route.continue_()
    network.says(data="circles", epoch=0, state="ready")


def test_a_training_goes_on_after_python_was_stopped(address: str, page: Page) -> None:
    page.goto(address + LESSON + "#batches=epochs:60,n:20")
    network = Network(page, "en")
    network.says(epoch=20, trained=20, state="ready")
    cell = page.locator("gd-cell").first
    cell.locator(".highlight").focus()
    page.keyboard.press("Enter")
    expect(cell.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("while True:\n    pass")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(cell).to_have_attribute("data-state", "running")
    cell.get_by_role("button", name="Stop", exact=True).click()
    expect(cell).to_have_attribute("data-state", "stopped")
    network.says(epoch=20, trained=20)
    network.train()
    network.says(epoch=60, trained=60)
    program = network.host.locator("[data-part=program]").text_content() or ""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.startswith(f"loss {float(network.data('loss')):.6f}, ")


def test_leaving_while_it_plays_leaves_the_next_page_alone(address: str, page: Page) -> None:
    # Material uses instant navigation only for links to pages that the sitemap lists.
    def named_after_this_server(route: Route) -> None:
        text = (SITE / route.request.url.removeprefix(address)).read_text()
        body = text.replace(ADDRESS, address)
        route.fulfill(content_type="text/xml", body=body)

    page.route("**/sitemap.xml", named_after_this_server)
    page.goto(address + PLAYGROUND["en"], wait_until="networkidle")
    network = Network(page, "en")
    network.button("play").click()
    network.says(playing="true")
    page.get_by_role("link", name="Glossary", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")
    page.wait_for_timeout(1000)  # only waiting can show that no URL is written
    assert page.url == address + "en/glossary/"


# --- Layout and accessibility ---


def test_nothing_is_wider_than_the_page(address: str, open_page: OpenPage) -> None:
    with on(open_page, address + PLAYGROUND["ja"], "ja") as network:
        for _ in at_each_width(network.page):
            assert is_as_wide_as_its_window(network.page)


def test_targets_are_large_enough_for_a_finger(address: str, open_page: OpenPage) -> None:
    with on(open_page, address + PLAYGROUND["en"], "en", **PHONE) as network:
        targets = network.host.locator("button:visible, input:visible, select:visible")
        for target in targets.all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44, target.evaluate("element => element.outerHTML")


def test_a_finger_reads_a_weight(address: str, open_page: OpenPage) -> None:
    with on(open_page, address + PLAYGROUND["en"], "en", **PHONE) as network:
        box = network.slider("diagram").bounding_box()
        assert box is not None
        network.slider("diagram").tap(position={"x": box["width"] - 30, "y": box["height"] / 2})
        expect(network.host.locator("[data-part=reading]")).to_contain_text("Bias of output y")


def test_reduced_motion_draws_few_pictures(address: str, open_page: OpenPage) -> None:
    with on(open_page, address + PLAYGROUND["en"], "en", reduced_motion="reduce") as network:
        network.page.evaluate(
            """() => {
                const part = document.querySelector("gd-network [data-part=plot-moving]");
                window.pictures = 0;
                new MutationObserver(() => window.pictures++).observe(part, { childList: true });
            }"""
        )
        network.button("play").click()
        network.says(epoch=300, playing="false")
        assert 2 <= network.page.evaluate("window.pictures") <= 10


def test_a_screen_reader_hears_where_it_is_and_what_became_of_it(network: Network) -> None:
    live = network.host.get_by_role("status")
    network.button("step").click()
    network.button("first").click()
    expect(live).to_contain_text("Epoch 0 · loss 0.753 · accuracy")
    network.slider("scrub").press("End")
    expect(live).to_contain_text("Learned: 200 of 200 points")
    expect(network.slider("scrub")).to_have_attribute("aria-valuetext", re.compile("^Epoch 300 "))
    picture = network.host.get_by_role("img", name=re.compile("At epoch 300, 200 of 200 points"))
    expect(picture).to_be_visible()


def test_everything_that_can_be_used_has_a_name(address: str, page: Page) -> None:
    page.goto(address + PLAYGROUND["ja"])
    network = Network(page, "ja")
    network.says(ready="")
    for role in ("button", "slider", "spinbutton", "combobox", "group", "img"):
        for element in network.host.get_by_role(role).all():  # type: ignore[arg-type]  # each is a role
            assert element.evaluate(
                "e => e.ariaLabel || e.labels?.[0]?.textContent || e.textContent.trim()"
            ), element.evaluate("e => e.outerHTML")


def test_a_widget_made_by_a_script_computes_its_own_training(network: Network) -> None:
    network.page.evaluate(
        """() => {
            const made = document.createElement("gd-network");
            made.id = "made";
            made.setAttribute("data", "circles");
            made.setAttribute("layers", "4, 2");
            made.setAttribute("epochs", "25");
            document.querySelector("article").append(made);
        }"""
    )
    made = network.page.locator("#made")
    expect(made).to_have_attribute("data-ready", "")
    expect(made).to_have_attribute("data-epoch", "0")
    expect(made).to_have_attribute("data-trained", "25")
    expect(made.locator("figcaption")).to_contain_text("2-4-2-1 network")


@languages
def test_what_a_reader_chose_to_see_is_seen_again_after_going_back(address, open_page, lang):
    with on(open_page, address + PLAYGROUND[lang], lang, service_workers="block") as network:
        shown = network.host.locator("[data-field=shown]")
        lines = network.host.locator(".gd-parameter[data-index]")
        look = "lines => lines.map((l) => [l.getAttribute('stroke-width'), l.matches('.gd-minus')])"
        weights = lines.evaluate_all(look)
        shown.select_option("gradient")
        network.host.locator("[data-field=speed]").select_option("10")
        gradients = lines.evaluate_all(look)
        assert gradients != weights
        Page.goto(network.page, f"{address}{PLAYGROUND[lang]}../glossary/")
        network.page.go_back()
        network.host.scroll_into_view_if_needed()
        expect(network.host).to_have_attribute("data-ready", "")
        expect(shown).to_have_value("gradient")
        assert lines.evaluate_all(look) == gradients
        assert (
            network.host.evaluate(
                """(network) => new Promise((done) => {
              let begun;
              new MutationObserver(() => {
                const epoch = Number(network.dataset.epoch);
                if (epoch > 0 && epoch < 300) begun ??= { epoch, at: performance.now() };
                if (begun && epoch >= begun.epoch + 10 && epoch < 300)
                  done((epoch - begun.epoch) / (performance.now() - begun.at) * 1000);
              }).observe(network, { attributeFilter: ["data-epoch"] });
              network.querySelector("[data-action=play]").click();
            })"""
            )
            < 30
        )  # epochs per second: 10 are chosen, 60 are the default
