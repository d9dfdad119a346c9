"""How solver functions are gathered: each is written for one rule of the rule book, by its key.

A rule has one function here, of one of three kinds:

- ``excludes``: a person may never take a slot, whatever else is decided: no variable is made;
- ``constrains``: adds constraints to the model;
- ``penalises``: returns the rule's size as a linear expression that the objective minimises.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from roster.model.people import Person
from roster.model.problem import Problem
from roster.model.rules import RULE_BY_KEY
from roster.model.slots import Slot, SlotKey
from roster.solver.variables import Expr, Variables

Exclude = Callable[[Problem, Person, Slot], bool]
Constrain = Callable[[Variables], None]
Penalise = Callable[[Variables], Expr]

EXCLUSIONS: dict[str, Exclude] = {}
CONSTRAINTS: dict[str, Constrain] = {}
PENALTIES: dict[str, Penalise] = {}

F = TypeVar("F", Exclude, Constrain, Penalise)


def allowed(problem: Problem, person: Person, slot: Slot) -> bool:
    """Whether no rule forbids the person the slot by itself."""
    return not any(
        excluded(problem, person, slot) and not _exempt(problem, rule, person, slot)
        for rule, excluded in EXCLUSIONS.items()
    )


def _exempt(problem: Problem, rule: str, person: Person, slot: Slot) -> bool:
    return rule in problem.exempt and any(
        duty.person == person.id and SlotKey.of(duty) == slot.key for duty in problem.exempt[rule]
    )


def _registrar(book: dict[str, F], key: str) -> Callable[[F], F]:
    if key not in RULE_BY_KEY:
        raise KeyError(f"no rule {key!r} in the rule book")

    def register(function: F) -> F:
        book[key] = function
        return function

    return register


def excludes(key: str) -> Callable[[Exclude], Exclude]:
    """Register what makes a person and a slot impossible together."""
    return _registrar(EXCLUSIONS, key)


def constrains(key: str) -> Callable[[Constrain], Constrain]:
    """Register the constraints of a rule."""
    return _registrar(CONSTRAINTS, key)


def penalises(key: str) -> Callable[[Penalise], Penalise]:
    """Register the size of a scored rule."""
    return _registrar(PENALTIES, key)
