"""What the inputs mean: slots in which duties are possible, windows in which visits are counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from roster.model.calendar import Month
from roster.model.demand import ExtraVisit, Period
from roster.model.people import Category
from roster.model.requests import Closure
from roster.model.sites import Session
from roster.model.slots import Slot, SlotKey, is_closed
from tests.build import calendar, centre_demand, day, duty, problem, station, visits

if TYPE_CHECKING:
    from roster.model.problem import Problem

EARLY, LATE = Session.MORNING, Session.AFTERNOON


def needs(county: Problem) -> list[tuple[date, int, int]]:
    """Each window's first day, its need, and how many days it may be met on."""
    return [(w.start, w.need, len(w.days)) for w in county.windows]


def test_a_centre_has_a_slot_each_workday_and_session() -> None:
    lawyers = (Category.LAWYER,)
    county = problem(
        1,
        centre_demands=(centre_demand(sessions=(EARLY, LATE), persons=2, categories=lawyers),),
        calendar=calendar(off=[day(1)], made_up=[day(5)]),
    )
    first, *_ = county.slots.values()
    assert first == Slot("C", day(2), EARLY, 2, lawyers)
    assert first.key == SlotKey("C", day(2), EARLY)
    assert len(county.slots) == 46  # 23 − 1 + 1 days
    assert SlotKey("C", day(5), EARLY) in county.slots


def test_slots_are_ordered_by_date_site_and_session() -> None:
    county = problem(1, [visits("T"), visits("S")], centre_demands=(centre_demand(),))
    keys = list(county.slots)
    assert [k.site for k in keys[:3]] == ["C", "S", "T"]  # Tuesday 1 December
    assert [k.date for k in keys] == sorted(k.date for k in keys)


def test_the_slot_of_a_duty() -> None:
    assert SlotKey.of(duty("P1", "S", 1)) == SlotKey("S", day(1), EARLY)


def test_closures_touch_half_days() -> None:
    county = problem(1, closures=(Closure(site="C", start=day(1), end=day(2), session=EARLY),))
    assert is_closed(county, "C", day(2), Session.FULL)
    assert is_closed(county, "C", day(1), EARLY)
    assert not is_closed(county, "C", day(1), LATE)
    assert not is_closed(county, "C", day(3), EARLY)


def test_a_weekly_station_has_a_window_a_week() -> None:
    # Five weeks are December's; each has one Tuesday.
    assert needs(problem(1, [visits()])) == [
        (day(30, 11), 1, 1),
        (day(7), 1, 1),
        (day(14), 1, 1),
        (day(21), 1, 1),
        (day(28), 1, 1),
    ]


def test_a_window_keeps_to_the_month_but_its_period_does_not() -> None:
    first, *_, last = problem(1, [visits(weekdays=(1, 5))]).windows
    assert (first.start, first.end, first.days) == (day(30, 11), day(6), (day(4),))
    assert (last.end, last.days) == (date(2027, 1, 3), (day(28),))


def test_what_was_published_of_a_window_is_no_longer_needed() -> None:
    history = (duty("P1", "S", day(30, 11)), duty("P2", "S", day(30, 11)))
    county = problem(2, [visits(times=2, weekdays=(1, 2))], history=history)
    assert needs(county)[0] == (day(30, 11), 1, 1)
    once = problem(2, [visits(weekdays=(1, 2))], history=history)
    assert needs(once)[0] == (day(30, 11), 0, 1)
    assert SlotKey("S", day(1), EARLY) not in once.slots, "a window without need has no slot"


def test_what_was_published_elsewhere_or_in_another_week_does_not_matter() -> None:
    history = (duty("P1", "T", day(30, 11)), duty("P1", "S", day(27, 11)))
    sites = (*problem(1, [visits()]).sites, station("T"))
    assert needs(problem(1, [visits()], sites=sites, history=history))[0][1] == 1


