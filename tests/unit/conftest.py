"""Settings of hypothesis: the same examples in every run, and no test fails for being slow."""

from hypothesis import settings

settings.register_profile("reproducible", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("reproducible")
