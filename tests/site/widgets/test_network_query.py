"""The queries of `<gd-network>`: training in slices, and whole trainings as moments."""

import math
import subprocess
import sys

import numpy as np
import pytest

from gdlib import OPTIMIZERS, Network, minibatch_gradient, record, spirals, two_moons

SETTINGS = {
    "data": "two_moons",
    "layers": [8, 8],
    "activation": "tanh",
    "optimizer": "adam",
    "lr": 0.03,
    "batch": 0,
    "seed": 1,
}
FOREVER = 1e6


@pytest.fixture
def training(monkeypatch):
    from web.python.queries import training

    monkeypatch.setattr(training, "_trainings", {})
    return training


@pytest.fixture
def answer():
    from web.python.queries import network

    return network.answer


def asked(training, until, *, known=0, milliseconds=FOREVER, key="here", **settings):
    """Ask for a slice; return facts and columns."""
    more = {"key": key, "until": until, "milliseconds": milliseconds, "known": known}
    return training.answer({**SETTINGS, **settings, **more})


def last(facts):
    return facts["moments"][-1]


# --- Trainings in slices ---


@pytest.mark.parametrize("optimizer", list(OPTIMIZERS))
def test_slices_make_the_run_that_record_makes(training, optimizer):
    x, y = two_moons(200, seed=1)
    objective = Network((2, 8, 8, 1)).objective(x, y)
    start = Network((2, 8, 8, 1)).start(seed=1)
    rule = OPTIMIZERS[optimizer]()
    run = record(objective.loss, objective.gradient, start, lr=0.03, steps=40, rule=rule)
    losses: list[float] = []
    for until in (0, 1, 7, 40):
        facts, columns = asked(training, until, known=len(losses), optimizer=optimizer)
        losses += columns["loss"]
        assert last(facts)["epoch"] == until
    assert losses == list(run.loss)
    assert list(columns["t"]) == list(run.t[-1])
    assert list(columns["grad"]) == list(run.grad[-1])


def test_an_epoch_of_mini_batches_sees_every_sample_once(training):
    x, y = spirals(200, seed=3)
    network = Network((2, 5, 1), "relu")
    objective = network.objective(x, y)
    gradient = minibatch_gradient(objective, 60, seed=3)  # 60, 60, 60 and 20
    run = record(objective.loss, gradient, network.start(seed=3), lr=0.1, steps=12)
    own = {"data": "spirals", "layers": [5], "activation": "relu", "seed": 3, "batch": 60}
    _, columns = asked(training, 3, lr=0.1, optimizer="gradient_descent", **own)
    assert list(columns["loss"]) == [run.loss[n] for n in (0, 4, 8, 12)]


def test_a_slice_ends_when_its_time_is_over(training):
    facts, columns = asked(training, 300, milliseconds=0)
    assert last(facts)["epoch"] == 1
    assert len(columns["loss"]) == 2


def test_a_training_that_was_lost_is_made_anew(training):
    facts, columns = asked(training, 25)
    training._trainings.clear()
    again, same = asked(training, 25)
    assert again == facts
    assert list(same["t"]) == list(columns["t"])


def test_going_back_makes_it_anew_and_other_settings_too(training):
    asked(training, 30)
    facts, _ = asked(training, 10)
    assert last(facts)["epoch"] == 10
    facts, _ = asked(training, 10, seed=2)
    assert last(facts)["epoch"] == 10
    assert facts["settings"]["seed"] == 2


def test_widgets_have_trainings_of_their_own_of_which_the_oldest_are_forgotten(training):
    for i in range(20):
        asked(training, 1, key=str(i))
    assert list(training._trainings) == [str(i) for i in range(20 - training.MOST_TRAININGS, 20)]
    kept = training._trainings["19"]
    asked(training, 2, key="19")
    assert training._trainings["19"] is kept


def test_the_grid_holds_the_scores_of_the_network_and_covers_the_samples(training):
    from web.python.queries import learning

    facts, columns = asked(training, 5)
    x_from, x_to, y_from, y_to = facts["view"]
    assert x_from < min(columns["x1"]) < max(columns["x1"]) < x_to
    assert y_from < min(columns["x2"]) < max(columns["x2"]) < y_to
    side = learning.SIDE
    assert len(columns["scores"]) == side * side
    score = Network((2, 8, 8, 1)).outputs
    t = np.array(columns["t"])
    for place, corner in ((0, (x_from, y_from)), (side - 1, (x_to, y_from)), (-1, (x_to, y_to))):
        expected = np.clip(
            score(t, np.array([corner]))[0], -learning.LARGEST_SCORE, learning.LARGEST_SCORE
        )
        assert math.isclose(columns["scores"][place], expected, rel_tol=1e-12)


def test_accuracy_counts_the_samples_on_the_right_side(training):
    facts, columns = asked(training, 20)
    x = np.stack([columns["x1"], columns["x2"]], axis=1)
    scores = Network((2, 8, 8, 1)).outputs(np.array(columns["t"]), x)
    right = [(score > 0) == (y == 1) for score, y in zip(scores, columns["y"], strict=True)]
    assert last(facts)["correct"] == sum(right)
    assert last(facts)["accuracy"] == sum(right) / 200


# --- What happens ---


