"""Runs starters and solutions with the same code that runs them in the browser.

Reads a request from exercises.py on stdin, writes complaints to stdout, as
JSON. It is a separate process: exercises cannot change the state of the build.
"""

import asyncio
import json
import sys
from typing import Any

from web.python.session import cells


def run_cell(source: str, **more: Any) -> dict[str, Any]:
    """Run a cell after the notebook's shared cells; return its outcome."""
    request = json.dumps({"page": "/", "cell": "cell", "source": source, "alone": True} | more)
    outcome: dict[str, Any] = json.loads(asyncio.run(cells.run(request, lambda _: None, _ask)))
    return outcome


async def _ask(prompt: str, _line: str) -> str:
    raise RuntimeError(f"an exercise asks for input: {prompt}")


def _failures(outcome: dict[str, Any]) -> list[str]:
    """Return the failed findings of a check, or the error that prevented it."""
    if outcome["error"]:
        return [outcome["error"]["traceback"]]
    if not outcome["findings"]:
        return ["the check tests nothing"]
    return [str(finding) for finding in outcome["findings"] if not finding["ok"]]


def _complaints_about(exercise: dict[str, str]) -> list[str]:
    name, check = exercise["name"], exercise["check"]
    failed = _failures(run_cell(exercise["solution"], check=check))
    if failed:
        return [f"exercise {name!r}: the solution fails its check: {'; '.join(failed)}"]
    if not _failures(run_cell(exercise["starter"], check=check)):
        return [f"exercise {name!r}: the starter passes its check already"]
    return []


def _complaint_about(prediction: dict[str, Any]) -> list[str]:
    outcome = run_cell(prediction["source"], answer=prediction["answer"])
    if outcome["error"]:
        return [f"prediction {prediction['name']!r}: {outcome['error']['traceback']}"]
    choices = prediction["choices"]
    if choices and outcome["answer"] not in range(choices):
        return [f"prediction {prediction['name']!r}: answer {outcome['answer']} is no choice"]
    return []


def main() -> None:
    """Run the exercises and predictions of the request on stdin."""
    request = json.load(sys.stdin)
    out = sys.stdout
    cells.set_up()
    complaints: list[str] = []
    for source in request["setup"]:
        outcome = run_cell(source, alone=False)
        complaints += [outcome["error"]["traceback"]] if outcome["error"] else []
    for exercise in request["exercises"]:
        complaints += _complaints_about(exercise)
    for prediction in request["predictions"]:
        complaints += _complaint_about(prediction)
    json.dump(complaints, out)


if __name__ == "__main__":
    main()
