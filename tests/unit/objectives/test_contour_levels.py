import pytest

from gdlib.objectives.contour_levels import contour_levels


def test_the_fourth_roots_of_the_levels_are_equally_far_apart():
    levels = contour_levels(0.0, 10_000.0, 9)
    assert [level**0.25 for level in levels] == pytest.approx(list(range(1, 10)))


def test_levels_count_from_the_lowest_loss():
    assert contour_levels(-1.0, 15.0, 1) == [0.0]


def test_no_level_is_an_end():
    assert contour_levels(2.0, 3.0, 0) == []
    assert contour_levels(2.0, 3.0, 5)[0] > 2.0
    assert contour_levels(2.0, 3.0, 5)[-1] < 3.0
