"""The queries of widgets, answered with gdlib: one module for each query.

Its function `answer(parameters)` returns facts, which are sent as JSON, and columns of numbers,
each an `array('d')`, which are sent as typed arrays. The same functions answer in the reader's
browser (worker.ts) and while the site is built (sitegen/widgets/prerender.py). The packages that a
module imports are loaded before its first query.
"""

import json
from collections.abc import Sequence
from importlib import import_module
from typing import Any, TypeAlias

Columns: TypeAlias = dict[str, Sequence[float]]
Answer: TypeAlias = tuple[dict[str, Any], Columns]


def answer_json(query: str, parameters: str) -> tuple[str, Columns]:
    """Return the answer of the module named `query`; parameters and facts are JSON."""
    facts, columns = import_module(f"{__name__}.{query}").answer(json.loads(parameters))
    return json.dumps(facts, allow_nan=False), columns
