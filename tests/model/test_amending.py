"""A month that goes on changing: what stays, what counts, what is refused."""

from __future__ import annotations

import pytest

from roster.errors import ChangeRefusedError
from roster.model.amending import (
    ALREADY_SERVED,
    InForce,
    amended,
    open_where_held,
    planned_anew,
    with_history,
)
from roster.model.audit import violations
from roster.model.changes import (
    Absent,
    Closed,
    Edited,
    ExtraHeld,
    OftenerOrSeldomer,
    Pinned,
    Present,
)
from roster.model.demand import Frequency, Period
from roster.model.requests import Closure, Pin
from roster.model.sites import Session
from tests.build import calendar, centre_demand, day, duty, person, problem, visits

DUTIES = (duty("P1", "C", 7), duty("P2", "C", 8), duty("P3", "S", 8), duty("P1", "C", 9))
COUNTY = problem(4, [visits()], centre_demands=(centre_demand(),))
PUBLISHED = InForce(DUTIES, published=True)
TODAY = day(8)  # a Tuesday; the freeze window is that day alone


def test_days_past_and_near_stay() -> None:
    base = amended(COUNTY, [], PUBLISHED, TODAY).baseline
    assert base is not None
    assert (base.duties, base.fixed_until, base.released) == (DUTIES, TODAY, ())


def test_the_freeze_window_is_the_countys() -> None:
    for days, until in ((0, day(7)), (2, day(9))):
        county = problem(
            4, [visits()], centre_demands=(centre_demand(),), limits={"freeze_days": days}
        )
        base = amended(county, [], PUBLISHED, TODAY).baseline
        assert base is not None
        assert base.fixed_until == until


def test_nothing_stays_of_a_month_that_nobody_knows() -> None:
    base = amended(COUNTY, [], InForce(DUTIES, published=False), TODAY).baseline
    assert base is not None
    assert (base.duties, base.fixed_until) == (DUTIES, None)


def test_a_duty_that_cannot_be_held_is_released_where_it_is_not_past() -> None:
    away = Absent(person="P2", start=day(7), end=day(9))
    new = amended(COUNTY, [away], PUBLISHED, TODAY)
    assert new.baseline is not None
    assert new.baseline.released == (duty("P2", "C", 8),)
    assert new.leaves[0].start == TODAY  # the 7th is over
    assert new.fixed == {duty("P1", "C", 7), duty("P3", "S", 8)}


def test_a_missing_pin_releases_nothing() -> None:
    county = problem(4, centre_demands=(centre_demand(),), pins=(Pin(duty=duty("P3", "C", 20)),))
    base = amended(county, [], InForce(DUTIES[:2], published=True), TODAY).baseline
    assert base is not None
    assert base.released == ()


@pytest.mark.parametrize(
    "change",
    [
        Absent(person="P1", start=day(1), end=day(7)),
        Present(person="P1", start=day(1), end=day(7)),
        Closed(site="S", start=day(1), end=day(1)),
        Pinned(duty=duty("P1", "C", 7)),
        ExtraHeld(site="S", date=day(3), session=Session.MORNING),
        Edited(removed=(duty("P1", "C", 7),), added=(duty("P1", "C", 10),)),
    ],
)
def test_what_is_over_is_not_changed(change) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ChangeRefusedError, match="is over and stays"):
        amended(COUNTY, [change], PUBLISHED, TODAY)


def test_the_same_changes_are_made_in_a_month_not_published() -> None:
    draft = InForce(DUTIES, published=False)
    past = Absent(person="P1", start=day(1), end=day(7))
    assert amended(COUNTY, [past], draft, TODAY).leaves[0].end == day(7)


