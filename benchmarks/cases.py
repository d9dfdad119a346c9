"""What is solved: the three sets of cases, and which entries take part in each."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import counties
from benchmarks.growth import GROWTH, grown

if TYPE_CHECKING:
    from collections.abc import Callable

    from roster.model.problem import Problem

ENTRIES = {
    "ours": "benchmarks.peers.ours:ENTRY",
    "greedy": "benchmarks.peers.greedy:ENTRY",
    "textbook": "benchmarks.peers.textbook:ENTRY",
    "highs": "benchmarks.peers.mip:HIGHS",
    "scip": "benchmarks.peers.mip:SCIP",
    "timefold": "benchmarks.peers.timefold:ENTRY",
}
"""Every entry's address, in the order in which they take their turns."""


class Case(NamedTuple):
    """One problem: ``seconds`` is each entry's limit, ``best`` the best known value of all levels together
    (None: not known), ``goal`` how far above it our own goal lies (0: to be proven).
    """

    name: str
    seconds: float
    make: Callable[[], Problem]
    best: int | None = None
    goal: float | None = None


class Set(NamedTuple):
    """A set of cases, who takes part unless told otherwise, and what ``--quick`` leaves of it: which
    cases, and for how many seconds.
    """

    name: str
    cases: tuple[Case, ...]
    entries: tuple[str, ...]
    quick: tuple[int, ...]
    quick_seconds: float


def county_set() -> Set:
    """The forty counties, 60 seconds each."""
    cases = tuple(
        Case(knobs.name, 60, partial(counties.problem, knobs)) for knobs in counties.COUNTIES
    )
    return Set("counties", cases, tuple(ENTRIES), (1, 14, 27, 40), 10)


def growth_set() -> Set:
    """A county that grows in days, then in persons and sites."""
    cases = tuple(Case(size.name, 60, partial(grown, size)) for size in GROWTH)
    return Set("growth", cases, ("ours",), (1, 2, 3), 10)


def nrp_set() -> Set:
    """The public instances, where this tree can read them: 1 to 6 in 60 seconds, the others in 120."""
    if find_spec("benchmarks.nrp") is None:
        return Set("nrp", (), ("ours",), (), 0)
    nrp = import_module("benchmarks.nrp")
    cases = []
    for number in range(1, 13):
        name = f"Instance{number}"
        cases.append(
            Case(
                name,
                60 if number <= 6 else 120,
                partial(nrp.read_instance, nrp.FOLDER / f"{name}.txt"),
                nrp.BEST_KNOWN[name].best,
                0.0 if number <= 7 else 0.05,
            )
        )
    return Set("nrp", tuple(cases), ("ours",), (1, 2, 3), 20)


SETS = {"counties": county_set, "nrp": nrp_set, "growth": growth_set}
