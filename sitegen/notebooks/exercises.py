"""Exercises and predictions in notebooks: parses their cells, and verifies their solutions.

An exercise consists of cells with its name: a task (Markdown), a starter, hints
(Markdown), a check, a solution. The build runs them: a starter that passes
its check, or a solution that fails it, stops the build. A prediction is a
question (Markdown) before a cell with `predict=` and `answer=`.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeGuard

from mkdocs.exceptions import PluginError
from nbformat import NotebookNode

from sitegen import progress
from sitegen.cache import cached
from sitegen.paths import WEB, gdlib_sources

RUNNER = Path(__file__).with_name("run_exercises.py")
RUNNER_SOURCES = [
    RUNNER,
    *sorted((WEB / "python" / "session").glob("*.py")),
]
ROLES = {"task", "starter", "hint", "check", "solution", "question"}
CURVE_POINTS = 61

#: The kinds of predictions, and the attributes that each needs in addition to `answer`.
NEEDED = {"number": (), "point": ("curve",), "choice": ("choices",)}


@dataclass
class Exercise:
    """The cells of one exercise."""

    name: str
    task: str = ""
    starter: NotebookNode | None = None
    hints: list[str] = field(default_factory=list)
    check: str = ""
    solution: str = ""

    def add_cell(self, cell: NotebookNode, place: str) -> None:
        """Add a cell.

        Raises:
            PluginError: the cell's role is unknown.
        """
        role = cell.metadata.get("role")
        if role == "starter":
            self.starter = cell
        elif role == "hint":
            self.hints.append(cell.source)
        elif role in ("task", "check", "solution"):
            setattr(self, role, cell.source)
        else:
            raise PluginError(
                f"{place}: a cell of exercise {self.name!r} has role {role!r}; "
                f"there are {', '.join(sorted(ROLES))}."
            )

    def require_all(self, place: str) -> None:
        """Check that no part is missing.

        Raises:
            PluginError: a part is missing.
        """
        for part in ("task", "starter", "hints", "check", "solution"):
            if not getattr(self, part):
                raise PluginError(f"{place}: exercise {self.name!r} has no {part}.")


@dataclass(frozen=True)
class Prediction:
    """A question about what a cell will do."""

    question: str
    cell: NotebookNode

    @property
    def kind(self) -> str:
        """`number`, `point` or `choice`."""
        return str(self.cell.metadata["predict"])

    def require_all(self, place: str) -> None:
        """Check the kind and its attributes.

        Raises:
            PluginError: the kind is unknown, or one of its attributes is missing.
        """
        if self.kind not in NEEDED:
            kinds = ", ".join(NEEDED)
            raise PluginError(
                f"{place}: prediction {self.cell.id!r} is a {self.kind!r}; there are {kinds}."
            )
        for attribute in ("answer", *NEEDED[self.kind]):
            if not self.cell.metadata.get(attribute):
                raise PluginError(f"{place}: prediction {self.cell.id!r} has no {attribute}.")

    @property
    def choices(self) -> list[str]:
        """The choices; the cell's `answer` is the index of the right one."""
        return [text.strip() for text in self.cell.metadata.get("choices", "").split("|") if text]


Block = NotebookNode | Exercise | Prediction


def is_executed(cell: NotebookNode) -> bool:
    """Return whether the build executes a cell for its outputs: code outside of exercises."""
    return cell.cell_type == "code" and "exercise" not in cell.metadata


def blocks(notebook: NotebookNode, place: str) -> Iterator[Block]:
    """Yield a notebook's cells in order, those of an exercise or a prediction as one.

    Raises:
        PluginError: an exercise is incomplete, or a prediction has no question.
    """
    exercise: Exercise | None = None
    question: str | None = None
    for cell in notebook.cells:
        name = cell.metadata.get("exercise")
        if exercise is not None and name != exercise.name:
            exercise.require_all(place)
            yield exercise
            exercise = None
        if name is not None:
            exercise = exercise or Exercise(name)
            exercise.add_cell(cell, place)
        elif cell.metadata.get("role") == "question":
            question = cell.source
        elif "predict" in cell.metadata:
            if question is None:
                raise PluginError(f"{place}: prediction {cell.id!r} has no question before it.")
            prediction = Prediction(question, cell)
            prediction.require_all(place)
            yield prediction
            question = None
        else:
            yield cell
    if exercise is not None:
        exercise.require_all(place)
        yield exercise


def verify(notebook: NotebookNode, place: str) -> None:
    """Run every starter, solution and prediction of a notebook; a success is cached.

    Raises:
        PluginError: a solution fails its check, a starter passes it, or an answer is no choice.
    """
    found = list(blocks(notebook, place))
    exercises = [block for block in found if isinstance(block, Exercise)]
    predictions = [block for block in found if isinstance(block, Prediction)]
    if not exercises and not predictions:
        return
    request = json.dumps(
        {
            "setup": [block.source for block in found if _is_code(block)],
            "exercises": [
                {
                    "name": e.name,
                    "starter": e.starter.source if e.starter else "",
                    "solution": e.solution,
                    "check": e.check,
                }
                for e in exercises
            ],
            "predictions": [
                {
                    "name": p.cell.id,
                    "source": p.cell.source,
                    "answer": p.cell.metadata.get("answer", ""),
                    "choices": len(p.choices),
                }
                for p in predictions
            ],
        }
    )

    def verification() -> bytes:
        if complaints := _complaints(request):
            raise PluginError("\n  ".join([f"{place}:", *complaints]))
        return b""

    cached("exercises/proof", [request, *RUNNER_SOURCES, *gdlib_sources()], verification)


def _is_code(block: Block) -> TypeGuard[NotebookNode]:
    return isinstance(block, NotebookNode) and block.cell_type == "code"


def _complaints(request: str) -> list[str]:
    progress.note("Running the exercises of a notebook")
    done = subprocess.run(
        [sys.executable, "-m", "sitegen.notebooks.run_exercises"],
        input=request.encode(),
        capture_output=True,
        timeout=300,
    )
    if done.returncode != 0:
        raise PluginError(f"The exercises could not be run:\n{done.stderr.decode()}")
    complaints: list[str] = json.loads(done.stdout)
    return complaints


def curve(name: str) -> dict[str, Any]:
    """Return the graph of a landscape: points in a picture of 300 × 150, and the range of `t`."""
    from gdlib import landscape

    scene = landscape(name)
    t_min, t_max, e_min, e_max = scene.view
    width = (t_max - t_min) / (CURVE_POINTS - 1)
    points = [
        (
            round(300 * i / (CURVE_POINTS - 1), 1),
            round(150 - 150 * (scene.loss(t_min + i * width) - e_min) / (e_max - e_min), 1),
        )
        for i in range(CURVE_POINTS)
    ]
    return {"points": points, "range": [t_min, t_max]}