def test_everything_that_cannot_be_changed_is_told_at_once() -> None:
    fair = ExtraHeld(site="S", date=day(22), session=Session.MORNING)
    changes = [fair, fair, Closed(site="S", start=day(1), end=day(1))]
    with pytest.raises(ChangeRefusedError) as refused:
        amended(COUNTY, changes, PUBLISHED, TODAY)
    told = [reason.zh for reason in refused.value.reasons]
    assert told == [
        "12月22日（星期二）S镇上午加场：与已有的设置重复或矛盾",
        "S镇12月1日关闭：12月8日之前的值班已过，不再改动",
    ]


def test_visits_held_already_are_not_too_many_for_a_lower_frequency() -> None:
    # Weekly until now: the 1st and the 8th are held; once a month would be one.
    held = (duty("P1", "S", 1), duty("P1", "S", 8), duty("P1", "S", 15))
    seldom = OftenerOrSeldomer(site="S", frequency=Frequency(period=Period.MONTH))
    new = amended(COUNTY, [seldom], InForce(held, published=True), TODAY)
    assert [w.need for w in new.windows] == [2]
    assert not violations(new, new.fixed)


def test_what_stays_is_exempted_from_limits_that_are_lower_now() -> None:
    # Four days of one week were served before the county allowed three a week.
    held = tuple(duty("P1", "C", n) for n in (7, 8, 9, 10))
    county = problem(
        2, centre_demands=(centre_demand(),), limits={"max_week": 3, "max_consecutive": 9}
    )
    new = amended(county, [], InForce(held, published=True), day(10))
    assert [(e.duty, e.rule, e.reason) for e in new.exemptions] == [
        (duty("P1", "C", 10), "max_week", ALREADY_SERVED)
    ]
    assert not violations(new, held)


def test_what_stays_cannot_be_where_nobody_may_serve() -> None:
    county = problem(
        2,
        centre_demands=(centre_demand(),),
        closures=(Closure(site="C", start=day(7), end=day(7)),),
    )
    with pytest.raises(ChangeRefusedError) as refused:
        amended(county, [], InForce(DUTIES[:1], published=True), TODAY)
    assert "站点12月7日关闭" in refused.value.reasons[0].zh


# --- a month planned from the inputs again ---------------------------------------------------------


def test_a_plan_stays_close_to_what_is_published() -> None:
    base = planned_anew(COUNTY, DUTIES, TODAY).baseline
    assert base is not None
    assert (base.free, base.fixed_until) == (0, TODAY)


def test_planned_afresh_only_what_is_over_stays() -> None:
    new = planned_anew(COUNTY, DUTIES, TODAY, afresh=True)
    assert new.baseline is not None
    assert new.fixed == set(DUTIES[:3])
    assert new.baseline.free >= 23 + 5  # every place may be filled otherwise
    assert planned_anew(COUNTY, DUTIES, day(20, 11), afresh=True) is COUNTY


def test_who_served_has_to_be_in_the_inputs() -> None:
    with pytest.raises(ChangeRefusedError, match="lack: P9、X"):
        planned_anew(COUNTY, [duty("P9", "X", 7)], TODAY)


def test_the_duties_of_other_months_are_as_they_are_now() -> None:
    county = problem(
        [person("P1"), person("P2")],
        calendar=calendar(start=day(1, 9)),
        history=(duty("P1", "C", day(5, 10)), duty("P1", "C", day(5, 11))),
    )
    now = [
        duty("P2", "C", day(5, 11)),
        duty("P2", "C", day(1)),  # the month itself
        duty("P9", "C", day(6, 11)),  # left the pool
        duty("P2", "X", day(6, 11)),  # a site that is no more
        duty("P2", "C", day(5, 8)),  # before the calendar
    ]
    new = with_history(county, now)
    assert new.history == (duty("P1", "C", day(5, 10)), duty("P2", "C", day(5, 11)))
    assert with_history(new, now) is new


