"""The query of `<gd-descent>`, as in the reader's browser."""

import pytest

from web.python.queries import descent


def ask(**asked):
    return descent.answer({"loss": "squared_error", "t": -5.0, "lr": 0.1, "steps": 50} | asked)


def printed(program, capsys):
    exec(program, {})
    return capsys.readouterr().out.splitlines()


def test_the_program_of_the_article_prints_its_lines(capsys):
    lines = printed(ask()[0]["program"], capsys)
    assert lines[0] == "0-th iteration, t=-5.000, loss: 50.000, grad: -10.000"
    assert lines[49] == "49-th iteration, t=4.943, loss: 0.002, grad: -0.057"


@pytest.mark.parametrize("lr", [2.5, 10.0])
def test_no_program_prints_a_loss_of_a_hundred_digits(capsys, lr):
    facts, columns = ask(lr=lr, steps=100)
    assert max(columns["loss"]) > 1e30
    lines = printed(facts["program"], capsys)
    assert lines[0] == "0-th iteration, t=-5.000, loss: 50.000, grad: -10.000"
    assert max(map(len, lines)) < 80
