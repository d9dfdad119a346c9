from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roster.model import proposals as change
from roster.model.demand import Frequency, Period
from roster.model.people import Category
from roster.model.requests import Ban, Closure, Leave, Pin
from tests.build import centre_demand, day, duty, problem, visits

if TYPE_CHECKING:
    from roster.model.problem import Problem

WEEK = Leave(person="P1", start=day(7), end=day(11))


def county() -> Problem:
    return problem(
        2,
        [visits()],
        centre_demands=(centre_demand(),),
        leaves=(WEEK, Leave(person="P2", start=day(8), end=day(8))),
        closures=(Closure(site="S", start=day(8), end=day(9)),),
        bans=(Ban(person="P1", start=day(1), end=day(1)),),
        pins=(Pin(duty=duty("P1", "C", 4)), Pin(duty=duty("P1", "C", 15))),
    )


def test_a_copy_works_everything_out_anew() -> None:
    of = county()
    assert len(of.shares) == 2
    changed = change.changed(of, people=of.people[:1], leaves=())
    assert list(changed.shares) == ["P1"]
    assert changed.digest != of.digest
    assert change.changed(of) == of


def test_one_day_is_taken_out_of_a_leave() -> None:
    found = change.without_leave(county(), [WEEK], day(9)).leaves
    assert [(x.start.day, x.end.day) for x in found] == [(7, 8), (10, 11), (8, 8)]
    first = change.without_leave(county(), [WEEK], day(7)).leaves
    assert [(x.start.day, x.end.day) for x in first] == [(8, 11), (8, 8)]
    last = change.without_leave(county(), [WEEK], day(11)).leaves
    assert [(x.start.day, x.end.day) for x in last] == [(7, 10), (8, 8)]
    assert len(change.without_leave(county(), [WEEK]).leaves) == 1


def test_closures_bans_and_pins_go() -> None:
    of = county()
    assert change.without_closure(of, of.closures).closures == ()
    [left] = change.without_closure(of, of.closures, day(9)).closures
    assert (left.start, left.end) == (day(8), day(8))
    assert change.without_ban(of, of.bans).bans == ()
    assert change.without_pins(of, of.pins[:1]).pins == of.pins[1:]


def test_settings_persons_and_demands_otherwise() -> None:
    of = county()
    assert change.with_settings(of, max_week=5).settings.max_week == 5
    assert change.with_person(of, "P2", max_week=1).person["P2"].max_week == 1
    assert change.with_person(of, "P2", max_week=1).person["P1"] == of.person["P1"]
    assert change.with_demand(of, "S", weekdays=(2, 3)).station_demand["S"].weekdays == (2, 3)
    with pytest.raises(ValueError, match="less than or equal to 14"):
        change.with_settings(of, max_week=15)


def test_another_frequency_has_its_own_gaps() -> None:
    monthly = change.with_frequency(county(), "S", Frequency(period=Period.MONTH, times=1))
    demand = monthly.station_demand["S"]
    assert (demand.min_gap, demand.max_gap) == (15, 45)
    assert [w.need for w in monthly.windows] == [1]


def test_who_leaves_takes_later_pins_along() -> None:
    found = change.gone_from(county(), "P1", day(10))
    assert found.person["P1"].until == day(9)
    assert [pin.duty.date for pin in found.pins] == [day(4)]


@pytest.mark.parametrize("category", list(Category))
def test_who_joins_may_serve_from_the_first_day(category: Category) -> None:
    of = change.joined(change.joined(county(), category, "甲"), category, "乙")
    assert [p.id for p in of.people] == ["P1", "P2", "NEW1", "NEW2"]
    assert all(of.person["NEW2"].disqualified(d) is None for d in of.month.days)
    assert of.shares["NEW1"].days == 23  # December alone, though history may be longer
