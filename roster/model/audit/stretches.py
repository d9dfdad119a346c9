"""The scored rules about what a person's month should hold at least: days in a row, days off, hours.

They belong to the level demand: a roster that is short of them is a poor one, but still a roster.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from roster.model.audit.registry import Finding, checks
from roster.model.calendar import days_between
from roster.text import Text, span_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roster.model.audit.facts import Facts


DAY = timedelta(days=1)


class _Stretch(NamedTuple):
    """Successive days, all with a duty (``on``) or all without; both days around it are otherwise."""

    first: date
    last: date
    on: bool

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


@checks("min_consecutive")
def min_consecutive(facts: Facts) -> Iterable[Finding]:
    """Days that a stretch of days with a duty is shorter than wanted. A stretch that may go on outside
    the month, or began before anything is known, is not short.
    """
    for person in facts.problem.people:
        own = person.min_consecutive
        least = facts.problem.settings.min_consecutive if own is None else own
        for stretch in _whole_stretches(facts, person.id) if least > 1 else ():
            if stretch.on and stretch.length < least:
                span = span_text(stretch.first, stretch.last)
                yield Finding(
                    "min_consecutive",
                    least - stretch.length,
                    Text(f"{span.zh}只连续值班{stretch.length}天", f"only {span.en} in a row"),
                    person.id,
                )


@checks("min_days_off")
def min_days_off(facts: Facts) -> Iterable[Finding]:
    """Days that a stretch of days off between two duties is shorter than wanted. A stretch that may go
    on outside the month, or began before anything is known, is not short.
    """
    for person in facts.problem.people:
        own = person.min_days_off
        least = facts.problem.settings.min_days_off if own is None else own
        for stretch in _whole_stretches(facts, person.id) if least > 1 else ():
            if not stretch.on and stretch.length < least:
                span = span_text(stretch.first, stretch.last)
                yield Finding(
                    "min_days_off",
                    least - stretch.length,
                    Text(f"{span.zh}只休息{stretch.length}天", f"only {span.en} off"),
                    person.id,
                )


def _whole_stretches(facts: Facts, person: str) -> Iterator[_Stretch]:
    """The person's stretches of which both ends are known and on which the month has a say.

    Days of the month are known, those before it from the first day of which history tells anything;
    after the month only the days with a published duty are.
    """
    first, last = facts.problem.month.first, facts.problem.month.last
    worked = {d.date for d in facts.of_person.get(person, ())}
    worked |= {d.date for d in facts.problem.history_of[person]}
    start = facts.problem.known_from or first
    after = sorted(d for d in worked if d > last)
    known = [*days_between(start, last), *after]
    found = [(on, list(days)) for on, days in groupby(known, key=lambda day: day in worked)]
    stretches = [_Stretch(days[0], days[-1], on) for on, days in found]
    for one, stretch, other in zip(stretches, stretches[1:], stretches[2:], strict=False):
        follows = (stretch.first - one.last, other.first - stretch.last) == (DAY, DAY)
        if follows and one.last <= last and other.first >= first:
            yield stretch


@checks("min_hours")
def min_hours(facts: Facts) -> Iterable[Finding]:
    """Hours that a person is on duty less in the month than wanted, rounded up."""
    for person in facts.problem.people:
        minutes = sum(map(facts.problem.minutes, facts.of_person.get(person.id, ())))
        missing = -((minutes - facts.problem.least_minutes(person)) // 60)
        if missing > 0:
            yield Finding(
                "min_hours",
                missing,
                Text(f"工时少{missing}小时", f"{missing} h too few"),
                person.id,
            )
