"""Content-Security-Policy, `frame-ancestors`, and the sandboxed frame in which Python runs."""