def test_weeks_of_another_month_have_no_window() -> None:
    # June 2026 ends on a Tuesday: July owns the week of 29 June.
    june = Month(year=2026, month=6)
    county = problem(1, [visits(weekdays=(2, 3))], month=june, calendar=calendar(june))
    assert [w.start for w in county.windows] == [day(n, 6) for n in (1, 8, 15, 22)]


def test_a_week_whose_owner_has_no_day_for_the_station_is_planned_by_the_other_month() -> None:
    # July owns the week of 29 June, but its Tuesday is 30 June: June plans it, and July does not.
    june, july = Month(year=2026, month=6), Month(year=2026, month=7)
    in_june = problem(1, [visits()], month=june, calendar=calendar(june))
    assert in_june.windows[-1].days == (day(30, 6),)
    in_july = problem(1, [visits()], month=july, calendar=calendar(july))
    assert in_july.windows[0].start == day(6, 7)


def test_national_day_leaves_october_four_weeks() -> None:
    # 1 to 7 October 2026 off, Saturday 10 made up; the week of 28 September is September's.
    october = Month(year=2026, month=10)
    days = calendar(october, off=[day(n, 10) for n in range(1, 8)], made_up=[day(10, 10)])
    county = problem(1, [visits(weekdays=(2, 6))], month=october, calendar=days)
    assert [(w.start, w.days) for w in county.windows] == [
        (day(5, 10), ()),  # Tuesday is a holiday, and a made-up Saturday keeps no weekday
        (day(12, 10), (day(13, 10), day(17, 10))),
        (day(19, 10), (day(20, 10), day(24, 10))),
        (day(26, 10), (day(27, 10), day(31, 10))),
    ]


def test_a_monthly_station_has_the_month() -> None:
    [window] = problem(1, [visits(per=Period.MONTH, times=2, weekdays=(2, 7))]).windows
    assert (window.start, window.end, window.need) == (day(1), day(31), 2)
    assert len(window.days) == 9  # five Tuesdays, four Sundays


@pytest.mark.parametrize(
    ("last", "need"),
    [
        (None, 3),  # the weeks of 30 November, 14 and 28 December
        (day(17, 11), 3),  # due in the week of 30 November
        (day(24, 11), 2),  # due in the week of 7 December, and on the 21st
        (day(30, 11), 2),  # published in December's first week: due on the 14th and the 28th
        (date(2027, 1, 1), 3),  # a visit after the month is not the last one before it
    ],
)
def test_a_fortnightly_station_is_due_two_weeks_after_its_last_visit(
    last: date | None, need: int
) -> None:
    history = (duty("P1", "S", last),) if last else ()
    [window] = problem(1, [visits(per=Period.FORTNIGHT)], history=history).windows
    assert (window.start, window.end, window.need) == (day(1), day(31), need)


def test_days_that_are_closed_or_have_an_extra_visit_are_not_allowed() -> None:
    county = problem(
        1,
        [visits(weekdays=(2, 3, 4))],
        closures=(
            Closure(site="S", start=day(1), end=day(1), session=LATE),
            Closure(site="S", start=day(2), end=day(2)),
        ),
        extra_visits=(ExtraVisit(site="S", date=day(3), session=LATE),),
    )
    # The visits are in the morning, so the afternoon of the 1st does not matter.
    assert county.windows[0].days == (day(1),)


def test_an_extra_visit_has_the_categories_of_its_station() -> None:
    lawyers = (Category.LAWYER,)
    fairs = tuple(
        ExtraVisit(site=s, date=d, session=LATE, persons=3)
        for s, d in (("S", day(6)), ("T", day(6)), ("S", day(6, 11)))
    )
    sites = (*problem(1, [visits()]).sites, station("T"))
    county = problem(1, [visits(categories=lawyers)], sites=sites, extra_visits=fairs)
    extra = [slot for slot in county.slots.values() if slot.extra]
    assert extra == [
        Slot("S", day(6), LATE, 3, lawyers, extra=True),
        Slot("T", day(6), LATE, 3, (), extra=True),
    ]
