"""请假: nobody serves while on leave, by the half day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.model.audit import CHECKS, Facts
from roster.model.requests import Leave
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule

if TYPE_CHECKING:
    from roster.model.problem import Problem


def on_leave(*leaves: dict[str, Any]) -> Problem:
    given = tuple(Leave(**{"person": "P1", "start": day(8), "end": day(10), **x}) for x in leaves)
    return problem(2, [visits()], centre_demands=(centre_demand(),), leaves=given)


def test_the_first_and_the_last_day_count_and_those_beside_do_not() -> None:
    county = on_leave({})
    for number, size in ((7, 0), (8, 1), (10, 1), (11, 0)):
        assert_rule(county, [duty("P1", "C", number)], "availability", size)
    assert_rule(county, [duty("P1", "C", n) for n in (7, 8, 9, 10, 11)], "availability", 3)


def test_another_person_is_not_held_back() -> None:
    assert_rule(on_leave({}), [duty("P2", "C", 8)], "availability", 0)


def test_half_a_day_of_leave_leaves_the_other_half() -> None:
    county = on_leave({"session": Session.AFTERNOON})
    assert_rule(county, [duty("P1", "S", 8)], "availability", 0)  # a morning
    assert_rule(county, [duty("P1", "C", 8)], "availability", 1)  # a full day


def test_leave_on_weekdays_only() -> None:
    # Every Tuesday of the month: 1, 8, 15 …
    county = on_leave({"start": day(1), "end": day(31), "weekdays": (2,)})
    assert_rule(county, [duty("P1", "C", 15)], "availability", 1)
    assert_rule(county, [duty("P1", "C", 16)], "availability", 0)


def test_a_duty_that_two_leaves_meet_counts_once_and_the_first_is_told() -> None:
    county = on_leave({"kind": "开庭"}, {"start": day(1), "end": day(31)})
    assert_rule(county, [duty("P1", "C", 8)], "availability", 1)
    [finding] = CHECKS["availability"](Facts(county, [duty("P1", "C", 8)]))
    assert finding.text == ("开庭", "on leave (开庭)")
