"""Two revisions of the notices' county, and what a correction makes of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from roster.model.corrections import Correction
from roster.model.revision import Revision
from roster.model.roster import Status
from roster.model.sites import Session
from tests import build
from tests.build import duty
from tests.publish.notices_kit import county

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.problem import Problem
    from roster.model.requests import Duty

FIRST, SECOND = date(2026, 11, 25), date(2026, 12, 4)

# The 8th is a Tuesday, a market day with a lunar date; P1 王建国, P2 赵文静, P3 孙玥, P4 张垚,
# P5 郭旻昇 (no firm), P6 李慧敏.
BEFORE = [
    duty("P4", "G", 8),
    duty("P3", "G", 15),
    duty("P1", "G", 22),
    duty("P2", "G", 29),
    duty("P5", "C", 8),
]
AFTER = [
    duty("P6", "G", 8),  # another person
    duty("P3", "G", 17),  # moved
    duty("P2", "G", 29),  # as it was; the 22nd is cancelled
    duty("P4", "G", 31, Session.AFTERNOON),  # new
    duty("P5", "C", 8),  # nothing at the centre
]


def revision(
    of: Problem, duties: Iterable[Duty], number: int, on: date, **changes: Any
) -> Revision:
    status = Status.SUPERSEDED if number == 1 else Status.PUBLISHED
    roster = build.roster(of, duties, revision=number, status=status, published_on=on)
    at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    return Revision(problem=of, roster=roster, created_at=at, published_at=at, **changes)


def correction(
    before: Iterable[Duty] = BEFORE,
    after: Iterable[Duty] = AFTER,
    old: Problem | None = None,
    new: Problem | None = None,
    **changes: Any,
) -> Correction:
    old = old or county()
    return Correction(
        revision(old, before, 1, FIRST), revision(new or old, after, 2, SECOND, **changes)
    )
