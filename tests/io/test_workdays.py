from datetime import date

import pytest

from roster.io.workdays import Adjustments, build_calendar, is_known
from roster.model.calendar import Calendar, Month

NONE = Adjustments({}, {}, frozenset())
# State Council's calendar of 2026, month by month; 248 in all (docs/policy.md)
WORKDAYS_2026 = [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
MADE_UP_2026 = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


def calendar(month: str, adjustments: Adjustments = NONE) -> Calendar:
    return build_calendar(Month.parse(month), adjustments)


@pytest.mark.parametrize("number", range(1, 13))
def test_workdays_of_2026(number: int) -> None:
    month = Month(year=2026, month=number)
    days = build_calendar(month, NONE).workdays(month.first, month.last)
    assert len(days) == WORKDAYS_2026[number - 1]


def test_make_up_days_of_2026() -> None:
    days = [d for d in calendar("2026-12").days if d.make_up and d.date.year == 2026]
    assert [d.date.isoformat()[5:] for d in days] == MADE_UP_2026
    assert {d.label for d in days} == {"调休上班"}
    assert all(d.workday for d in days)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 1, 1), "元旦"),
        (date(2026, 2, 17), "春节"),
        (date(2026, 4, 5), "清明节"),
        (date(2026, 6, 19), "端午节"),
        (date(2026, 9, 25), "中秋节"),
        (date(2026, 10, 1), "国庆节"),
        (date(2026, 10, 4), "国庆节"),  # a Sunday within the holiday
        (date(2026, 12, 6), ""),  # a plain Sunday
    ],
)
def test_holidays_have_their_names(day: date, label: str) -> None:
    entry = calendar("2026-12")[day]
    assert (entry.workday, entry.label) == (False, label)


def test_the_calendar_reaches_from_new_year_to_the_end_of_the_last_week() -> None:
    found = calendar("2026-12")
    assert (found.days[0].date, found.days[-1].date) == (date(2026, 1, 1), date(2027, 1, 3))
    # 45 days before 1 January, which is more than the year's beginning gives
    assert calendar("2026-01").days[0].date == date(2025, 11, 17)


def test_border_days_of_an_unknown_year_are_weekdays_but_for_new_year() -> None:
    assert not is_known(2027)
    found = calendar("2026-12")
    assert found.announced
    assert not found.is_workday(date(2027, 1, 1))  # a Friday
    assert found[date(2027, 1, 1)].label == "元旦"


def test_an_unknown_month_is_a_guess_until_it_is_declared() -> None:
    assert not calendar("2027-03").announced
    assert calendar("2027-03", Adjustments({}, {}, frozenset({2027}))).announced
    assert len(calendar("2027-03").workdays(date(2027, 3, 1), date(2027, 3, 31))) == 23


def test_the_sheet_overrides_single_days() -> None:
    adjustments = Adjustments(
        {date(2026, 12, 9): "", date(2026, 12, 10): "县庆"},
        {date(2026, 12, 12): "补班", date(2026, 10, 8): "抢险"},
        frozenset(),
    )
    found = calendar("2026-12", adjustments)
    assert (found[date(2026, 12, 9)].workday, found[date(2026, 12, 9)].label) == (False, "放假")
    assert found[date(2026, 12, 10)].label == "县庆"
    saturday = found[date(2026, 12, 12)]
    assert (saturday.workday, saturday.make_up, saturday.label) == (True, True, "调休上班")
    # a weekday called in keeps its own weekday: stations open as on any other
    thursday = found[date(2026, 10, 8)]
    assert (thursday.workday, thursday.make_up, thursday.label) == (True, False, "抢险")


def test_lunar_dates_are_there_as_far_as_they_are_known() -> None:
    assert calendar("2026-12")[date(2026, 12, 7)].lunar == "十月廿九"
    assert calendar("2150-03").days[-1].lunar == ""
