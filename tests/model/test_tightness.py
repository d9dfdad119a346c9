from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.model.demand import ExtraVisit, Period
from roster.model.people import Category
from roster.model.requests import Ban, Duty, Leave
from roster.model.sites import Session
from roster.model.tightness import (
    Part,
    Supply,
    TightDays,
    most_days,
    tightest_by_week,
    tightest_of_month,
)
from tests.build import centre_demand, day, duty, person, problem, visits
from tests.random_problems import broken, lawful_duties, problems

CENTRE = (centre_demand(),)


def second_week(of: object) -> TightDays:
    """The week of 7 December, a whole one."""
    return next(t for t in tightest_by_week(of) if t.start >= day(7))  # type: ignore[arg-type]


def test_visits_bound_to_a_day_make_it_the_tightest() -> None:
    # Tuesday wants three visits and the centre's person of four people; the week 8 of their 12.
    found = second_week(problem(4, [visits(s) for s in "STU"], centre_demands=CENTRE))
    assert (found.days, found.part, found.need, found.capacity) == ((day(8),), Part.ALL, 4, 4)
    assert (found.short, found.frail, found.tight, found.largest) == (False, True, True, 1)


def test_days_that_share_visits_are_tight_together() -> None:
    # Eight visits on Tuesday or Thursday, a centre day on each: ten duties on two days, of at most
    # two duties each by four people. Tuesday alone must have none of the visits.
    stations = [visits(s, weekdays=(2, 4)) for s in "STUVWXYZ"]
    found = second_week(problem(4, stations, centre_demands=CENTRE))
    assert (found.days, found.need, found.capacity) == ((day(8), day(10)), 10, 8)
    assert (found.spare, found.short, found.frail) == (-2, True, False)


def test_those_who_serve_one_kind_of_site_only_are_counted_apart() -> None:
    # Four people, of whom one goes to the stations, and two visits a Tuesday.
    people = [person("P1"), *(person(f"P{n}", serves_stations=False) for n in (2, 3, 4))]
    found = second_week(problem(people, [visits("S"), visits("T")]))
    assert (found.part, found.need, found.capacity) == (Part.STATIONS, 2, 1)
    assert found.short


def test_categories_that_no_station_takes_do_not_count_for_stations() -> None:
    # The public-post person may serve the centre, where nobody is wanted, and no station takes one.
    people = [person("P1"), person("P2", category=Category.PUBLIC_POST)]
    lawyers = [visits(s, categories=(Category.LAWYER,)) for s in "ST"]
    found = second_week(problem(people, lawyers))
    assert (found.part, found.need, found.capacity) == (Part.STATIONS, 2, 1)


def test_a_week_is_tight_by_its_limit() -> None:
    # Five centre days for one person who serves three times a week.
    found = second_week(problem(1, centre_demands=CENTRE))
    assert (len(found.days), found.need, found.capacity) == (5, 5, 3)


@pytest.mark.parametrize(
    ("changes", "capacity"),
    [
        ({"leaves": (Leave(person="P1", start=day(7), end=day(9)),)}, 2),
        ({"bans": (Ban(person="P1", start=day(7), end=day(9)),)}, 2),
        # half a day of leave or ban leaves the other half
        ({"leaves": (Leave(person="P1", start=day(7), end=day(9), session=Session.MORNING),)}, 5),
        ({"bans": (Ban(person="P1", start=day(7), end=day(9), session=Session.MORNING),)}, 5),
        ({"limits": {"max_week": 5, "max_month": 1, "max_consecutive": 5}}, 1),
        ({"limits": {"max_week": 5, "rest_days": 1}}, 3),  # Monday, Wednesday, Friday
        ({"limits": {"max_week": 5, "max_consecutive": 2}}, 4),  # all but one in the middle
    ],
)
def test_what_a_person_can_give(changes: dict[str, object], capacity: int) -> None:
    limits = {"max_week": 5, "max_consecutive": 5}
    of = problem(1, centre_demands=CENTRE, **{"limits": limits, **changes})
    week = [day(n) for n in range(7, 12)]
    assert Supply(of, Part.ALL).total(week) == capacity


def test_what_was_published_of_a_straddling_week_is_used_up() -> None:
    monday = duty("P1", "C", date(2026, 11, 30))
    of = problem(1, centre_demands=CENTRE, history=(monday,))
    # three a week, one of which was served before the month began; four centre days are left
    assert (tightest_by_week(of)[0].need, tightest_by_week(of)[0].capacity) == (4, 2)


def test_a_month_s_visits_count_in_the_month() -> None:
    # Two visits a month of each of four stations on its five Tuesdays: no single week must have any
    # of them (each can wait), the month needs eight of one person's five Tuesdays.
    stations = [visits(s, per=Period.MONTH, times=2) for s in "STUV"]
    of = problem(1, stations)
    assert tightest_by_week(of) == []
    month = tightest_of_month(of)
    assert month is not None
    assert (len(month.days), month.need, month.capacity) == (5, 8, 5)


def test_an_extra_visit_is_wanted_on_its_day() -> None:
    fair = ExtraVisit(site="S", date=day(11), session=Session.MORNING, persons=3)
    found = second_week(problem(2, [visits("S")], extra_visits=(fair,)))
    assert (found.days, found.need, found.capacity) == ((day(11),), 3, 2)


def test_nothing_wanted_is_nowhere_tight() -> None:
    assert tightest_by_week(problem(1)) == []
    assert tightest_of_month(problem(1)) is None


def test_nobody_there_is_short_of_everything() -> None:
    gone = [person("P1", until=date(2026, 11, 30))]
    found = second_week(problem(gone, centre_demands=CENTRE))
    assert (found.capacity, found.largest, found.short) == (0, 0, True)


@given(free=st.sets(st.integers(0, 9)), run=st.integers(1, 4), rest=st.integers(0, 3))
def test_most_days_against_all_subsets(free: set[int], run: int, rest: int) -> None:
    days = [day(1) + timedelta(days=n) for n in sorted(free)]

    def allowed(chosen: list[int]) -> bool:
        rows = all(not all(n + k in chosen for k in range(run + 1)) for n in chosen)
        return rows and all(b - a > rest for a, b in pairwise(chosen))

    subsets = (
        [n for k, n in enumerate(sorted(free)) if mask >> k & 1] for mask in range(1 << len(free))
    )
    assert most_days(days, run, rest) == max(len(s) for s in subsets if allowed(s))


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_no_roster_holds_more_than_the_count_allows(data: st.DataObject) -> None:
    """Whatever lawful roster: on the days named it has no more duties than the people are said to give."""
    of = data.draw(problems())
    duties: list[Duty] = []
    for one in data.draw(st.permutations(lawful_duties(of)))[:30]:
        if not broken(of, [*duties, one]):
            duties.append(one)
    whole = tightest_of_month(of)
    for tight in [*tightest_by_week(of), *([whole] if whole else [])]:
        kinds = {Part.ALL: (True, False), Part.CENTRE: (False,), Part.STATIONS: (True,)}[tight.part]
        held = [d for d in duties if d.date in tight.days and of.is_station(d.site) in kinds]
        assert len(held) <= tight.capacity
