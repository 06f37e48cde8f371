"""A strict Content-Security-Policy in every page of the build.

It allows scripts that are files of the site, and Material's inline scripts by hash; nothing
from another origin. Python runs in a worker of a sandboxed frame (sandbox.py), which inherits
the page's policy and restricts it to no connections: so the page's policy must allow what
the frame needs: its script, blob workers and WebAssembly.
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
    "default-src": "'self'",  # Firefox applies this directive to prefetching of the next page
    "script-src": "'self'",
    "style-src": "'self'",
    "style-src-elem": "'self'",
    "style-src-attr": "'unsafe-inline'",  # KaTeX positions the parts of formulas
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

#: The file `_headers`: some headers have no equivalent in a `<meta>` element.
HEADERS = """\
# Read by hosts such as Netlify and Cloudflare Pages; other hosts need equivalent settings.
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
    """Return the policy of `page`, a whole HTML document, with the hashes of its inline scripts."""
    directives = dict(POLICY)
    for directive, inline in _INLINE.items():
        texts = [match[1] for match in inline.finditer(page)]
        hashes = dict.fromkeys(sandbox.csp_hash(text) for text in texts)
        directives[directive] = " ".join([directives[directive], *hashes])
    directives["script-src"] += f" {_sandbox_script_hash()} 'wasm-unsafe-eval'"
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _sandbox_script_hash() -> str:
    """Return the hash of the inline script of the sandboxed frame."""
    (script,) = _INLINE["script-src"].findall(sandbox.DOCUMENT.read_text())
    return sandbox.csp_hash(script)


def add_policy(page: str) -> str:
    """Return `page` with its policy in a `<meta>` right after the charset."""
    policy = html.escape(policy_for(page), quote=True)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _CHARSET.sub(lambda match: match[0] + meta, page, count=1)


def write_headers(config: MkDocsConfig) -> None:
    """Write `_headers`, which some hosts apply to responses."""
    site = Path(config.site_dir)
    (site / "_headers").write_text(HEADERS + frame_ancestors.headers(site))
