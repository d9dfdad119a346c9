"""The counties that are played: one as small as can be, and the sample county."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from roster.io import read_problem
from roster.model.calendar import days_between
from roster.model.people import Category
from roster.model.sites import Session
from tests import build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.calendar import Month
    from roster.model.problem import Problem
    from roster.model.requests import Duty

QINYUAN = Path(__file__).resolve().parents[2] / "inputs" / "qinyuan"
KNOWN_FROM = date(
    2026, 1, 1
)  # the whole year is in the calendar, and so in the fairness of the year


def small(month: Month, published: Sequence[Duty]) -> Problem:
    """Five persons, the centre on Tuesdays and Thursdays, two stations once a week: some 17 duties a
    month, solved in milliseconds.
    """
    closed = [d for d in days_between(KNOWN_FROM, month.last) if d.isoweekday() not in (2, 4)]
    calendar = build.calendar(month, start=KNOWN_FROM, off=closed)
    first, last = calendar.days[0].date, calendar.days[-1].date
    people = [build.person(f"P{n}", firm=f"{n % 2}所") for n in range(1, 4)]
    people += [
        build.person("P4", category=Category.PUBLIC_POST, serves_centre=False),
        build.person("P5", consent_public=False),
    ]
    return build.problem(
        people,
        [build.visits("S"), build.visits("T", weekdays=(2, 4), session=Session.AFTERNOON)],
        month=month,
        calendar=calendar,
        centre_demands=(build.centre_demand(),),
        history=tuple(
            sorted(
                (d for d in published if first <= d.date <= last and d.date not in month),
                key=lambda d: d.order(),
            )
        ),
        limits={"supervision_phone": "0355-0000000"},
    )


def qinyuan(month: Month, published: Sequence[Duty]) -> Problem:
    """沁源县: 15 people, 12 stations and the centre. Its leave and wishes are those of December."""
    return read_problem(QINYUAN, month, published=published)
