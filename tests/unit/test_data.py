import numpy as np
import pytest

from gdlib import circles, noisy_line, spirals, two_moons, xor

CLASSES = (two_moons, circles, spirals, xor)


@pytest.mark.parametrize("make", [noisy_line, *CLASSES])
def test_the_same_seed_gives_the_same_data(make):
    first, again, other = make(50, seed=3), make(50, seed=3), make(50, seed=4)
    assert (first.x == again.x).all()
    assert (first.y == again.y).all()
    assert (first.x != other.x).any()


@pytest.mark.parametrize("make", CLASSES)
def test_classes_are_points_in_the_plane_labelled_0_and_1(make):
    data = make(101)
    assert data.x.shape == (101, 2)
    assert set(data.y.tolist()) == {0.0, 1.0}


@pytest.mark.parametrize("make", [two_moons, circles, spirals])
def test_the_two_classes_are_equally_large(make):
    assert make(100).y.sum() == 50
    assert make(101).y.sum() in (50, 51)


def test_without_noise_the_line_is_straight():
    x, y = noisy_line(20, w=-3.0, b=0.5, noise=0.0)
    assert y == pytest.approx(-3 * x + 0.5)
    assert x.min() >= -3
    assert x.max() <= 3


def test_the_noise_has_the_given_deviation():
    x, y = noisy_line(20_000, w=2.0, b=1.0, noise=0.5)
    assert (y - 2 * x - 1).std() == pytest.approx(0.5, rel=0.02)


def test_without_noise_moons_are_half_circles():
    x, y = two_moons(100, noise=0.0)
    upper, lower = x[y == 0], x[y == 1]
    assert np.hypot(*upper.T) == pytest.approx(1)
    assert (upper[:, 1] >= 0).all()
    assert np.hypot(*(lower - [1.0, 0.5]).T) == pytest.approx(1)
    assert (lower[:, 1] <= 0.5).all()


def test_without_noise_circles_have_their_radii():
    x, y = circles(100, inner=0.25, noise=0.0)
    assert np.hypot(*x.T) == pytest.approx(np.where(y == 0, 1.0, 0.25))


def test_without_noise_a_spiral_turns_with_its_radius():
    x, y = spirals(100, turns=2.0, noise=0.0)
    radius, angle = np.hypot(*x.T), np.arctan2(x[:, 1], x[:, 0])
    left = (angle - 2 * np.pi * 2.0 * radius - np.pi * y) / (2 * np.pi)
    assert left - left.round() == pytest.approx(0, abs=1e-9)
    assert radius.max() <= 1


def test_xor_is_one_where_the_signs_differ():
    x, y = xor(200)
    assert ((np.sign(x[:, 0]) != np.sign(x[:, 1])) == y).all()
    assert abs(x).max() <= 1


@pytest.mark.parametrize("make", [noisy_line, *CLASSES])
@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"samples": 0}, ValueError, "samples must be greater than 0"),
        ({"samples": 1.5}, TypeError, "samples must be a whole number"),
        ({"noise": -1}, ValueError, "noise must be 0 or more"),
        ({"seed": -1}, ValueError, "seed must be 0 or more"),
    ],
)
def test_a_bad_argument_is_named(make, options, error, message):
    with pytest.raises(error, match=message):
        make(**options)


def test_a_line_has_numbers():
    with pytest.raises(ValueError, match="w must be a finite number, got nan"):
        noisy_line(w=float("nan"))
    with pytest.raises(TypeError, match="b must be a number, got '1'"):
        noisy_line(b="1")


def test_radii_and_turns_are_above_zero():
    with pytest.raises(ValueError, match="inner must be greater than 0"):
        circles(inner=0)
    with pytest.raises(ValueError, match="turns must be greater than 0"):
        spirals(turns=0)
