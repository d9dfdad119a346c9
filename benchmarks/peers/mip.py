"""The plain model as a mixed-integer program, in HiGHS and in SCIP.

Squared distances are convex, so they are put piecewise: steps between 0 and 1 whose costs grow, which a
linear program fills in the right order by itself. The levels are minimised in turn, each fixed to what
it came to: as one sum they would need weights of 10^12 and more, far past the 10^-6 to which a MIP solver
keeps its rows, and a relative gap of 10^-4 would be called optimal with most levels ignored. All
objectives are whole numbers, so an absolute gap under 1 is a proof, and both solvers are told so.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import reduce
from importlib import import_module
from importlib.util import find_spec
from math import ceil, gcd, isfinite
from typing import TYPE_CHECKING, NamedTuple, Protocol

from benchmarks.entry import Entry
from benchmarks.peers.linear import Linear, Row
from benchmarks.peers.linear_hard import add_hard_rules
from benchmarks.peers.linear_soft import add_scored_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.entry import Limits, Recorder
    from benchmarks.peers.linear import Square, Terms
    from roster.model.problem import Problem

GAP = 0.99  # objectives are whole numbers
SLACK = 0.5  # so that a level that is fixed stays feasible within tolerances
LEAST_SECONDS = 1.0  # for a level, as ours

Values = Sequence[float]


class Found(NamedTuple):
    """What a level came to: the variables' values (None: nothing found) and the bound on its size."""

    values: Values | None
    bound: float


class Mip:
    """The plain model with its squares made linear. ``integer`` says which variables are whole."""

    def __init__(self, problem: Problem) -> None:
        self.m = Linear(problem)
        add_hard_rules(self.m)
        add_scored_rules(self.m)
        self.integer = [True] * self.m.count
        self.sizes: list[tuple[int, Terms]] = []
        for level in self.m.levels:
            objective = self.m.objectives[level]
            constant, terms = objective.constant, list(objective.terms)
            for square in objective.squares:
                constant += square.cost(0)
                terms += self._steps(square)
            self.sizes.append((constant, terms))

    def _steps(self, square: Square) -> Terms:
        """Σ terms = g · Σ steps for the terms' greatest common divisor g; each step at what it adds."""
        if not square.terms:
            return []
        g = reduce(gcd, (factor for factor, _ in square.terms))
        steps = [self.m.boolean() for _ in range(square.most // g)]
        self.integer += [False] * len(steps)
        self.m.row([*square.terms, *((-g, step) for step in steps)], least=0, most=0)
        costs = [square.cost(g * count) for count in range(len(steps) + 1)]
        rises = (after - before for before, after in itertools.pairwise(costs))
        return list(zip(rises, steps, strict=True))

    def size(self, place: int, values: Values) -> int:
        """What the level at this place comes to."""
        return self.m.objectives[self.m.levels[place]].value(lambda index: values[index])


class Solver(Protocol):
    """A MIP solver that holds the model and goes on from what it found."""

    def minimise(self, terms: Terms, seconds: float) -> Found:
        """Minimise Σ terms."""

    def add(self, row: Row) -> None:
        """Keep one more row from now on."""


def descend(
    problem: Problem,
    limits: Limits,
    record: Recorder,
    make: Callable[[Mip, Limits, Callable[[Values], None]], Solver],
) -> None:
    """Level after level: half of the time left for each, all of it for the last."""
    mip = Mip(problem)
    solver = make(mip, limits, lambda values: record.roster(mip.m.read(values.__getitem__)))
    record.built()
    for place, level in enumerate(mip.m.levels):
        constant, terms = mip.sizes[place]
        last = place == len(mip.m.levels) - 1
        seconds = (limits.seconds - record.seconds) * (1 if last else 0.5)
        found = solver.minimise(terms, max(seconds, LEAST_SECONDS))
        if found.values is None:
            return
        if isfinite(found.bound):
            record.bound(level, max(0, ceil(found.bound + constant - 1e-4)))
        record.roster(mip.m.read(found.values.__getitem__))
        solver.add(Row(terms, None, mip.size(place, found.values) - constant + SLACK))


def _run_highs(problem: Problem, limits: Limits, record: Recorder) -> None:
    descend(problem, limits, record, import_module("benchmarks.peers.mip_highs").Highs)


def _run_scip(problem: Problem, limits: Limits, record: Recorder) -> None:
    descend(problem, limits, record, import_module("benchmarks.peers.mip_scip").Scip)


def _missing(module: str) -> str | None:
    return None if find_spec(module) else f"the package {module} (extra `benchmarks`)"


HIGHS = Entry(
    "highs",
    "MIP in HiGHS, levels in turn",
    _run_highs,
    lambda: _missing("highspy"),
    lambda: import_module("benchmarks.peers.mip_highs"),
)
SCIP = Entry(
    "scip",
    "MIP in SCIP, levels in turn",
    _run_scip,
    lambda: _missing("pyscipopt"),
    lambda: import_module("benchmarks.peers.mip_scip"),
)
