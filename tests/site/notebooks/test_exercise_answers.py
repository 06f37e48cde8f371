"""Every check accepts right answers however they are written, and rejects wrong ones."""

import json
import subprocess
import sys
from pathlib import Path

import jupytext
import pytest
from exercise_answers import ANSWERS

from sitegen.notebooks import exercises, preprocessors

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOKS = ROOT / "docs" / "en" / "notebooks"

#: Reads [page, setup, [[check, source], …]] for each notebook; writes the outcome of each program.
RUNNER = """
import asyncio, json, sys
from web.python.session import cells as session

def run_cell(page, source, **more):
    request = json.dumps({"page": page, "cell": "cell", "source": source} | more)
    return json.loads(asyncio.run(session.run(request, lambda _: None, None)))

session.set_up()
ended = []
for page, setup, answers in json.load(sys.stdin):
    for source in setup:
        assert run_cell(page, source)["ended"] == "done", source
    ended.append([run_cell(page, source, alone=True, check=check) for check, source in answers])
json.dump(ended, sys.__stdout__)
"""

CASES = [
    (notebook, exercise, is_right, place)
    for notebook, answers in ANSWERS.items()
    for exercise, (right, wrong) in answers.items()
    for is_right, sources in ((True, right), (False, wrong))
    for place in range(len(sources))
]


def blocks(notebook):
    path = NOTEBOOKS / f"{notebook}.py"
    read = jupytext.read(path)
    preprocessors.prepare(read, path.name)
    return list(exercises.blocks(read, path.name))


def source_of(case):
    notebook, exercise, is_right, place = case
    return ANSWERS[notebook][exercise][0 if is_right else 1][place]


@pytest.fixture(scope="module")
def outcomes():
    """The outcome of each answer, run after its notebook's cells, by its case."""
    requests, cases = [], []
    for notebook in ANSWERS:
        found = blocks(notebook)
        checks = {one.name: one.check for one in found if isinstance(one, exercises.Exercise)}
        own = [case for case in CASES if case[0] == notebook]
        setup = [block.source for block in found if exercises._is_code(block)]
        requests.append([notebook, setup, [[checks[case[1]], source_of(case)] for case in own]])
        cases += own
    command = [sys.executable, "-c", RUNNER]
    done = subprocess.run(command, input=json.dumps(requests), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = [one for notebook in json.loads(done.stdout) for one in notebook]
    return dict(zip(cases, found, strict=True))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_answer_is_judged_by_its_result(outcomes, case):
    outcome = outcomes[case]
    assert outcome["ended"] == "done", outcome["error"]["traceback"]
    wrong = [finding for finding in outcome["findings"] if not finding["ok"]]
    is_right = case[2]
    assert (wrong == []) is is_right, wrong


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.py")), ids=lambda path: path.stem)
def test_every_exercise_has_three_right_answers_and_two_wrong_ones(path):
    found = [one.name for one in blocks(path.stem) if isinstance(one, exercises.Exercise)]
    answers = ANSWERS.get(path.stem, {})
    assert sorted(found) == sorted(answers)
    for name, (right, wrong) in answers.items():
        assert len(set(right)) >= 3, name
        assert len(set(wrong)) >= 2, name
