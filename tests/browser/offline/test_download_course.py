"""`<gd-offline>`: its messages are true, whatever files arrive and however full storage is."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bad_host import BadHost, Fault, corrupt, hosted, login_page, silent, truncated, unavailable
from cache_storage import cached_files, files_unlike_manifest, wait_for_service_worker
from conftest import reader
from next_release import make_next_release
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

SITE = Path(__file__).parents[3] / "site"
LONG = 120_000

languages = pytest.mark.parametrize("lang", ["ja", "en"])
PAGE = {"ja": "how-this-site-works/", "en": "en/how-this-site-works/"}
WORDS = {
    "ja": {
        "keep": re.compile("教材をすべてこの端末に保存する"),
        "go on": "続きから再開する",
        "remove": "保存した教材を消す",
        "wrong": "公開されているものと違う内容で届いた",
        "unreachable": "教材の一覧を読み込めませんでした",
        "unseen": "新しい版があるかどうかは、いまは確かめられません",
        "full": "空き容量が足りません",
        "no room": "途中で空き容量がなくなりました",
        "what to do": "ブラウザの設定でほかのサイトのデータを消して",
    },
    "en": {
        "keep": re.compile("Keep the whole course on this device"),
        "go on": "Go on",
        "remove": "Remove the kept course",
        "wrong": "did not come as it was published",
        "unreachable": "The list of files could not be loaded",
        "unseen": "Whether there is a newer edition cannot be seen now",
        "full": "There is not enough room",
        "no room": "There was no room left on the way",
        "what to do": "data of other sites in the browser's settings",
    },
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    shutil.copytree(SITE, folder, copy_function=shutil.os.link)  # type: ignore[attr-defined]
    return folder


@pytest.fixture
def host(copy: Path) -> Iterator[BadHost]:
    with hosted(copy) as server:
        yield server


def offer(page: Page, host: BadHost, lang: str) -> Locator:
    """Open the page with `<gd-offline>`."""
    page.goto(host.address + PAGE[lang])
    wait_for_service_worker(page)
    return page.locator("gd-offline")


def button(offline: Locator, lang: str, name: str) -> Locator:
    return offline.get_by_role("button", name=WORDS[lang][name])  # type: ignore[arg-type]


@languages
@pytest.mark.parametrize("fault", [login_page, truncated, corrupt])
def test_what_does_not_arrive_as_it_was_published_is_named_and_never_called_kept(
    browser: Browser, host: BadHost, lang: str, fault: Fault
) -> None:
    with reader(browser) as page:
        offline = offer(page, host, lang)
        host.faults[r"/en/lessons/|/runtime/"] = fault
        button(offline, lang, "keep").click()
        expect(offline).to_have_attribute("data-state", "error", timeout=LONG)
        expect(offline).to_contain_text(WORDS[lang]["wrong"])
        host.faults.clear()
        assert files_unlike_manifest(page, host.address) == []
        button(offline, lang, "go on").click()
        expect(offline).to_have_attribute("data-state", "kept", timeout=LONG)
        assert files_unlike_manifest(page, host.address) == []


@languages
@pytest.mark.parametrize("fault", [login_page, unavailable, silent])
def test_without_the_list_nothing_is_called_kept(
    browser: Browser, host: BadHost, lang: str, fault: Fault
) -> None:
    with reader(browser) as page:
        offline = offer(page, host, lang)
        expect(offline).to_have_attribute("data-state", "idle")
        host.faults["."] = fault
        button(offline, lang, "keep").click()
        expect(offline).to_have_attribute("data-state", "error")
        expect(offline).to_contain_text(WORDS[lang]["unreachable"])


def keep(offline: Locator, lang: str) -> None:
    button(offline, lang, "keep").click()
    expect(offline).to_have_attribute("data-state", "kept", timeout=LONG)


@languages
def test_offline_the_kept_course_is_said_to_be_kept_as_far_as_that_is_known(
    browser: Browser, host: BadHost, lang: str
) -> None:
    with reader(browser) as page:
        keep(offer(page, host, lang), lang)
        host.faults["."] = unavailable
        page.reload()
        offline = page.locator("gd-offline")
        expect(offline).to_contain_text(WORDS[lang]["unseen"])
        expect(offline).to_have_attribute("data-state", "kept")


def test_going_on_after_a_new_release_keeps_that_release_and_nothing_old(
    browser: Browser, host: BadHost, copy: Path
) -> None:
    with reader(browser) as page:
        offline = offer(page, host, "en")
        host.faults[r"/runtime/.*pillow"] = unavailable
        button(offline, "en", "keep").click()
        expect(offline).to_have_attribute("data-state", "error", timeout=LONG)
        host.faults.clear()
        make_next_release(copy)
        button(offline, "en", "go on").click()
        expect(offline).to_have_attribute("data-state", "kept", timeout=LONG)
        assert files_unlike_manifest(page, host.address) == []
        host.faults["."] = unavailable
        page.goto(host.address + "en/lessons/gradient-descent/")
        expect(page.locator("meta[name=gd-release]")).to_have_attribute("content", "0123456789ab")
        field = page.locator("gd-descent [data-field=lr]").first
        field.fill("0.3")
        field.press("Enter")
        expect(page.locator("gd-descent").first).to_have_attribute("data-lr", "0.3", timeout=LONG)


def test_a_new_release_fetches_only_what_has_changed_and_the_old_one_serves_until_then(
    browser: Browser, host: BadHost, copy: Path
) -> None:
    with reader(browser) as page:
        keep(offer(page, host, "en"), "en")
        make_next_release(copy)
        page.reload()
        offline = page.locator("gd-offline")
        expect(offline).to_have_attribute("data-state", "old")
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        host.faults[r"/glossary/"] = unavailable
        offline.get_by_role("button", name="Keep the new edition").click()
        expect(offline).to_have_attribute("data-state", "error", timeout=LONG)
        assert [url for url in asked if "/runtime/" in url] == []
        host.faults = {".": unavailable}
        page.goto(host.address + "en/lessons/gradient-descent/")
        expect(page.locator("gd-descent").first).to_have_attribute("data-ready", "")


def test_what_the_browser_has_removed_is_seen(browser: Browser, host: BadHost) -> None:
    with reader(browser) as page:
        offline = offer(page, host, "en")
        keep(offline, "en")
        page.evaluate(
            """async () => {
              const store = await caches.open("gd:/:files");
              const keys = await store.keys();
              await store.delete(keys.find(({ url }) => url.includes("/runtime/")));
            }"""
        )
        page.reload()
        expect(offline).to_have_attribute("data-state", "idle")
        expect(offline).to_contain_text("are on this device already")


@languages
def test_too_little_room_is_said_before_with_what_to_do(
    browser: Browser, host: BadHost, lang: str
) -> None:
    with reader(browser) as page:
        page.add_init_script(
            "navigator.storage.estimate = async () => ({ quota: 5e6, usage: 1e6 });"
        )
        offline = offer(page, host, lang)
        button(offline, lang, "keep").click()
        expect(offline).to_have_attribute("data-state", "error")
        expect(offline).to_contain_text(WORDS[lang]["full"])
        expect(offline).to_contain_text("4.0\u00a0MB")
        expect(offline).to_contain_text(WORDS[lang]["what to do"])


def quota(context: BrowserContext, page: Page, origin: str, size: int) -> None:
    session = context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": size})


@languages
def test_room_that_ends_on_the_way_is_said_with_what_to_do_and_what_was_kept_stays(
    browser: Browser, host: BadHost, lang: str
) -> None:
    with reader(browser) as page:
        # The storage estimate is larger than the quota.
        page.add_init_script("navigator.storage.estimate = async () => ({ quota: 1e9, usage: 0 });")
        offline = offer(page, host, lang)
        expect(offline).to_have_attribute("data-state", "idle")
        quota(page.context, page, host.address, 20_000_000)
        button(offline, lang, "keep").click()
        expect(offline).to_contain_text(WORDS[lang]["no room"], timeout=LONG)
        expect(offline).to_contain_text(WORDS[lang]["what to do"])
        assert cached_files(page)["gd:/:files"]
        button(offline, lang, "remove").click()
        expect(offline).to_have_attribute("data-state", "idle")
        assert cached_files(page).get("gd:/:files", []) == []
