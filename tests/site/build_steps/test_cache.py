"""The cache of results, from one build to the next."""

import os
import time

import pytest

from sitegen import cache

pytestmark = pytest.mark.usefixtures("empty_cache")


def cached(inputs, content=b"made"):
    """Return the result for some inputs, and whether it was computed."""
    calls = []
    path = cache.cached("kind/name.txt", inputs, lambda: calls.append(1) or content)
    return path.read_bytes(), bool(calls)


def test_what_is_known_is_not_made_again():
    assert cached(["text", 1, {"a": [2.5]}]) == (b"made", True)
    assert cached(["text", 1, {"a": [2.5]}], b"never seen") == (b"made", False)


@pytest.mark.parametrize("other", [["text", 2], ["text 1"], ["text"], [1, "text"], [b"text", 1]])
def test_another_input_makes_another_result(other):
    cached(["text", 1])
    assert cached(other, b"other") == (b"other", True)


def test_of_a_file_the_content_decides_and_not_its_date(tmp_path):
    source = tmp_path / "source.py"
    source.write_text("a = 1")
    assert cached([source])[1]
    os.utime(source, (1, 1))
    assert not cached([source])[1]
    source.write_text("a = 22")
    assert cached([source])[1]


def test_a_result_that_fails_leaves_nothing_behind(tmp_path):
    with pytest.raises(ZeroDivisionError):
        cache.cached("kind/name.txt", [], lambda: b"%d" % (1 // 0))
    assert not list((tmp_path / "results").rglob("*.*"))


def test_a_month_without_use_removes_a_result_and_a_use_keeps_it():
    for part in ("used", "unused"):
        path = cache.cached("kind/name.txt", [part], bytes)
        os.utime(path, (time.time() - 2 * cache.MAX_AGE,) * 2)
    used = cache.cached("kind/name.txt", ["used"], bytes)
    cache.remove_unused(cache.RESULTS)
    assert list(cache.RESULTS.rglob("*.txt")) == [used]
