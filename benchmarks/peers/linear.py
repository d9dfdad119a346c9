"""Our rules as a plain 0-1 model that belongs to no solver: one Boolean a person and slot, linear rows.

The textbook model and the MIPs are this model, poured into one solver or another. It is written from
the rule book and shares no code with ``roster.solver``: what makes ours fast must not help the peers by
accident, nor hinder them. Squared distances are kept apart, for each solver to put in its own way.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.peers.known import refuse_unknown
from roster.model.audit import CHECKS, Facts
from roster.model.levels import UPPER_LEVELS
from roster.model.requests import Duty
from roster.model.rules import RULE_BY_KEY
from roster.model.slots import SlotKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from roster.model.problem import Problem

ALONE = ("opening", "availability", "eligibility", "ban")  # rules about a single duty

Terms = list[tuple[int, int]]
"""(coefficient, variable) pairs to be summed."""


class Row(NamedTuple):
    """least ≤ Σ terms ≤ most; None for no limit."""

    terms: Terms
    least: float | None
    most: float | None


class Square(NamedTuple):
    """weight · (scale · Σ terms − target)², where Σ terms is at most ``most``."""

    weight: int
    terms: Terms
    most: int
    scale: int
    target: int

    def cost(self, total: int) -> int:
        """What it costs when the terms sum to ``total``."""
        return self.weight * (self.scale * total - self.target) ** 2


class Objective:
    """A level's value: constant + Σ terms + squares."""

    def __init__(self) -> None:
        self.constant = 0
        self.terms: Terms = []
        self.squares: list[Square] = []

    def most(self) -> int:
        """A value that it cannot exceed."""
        linear = self.constant + sum(max(c, 0) for c, _ in self.terms)
        return linear + sum(max(s.cost(0), s.cost(s.most)) for s in self.squares)

    def value(self, of: Callable[[int], float]) -> int:
        """Its value in a solution."""
        total = self.constant + sum(c * round(of(index)) for c, index in self.terms)
        sums = (sum(c * round(of(index)) for c, index in s.terms) for s in self.squares)
        return total + sum(s.cost(x) for s, x in zip(self.squares, sums, strict=True))


class Linear:
    """The model: ``duty[person, slot]`` where no rule about a single duty forbids it; ``held[slot]`` is 1
    when anyone serves in a station's slot; rows; an objective a level.

    Raises ValueError for a problem with rules that it does not know (known.py).
    """

    def __init__(self, problem: Problem) -> None:
        refuse_unknown(problem)
        self.problem = problem
        self.count = 0
        self.rows: list[Row] = []
        self.levels = (*UPPER_LEVELS, *problem.settings.level_order)
        self.objectives = {level: Objective() for level in self.levels}
        self.duty = {(d.person, SlotKey.of(d)): self.boolean() for d in possible_duties(problem)}
        self.held = {key: self.boolean() for key in problem.slots if problem.is_station(key.site)}
        self.of_person: dict[str, list[tuple[SlotKey, int]]] = defaultdict(list)
        self.of_slot: dict[SlotKey, list[tuple[str, int]]] = defaultdict(list)
        for (person, key), variable in self.duty.items():
            self.of_person[person].append((key, variable))
            self.of_slot[key].append((person, variable))

    def boolean(self) -> int:
        """A new 0-1 variable."""
        self.count += 1
        return self.count - 1

    def row(self, terms: Terms, least: int | None = None, most: int | None = None) -> None:
        """Add a constraint."""
        self.rows.append(Row(terms, least, most))

    def at_most(self, variables: Iterable[int], most: int) -> None:
        """At most so many of the variables are 1; nothing is added where that is so anyway."""
        terms = [(1, variable) for variable in variables]
        if len(terms) > most:
            self.row(terms, most=most)

    def either(self, variables: Iterable[int]) -> int:
        """A variable that is 1 when any of these is; it is only bounded from below."""
        found = list(variables)
        if len(found) == 1:
            return found[0]
        any_of = self.boolean()
        for variable in found:
            self.row([(1, any_of), (-1, variable)], least=0)
        return any_of

    def charge(self, rule: str, terms: Terms, constant: int = 0) -> None:
        """Let the rule's size be constant + Σ terms, counted in its level with its weight."""
        objective, weight = self.objectives[RULE_BY_KEY[rule].level], self.weight(rule)
        objective.constant += weight * constant
        if weight:
            objective.terms += [(weight * factor, variable) for factor, variable in terms]

    def charge_square(self, rule: str, square: Square) -> None:
        """The same for a squared distance."""
        if weight := self.weight(rule):
            square = square._replace(weight=weight)
            self.objectives[RULE_BY_KEY[rule].level].squares.append(square)

    def weight(self, rule: str) -> int:
        """The rule's weight inside its level."""
        return self.problem.settings.weights.get(rule, RULE_BY_KEY[rule].weight)

    def by_day(self, person: str) -> dict[date, list[tuple[SlotKey, int]]]:
        """The person's possible duties, day by day."""
        found: dict[date, list[tuple[SlotKey, int]]] = defaultdict(list)
        for key, variable in self.of_person[person]:
            found[key.date].append((key, variable))
        return found

    def visits(self, site: str, days: Iterable[date] | None = None) -> list[tuple[date, int]]:
        """The station's regular visits on the days (None: of the month)."""
        wanted = None if days is None else set(days)
        return [
            (key.date, held)
            for key, held in self.held.items()
            if key.site == site
            and not self.problem.slots[key].extra
            and (wanted is None or key.date in wanted)
        ]

    def read(self, value: Callable[[int], float]) -> Iterator[Duty]:
        """The duties of a solution."""
        for (person, key), variable in self.duty.items():
            if value(variable) > 0.5:
                yield Duty(person=person, site=key.site, date=key.date, session=key.session)


def possible_duties(problem: Problem) -> Iterator[Duty]:
    """Every duty that breaks no rule by itself, as the audit says."""
    for key in problem.slots:
        for person in problem.people:
            duty = Duty(person=person.id, site=key.site, date=key.date, session=key.session)
            facts = Facts(problem, [duty])
            if not any(finding for rule in ALONE for finding in CHECKS[rule](facts)):
                yield duty
