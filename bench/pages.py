"""Page weight and Lighthouse scores of each kind of page, in both languages.

Page weight is the bytes of a first visit without interaction, gzipped as GitHub Pages does: the
budget is 300 KB in 20 files, and no file of Pyodide. Lighthouse then audits the pages with
its default mobile throttling: the median of several runs. npm installs it when first needed.

Usage: python bench/pages.py [--runs N], after `make docs`
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
from typing import Any

import npm
from boot import FLAGS, SITE, StaticHost, serve
from playwright.sync_api import Browser, sync_playwright

LIGHTHOUSE = npm.PACKAGES / ".bin" / "lighthouse"
BUDGET = 300_000
FILES = 20
PAGES = {
    "home": "",
    "lesson": "lessons/gradient-descent/",
    "lesson, heaviest": "lessons/momentum-and-adam/",
    "notebook": "notebooks/descent-in-python/",
    "glossary": "glossary/",
}
AUDITED = ("home", "lesson", "notebook")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = {
    "LCP": "largest-contentful-paint",
    "CLS": "cumulative-layout-shift",
    "TBT": "total-blocking-time",
}


def addresses(kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the name and the path of each kind of page, in both languages."""
    return [
        (f"{kind}, {lang}", ("en/" if lang == "en" else "") + PAGES[kind])
        for kind in kinds
        for lang in ("ja", "en")
    ]


def first_visit(browser: Browser, address: str) -> tuple[int, int, int]:
    """Return how many files a first visit requests, their bytes, and how many are Pyodide's."""
    requested: list[str] = []
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.on("request", lambda request: requested.append(request.url))
    StaticHost.sent = 0
    page.goto(address, wait_until="networkidle")
    context.close()
    files = {url for url in requested if url.startswith("http")}
    return len(files), StaticHost.sent, sum("/runtime/" in url for url in files)


def audit(address: str) -> dict[str, float]:
    """Return Lighthouse's scores of a page, one for each category, and its metrics."""
    command = [str(LIGHTHOUSE), address, "--quiet", "--output=json"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    command.append(f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}")
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, check=True, capture_output=True, env=environment)
    report: dict[str, Any] = json.loads(done.stdout)
    scores = {name: report["categories"][name]["score"] * 100 for name in CATEGORIES}
    return scores | {name: report["audits"][key]["numericValue"] for name, key in METRICS.items()}


def main() -> None:
    """Measure every page, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="of Lighthouse, for each page")
    runs = parser.parse_args().runs
    npm.install(LIGHTHOUSE)
    with serve(SITE) as home:
        print("| page | requests | KB, gzipped | of the budget | of Pyodide |")
        print("| --- | --: | --: | --: | --: |")
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for name, path in addresses(tuple(PAGES)):
                requests, sent, pyodide = first_visit(browser, home + path)
                share = f"{sent / BUDGET:.2f}" + (" MISSED" if sent > BUDGET else "")
                files = f"{requests}" + (" MISSED" if requests > FILES else "")
                print(f"| {name} | {files} | {sent / 1000:.0f} | {share} | {pyodide} |")
            browser.close()
        print()
        print(f"| page | {' | '.join(CATEGORIES)} | LCP (s) | CLS | TBT (ms) |")
        print(f"| --- {'| --: ' * (len(CATEGORIES) + len(METRICS))}|")
        for name, path in addresses(AUDITED):
            reports = [audit(home + path) for _ in range(runs)]
            medians = {
                key: statistics.median(report[key] for report in reports) for key in reports[0]
            }
            scores = " | ".join(f"{medians[category]:.0f}" for category in CATEGORIES)
            lcp, cls, tbt = (medians[metric] for metric in METRICS)
            print(f"| {name} | {scores} | {lcp / 1000:.1f} | {cls:.3f} | {tbt:.0f} |")


if __name__ == "__main__":
    main()
