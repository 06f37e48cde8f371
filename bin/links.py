"""Follow every link inside a built site, to the page, the file and the anchor, without any network.

    python bin/links.py site

lychee does it. Absolute addresses of the site itself (`canonical`, `hreflang`) lead into the folder
too; those of other sites are left alone.
"""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from urllib.parse import urlsplit

LYCHEE = Path(sysconfig.get_path("scripts"), "lychee")
HERE = os.environ.get("GD_SITE_URL", "http://127.0.0.1:8000/")  # as in mkdocs.yml


def follow(site: Path, address: str = HERE) -> subprocess.CompletedProcess[str]:
    """Return how it went: an exit code of 0 if all links lead somewhere, and what lychee said."""
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
    if below := urlsplit(address).path.strip("/"):  # the 404 page's links: `/course/lessons/`
        command += ["--remap", rf"^{home}{below}(/|$) {home}"]
    command += ["--remap", r"#([\w-]+)=.* #$1"]  # the state of a widget: `#rates=lr:1.9`
    pages = [str(page) for page in sorted(site.rglob("*.html"))]
    return subprocess.run([*command, *pages], capture_output=True, text=True, check=False)


if __name__ == "__main__":
    outcome = follow(Path(sys.argv[1]))
    print(outcome.stdout + outcome.stderr)
    sys.exit(outcome.returncode)
