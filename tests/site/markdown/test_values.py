"""The quantities of a lesson are times_computed once, until their sources change."""

import pytest

from sitegen.markdown import values

pytestmark = pytest.mark.usefixtures("empty_cache")

TEXT = """
import builtins
builtins.gd_computed = getattr(builtins, "gd_computed", 0) + 1
rate = 0.5
def half(x): return rate * x
_own = "not a quantity"
"""


@pytest.fixture
def source(tmp_path, monkeypatch):
    monkeypatch.setattr(values, "LOCKS", tmp_path / "locks")
    monkeypatch.setattr(values, "QUANTITIES", tmp_path)
    monkeypatch.setattr("builtins.gd_computed", 0, raising=False)
    path = tmp_path / "lesson.py"
    path.write_text(TEXT)
    return path


def times_computed():
    import builtins

    return builtins.gd_computed


@pytest.mark.usefixtures("source")
def test_they_are_computed_once_even_by_another_process():
    for _ in range(2):
        found = values.quantities("lesson")
        values._load.cache_clear()  # as in another process, which has only the cache on disk
    assert times_computed() == 1
    assert found["rate"] == 0.5
    assert found["half"](3) == 1.5
    assert "_own" not in found


def test_a_change_computes_them_anew(source):
    values.quantities("lesson")
    source.write_text(TEXT.replace("0.5", "0.25"))
    assert values.quantities("lesson")["half"](4) == 1
    assert times_computed() == 2


def test_a_change_of_a_file_that_theirs_names_computes_them_anew(source):
    other = source.with_name("kiosk.py")
    other.write_text("price = 1")
    source.write_text(TEXT + 'OTHER = "kiosk.py"')
    values.quantities("lesson")
    other.write_text("price = 20")
    values.quantities("lesson")
    assert times_computed() == 2


def test_what_cannot_be_pickled_is_computed_by_each_process(source):
    source.write_text(TEXT + "import threading\nheld = threading.Lock()\n")
    for _ in range(2):
        assert values.quantities("lesson")["held"].acquire()
        values._load.cache_clear()
    assert times_computed() == 3  # once to pickle, then once in each process
