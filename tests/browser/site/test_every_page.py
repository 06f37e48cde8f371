"""Every page of the built site: accessible, no requests to other origins, valid under its CSP."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import OpenPage
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parents[3]
SITE = ROOT / "site"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# axe ignores MathML, so a header with a formula is empty for it: see `nameless_headers`.
NOT_ASKED = {"empty-table-header": {"enabled": False}}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# A formula is drawn in the colour of the words around it, and axe does not read its MathML; its
# thousands of parts would take most of the time.
LOOKED_AT = {"exclude": [[".katex"]]}

NOTE_VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""


def addresses() -> list[str]:
    pages = sorted(path.parent.relative_to(SITE) for path in SITE.rglob("index.html"))
    return ["" if str(page) == "." else f"{page}/" for page in pages] + ["404.html"]


def barriers(page: Page, rules: dict[str, Any]) -> list[str]:
    """Return axe's violations: rule, element and message."""
    # Passed rules are not reported: transferring them takes twice as long.
    options = json.dumps({"resultTypes": ["violations"]} | rules)
    violations = page.evaluate(
        f"axe.run({json.dumps(LOOKED_AT)}, {options}).then((found) => found.violations)"
    )
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def nameless_headers(page: Page) -> int:
    """Return the number of table headers with neither text nor a formula."""
    headers = page.locator("th").all_text_contents()
    return sum(not text.strip() for text in headers)


def go_dark(page: Page) -> None:
    """Choose the dark scheme; embed pages have no switch and follow the browser."""
    switch = page.locator("[data-gd-shown-in=default]")
    if switch.count():
        switch.click()
    else:
        page.emulate_media(color_scheme="dark")


@pytest.mark.parametrize("address", addresses())
def test_a_page_is_open_to_everyone_and_closed_to_the_outside(
    open_page: OpenPage, home: str, address: str
) -> None:
    # Errors, failed requests and requests to another origin fail it too: see conftest.py.
    with open_page(color_scheme="light", reduced_motion="reduce") as page:
        page.add_init_script(NOTE_VIOLATIONS)
        page.goto(home + address, wait_until="networkidle")
        page.evaluate(AXE.read_text("utf-8"))
        assert barriers(page, {"runOnly": WCAG, "rules": NOT_ASKED}) == []
        assert nameless_headers(page) == 0
        go_dark(page)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        assert barriers(page, {"runOnly": ["color-contrast"]}) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.evaluate("violations") == []


def test_an_inline_script_that_is_not_the_sites_own_does_not_run(
    browser: Browser, home: str
) -> None:
    context = browser.new_context()
    page = context.new_page()  # not by `open_page`: here the violation is what we want to see
    page.add_init_script(NOTE_VIOLATIONS)
    page.goto(home + "en/")
    page.evaluate(
        """() => new Promise((resolve) => {
          addEventListener("securitypolicyviolation", resolve, { once: true });
          const script = document.createElement("script");
          script.textContent = "window.isBroken = true";
          document.body.append(script);
        })"""
    )
    assert page.evaluate("window.isBroken") is None
    assert len(page.evaluate("violations")) == 1
    context.close()