def test_what_was_decided_for_a_day_now_over_and_never_published_counts_no_more() -> None:
    # P3 was to step in on the 7th; that was not published, and P1 served. The other pins stay.
    never, coming = duty("P3", "C", 7), duty("P3", "C", 9)
    pins = tuple(Pin(duty=d) for d in (never, coming, DUTIES[0]))
    county = problem(4, [visits()], centre_demands=(centre_demand(),), pins=pins)
    made = amended(county, [], PUBLISHED, TODAY)
    assert [pin.duty for pin in made.pins] == [coming, DUTIES[0]]
    draft = amended(county, [], InForce(DUTIES, published=False), TODAY)
    assert draft.pins == pins, "a draft says what will be"


@pytest.mark.parametrize(("month", "number", "anew"), [(11, 30, True), (12, 1, False)])
def test_an_empty_day_stays_empty_once_it_is_near(month: int, number: int, anew: bool) -> None:
    # The roster in force begins on the 7th. On 30 November December can be planned afresh, on the 1st
    # of December that day stays as it is: without a duty.
    made = planned_anew(COUNTY, DUTIES, day(number, month), afresh=True)
    assert (made.baseline is None) is anew


def test_a_closure_reported_too_late_leaves_out_what_was_held() -> None:
    # Closed from the 7th to the 9th, as was reported on the 8th: on the 7th P1 served at C all the same.
    late = Closed(site="C", start=day(7), end=day(9)).apply_to(COUNTY)
    made = open_where_held(late, COUNTY.closures, DUTIES, TODAY)
    assert [(c.start, c.end) for c in made.closures] == [(day(8), day(9))]
    assert planned_anew(made, DUTIES, TODAY).fixed >= {DUTIES[0]}
    # What the inputs say themselves stays: they can be put right.
    assert open_where_held(late, late.closures, DUTIES, TODAY) == late


# --- drafts that were not published in time ---------------------------------------------------------


def test_who_was_to_step_in_yesterday_is_not_sent_away_again() -> None:
    # A draft of the 7th had P4 in P1's place; today, the 8th, it is not published yet.
    drafted = (duty("P4", "C", 7), *DUTIES[1:3], duty("P4", "C", 9))
    base = amended(COUNTY, [], InForce(DUTIES, published=True, decided=drafted), TODAY).baseline
    assert base is not None
    assert base.duties == (duty("P4", "C", 7), *DUTIES[1:])  # the 9th: as published
    assert amended(COUNTY, [], PUBLISHED, TODAY).fixed == set(DUTIES[:3])


@pytest.mark.parametrize(
    "change",
    [
        Absent(person="P1", start=day(9), end=day(10)),
        Closed(site="S", start=day(15), end=day(15)),
        OftenerOrSeldomer(site="S", frequency=Frequency(period=Period.MONTH)),
    ],
)
def test_what_is_known_already_need_not_be_said_again(change) -> None:  # type: ignore[no-untyped-def]
    once = amended(COUNTY, [change], PUBLISHED, TODAY)
    with pytest.raises(ChangeRefusedError, match="it is so already"):
        amended(once, [change], PUBLISHED, TODAY)


def test_fortnights_begin_after_the_last_visit_that_was_held() -> None:
    # Held on the 1st and the 8th; from the 9th on every fortnight: the week of the 22nd, and no other.
    held = tuple(duty("P1", "S", n) for n in (1, 8, 15, 22, 29))
    seldom = OftenerOrSeldomer(site="S", frequency=Frequency(period=Period.FORTNIGHT))
    new = amended(COUNTY, [seldom], InForce(held, published=True), day(9))
    assert new.station_demand["S"].since == day(9)
    assert [w.need for w in new.windows] == [2 + 1]


def test_weeks_that_are_over_want_nothing_of_a_higher_frequency() -> None:
    county = problem(4, [visits(per=Period.MONTH)], centre_demands=(centre_demand(),))
    often = OftenerOrSeldomer(site="S", frequency=Frequency(period=Period.WEEK))
    new = amended(county, [often], InForce((duty("P1", "S", 1),), published=True), day(16))
    assert [(w.start.day, w.need) for w in new.windows] == [
        (30, 1),
        (7, 0),
        (14, 1),
        (21, 1),
        (28, 1),
    ]
