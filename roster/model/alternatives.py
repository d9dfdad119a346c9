"""What each other person or day would have broken or cost: every alternative is put into the roster and
audited, nothing is guessed.

An alternative is lawful or not; a lawful one is compared with the roster level by level, in the county's
order. The first level that differs decides, because nothing below it counts against it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from roster.model.audit import CHECKS, Facts, violations
from roster.model.rules import rules_of
from roster.model.shortages import why_not

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roster.model.audit import Finding
    from roster.model.levels import Level
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.text import Text


class Kind(StrEnum):
    """What an alternative changes: the person, two persons' duties with each other, or the day."""

    PERSON = "person"
    SWAP = "swap"
    DAY = "day"


class Move(NamedTuple):
    """Duties that leave a roster and others that come in; ``person`` is who would come instead, or who
    would come on another day.
    """

    kind: Kind
    person: str
    removed: tuple[Duty, ...]
    added: tuple[Duty, ...]


class Breach(NamedTuple):
    """The first hard rule that a move breaks, whom it concerns (None: nobody in particular), and how."""

    rule: str
    person: str | None
    text: Text


class RuleChange(NamedTuple):
    """A scored rule's findings that a move removes and adds; ``size`` is by how much the rule's size
    grows, in its unit.
    """

    rule: str
    level: Level
    size: int
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]


class Outcome(NamedTuple):
    """What a move comes to.

    ``breach`` is None for a lawful one. ``level`` is the first level with another value, None where no
    level differs; ``difference`` is by how much, below zero for better. ``changes`` are all scored
    rules with other findings, levels in the county's order.
    """

    move: Move
    breach: Breach | None
    level: Level | None = None
    difference: int = 0
    changes: tuple[RuleChange, ...] = ()


class Scales:
    """A roster against which moves are weighed."""

    def __init__(self, problem: Problem, duties: Iterable[Duty]) -> None:
        self.problem = problem
        self.facts = Facts(problem, duties)
        self.order: tuple[Level, ...] = problem.levels
        self._held = set(self.facts.duties)
        self._before: dict[str, list[Finding]] = {}
        self._values: dict[Level, int] = {}

    def weigh(self, move: Move) -> Outcome:
        """Everything about one move."""
        facts = self._after(move)
        breach = self._breach(move, facts)
        if breach is not None:
            return Outcome(move, breach)
        changes = tuple(c for level in self.order for c in self._changes(facts, level))
        for level in self.order:
            difference = self._value(facts, level) - self._value_now(level)
            if difference:
                return Outcome(move, None, level, difference, changes)
        return Outcome(move, None, changes=changes)

    def best(self, moves: Iterable[Move]) -> Outcome | None:
        """The lawful move with the least values, level after level; None where none is lawful. Lower
        levels are counted only for those that are level above.
        """
        left = [(m, facts) for m in moves if not self._stands_against(m, facts := self._after(m))]
        while left:
            best = left
            for level in self.order:
                if len(best) == 1:
                    break
                values = [self._value(facts, level) for _, facts in best]
                best = [pair for pair, v in zip(best, values, strict=True) if v == min(values)]
            outcome = self.weigh(best[0][0])
            if outcome.breach is None:
                return outcome
            left.remove(best[0])
        return None

    def allows(self, move: Move) -> bool:
        """Whether a move breaks no hard rule."""
        return self._breach(move, self._after(move)) is None

    def values(self, move: Move) -> tuple[int, ...]:
        """What a move, lawful or not, makes of each level: the less the better, the first counts most."""
        facts = self._after(move)
        return tuple(self._value(facts, level) for level in self.order)

    def now(self) -> tuple[int, ...]:
        """Each level as it is."""
        return tuple(map(self._value_now, self.order))

    def changes(self, move: Move) -> tuple[RuleChange, ...]:
        """The scored rules that count a move, lawful or not, otherwise than the roster as it is."""
        facts = self._after(move)
        return tuple(c for level in self.order for c in self._changes(facts, level))

    def _breach(self, move: Move, facts: Facts) -> Breach | None:
        """The first hard rule broken: what stands against the added duties, then everything else."""
        breach = self._stands_against(move, facts)
        if breach is None:
            for finding in violations(self.problem, facts.duties):
                return Breach(finding.rule, finding.person, finding.text)
        return breach

    def _stands_against(self, move: Move, facts: Facts) -> Breach | None:
        """What stands against the added duties one by one: quick, and told as shortages tell it."""
        for duty in move.added:
            rest = Facts(self.problem, (d for d in facts.duties if d is not duty))
            rule, text = why_not(rest, duty)
            if rule:
                return Breach(rule, None if rule == "budget" else duty.person, text)
        return None

    def _after(self, move: Move) -> Facts:
        gone = set(move.removed)
        return Facts(self.problem, [*(d for d in self.facts.duties if d not in gone), *move.added])

    def _changes(self, facts: Facts, level: Level) -> Iterator[RuleChange]:
        for rule in rules_of(level, self.problem.settings.levels):
            before, after = self._findings(rule.key), list(CHECKS[rule.key](facts))
            gone = tuple(f for f in before if f not in after)
            new = tuple(f for f in after if f not in before)
            if facts.weight(rule.key) and (gone or new):
                size = sum(f.size for f in after) - sum(f.size for f in before)
                yield RuleChange(rule.key, level, size, gone, new)

    def _findings(self, rule: str) -> list[Finding]:
        if rule not in self._before:
            self._before[rule] = list(CHECKS[rule](self.facts))
        return self._before[rule]

    def _value_now(self, level: Level) -> int:
        if level not in self._values:
            self._values[level] = self._value(self.facts, level)
        return self._values[level]

    def _value(self, facts: Facts, level: Level) -> int:
        return sum(
            facts.weight(rule.key) * sum(f.size for f in CHECKS[rule.key](facts))
            for rule in rules_of(level, self.problem.settings.levels)
        )

    # --- the moves there are ------------------------------------------------------------------

    def other_people(self, duty: Duty) -> Iterator[Move]:
        """Everybody else in the duty's place, those who are in the same slot left out."""
        for person in self.problem.people:
            instead = duty.model_copy(update={"person": person.id})
            if person.id != duty.person and instead not in self._held:
                yield Move(Kind.PERSON, person.id, (duty,), (instead,))

    def swaps(self, duty: Duty, person: str) -> Iterator[Move]:
        """The duty against one of the person's that weighs the same, so that both keep their loads."""
        for other in self.facts.of_person.get(person, ()):
            theirs = duty.model_copy(update={"person": person})
            mine = other.model_copy(update={"person": duty.person})
            if self._alike(duty, other) and not {theirs, mine} & self._held:
                yield Move(Kind.SWAP, person, (duty, other), (theirs, mine))

    def _alike(self, a: Duty, b: Duty) -> bool:
        return self.problem.load(a) == self.problem.load(b) and (
            self.problem.is_station(a.site) == self.problem.is_station(b.site)
        )

    def other_days(self, duty: Duty) -> Iterator[Move]:
        """The whole visit on each other day of its window; none for the centre, whose days are all
        served, and for an extra visit, whose day is given.
        """
        here = [
            d
            for d in self.facts.duties
            if (d.site, d.date, d.session) == (duty.site, duty.date, duty.session)
        ]
        for window in self.problem.windows:
            if window.site == duty.site and duty.date in window.days:
                free = [d for d in window.days if d not in self.facts.visits_in(window)]
                for day in free:
                    moved = tuple(d.model_copy(update={"date": day}) for d in here)
                    yield Move(Kind.DAY, duty.person, tuple(here), moved)
