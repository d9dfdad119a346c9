"""The weeks of a month."""

import pytest

from roster.errors import UnknownError
from roster.model.calendar import Month
from roster.publish.weeks import Days, only, week_with, weeks_of
from tests import build


def test_a_months_weeks_are_cut_off_where_it_ends() -> None:
    # 1 December 2026 is a Tuesday, the 31st a Thursday
    assert [(w.first.day, w.last.day) for w in weeks_of(build.DECEMBER)] == [
        *[(1, 6), (7, 13), (14, 20), (21, 27), (28, 31)]
    ]


def test_a_month_that_begins_on_a_monday_or_sunday() -> None:
    june, february = Month(year=2026, month=6), Month(year=2026, month=2)  # Monday, Sunday
    assert [w.first.day for w in weeks_of(june)] == [1, 8, 15, 22, 29]
    assert [(w.first.day, w.last.day) for w in weeks_of(february)] == [
        *[(1, 1), (2, 8), (9, 15), (16, 22), (23, 28)]
    ]


def test_any_day_of_the_week_names_it_also_in_the_next_month() -> None:
    last = Days(build.day(28), build.day(31))
    assert week_with(build.DECEMBER, build.day(30)) == last
    assert week_with(build.DECEMBER, build.day(2).replace(year=2027, month=1)) == last
    with pytest.raises(UnknownError, match="the week of 2026-11-20 has no day of 2026-12"):
        week_with(build.DECEMBER, build.day(20, 11))


def test_a_rosters_week_has_its_duties_and_visits_only() -> None:
    problem = build.problem(1, [build.visits()])
    roster = build.roster(problem, [build.duty("P1", "S", d) for d in (8, 15)])
    assert roster.of_site["S"]  # what the roster has worked out must not be taken over
    week = only(roster, Days(build.day(14), build.day(20)))
    assert [d.date for d in week.of_site["S"]] == [build.day(15)]
    assert [v.date for v in week.visits] == [build.day(15)]
