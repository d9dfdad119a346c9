"""Sizes of rules and values of levels as expressions of a model; helper variables are made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.rules import rules_of
from roster.solver.registry import PENALTIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.levels import Level
    from roster.model.rules import Rule
    from roster.solver.variables import Expr, Variables


def rule_size(variables: Variables, key: str) -> Expr:
    """The rule's size in its own unit."""
    return variables.once(("size", key), lambda: PENALTIES[key](variables))


def weighted(variables: Variables, rules: Iterable[Rule]) -> Expr:
    """Weight × size, summed over the rules."""
    return sum(variables.weight(rule) * rule_size(variables, rule.key) for rule in rules)


def level_size(variables: Variables, level: Level) -> Expr:
    """The level's value."""
    return weighted(variables, rules_of(level))
