"""The site offline: visited pages, the whole course on request, and no mixture of releases."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from bad_host import hosted
from cache_storage import cached_files, wait_for_service_worker
from conftest import ADDRESS, reader
from next_release import make_next_release
from playwright.sync_api import Page, expect

SITE = Path(__file__).parents[3] / "site"
LONG = 90_000

WORDS = {
    "ja": {
        "keep": "教材をすべてこの端末に保存",
        "kept": "教材はすべてこの端末に",
        "remove": "保存した教材を消す",
        "removed": "保存した教材を消しました",
    },
    "en": {
        "keep": "Keep the whole course",
        "kept": "is kept on this device",
        "remove": "Remove the kept course",
        "removed": "has been removed",
    },
}


def compute(page: Page, rate: str) -> None:
    """Change a setting to one whose run is not prerendered in the page."""
    field = page.locator("gd-descent [data-field=lr]").first
    field.fill(rate)
    field.press("Enter")
    expect(page.locator("gd-descent").first).to_have_attribute("data-lr", rate, timeout=LONG)


@pytest.mark.parametrize("address", ["lessons/gradient-descent/", "en/lessons/gradient-descent/"])
def test_a_visited_page_opens_and_computes_without_a_connection(browser, address):
    with reader(browser) as page:
        with hosted(SITE) as server:
            page.goto(server.address + address)
            wait_for_service_worker(page)
            compute(page, "0.3")
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        compute(page, "0.4")


def test_a_page_that_was_not_visited_says_so_in_both_languages_and_where_to_go(browser):
    with reader(browser) as page:
        with hosted(SITE) as server:
            home = server.address
            page.goto(home + "en/")
            wait_for_service_worker(page)
        page.goto(home + "glossary/")
        expect(page.get_by_role("heading", name="オフラインです")).to_be_visible()
        expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
        page.get_by_role("link", name="Learn gradient descent by moving it").click()
        expect(page.locator("gd-descent")).to_have_attribute("data-ready", "")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_whole_course_is_kept_on_request_and_removed_again(browser, lang):
    prefix = "en/" if lang == "en" else ""
    with reader(browser) as page:
        with hosted(SITE) as server:
            home = server.address
            page.goto(home + prefix + "how-this-site-works/")
            wait_for_service_worker(page)
            offline = page.locator("gd-offline")
            offline.get_by_role("button", name=re.compile(WORDS[lang]["keep"])).press("Enter")
            expect(offline).to_have_attribute("data-state", "kept", timeout=LONG)
            expect(offline).to_contain_text(WORDS[lang]["kept"])
        page.goto(home + prefix + "notebooks/descent-in-python/")
        cell = page.locator("#cell-imports")
        cell.locator("[data-action=run]").click()
        expect(cell).to_have_attribute("data-state", "done", timeout=LONG)
        page.goto(home + prefix + "how-this-site-works/")
        page.locator("gd-offline").get_by_role("button", name=WORDS[lang]["remove"]).click()
        expect(page.locator("gd-offline")).to_contain_text(WORDS[lang]["removed"])
        assert cached_files(page).get("gd:/:files", []) == []


def test_a_file_that_does_not_arrive_is_named_and_keeping_goes_on_from_there(browser, tmp_path):
    shutil.copytree(SITE, tmp_path, dirs_exist_ok=True, copy_function=shutil.os.link)
    files = json.loads((tmp_path / "edition.json").read_text())["files"]
    (missing,) = [path for path, *_ in files if path.startswith("runtime/") and "pillow" in path]
    (tmp_path / missing).rename(tmp_path / "elsewhere")
    with reader(browser) as page, hosted(tmp_path) as server:
        page.goto(server.address + "en/how-this-site-works/")
        wait_for_service_worker(page)
        offline = page.locator("gd-offline")
        offline.get_by_role("button", name=re.compile("Keep the whole course")).click()
        expect(offline).to_have_attribute("data-state", "error", timeout=LONG)
        expect(offline).to_contain_text(f"{missing} could not be kept")
        (tmp_path / "elsewhere").rename(tmp_path / missing)
        offline.get_by_role("button", name="Go on").click()
        expect(offline).to_have_attribute("data-state", "kept", timeout=LONG)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    shutil.copytree(SITE, folder, copy_function=shutil.os.link)
    return folder


def test_a_page_of_a_new_release_never_runs_with_the_old_script(browser, copy):
    with reader(browser) as page, hosted(copy) as server:
        home = server.address
        page.route(
            "**/sitemap.xml",
            lambda route: route.fulfill(
                content_type="text/xml",
                body=(copy / "sitemap.xml").read_text().replace(ADDRESS, home),
            ),
        )
        page.goto(home + "en/", wait_until="networkidle")
        make_next_release(copy)
        page.evaluate("window.isOld = true")
        page.get_by_role("article").get_by_role("link", name="Gradient descent").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Gradient descent"))
        expect(page.locator("gd-descent")).to_have_attribute("data-ready", "")
        expect(page.locator("meta[name=gd-release]")).to_have_attribute("content", "0123456789ab")
        assert page.evaluate("window.isOld") is None


def test_a_reader_whose_python_is_gone_from_the_server_is_offered_the_new_release(browser, copy):
    with reader(browser) as page, hosted(copy) as server:
        page.goto(server.address + "en/")
        make_next_release(copy)
        shutil.rmtree(copy / "runtime")
        field = page.locator("gd-descent [data-field=lr]")
        field.fill("0.3")
        field.press("Enter")
        expect(page.locator("gd-descent")).to_have_attribute("data-state", "error")
        expect(page.get_by_text("A new edition of this site")).to_be_visible()
        page.get_by_role("button", name="Open the new edition").press("Enter")
        expect(page.locator("meta[name=gd-release]")).to_have_attribute("content", "0123456789ab")


def test_the_archive_is_the_whole_site_and_runs_from_any_folder(browser, tmp_path):
    with zipfile.ZipFile(SITE / "gradient-descent-course.zip") as archive:
        archive.extractall(tmp_path)
    with reader(browser) as page, hosted(tmp_path) as server:
        page.goto(server.address + "course/en/")
        compute(page, "0.3")