@pytest.mark.parametrize(
    ("kind", "epochs", "settings"),
    [
        ("untrained", 0, {}),
        ("learned", 300, {}),
        ("learning", 300, {"optimizer": "gradient_descent"}),
        ("stuck", 300, {"optimizer": "gradient_descent", "data": "circles"}),
        ("stuck", 300, {"layers": [1]}),
        # by the noise of small batches: full batches at a wild rate are chaos, whose end is another
        # on each machine
        (
            "unsettled",
            300,
            {"optimizer": "gradient_descent", "lr": 1.0, "layers": [1], "batch": 5},
        ),
        ("thrown_off", 300, {"optimizer": "momentum", "lr": 10.0, "activation": "relu"}),
        ("diverged", 300, {"optimizer": "gradient_descent", "lr": 10.0, "activation": "relu"}),
    ],
)
def test_what_happens_has_a_name(training, kind, epochs, settings):
    facts, _ = asked(training, epochs, **settings)
    assert last(facts)["kind"] == kind


def test_numbers_beyond_the_range_of_floats_are_divergence_and_not_shown(training):
    own = {"activation": "relu", "optimizer": "gradient_descent", "lr": 1e200}
    facts, columns = asked(training, 300, **own)
    assert facts["is_lost"]
    assert last(facts)["kind"] == "diverged"
    assert last(facts)["epoch"] < 300
    for column in columns.values():
        assert all(map(math.isfinite, column))


@pytest.mark.parametrize(
    "settings",
    [
        {"lr": 10.0, "optimizer": "momentum", "activation": "relu"},
        {"lr": 10.0, "optimizer": "gradient_descent", "activation": "relu"},
        {"lr": 8.0, "data": "spirals"},
        {"lr": 1.0, "batch": 20},
    ],
)
def test_a_safer_rate_is_smaller_and_the_loss_falls_with_it(training, settings):
    facts, _ = asked(training, 300, **settings)
    safer = last(facts)["safer_lr"]
    assert 0 < safer < settings["lr"]
    facts, columns = asked(training, 300, **settings | {"lr": safer})
    assert last(facts)["kind"] not in ("diverged", "thrown_off")
    assert min(columns["loss"]) < columns["loss"][0]


def test_a_rate_that_works_needs_no_other(training):
    facts, _ = asked(training, 300)
    assert last(facts)["safer_lr"] is None


# --- The program ---


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"batch": 60, "optimizer": "gradient_descent", "lr": 0.3},
        {"data": "xor", "layers": [3, 2, 4], "activation": "relu", "seed": 7, "optimizer": "adamw"},
        {"data": "circles", "activation": "sigmoid", "optimizer": "rmsprop", "batch": 200},
    ],
)
def test_the_program_ends_where_the_training_ends(training, settings):
    facts, _ = asked(training, 30, **settings)
    loss, accuracy = last(facts)["loss"], last(facts)["accuracy"]
    program = facts["program"] + "\nprint(repr(float(run.loss[-1])))\n"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [f"loss {loss:.6f}, accuracy {accuracy:.1%}", repr(loss)]


# --- A whole training in moments ---


def test_a_film_ends_with_the_training_and_begins_before_it(answer):
    facts, columns = answer(SETTINGS | {"epochs": 120})
    epochs = [moment["epoch"] for moment in facts["moments"]]
    assert epochs[0] == 0
    assert epochs[-1] == 120
    assert epochs == sorted(set(epochs))
    assert len(columns["loss"]) == 121
    assert len(columns["t"]) == len(epochs) * Network((2, 8, 8, 1)).parameters


def test_a_short_film_has_each_of_its_epochs_once(answer):
    facts, _ = answer(SETTINGS | {"epochs": 3})
    assert [moment["epoch"] for moment in facts["moments"]] == [0, 1, 2, 3]


def test_the_film_of_a_lost_training_ends_with_its_last_numbers(answer):
    own = {"activation": "relu", "optimizer": "gradient_descent", "lr": 1e200}
    facts, columns = answer(SETTINGS | own | {"epochs": 300})
    assert facts["is_lost"]
    assert last(facts)["kind"] == "diverged"
    assert len(columns["loss"]) == last(facts)["epoch"] + 1


# --- Invalid parameters ---


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"data": "moons"}, "data must be one of two_moons, circles, spirals, xor, got 'moons'"),
        ({"activation": "gelu"}, "activation must be one of tanh, relu, sigmoid, got 'gelu'"),
        ({"optimizer": "sgd"}, "optimizer must be one of gradient_descent, "),
        ({"layers": []}, "layers must name 1 to 4 layers"),
        ({"layers": [8] * 5}, "layers must name 1 to 4 layers"),
        ({"layers": [13]}, "layers must hold 1 to 12 neurons, got 13"),
        ({"layers": [0]}, "layers must hold 1 to 12 neurons, got 0"),
        ({"lr": 0.0}, "lr must be greater than 0, got 0.0"),
        ({"batch": 201}, "batch must be at most 200, got 201"),
        ({"batch": -1}, "batch must be 0 or more, got -1"),
        ({"seed": -1}, "seed must be 0 or more, got -1"),
        ({"epochs": 10_001}, "epochs must be at most 10000, got 10001"),
    ],
)
def test_what_is_out_of_range_is_refused_and_named(answer, settings, complaint):
    with pytest.raises(ValueError, match=complaint):
        answer(SETTINGS | {"epochs": 10} | settings)
