"""A strict Content-Security-Policy in every page that is built.

Scripts run if they are files of the site or, being part of Material's own pages, inline
and known by hash. Nothing comes from another origin. Python runs in a worker of a sandboxed
frame (sandbox.py), which inherits the page's policy and narrows it to no connection at all: so the
page's own must allow what the frame needs, its script, blobs as workers and WebAssembly.
"""

import html
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from sitegen.security import frame_ancestors, sandbox

_INLINE = {
    "script-src": re.compile(r"<script(?: type=\"?module\"?)?>(.*?)</script>", re.DOTALL),
    "style-src-elem": re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL),
}
_CHARSET = re.compile(r"<meta charset=[^>]*>")

POLICY = {
    "default-src": "'self'",  # Firefox fetches the next page ahead, and asks this one about it
    "script-src": "'self'",
    "style-src": "'self'",
    "style-src-elem": "'self'",
    "style-src-attr": "'unsafe-inline'",  # KaTeX places the parts of formulas
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",  # the service worker; the worker in the sandbox
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "media-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}

#: For hosts that read such a file. In the pages' own policies a few things cannot be said.
HEADERS = """\
# Read by hosts such as Netlify and Cloudflare Pages; others can be told the same in their own way.
/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Permissions-Policy: camera=(), microphone=(), geolocation=()
/widgets/*
  Cache-Control: public, max-age=31536000, immutable
/runtime/*
  Cache-Control: public, max-age=31536000, immutable
/katex.*
  Cache-Control: public, max-age=31536000, immutable
/figures/*
  Cache-Control: public, max-age=31536000, immutable
/en/figures/*
  Cache-Control: public, max-age=31536000, immutable
/runs/*
  Cache-Control: public, max-age=31536000, immutable
/en/runs/*
  Cache-Control: public, max-age=31536000, immutable
/service-worker.js
  Cache-Control: no-cache
/edition.json
  Cache-Control: no-cache
"""


def policy_for(page: str) -> str:
    """Return the policy under which `page`, a whole HTML document, works and nothing else does."""
    directives = dict(POLICY)
    for directive, inline in _INLINE.items():
        texts = [match[1] for match in inline.finditer(page)]
        hashes = dict.fromkeys(sandbox.hash_of(text) for text in texts)
        directives[directive] = " ".join([directives[directive], *hashes])
    directives["script-src"] += f" {_sandboxed()} 'wasm-unsafe-eval'"
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _sandboxed() -> str:
    """Return the hash of the script inside the frame in which Python runs."""
    (script,) = _INLINE["script-src"].findall(sandbox.DOCUMENT.read_text())
    return sandbox.hash_of(script)


def add_policy(page: str) -> str:
    """Return `page` with its policy as the first thing that its head says after the charset."""
    policy = html.escape(policy_for(page), quote=True)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _CHARSET.sub(lambda match: match[0] + meta, page, count=1)


def write_headers(config: MkDocsConfig) -> None:
    """Write `_headers`, which some hosts read."""
    site = Path(config.site_dir)
    (site / "_headers").write_text(HEADERS + frame_ancestors.headers(site))
