"""Sizes of rules and values of levels as expressions of a model; helper variables are made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.rules import rules_of
from roster.solver.registry import PENALTIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.levels import Level
    from roster.model.problem import Problem
    from roster.model.rules import Rule
    from roster.solver.variables import Expr, Variables


def rule_size(variables: Variables, key: str) -> Expr:
    """The rule's size in its own unit."""
    return variables.once(("size", key), lambda: PENALTIES[key](variables))


def weighted(variables: Variables, rules: Iterable[Rule]) -> Expr:
    """Weight × size, summed over the rules; of rules without weight nothing is made."""
    return sum(
        weight * rule_size(variables, rule.key)
        for rule in rules
        if (weight := variables.weight(rule))
    )


def level_size(variables: Variables, level: Level) -> Expr:
    """The level's value."""
    return weighted(variables, rules_of(level, variables.problem.settings.levels))


def counts(problem: Problem, level: Level) -> bool:
    """Whether any rule of the level has a weight; if none, its value is 0 whatever the roster."""
    return any(map(problem.settings.weight_of, rules_of(level, problem.settings.levels)))


def by_the_book(problem: Problem) -> bool:
    """Whether every rule counts in its own level and every person missing at the centre has a price:
    what the bounds of the regularity level take for granted.
    """
    return not problem.settings.levels and all(s.short_price for s in problem.slots.values())
