from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from roster.model.calendar import Month
from roster.model.demand import Period
from roster.model.records import Consultation, Held, held
from tests.build import calendar, centre_demand, day, duty, problem, visits

if TYPE_CHECKING:
    from roster.model.problem import Problem


def county() -> Problem:
    """A centre, S weekly on Tuesdays, T monthly on Tuesdays; Monday to Friday are workdays all year."""
    return problem(
        stations=[visits("S"), visits("T", Period.MONTH)],
        centre_demands=(centre_demand(),),
        calendar=calendar(start=date(2026, 1, 1)),
    )


def seen(*records: tuple[int, str, int], until: date | None = None, duties: tuple = ()) -> Held:  # type: ignore[type-arg]
    """What was held in December by these records and duties."""
    known = [Consultation(day(d), site, n) for d, site, n in records]
    return held(county(), duties, known, until)


def test_the_consultations_of_a_day_are_added_up() -> None:
    found = seen((1, "S", 2), (1, "S", 3), (8, "S", 1))
    assert found.days["S"] == {day(1): 5, day(8): 1}
    assert (found.since, found.until, found.total("S", 2026)) == (day(1), day(8), 6)
    assert found.total("S", 2025) == found.total("X", 2026) == 0


def test_the_centre_is_open_on_every_workday_between() -> None:
    found = seen((1, "C", 4), (8, "C", 2))
    # from Tuesday 1 to Tuesday 8 December: six workdays, four of them without anybody
    assert found.days["C"] == {day(d): {1: 4, 8: 2}.get(d, 0) for d in (1, 2, 3, 4, 7, 8)}
    # the stations were visited by their frequencies, S twice and T once: those are counted, the centre not
    assert (found.empty, found.supposed) == (3, 3)


def test_a_visit_without_a_record_had_nobody() -> None:
    duties = (duty("P1", "S", 8), duty("P1", "S", 29))
    found = seen((1, "S", 2), (15, "S", 3), duties=duties)
    # the 29th is after the last record
    assert found.days["S"] == {day(1): 2, day(8): 0, day(15): 3}
    assert (found.unlisted, found.empty, found.supposed) == ((), 1, 0)


def test_months_without_a_duty_are_filled_by_the_frequency() -> None:
    found = seen((1, "S", 2), (22, "S", 3))
    # four weeks with a Tuesday each, two of them on record; T, once a month, on none of them
    assert sorted(found.days["S"].items()) == [(day(1), 2), (day(8), 0), (day(15), 0), (day(22), 3)]
    assert list(found.days["T"].values()) == [0]
    assert found.unlisted == (Month(year=2026, month=12),)
    assert (found.empty, found.supposed) == (3, 3)


def test_records_after_the_day_are_left_out_and_that_day_is_the_end() -> None:
    found = seen((1, "S", 2), (22, "S", 3), until=day(18))
    assert found.until == day(18)
    assert found.total("S", 2026) == 2


def test_of_a_year_before_the_calendar_only_recorded_days_count() -> None:
    before = Consultation(date(2025, 3, 4), "S", 7)
    found = held(county(), [], [before], date(2025, 6, 30))
    assert found.days["S"] == {date(2025, 3, 4): 7}
    assert "C" not in found.days


def test_no_record_is_no_ground() -> None:
    with pytest.raises(ValueError, match="no record"):
        seen((10, "S", 1), until=day(9))
