"""Squared distances as linear objectives: exact on whole numbers, and tight for the relaxation."""

from __future__ import annotations

import itertools
from functools import reduce
from math import gcd
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from roster.solver.variables import Expr, IntVar


def squared_distance(
    model: cp_model.CpModel, terms: list[tuple[int, IntVar]], most: int, scale: int, target: int
) -> Expr:
    """(scale · Σ weight·variable − target)², to be minimised; the sum is known not to exceed ``most``.

    The sum moves in steps of the weights' greatest common divisor g. With one variable a step,
    Σ weight·variable = g · Σ step_k, the square is its value at 0 plus the sum of its increments, which
    grow with k: a convex function, so minimising fills the steps in order and the value is exact.
    """
    if not terms:
        return target * target
    step = reduce(gcd, (weight for weight, _ in terms))
    reach = sum(weight * list(x.proto.domain)[-1] for weight, x in terms)
    count = min(most, reach) // step
    steps = [model.new_bool_var("") for _ in range(count)]
    model.add(sum(w * x for w, x in terms) == step * sum(steps))
    for lower, upper in itertools.pairwise(steps):
        model.add_implication(upper, lower)  # not needed for the value, but it helps propagation
    values = [(scale * step * k - target) ** 2 for k in range(count + 1)]
    rises = [after - before for before, after in itertools.pairwise(values)]
    return values[0] + cp_model.LinearExpr.weighted_sum(steps, rises)
