"""Runs starters and solutions with the very code that runs them in the browser.

Reads a question from exercises.py on stdin, writes its complaints to stdout, as
JSON. A process of its own: what exercises do stays out of the build.
"""

import asyncio
import json
import sys
from typing import Any

from web.python.session import cells


def ran(source: str, **more: Any) -> dict[str, Any]:
    """Return how a cell ended that runs behind the notebook's shared cells."""
    request = json.dumps({"page": "/", "cell": "cell", "source": source, "alone": True} | more)
    outcome: dict[str, Any] = json.loads(asyncio.run(cells.run(request, lambda _: None, _ask)))
    return outcome


async def _ask(prompt: str, _line: str) -> str:
    raise RuntimeError(f"an exercise asks for input: {prompt}")


def _failures(outcome: dict[str, Any]) -> list[str]:
    """Return what a check found wrong, or the error that came before it."""
    if outcome["error"]:
        return [outcome["error"]["traceback"]]
    if not outcome["findings"]:
        return ["the check tests nothing"]
    return [str(finding) for finding in outcome["findings"] if not finding["ok"]]


def _complaints_about(exercise: dict[str, str]) -> list[str]:
    name, check = exercise["name"], exercise["check"]
    failed = _failures(ran(exercise["solution"], check=check))
    if failed:
        return [f"exercise {name!r}: the solution fails its check: {'; '.join(failed)}"]
    if not _failures(ran(exercise["starter"], check=check)):
        return [f"exercise {name!r}: the starter passes its check already"]
    return []


def _complaint_about(prediction: dict[str, Any]) -> list[str]:
    outcome = ran(prediction["source"], answer=prediction["answer"])
    if outcome["error"]:
        return [f"prediction {prediction['name']!r}: {outcome['error']['traceback']}"]
    choices = prediction["choices"]
    if choices and outcome["answer"] not in range(choices):
        return [f"prediction {prediction['name']!r}: answer {outcome['answer']} is no choice"]
    return []


def main() -> None:
    """Answer the question on stdin."""
    question = json.load(sys.stdin)
    out = sys.stdout
    cells.set_up()
    complaints: list[str] = []
    for source in question["setup"]:
        outcome = ran(source, alone=False)
        complaints += [outcome["error"]["traceback"]] if outcome["error"] else []
    for exercise in question["exercises"]:
        complaints += _complaints_about(exercise)
    for prediction in question["predictions"]:
        complaints += _complaint_about(prediction)
    json.dump(complaints, out)


if __name__ == "__main__":
    main()
