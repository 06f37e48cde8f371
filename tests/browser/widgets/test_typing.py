"""Text fields, used with an input method editor (IME), as for Japanese."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

LONG = 120_000  # milliseconds: first runs load Python, on machines that are busy
WIDGETS = ("descent", "line", "rates", "contour", "network")

#: URL fragments with which a widget shows all its number fields, where the defaults do not.
ADDRESS = {
    "contour": "#contour=race:gradient_descent;momentum;rmsprop;adamw",
}


class InputMethod:
    """Composes text as an input method does, through the Chrome DevTools Protocol."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)

    def compose(self, text: str) -> None:
        end = len(text)
        self.session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": end, "selectionEnd": end}
        )

    def press(self, key: str) -> None:
        """Press a key that the input method handles."""
        keys = {"key": key, "code": key, "windowsVirtualKeyCode": 229}
        for kind in ("rawKeyDown", "keyUp"):
            self.session.send("Input.dispatchKeyEvent", {"type": kind, **keys})

    def confirm(self, text: str) -> None:
        self.press("Enter")
        self.session.send("Input.insertText", {"text": text})


def text_for(field: Locator) -> tuple[str, str]:
    """Return a number as an input method composes it, and as the field shows it after Tab."""
    name = field.get_attribute("data-field") or ""
    if field.get_attribute("inputmode") == "numeric":
        return "１２", "12"
    return ("１．５", "1.5") if name in ("t", "x", "y", "condition") else ("０．２５", "0.25")


@pytest.mark.parametrize("widget", WIDGETS)
def test_no_number_field_acts_on_a_composition(home: str, page: Page, widget: str) -> None:
    page.goto(f"{home}embed/{widget}/{ADDRESS.get(widget, '')}")
    host = page.locator(f"gd-{widget}")
    expect(host).not_to_have_attribute("data-stale", "", timeout=LONG)
    ime = InputMethod(page)
    fields = [field for field in host.locator(".gd-number").all() if field.is_visible()]
    assert len(fields) >= 2
    for field in fields:
        text, number = text_for(field)
        before = field.get_attribute("aria-valuenow")
        field.click()
        page.keyboard.press("ControlOrMeta+a")
        for end in range(1, len(text) + 1):
            ime.compose(text[:end])
            # The answer to an earlier query may arrive now: it must not overwrite the field.
            assert field.input_value() == text[:end]
        for key in ("ArrowUp", "ArrowDown", "Enter"):
            ime.press(key)
        assert field.input_value() == text
        assert field.get_attribute("aria-valuenow") == before
        ime.confirm(text)
        assert field.input_value() == text  # is not reformatted before the field loses the focus
        expect(field).to_have_attribute("aria-valuenow", number)
        page.keyboard.press("Tab")
        expect(field).to_have_value(number)
    field = fields[0]
    field.click()
    page.keyboard.press("ControlOrMeta+a")
    ime.compose("ー")
    expect(host).not_to_have_attribute("data-stale", "", timeout=LONG)
    expect(field).to_have_value("ー")


def test_results_leave_a_field_alone_in_which_someone_types(home: str, page: Page) -> None:
    page.goto(f"{home}en/embed/descent/")
    host = page.locator("gd-descent")
    start = host.get_by_role("spinbutton", name="Start t")
    rate = host.get_by_label("Value of learning rate")
    rate.fill("0.5")
    start.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("-")
    expect(host).to_have_attribute("data-lr", "0.5", timeout=LONG)
    expect(start).to_have_value("-")
    page.keyboard.type("３")
    expect(host).to_have_attribute("data-t", "-3", timeout=LONG)
    expect(start).to_have_value("-３")
    page.keyboard.press("Enter")
    expect(start).to_have_value("-3")


REFUSED = {
    "": "Please enter a number.",
    "1,5": "1.5 instead of 1,5",
    "１，０００": "1.5 instead of 1,5",
    "0x4": "Try a decimal number",
    "Infinity": "Try a decimal number",
}


def test_predictions_and_widgets_read_numbers_alike(home: str, page: Page) -> None:
    page.goto(f"{home}en/notebooks/exercises/")
    place = page.locator("#predict-after-one")
    mine, settle = place.get_by_label("Your value"), place.get_by_role("button", name="That is")
    for text, word in REFUSED.items():
        mine.fill(text)
        settle.click()
        expect(place.get_by_role("status").first).to_contain_text(word)
        expect(mine).to_have_value(text)
    mine.fill("－４．０")
    settle.click()
    expect(place.get_by_role("status").first).to_contain_text("You predict: −4.")
    page.goto(f"{home}en/embed/descent/")
    rate = page.get_by_label("Value of learning rate")
    for text, word in REFUSED.items():
        rate.fill(text)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(word)
        expect(rate).to_have_value(text)


def test_the_enter_that_confirms_a_conversion_sends_nothing(home: str, page: Page) -> None:
    page.goto(f"{home}en/notebooks/exercises/")
    ime = InputMethod(page)
    place = page.locator("#predict-after-one")
    mine = place.get_by_label("Your value")
    mine.click()
    ime.compose("ー４")
    _enter_sends_nothing(page, ime, mine, "ー４")
    expect(mine).to_be_enabled()
    page.keyboard.press("Enter")
    expect(mine).to_be_disabled()
    expect(place.get_by_role("status").first).to_contain_text("You predict: −4.")
    cell = page.locator("#cell-start")
    cell.locator(".highlight").click()
    expect(cell.locator(".cm-content")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("print('Hello,', input('Name? '))")
    page.keyboard.press("ControlOrMeta+Enter")
    line = cell.get_by_label("Name?")
    expect(line).to_be_focused(timeout=LONG)
    ime.compose("こうばい")
    _enter_sends_nothing(page, ime, line, "勾配")
    expect(line).to_have_value("勾配")
    page.keyboard.press("Enter")
    expect(cell.locator(".gd-output")).to_contain_text("Hello, 勾配")


def _enter_sends_nothing(page: Page, ime: InputMethod, field: Locator, text: str) -> None:
    page.keyboard.press("Enter")  # as in a browser that fires an ordinary keydown for it
    expect(field).to_be_enabled()
    ime.confirm(text)
    # Safari fires `compositionend` before `keydown`.
    assert field.evaluate(
        """(field) => !field.dispatchEvent(new KeyboardEvent("keydown",
          { key: "Enter", keyCode: 229, bubbles: true, cancelable: true }))"""
    )
    expect(field).to_be_enabled()


def test_the_link_of_an_assignment_waits_for_a_composition(home: str, page: Page) -> None:
    page.goto(f"{home}for-teachers/")
    maker = page.locator("gd-assignment")
    task, link = maker.locator("[name=task]"), maker.locator("[data-part=link]")
    expect(link).to_have_value(re.compile("/embed/"))
    before = link.input_value()
    task.click()
    ime = InputMethod(page)
    ime.compose("こうばい")
    assert link.input_value() == before
    ime.confirm("勾配")
    expect(task).to_have_value("勾配")
    expect(link).to_have_value(re.compile("task=%E5%8B%BE%E9%85%8D"))
