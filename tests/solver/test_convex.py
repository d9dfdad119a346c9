from __future__ import annotations

from itertools import product

import pytest
from ortools.sat.python import cp_model

from roster.solver.clock import Clock
from roster.solver.convex import squared_distance
from roster.solver.engine import run
from tests.solver.solving import QUICK, silent


@pytest.mark.parametrize("target", [-30, 0, 5, 20, 47, 1000])
@pytest.mark.parametrize(
    ("weights", "most"),
    [
        ([1, 1, 1], 3),
        ([2, 2, 2], 6),  # steps of two
        ([2, 2, 1], 5),  # steps of one
        ([4, 6], 10),  # steps of two, of which two and eight are never reached
        ([3], 99),  # more is allowed than there is
        ([2, 2, 2], 4),  # less is allowed than there is
        ([5], 0),  # nothing is allowed
    ],
)
def test_the_minimum_is_the_formula_for_every_choice_of_the_variables(
    weights: list[int], most: int, target: int
) -> None:
    for choice in product((0, 1), repeat=len(weights)):
        total = sum(weight * chosen for weight, chosen in zip(weights, choice, strict=True))
        if total > most:
            continue
        model = cp_model.CpModel()
        variables = [model.new_bool_var("") for _ in weights]
        size = squared_distance(model, list(zip(weights, variables, strict=True)), most, 10, target)
        for variable, chosen in zip(variables, choice, strict=True):
            model.add(variable == chosen)
        model.minimize(size)
        answer = run(model, Clock(QUICK), 10, silent)
        assert answer.objective == answer.bound == (10 * total - target) ** 2


def test_nothing_to_choose_costs_the_square_of_the_target() -> None:
    assert squared_distance(cp_model.CpModel(), [], 7, 10, -12) == 144


def test_a_sum_beyond_the_most_is_impossible() -> None:
    model = cp_model.CpModel()
    variables = [model.new_bool_var("") for _ in range(3)]
    model.minimize(squared_distance(model, [(1, x) for x in variables], 2, 10, 100))
    model.add(sum(variables) == 3)
    assert run(model, Clock(QUICK), 10, silent).values is None
