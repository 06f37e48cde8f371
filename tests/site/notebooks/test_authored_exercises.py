"""The build verifies exercises and predictions."""

import jupytext
import pytest
from mkdocs.exceptions import PluginError

from sitegen.notebooks import exercises, preprocessors

pytestmark = pytest.mark.usefixtures("empty_cache")

TASK = '# %% [markdown] exercise="two" role="task"\n# Make two.'
HINT = '# %% [markdown] exercise="two" role="hint"\n# Add.'
CHECK = '# %% exercise="two" role="check"\nexpect("x", 2)'
STARTER = '# %% exercise="two" role="starter"\nx = 0'
SOLUTION = '# %% exercise="two" role="solution"\nx = one + one'
SETUP = '# %% name="one"\none = 1'


def verify(*cells):
    notebook = jupytext.reads("\n\n".join(cells) + "\n", fmt="py:percent")
    preprocessors.prepare(notebook, "sums.py")
    exercises.verify(notebook, "sums.py")


def test_an_exercise_that_can_be_solved_is_proved_once(monkeypatch):
    verify(SETUP, TASK, STARTER, HINT, CHECK, SOLUTION)
    monkeypatch.setattr(exercises, "_complaints", lambda _: pytest.fail("run again"))
    verify(SETUP, TASK, STARTER, HINT, CHECK, SOLUTION)


def test_a_solution_that_fails_its_check_stops_the_build():
    wrong = SOLUTION.replace("one + one", "one")
    with pytest.raises(PluginError, match="'two': the solution fails its check"):
        verify(SETUP, TASK, STARTER, HINT, CHECK, wrong)


def test_a_starter_that_passes_its_check_stops_the_build():
    done = STARTER.replace("0", "2")
    with pytest.raises(PluginError, match="'two': the starter passes its check already"):
        verify(SETUP, TASK, done, HINT, CHECK, SOLUTION)


def test_a_check_that_tests_nothing_stops_the_build():
    nothing = CHECK.replace('expect("x", 2)', "two = 2")
    with pytest.raises(PluginError, match="the check tests nothing"):
        verify(SETUP, TASK, STARTER, HINT, nothing, SOLUTION)


def test_a_check_that_uses_the_programs_names_itself_stops_the_build():
    direct = CHECK.replace('"x", 2', "'x', x")
    with pytest.raises(PluginError, match="name 'x' is not defined"):
        verify(SETUP, TASK, STARTER, HINT, direct, SOLUTION)


def test_an_exercise_without_hints_stops_the_build():
    with pytest.raises(PluginError, match="'two' has no hints"):
        verify(SETUP, TASK, STARTER, CHECK, SOLUTION)


def test_a_role_that_nobody_knows_stops_the_build():
    with pytest.raises(PluginError, match="has role 'clue'"):
        verify(SETUP, TASK, HINT.replace("hint", "clue"), STARTER, CHECK, SOLUTION)


def test_a_prediction_whose_answer_is_no_choice_stops_the_build():
    question = '# %% [markdown] role="question"\n# Which?'
    cell = '# %% name="which" predict="choice" choices="a|b" answer="2"\n1'
    with pytest.raises(PluginError, match=r"'which': answer 2\.0 is no choice"):
        verify(question, cell)


@pytest.mark.parametrize(
    ("tags", "complaint"),
    [
        ('predict="word" answer="1"', "is a 'word'; there are number, point, choice"),
        ('predict="number"', "has no answer"),
        ('predict="point" answer="1"', "has no curve"),
        ('predict="choice" answer="1"', "has no choices"),
    ],
)
def test_a_prediction_that_lacks_a_part_stops_the_build(tags, complaint):
    question = '# %% [markdown] role="question"\n# Which?'
    with pytest.raises(PluginError, match=f"'which' {complaint}"):
        verify(question, f'# %% name="which" {tags}\n1')


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_offers_eight_exercises_and_four_predictions(site, lang):
    page = site.page(lang, "notebooks/exercises/")
    assert len(page.cssselect("gd-exercise")) >= 8
    assert len(page.cssselect("gd-predict")) >= 4
    for exercise in page.cssselect("gd-exercise"):
        assert exercise.cssselect("gd-cell[data-role=starter]")
        assert exercise.cssselect("details.gd-hint")
        assert exercise.get("data-check")
