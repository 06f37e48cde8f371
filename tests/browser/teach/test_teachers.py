"""Embeds, assignments with locked controls, and results that are submitted and recomputed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

SITE = Path(__file__).parents[3] / "site"
LONG = 60_000

WORDS = {
    "ja": {
        "embed": "埋め込む",
        "frame": re.compile("貼り付けてください"),
        "task": "課題の文",
        "link": "課題のリンク",
        "rate": "学習率 η",
        "save": "結果をファイルに保存する",
        "reset": "はじめの設定に戻す",
        "safer": re.compile("^学習率を .* にする$"),
        "same": "計算し直した結果と一致します",
        "different": "計算し直した結果と一致しません",
        "files": re.compile("提出されたファイル"),
        "record": "記録を保存（JSON）",
        "passed": "合格",
        "failed": "不合格",
    },
    "en": {
        "embed": "Embed this",
        "frame": re.compile("Paste this into the HTML"),
        "task": "The task",
        "link": "Link to the assignment",
        "rate": "Learning rate η",
        "save": "Save my result as a file",
        "reset": "Reset everything",
        "safer": re.compile("^Set the rate to"),
        "same": "The same when computed again",
        "different": "Not the same when computed again",
        "files": re.compile("Files handed in"),
        "record": "Save the record (JSON)",
        "passed": "Passed",
        "failed": "Not passed",
    },
}
languages = pytest.mark.parametrize("lang", ["ja", "en"])


def prefix(lang: str) -> str:
    return "en/" if lang == "en" else ""


def set_rate(place: Page | FrameLocator, rate: str) -> None:
    field = place.locator("gd-descent [data-field=lr]")
    field.fill(rate)
    field.press("Enter")
    expect(place.locator("gd-descent")).to_have_attribute("data-lr", rate, timeout=LONG)


@languages
def test_a_frame_shows_the_widget_alone_in_the_state_it_was_taken_in(page, home, lang):
    page.goto(home + prefix(lang) + "lessons/gradient-descent/")
    set_rate(page, "0.3")
    widget = page.locator("gd-descent")
    widget.get_by_role("button", name=WORDS[lang]["embed"]).press("Enter")
    frame = widget.get_by_label(WORDS[lang]["frame"]).input_value()
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.route("**/lecture.html", lambda route: route.fulfill(content_type="text/html", body=frame))
    page.goto(home + "lecture.html")
    alone = page.frame_locator("iframe")
    expect(alone.locator("gd-descent")).to_have_attribute("data-lr", "0.3", timeout=LONG)
    expect(alone.locator("html")).to_have_attribute("lang", lang)
    expect(alone.get_by_role("navigation")).to_have_count(0)
    assert not [url for url in requested if "/assets/javascripts/" in url]


def assigned(page: Page, home: str, lang: str, task: str) -> str:
    """Make an assignment as a teacher does, and return its link."""
    page.goto(home + prefix(lang) + "for-teachers/")
    words = WORDS[lang]
    preview = page.frame_locator("gd-assignment iframe")
    expect(preview.locator("gd-descent")).to_have_attribute("data-ready", "", timeout=LONG)
    set_rate(preview, "0.7")
    page.get_by_label(words["task"]).fill(task)
    page.get_by_role("checkbox", name=words["rate"]).press("Space")
    link = page.get_by_label(words["link"])
    expect(link).to_have_value(re.compile("lr:0.7.*lock=lr$"))
    return link.input_value()


@languages
def test_a_task_is_set_done_handed_in_and_computed_again(page, home, lang, tmp_path):
    words = WORDS[lang]
    task = "t ≥ 4 & 収束？ <b>5, 100 %</b>"
    page.goto(assigned(page, home, lang, task))
    expect(page.get_by_text(task, exact=True)).to_be_visible()
    widget = page.locator("gd-descent")
    expect(widget).to_have_attribute("data-lr", "0.7", timeout=LONG)
    for field in ("lr", "lr-slider"):
        expect(widget.locator(f"[data-field={field}]")).to_be_disabled()
    start = widget.locator("[data-field=t]")
    start.fill("2")
    start.press("Enter")
    expect(widget).to_have_attribute("data-t", "2", timeout=LONG)
    with page.expect_download() as download:
        widget.get_by_role("button", name=words["save"]).click()
    honest, changed = tmp_path / "honest.json", tmp_path / "changed.json"
    download.value.save_as(honest)
    result = json.loads(honest.read_text())
    result["numbers"]["loss"] = "0"
    changed.write_text(json.dumps(result))
    page.goto(home + prefix(lang) + "for-teachers/")
    page.get_by_label(words["files"]).set_input_files([honest, changed])
    rows = page.locator("gd-results tbody tr")
    expect(page.locator("gd-results")).to_have_attribute("data-state", "done", timeout=LONG)
    expect(rows.nth(0)).to_contain_text(words["same"])
    expect(rows.nth(1)).to_contain_text(words["different"])
    expect(rows.nth(1)).to_contain_text("4.5")


@languages
def test_a_task_keeps_what_it_locks_whatever_is_pressed(page, home, lang):
    page.goto(home + prefix(lang) + "embed/descent/#descent=t:3,lr:2.1,n:2&lock=lr")
    widget = page.locator("gd-descent")
    expect(widget).to_have_attribute("data-lr", "2.1", timeout=LONG)
    expect(widget.get_by_role("button", name=WORDS[lang]["safer"])).to_be_disabled()
    start = widget.locator("[data-field=t]")
    start.fill("2")
    start.press("Enter")
    expect(page).to_have_url(re.compile("t:2,lr:2.1"), timeout=LONG)
    widget.get_by_role("button", name=WORDS[lang]["reset"]).click()
    expect(page).to_have_url(re.compile("t:3,lr:2.1,steps:50,n:2"), timeout=LONG)
    expect(widget.locator("[data-field=lr]")).to_have_value("2.1")


def test_a_link_to_a_task_has_what_is_chosen_before_it_is_computed(page, home):
    page.route("**/runtime/**", lambda _: None)
    page.goto(home + "en/for-teachers/")
    preview = page.frame_locator("gd-assignment iframe")
    for name, value in (("lr", "0.7"), ("t", "3")):
        field = preview.locator(f"gd-descent [data-field={name}]")
        field.fill(value)
        field.press("Enter")
    link = page.get_by_label(WORDS["en"]["link"])
    expect(link).to_have_value(re.compile("#descent=loss:squared_error,t:3,lr:0.7"))


@languages
@pytest.mark.parametrize("widget", ["descent", "contour", "line", "rates", "network"])
def test_a_link_to_a_task_has_its_task_and_locks_before_the_widget_has_begun(
    page, home, lang, widget
):
    words = WORDS[lang]
    page.goto(home + prefix(lang) + "for-teachers/")
    page.route("**/runs/**", lambda _: None)  # its numbers do not come
    other = {"ja": "en", "en": "ja"}[lang]
    page.locator("gd-assignment [name=language]").select_option(other)
    page.locator("gd-assignment [name=what]").select_option(widget)
    box = page.locator("gd-assignment [name=lock]").first
    box.check()
    page.get_by_label(words["task"]).fill("Wait")
    link = page.get_by_label(words["link"])
    path = re.escape(f"{prefix(other)}embed/{widget}/#")
    expect(link).to_have_value(re.compile(f"{path}.*task=Wait&lock={box.input_value()}$"))


def test_a_locked_start_cannot_be_moved_by_mouse_or_keyboard(page, home):
    page.goto(home + "en/embed/descent/#lock=t")
    handle = page.locator(".gd-start")
    expect(handle).to_have_attribute("aria-disabled", "true")
    handle.focus()
    page.keyboard.press("ArrowRight")
    box = handle.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"])
    page.mouse.up()
    expect(page.locator("[data-field=t]")).to_have_value("-5")


def test_an_assigned_exercise_keeps_its_hints_and_solution_to_itself(page, home):
    page.goto(home + "en/notebooks/exercises/#exercise=loop&task=Before+Monday&lock=hints,solution")
    exercise = page.locator("#exercise-loop")
    expect(exercise).to_have_attribute("data-ready", "")
    expect(exercise.get_by_role("button", name=re.compile("hint", re.IGNORECASE))).to_have_count(0)
    expect(exercise.get_by_text("A solution")).not_to_be_visible()
    expect(exercise.get_by_text("Before+Monday")).to_be_visible()


@languages
def test_a_second_task_takes_the_place_of_the_first(page, home, lang):
    first = "#descent=lr:0.1,n:2&task=First&lock=lr"
    second = "#descent=lr:0.1,n:4&task=Second&lock=t"
    page.goto(home + prefix(lang) + "embed/descent/" + first)
    widget = page.locator("gd-descent")
    rate, start = (widget.locator(f"[data-field={name}]") for name in ("lr", "t"))
    handle, title = page.locator(".gd-start"), rate.get_attribute("title")
    tasks = page.locator(".gd-task p")

    def shows(task: str, n: str, free: Locator, locked: Locator) -> None:
        expect(tasks).to_have_text([task])
        expect(widget).to_have_attribute("data-n", n)
        expect(free).to_be_enabled()
        expect(locked).to_be_disabled()

    shows("First", "2", start, rate)
    page.evaluate("hash => { location.hash = hash; }", second)
    shows("Second", "4", rate, start)
    expect(rate).not_to_have_attribute("title", str(title))
    expect(handle).to_have_attribute("aria-disabled", "true")
    page.go_back()
    shows("First", "2", start, rate)
    expect(handle).not_to_have_attribute("aria-disabled", "true")
    page.go_forward()
    widget.locator("[data-action=step]").click()
    expect(widget).to_have_attribute("data-n", "5")
    widget.get_by_role("button", name=WORDS[lang]["reset"]).click()
    expect(widget).to_have_attribute("data-n", "4")


@languages
def test_a_task_that_is_no_longer_in_the_address_leaves_nothing_behind(page, home, lang):
    page.goto(home + prefix(lang) + "lessons/gradient-descent/#descent=lr:0.1,n:2&task=A&lock=lr,t")
    widget = page.locator("gd-descent")
    save = widget.get_by_role("button", name=WORDS[lang]["save"])
    expect(save).to_be_visible()
    page.evaluate("location.hash = '#descent=lr:0.1,n:3'")
    expect(widget).to_have_attribute("data-n", "3")
    expect(page.locator(".gd-task")).to_have_count(0)
    expect(save).to_be_hidden()
    for name in ("lr", "lr-slider", "t"):
        expect(widget.locator(f"[data-field={name}]")).to_be_enabled()
    widget.get_by_role("button", name=WORDS[lang]["reset"]).click()
    expect(widget).to_have_attribute("data-n", "0")


def test_a_place_on_the_page_leaves_the_task_of_a_widget_alone(page, home):
    page.goto(home + "en/embed/descent/#descent=lr:0.1,n:2&task=A&lock=lr")
    widget = page.locator("gd-descent")
    page.evaluate("location.hash = 'descent-figure'")
    widget.locator("[data-action=first]").click()
    expect(widget).to_have_attribute("data-n", "0")
    expect(page.locator(".gd-task")).to_have_count(1)
    expect(widget.locator("[data-field=lr]")).to_be_disabled()
    widget.get_by_role("button", name=WORDS["en"]["reset"]).click()
    expect(widget).to_have_attribute("data-n", "2")


def test_a_task_that_has_gone_leaves_a_layer_locked_only_where_there_can_be_none(page, home):
    page.goto(home + "en/embed/network/#lock=layer")
    layers = page.locator("gd-network [data-field^=layer-]")
    for n in range(layers.count()):
        expect(layers.nth(n)).to_be_disabled()
    page.evaluate("location.hash = '#network=layers:4'")
    expect(layers.nth(0)).to_have_value("4")
    for layer, is_free in enumerate((True, True, False)):
        expect(layers.nth(layer)).to_be_enabled(enabled=is_free)


def test_controls_that_are_drawn_anew_are_free_when_the_task_has_gone(page, home):
    page.goto(home + "en/embed/contour/#contour=n:3&lock=optimizer,race,x")
    widget = page.locator("gd-contour")
    add = widget.locator("[data-lock=race]")
    expect(add).to_be_disabled()
    page.evaluate("location.hash = '#contour=n:3'")
    expect(add).to_be_enabled()
    expect(widget.locator("[data-field=x]")).to_be_enabled()
    add.click()
    expect(add).to_be_enabled()


def test_a_second_exercise_takes_the_place_of_the_first(page, home):
    page.goto(home + "en/notebooks/exercises/#exercise=loop&task=First&lock=hints")
    first, second = page.locator("#exercise-loop"), page.locator("#exercise-gradient")
    hint = re.compile("hint", re.IGNORECASE)
    expect(first.get_by_role("button", name=hint)).to_have_count(0)
    page.evaluate("location.hash = '#exercise=gradient&task=Second&lock=hints'")
    expect(page.locator(".gd-task p")).to_have_text(["Second"])
    expect(second.locator(".gd-task")).to_be_visible()
    expect(second.get_by_role("button", name=hint)).to_have_count(0)
    expect(first.get_by_role("button", name=hint)).to_have_count(1)


@languages
def test_a_record_of_exercises_is_checked_again_by_what_was_written(page, home, lang, tmp_path):
    words = WORDS[lang]
    page.goto(home + prefix(lang) + "notebooks/exercises/")
    exercise = page.locator("#exercise-squared-error")
    expect(exercise).to_have_attribute("data-ready", "")
    solution = exercise.get_attribute("data-solution")
    page.locator("#exercise-squared-error gd-cell").evaluate(
        "(cell, source) => { cell.source = source; }", solution
    )
    page.locator("#exercise-gradient gd-cell").evaluate(
        "cell => { cell.source = 'def calc_gradient(t, y):\\n    return y - t'; }"
    )
    with page.expect_download() as download:
        page.get_by_role("button", name=words["record"]).click()
    record = tmp_path / "exercises.json"
    download.value.save_as(record)
    page.goto(home + prefix(lang) + "for-teachers/")
    page.get_by_label(words["files"]).set_input_files(record)
    expect(page.locator("gd-results")).to_have_attribute("data-state", "done", timeout=LONG)
    rows = page.locator("gd-results tbody tr")
    expect(rows.nth(0).locator("strong")).to_have_text(words["passed"])
    expect(rows.nth(1).locator("strong")).to_have_text(words["failed"])


#: A state of every widget other than its page's default.
STATES = {
    "descent": "loss:huber,t:-3,lr:0.3,steps:20,n:4",
    "contour": "surface:rosenbrock,x:-1,y:1,race:momentum+lr:0.001+beta:0.8;adam,steps:30,n:12",
    "line": "data:far,scaled:1,lr:0.5,steps:20,n:3",
    "rates": "loss:wavy,t:-4,steps:30,lr:0.5",
    "network": "data:circles,layers:4-3,lr:0.1,epochs:20,n:10",
}


def saved(page: Page, home: str, widget: str, state: str) -> dict[str, Any]:
    """Open a widget in an assigned state, and return the result that it saves."""
    page.goto(f"{home}en/embed/{widget}/#{widget}={state}&task=Save")
    host = page.locator(f"gd-{widget}")
    expect(host).to_have_attribute("data-state", "ready", timeout=LONG)
    expect(host).not_to_have_attribute("data-stale", "", timeout=LONG)
    with page.expect_download() as download:
        host.get_by_role("button", name=WORDS["en"]["save"]).click()
    result: dict[str, Any] = json.loads(Path(download.value.path()).read_text())
    return result


def computed_again(page: Page, home: str, lang: str, results: list[dict[str, Any]]) -> list[str]:
    """Choose results in `<gd-results>`, and return the outcome of each."""
    page.goto(home + prefix(lang) + "for-teachers/")
    page.get_by_label(WORDS[lang]["files"]).set_input_files(
        [
            {
                "name": f"{n}.json",
                "mimeType": "application/json",
                "buffer": json.dumps(one).encode(),
            }
            for n, one in enumerate(results)
        ]
    )
    expect(page.locator("gd-results")).to_have_attribute("data-state", "done", timeout=3 * LONG)
    return page.locator("gd-results tbody strong").all_text_contents()


def with_number(result: dict[str, Any], name: str, value: str) -> dict[str, Any]:
    return result | {"numbers": result["numbers"] | {name: value}}


@pytest.mark.parametrize("widget", STATES)
def test_an_honest_result_is_the_same_and_a_changed_one_is_not(page, home, widget):
    result = saved(page, home, widget, STATES[widget])
    loss = next(name for name in result["numbers"] if name.startswith("loss"))
    said = computed_again(page, home, "en", [result, with_number(result, loss, "1e999")])
    assert said == [WORDS["en"]["same"], WORDS["en"]["different"]]


def test_a_result_without_its_numbers_or_from_elsewhere_is_not_the_same(page, home):
    result = saved(page, home, "line", STATES["line"])
    loss = next(name for name in result["numbers"] if name.startswith("loss"))
    missing = result | {"numbers": {loss: result["numbers"][loss]}}
    elsewhere = result | {"fragment": "#line=t:1e999"}
    said = computed_again(page, home, "en", [missing, elsewhere])
    assert said == [WORDS["en"]["different"]] * 2


def test_a_state_that_is_refused_is_not_taken_for_the_one_the_figure_begins_with(page, home):
    first = saved(page, home, "descent", "t:-5,steps:49")
    asked = first | {"fragment": first["fragment"].replace("t:-5", "t:99999")}
    assert asked != first
    assert computed_again(page, home, "ja", [asked]) == [WORDS["ja"]["different"]]
    expect(page.locator("gd-results tbody")).to_contain_text("99999")


def test_a_run_that_has_diverged_is_the_same_again_but_no_infinity_is(page, home):
    result = saved(page, home, "descent", "t:-5,lr:10,steps:100,n:100")
    assert float(result["numbers"]["loss"]) > 1e100
    forged = [with_number(result, "loss", value) for value in ("Infinity", "1e999")]
    said = computed_again(page, home, "en", [result, *forged])
    assert said == [WORDS["en"]["same"], *[WORDS["en"]["different"]] * 2]


def test_a_file_of_something_else_is_told_apart(page, home, tmp_path):
    for name, content in {"text.json": "no JSON", "other.json": '{"a": 1}'}.items():
        (tmp_path / name).write_text(content)
    page.goto(home + "en/for-teachers/")
    page.get_by_label(WORDS["en"]["files"]).set_input_files(sorted(tmp_path.glob("*.json")))
    rows = page.locator("gd-results tbody tr")
    expect(rows).to_have_count(2)
    for number in range(2):
        expect(rows.nth(number)).to_contain_text("no file that the site has saved")
