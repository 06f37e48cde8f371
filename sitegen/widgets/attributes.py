"""The tags of widgets: the attributes that pages may set, and the initial `data-*` state."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

Attributes: TypeAlias = dict[str, str | None]
Number = TypeVar("Number", float, int)
Facts: TypeAlias = Mapping[str, Any]
Columns: TypeAlias = Mapping[str, Sequence[float]]


def number(text: str) -> float:
    """Return a number.

    Raises:
        ValueError: `text` is not one.
    """
    return _read(text, float, "a number")


def whole_number(text: str) -> int:
    """Return a whole number.

    Raises:
        ValueError: `text` is not one.
    """
    return _read(text, int, "a whole number")


def whole_numbers(text: str) -> list[int]:
    """Return comma-separated whole numbers.

    Raises:
        ValueError: `text` has something else.
    """
    try:
        return [int(part) for part in text.split(",")]
    except ValueError:
        raise ValueError(f"must be whole numbers with commas between, got {text!r}") from None


def flag(_text: str) -> bool:
    """Return True: the attribute is present, its value is ignored."""
    return True


def _read(text: str, kind: Callable[[str], Number], what: str) -> Number:
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"must be {what}, got {text!r}") from None


@dataclass(frozen=True)
class Tag:
    """One widget's tag, `<gd-…>`.

    Attributes:
        query: the module of web/python/queries that computes its run.
        query_attributes: attributes for the query, with the parser and the default of each.
        view_attributes: attributes that only the view uses.
        extra_parameters: parameters of the query that no attribute sets.
        view_columns: columns that only the view needs; they are not stored in the page.
        state: returns the element's initial state, as `data-*`: for tests and embedding pages.
    """

    query: str
    query_attributes: Mapping[str, tuple[Callable[[str], Any], Any]]
    state: Callable[[Facts, Columns], dict[str, Any]]
    view_attributes: frozenset[str] = field(default_factory=frozenset)
    extra_parameters: Mapping[str, Any] = field(default_factory=dict)
    view_columns: frozenset[str] = field(default_factory=frozenset)

    def parameters(self, attributes: Attributes) -> dict[str, Any]:
        """Return the parameters of the query.

        Raises:
            ValueError: an attribute is unknown, or its value cannot be parsed.
        """
        allowed = {"id", *self.query_attributes, *self.view_attributes}
        unknown = sorted(attributes.keys() - allowed)
        if unknown:
            names = ", ".join(sorted(allowed))
            raise ValueError(f"there is no attribute {unknown[0]}; there are {names}")
        return {name: self._value(name, attributes) for name in self.query_attributes} | dict(
            self.extra_parameters
        )

    def _value(self, name: str, attributes: Attributes) -> Any:
        read, default = self.query_attributes[name]
        if name not in attributes:
            return default
        try:
            return read(attributes[name] or "")
        except ValueError as error:
            raise ValueError(f"{name} {error}") from None


def _descent_state(facts: Facts, columns: Columns) -> dict[str, Any]:
    first = {name: columns[name][0] for name in ("t", "loss", "grad")}
    return {"n": 0} | first | {"lr": facts["parameters"]["lr"]}


def _contour_state(facts: Facts, columns: Columns) -> dict[str, Any]:
    used, race = facts["parameters"], facts["parameters"]["race"]
    state = {"n": 0} | {name: used[name] for name in ("surface", "x", "y")}
    state["runs"] = len(race)
    for run, entry in enumerate(race):
        entry_state = {name: entry[name] for name in ("optimizer", "lr")}
        entry_state |= {name: columns[f"{name}{run}"][0] for name in ("x", "y", "loss")}
        entry_state["kind"] = facts["verdicts"][run]["kind"]
        state |= {f"{name}-{run + 1}": value for name, value in entry_state.items()}
    return state


def _line_state(facts: Facts, columns: Columns) -> dict[str, Any]:
    """Return the state as in web/widgets/line/view.ts: the line before the first update."""
    first = {name: columns[name][0] for name in ("w", "b", "loss")}
    used = facts["parameters"]
    scene = {"lr": used["lr"], "set": used["data"], "scaled": str(used["scaled"]).lower()}
    return {"n": 0} | first | scene | {"kind": facts["verdict"]["kind"]}


def _rates_state(facts: Facts, columns: Columns) -> dict[str, Any]:
    """Return the state as in web/widgets/rates/view.ts: the end of the selected run."""
    lr, steps, start = (facts["parameters"][name] for name in ("lr", "steps", "t"))
    at = min(range(len(columns["lr"])), key=lambda i: abs(columns["lr"][i] - lr))
    end = {name: columns[name][at] for name in ("lr", "t", "loss")}
    return {"steps": steps, "start": start} | end | {"fate": facts["fates"][at]}


def _network_state(facts: Facts, _columns: Columns) -> dict[str, Any]:
    first, last = facts["moments"][0], facts["moments"][-1]
    layers = ",".join(map(str, facts["settings"]["layers"]))
    shown = {name: first[name] for name in ("epoch", "loss", "accuracy", "kind")}
    settings: dict[str, Any] = facts["settings"] | {"layers": layers}
    return settings | shown | {"trained": last["epoch"], "epochs": facts["epochs"]}


#: By name without `gd-`; each is also the name of its renderer in web/prerender.ts.
TAGS = {
    "descent": Tag(
        query="descent",
        query_attributes={
            "loss": (str, "squared_error"),
            "t": (number, None),
            "lr": (number, None),
            "steps": (whole_number, 50),
        },
        view_attributes=frozenset({"compact"}),
        state=_descent_state,
        extra_parameters={"measured": True},
    ),
    "contour": Tag(
        query="contour",
        query_attributes={
            "surface": (str, "bowl"),
            "condition": (number, None),
            "x": (number, None),
            "y": (number, None),
            "race": (str, None),
            "steps": (whole_number, 100),
        },
        extra_parameters={"map": True, "words": True},
        view_columns=frozenset({"heights"}),
        state=_contour_state,
    ),
    "line": Tag(
        query="line",
        query_attributes={
            "data": (str, "noisy"),
            "lr": (number, None),
            "steps": (whole_number, 100),
            "scaled": (flag, False),
        },
        extra_parameters={"points": None, "words": True},
        state=_line_state,
    ),
    "rates": Tag(
        query="rates",
        query_attributes={
            "loss": (str, "squared_error"),
            "t": (number, None),
            "lr": (number, None),
            "steps": (whole_number, 50),
        },
        state=_rates_state,
    ),
    "network": Tag(
        query="network",
        query_attributes={
            "data": (str, "two_moons"),
            "layers": (whole_numbers, [8, 8]),
            "activation": (str, "tanh"),
            "optimizer": (str, "adam"),
            "lr": (number, 0.03),
            "batch": (whole_number, 0),
            "seed": (whole_number, 1),
            "epochs": (whole_number, 300),
        },
        state=_network_state,
    ),
}
