"""The textbook: OR-Tools' own shift-scheduling example, with our rules in it.

One Boolean a person and slot, linear constraints, penalties in one weighted sum, squared distances by
``add_multiplication_equality``, the solver's default parameters but for the number of workers.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from benchmarks.entry import Entry
from benchmarks.peers.linear import Linear
from benchmarks.peers.linear_hard import add_hard_rules
from benchmarks.peers.linear_soft import add_scored_rules
from benchmarks.peers.scale import Scale, scale_of

if TYPE_CHECKING:
    from benchmarks.entry import Limits, Recorder
    from benchmarks.peers.linear import Square, Terms
    from roster.model.problem import Problem

Expr = cp_model.LinearExpr | int


class _Said(cp_model.CpSolverSolutionCallback):
    """Records every solution."""

    def __init__(self, m: Linear, variables: list[cp_model.IntVar], record: Recorder) -> None:
        super().__init__()
        self._m, self._variables, self._record = m, variables, record

    def on_solution_callback(self) -> None:
        self._record.roster(self._m.read(lambda index: self.value(self._variables[index])))


def run(problem: Problem, limits: Limits, record: Recorder) -> None:
    """Build the model, search, and tell what the sum's bound says of each level."""
    m = Linear(problem)
    add_hard_rules(m)
    add_scored_rules(m)
    scale = scale_of(m)
    model, variables = pour(m, scale)
    record.built()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = limits.workers
    solver.parameters.random_seed = limits.seed
    solver.parameters.max_time_in_seconds = max(0.1, limits.seconds - record.seconds)
    status = solver.solve(model, _Said(m, variables, record))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        chosen = solver.response_proto.solution
        values = [m.objectives[x].value(lambda i: chosen[variables[i].index]) for x in m.levels]
        bounds = scale.bounds(math.floor(solver.best_objective_bound + 1e-6), values)
        for level, bound in zip(m.levels, bounds, strict=True):
            record.bound(level, bound)


def pour(m: Linear, scale: Scale) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """The plain model in CP-SAT, its levels one weighted sum."""
    model = cp_model.CpModel()
    variables = [model.new_bool_var("") for _ in range(m.count)]
    for row in m.rows:
        least = cp_model.INT32_MIN if row.least is None else int(row.least)
        most = cp_model.INT32_MAX if row.most is None else int(row.most)
        model.add_linear_constraint(_sum(row.terms, variables), least, most)
    total: Expr = 0
    for level, weight in zip(m.levels, scale.weights, strict=True):
        objective = m.objectives[level]
        value: Expr = objective.constant + _sum(objective.terms, variables)
        for square in objective.squares:
            value += _squared(model, square, variables)
        total += weight * value
    model.minimize(total)
    return model, variables


def _sum(terms: Terms, variables: list[cp_model.IntVar]) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.weighted_sum(
        [variables[index] for _, index in terms], [factor for factor, _ in terms]
    )


def _squared(model: cp_model.CpModel, square: Square, variables: list[cp_model.IntVar]) -> Expr:
    """The weighted square as a variable of its own."""
    ends = (-square.target, square.scale * square.most - square.target)
    distance = model.new_int_var(*ends, "")
    model.add(distance == square.scale * _sum(square.terms, variables) - square.target)
    squared = model.new_int_var(0, max(end * end for end in ends), "")
    model.add_multiplication_equality(squared, [distance, distance])
    return square.weight * squared


ENTRY = Entry("textbook", "CP-SAT as in OR-Tools' shift-scheduling example: one weighted sum", run)
