"""Months, workdays and week ownership, against docs/policy.md."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from roster.model.calendar import Calendar, Day, Month, days_between, monday_of
from tests.build import DECEMBER, calendar, day


def span(first: date, last: date) -> tuple[date, ...]:
    return days_between(first, last)


# The State Council's calendar of 2026: New Year, Spring Festival, Qingming, Labour Day, Dragon Boat,
# Mid-Autumn, National Day; make-up workdays as in docs/policy.md.
OFF_2026 = (
    *span(day(1, 1), day(3, 1)),
    *span(day(15, 2), day(23, 2)),
    *span(day(4, 4), day(6, 4)),
    *span(day(1, 5), day(5, 5)),
    *span(day(19, 6), day(21, 6)),
    *span(day(25, 9), day(27, 9)),
    *span(day(1, 10), day(7, 10)),
)
MADE_UP_2026 = (day(4, 1), day(14, 2), day(28, 2), day(9, 5), day(20, 9), day(10, 10))
YEAR_2026 = calendar(DECEMBER, start=day(1, 1), off=OFF_2026, made_up=MADE_UP_2026)


def month(number: int, year: int = 2026) -> Month:
    return Month(year=year, month=number)


def test_the_workdays_of_2026() -> None:
    # docs/policy.md: 21 16 22 21 19 21 23 21 22 18 21 23 = 248
    counts = [len(YEAR_2026.workdays(month(n).first, month(n).last)) for n in range(1, 13)]
    assert counts == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert sum(counts) == 248


def test_what_a_year_of_duties_costs() -> None:
    # docs/policy.md: 13 centres daily (200 yuan) and 147 stations weekly (300) cost about 2.94 million.
    weeks = {monday_of(d) for n in range(1, 13) for d in month(n).days}
    owned = [w for w in weeks if (o := YEAR_2026.week_owner(w)) and o.year == 2026]
    assert len(owned) == 52  # 53 weeks touch 2026, that of the Spring Festival has no workday
    assert pytest.approx(2_940_000, rel=0.001) == 13 * 248 * 200 + 147 * 52 * 300


@pytest.mark.parametrize("made_up", MADE_UP_2026)
def test_a_make_up_day_opens_the_centre_and_keeps_no_weekday(made_up: date) -> None:
    # docs/policy.md: it does not count as the weekday it replaces.
    assert made_up.isoweekday() >= 6
    assert YEAR_2026.is_workday(made_up)
    assert not YEAR_2026.keeps_weekday(made_up)
    assert YEAR_2026[made_up].make_up


def test_a_holiday_is_no_workday() -> None:
    assert not YEAR_2026.is_workday(day(1, 10))
    assert not YEAR_2026.keeps_weekday(day(1, 10))
    assert YEAR_2026[day(1, 10)].label == "节日"
    assert YEAR_2026.keeps_weekday(day(8, 10))


def test_outside_the_calendar_nothing_is_a_workday() -> None:
    outside = date(2025, 12, 31)
    assert not YEAR_2026.is_workday(outside)
    assert not YEAR_2026.keeps_weekday(outside)
    with pytest.raises(KeyError):
        YEAR_2026[outside]


@pytest.mark.parametrize(
    ("within", "owner"),
    [
        (day(30, 11), 12),  # one workday in November, four in December
        (day(1, 12), 12),
        (day(6, 12), 12),  # a Sunday is of the week before it
        (day(7, 12), 12),
        (day(29, 6), 7),  # two and three
        (day(31, 3), 4),  # 30 and 31 March, 1 to 3 April (Qingming begins on the 4th)
        (day(1, 5), 4),  # 27 to 30 April; 1 May is a holiday
        (day(30, 9), 9),  # 28 to 30 September; October begins with the holiday
        (day(10, 10), 10),  # 8, 9 and the made-up Saturday
    ],
)
def test_a_week_belongs_to_the_month_with_most_of_its_workdays(within: date, owner: int) -> None:
    assert YEAR_2026.week_owner(within) == month(owner)


def test_the_first_week_of_2027_belongs_to_december() -> None:
    # 28 to 31 December are four workdays.
    january = calendar(month(1, 2027), off=[date(2027, 1, 1)])
    assert january.week_owner(date(2027, 1, 1)) == DECEMBER
    assert january.week_owner(date(2027, 1, 4)) == month(1, 2027)


def test_of_equal_halves_the_earlier_month_takes_the_week() -> None:
    # 29, 30 June and 1, 2 July, Friday the 3rd being off.
    july = calendar(month(7), off=[day(3, 7)])
    assert july.week_owner(day(1, 7)) == month(6)


def test_a_week_without_workdays_has_no_owner() -> None:
    # 16 to 20 February 2026 are the Spring Festival.
    assert YEAR_2026.week_owner(day(18, 2)) is None


def test_a_month_knows_its_days() -> None:
    february = Month.parse("2024-02")
    assert (february.first, february.last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert len(february.days) == 29
    assert Month.of(day(31)).last == day(31)
    assert day(31) in DECEMBER
    assert day(30, 11) not in DECEMBER
    assert date(2025, 12, 1) not in DECEMBER
    assert "2026-12-01" not in DECEMBER


def test_a_month_is_written_as_it_is_read() -> None:
    assert str(Month.parse(" 2026-3 ")) == "2026-03"
    assert Month.parse("2026-12") == DECEMBER
    assert str(Month.parse("2000-01")) == "2000-01"


@pytest.mark.parametrize(
    "text",
    ["2026", "2026-13", "2026-0", "1999-12", "3000-01", "26-12", "2026-12-01", "2026/12", ""],
)
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(ValueError):
        Month.parse(text)


def test_days_between_has_both_ends() -> None:
    assert days_between(day(30, 11), day(2)) == (day(30, 11), day(1), day(2))
    assert days_between(day(2), day(2)) == (day(2),)
    assert days_between(day(2), day(1)) == ()


def test_weeks_begin_on_monday() -> None:
    assert {monday_of(d) for d in days_between(day(30, 11), day(6))} == {day(30, 11)}
    assert monday_of(day(7)) == day(7)


def test_a_calendar_never_changes() -> None:
    one = Calendar(days=(Day(date=day(1), workday=True),))
    with pytest.raises(ValidationError):
        one.announced = False
