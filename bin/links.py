"""Check every internal link of a built site: its page, file and anchor, without network.

    python bin/links.py site

lychee checks them. Absolute URLs of the site itself (`canonical`, `hreflang`) are mapped to
the folder; links to other sites are not checked.
"""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from urllib.parse import urlsplit

LYCHEE = Path(sysconfig.get_path("scripts"), "lychee")
SITE_URL = os.environ.get("GD_SITE_URL", "http://127.0.0.1:8000/")  # as in mkdocs.yml


def check_links(site: Path, address: str = SITE_URL) -> subprocess.CompletedProcess[str]:
    """Run lychee on a site; the exit code is 0 if no link is broken."""
    home = site.resolve().as_uri() + "/"
    command = [
        str(LYCHEE),
        "--offline",
        "--no-progress",
        "--include-fragments",
        "--include-verbatim",
    ]
    command += ["--index-files", "index.html", "--root-dir", str(site.resolve())]
    command += ["--remap", rf"^{address} {home}"]
    if base_path := urlsplit(address).path.strip("/"):  # the 404 page's links: `/course/lessons/`
        command += ["--remap", rf"^{home}{base_path}(/|$) {home}"]
    command += ["--remap", r"#([\w-]+)=.* #$1"]  # the state of a widget: `#rates=lr:1.9`
    pages = [str(page) for page in sorted(site.rglob("*.html"))]
    return subprocess.run([*command, *pages], capture_output=True, text=True, check=False)


if __name__ == "__main__":
    outcome = check_links(Path(sys.argv[1]))
    print(outcome.stdout + outcome.stderr)
    sys.exit(outcome.returncode)
