"""指定安排: what the clerk pins is in the roster. The one rule that leaving a duty out may break."""

from __future__ import annotations

from roster.model.requests import Pin
from roster.model.sites import Session
from tests.build import centre_demand, duty, problem, visits
from tests.rules.kit import assert_rule

PINNED = duty("P1", "C", 1)
COUNTY = problem(
    2,
    [visits()],
    centre_demands=(centre_demand(persons=2),),
    pins=(Pin(duty=PINNED), Pin(duty=duty("P2", "S", 8), note="主任要求")),
)


def test_every_pin_is_held_whatever_else_is() -> None:
    assert_rule(COUNTY, [PINNED, duty("P2", "S", 8), duty("P2", "C", 1)], "pin", 0)


def test_each_missing_pin_counts() -> None:
    assert_rule(COUNTY, [PINNED], "pin", 1)
    assert_rule(COUNTY, [], "pin", 2)


def test_another_person_or_day_does_not_do() -> None:
    assert_rule(COUNTY, [duty("P2", "C", 1), duty("P2", "S", 8)], "pin", 1)
    assert_rule(COUNTY, [duty("P1", "C", 2), duty("P2", "S", 8)], "pin", 1)


def test_another_session_does_not_do() -> None:
    # A morning at a full-day centre is no slot: for the audit alone.
    morning = duty("P1", "C", 1, Session.MORNING)
    assert_rule(COUNTY, [morning, duty("P2", "S", 8)], "pin", 1)
