"""Who could step in for a duty, or fill a place that is open: everybody is put there, and the audit is
asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.model.alternatives import Kind, Move, Scales
from roster.model.audit import CHECKS, Facts
from roster.model.levels import Level
from roster.model.proposals import without_pins
from roster.model.reasons import Reasons
from roster.model.requests import Duty
from roster.model.rules import RULE_BY_KEY
from roster.model.shares import SCALE
from roster.model.shortages import all_against

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from roster.model.problem import Problem
    from roster.model.slots import SlotKey
    from roster.text import Text


class Place(NamedTuple):
    """A place in a slot: the ``duty`` that somebody else would take over, None where nobody has it."""

    slot: SlotKey
    duty: Duty | None = None

    def taken_by(self, person: str) -> Duty:
        """The duty of a person in this place."""
        return Duty(
            person=person, site=self.slot.site, date=self.slot.date, session=self.slot.session
        )


class Effect(NamedTuple):
    """A level that another person changes, by how much (above zero: worse), and in words."""

    level: Level
    difference: int
    text: Text


class Against(NamedTuple):
    """A hard rule that a person in the place would break, and how."""

    rule: str
    text: Text


class Candidate(NamedTuple):
    """A person for a place.

    ``month`` is the person's load in the month as it is, ``total`` that of the whole fairness window,
    ``fair`` the fair share of it (all in tenths of points); ``minutes`` the road to the site, one way.
    ``against`` are the hard rules broken, ``effects`` what becomes of each level.
    """

    person: str
    month: int
    total: int
    fair: int
    minutes: int
    against: tuple[Against, ...]
    effects: tuple[Effect, ...]


class Exchange(NamedTuple):
    """Two persons' duties with each other, and what becomes of each level."""

    move: Move
    effects: tuple[Effect, ...]


class Substitutes(NamedTuple):
    """Everybody else: who could come, who could by a reason alone, best first; who cannot, in the order of
    the pool and without effects; and the best lawful exchanges.
    """

    free: tuple[Candidate, ...]
    by_reason: tuple[Candidate, ...]
    barred: tuple[Candidate, ...]
    exchanges: tuple[Exchange, ...]


def substitutes(
    problem: Problem, duties: Sequence[Duty], place: Place, *, on: date, exchanges: int = 3
) -> Substitutes:
    """All about a place, on the day ``on``; at most so many ``exchanges``, none on days that are over or
    near.
    """
    pins = [p for p in problem.pins if p.duty == place.duty]
    scales = Scales(without_pins(problem, pins), duties)
    weighing = _Weighing(scales)
    there = {d.person for d in duties if (d.site, d.date, d.session) == place.slot}
    found: tuple[list[_Ranked], ...] = ([], [], [])
    for person in problem.people:
        if person.id not in there:
            ranked = weighing.candidate(place, person.id)
            found[_group(ranked.candidate)].append(ranked)
    free, by_reason, barred = found
    return Substitutes(
        tuple(r.candidate for r in sorted(free, key=_rank)),
        tuple(r.candidate for r in sorted(by_reason, key=_rank)),
        tuple(r.candidate for r in barred),
        tuple(weighing.exchanges(place, there, problem.frozen_until(on), exchanges)),
    )


class _Ranked(NamedTuple):
    candidate: Candidate
    values: tuple[int, ...]


def _rank(ranked: _Ranked) -> tuple[tuple[int, ...], str]:
    return ranked.values, ranked.candidate.person


def _group(candidate: Candidate) -> int:
    """0: nothing in the way; 1: only what a reason overrides; 2: cannot."""
    if not candidate.against:
        return 0
    return 1 if _by_reason(candidate.against) else 2


def _by_reason(against: Iterable[Against]) -> bool:
    return all(RULE_BY_KEY[a.rule].overridable for a in against)


class _Weighing:
    """A roster in which people are put into a place, one after another."""

    def __init__(self, scales: Scales) -> None:
        self.scales, self.problem = scales, scales.problem
        self.reasons = Reasons(scales)

    def candidate(self, place: Place, person: str) -> _Ranked:
        """One person, with what stands against them and what it comes to."""
        duty = place.taken_by(person)
        gone = () if place.duty is None else (place.duty,)
        move = Move(Kind.PERSON, person, gone, (duty,))
        rest = Facts(self.problem, (d for d in self.scales.facts.duties if d not in gone))
        share, own = self.problem.shares[person], self.scales.facts.of_person.get(person, ())
        month = sum(map(self.problem.load, own))
        home = self.problem.person[person].home
        against = tuple(_against(rest, duty))
        possible = _by_reason(against)
        values = self.scales.values(move) if possible else ()
        candidate = Candidate(
            person=person,
            month=SCALE * month,
            total=SCALE * (share.past_load + month),
            fair=share.fair_load,
            minutes=self.problem.minutes_between(home, duty.site),
            against=against,
            effects=self.effects(move, values) if possible else (),
        )
        return _Ranked(candidate, values)

    def effects(self, move: Move, values: tuple[int, ...]) -> tuple[Effect, ...]:
        """Each level that the move changes to these values; stability only where it gets better."""
        changes = self.scales.changes(move)
        found = []
        for level, now, then in zip(self.scales.order, self.scales.now(), values, strict=True):
            # that somebody else is another person than was published goes without saying
            if now != then and not (level is Level.STABILITY and now < then):
                own = [c for c in changes if c.level is level]
                found.append(Effect(level, then - now, self.reasons.effect(own, then - now)))
        return tuple(found)

    def exchanges(self, place: Place, there: set[str], last: date, most: int) -> list[Exchange]:
        """The best of those that break no rule and touch no day up to ``last``."""
        if place.duty is None:
            return []
        moves = [
            move
            for person in self.problem.people
            if person.id not in there
            for move in self.scales.swaps(place.duty, person.id)
            if move.removed[1].date > last and self.scales.allows(move)
        ]
        ranked = sorted(((self.scales.values(m), n, m) for n, m in enumerate(moves)))[:most]
        return [Exchange(move, self.effects(move, values)) for values, _, move in ranked]


def _against(rest: Facts, duty: Duty) -> Iterator[Against]:
    """The hard rules that the duty would break, of the slot and of the person."""
    whole = Facts(rest.problem, [*rest.duties, duty])
    for rule in ("opening", "capacity"):
        for finding in CHECKS[rule](whole):
            if duty in finding.duties:
                yield Against(rule, finding.text)
                break
    for rule, text in all_against(rest, duty):
        yield Against(rule, text)
