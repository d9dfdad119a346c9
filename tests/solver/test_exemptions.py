"""A duty exempted from a rule: neither the audit nor the solver counts it there, and both elsewhere."""

from __future__ import annotations

import pytest

from roster.model.audit import audit, violations
from roster.model.requests import Ban, Exemption, Leave, Pin, SiteLimit, Succession
from roster.model.rules import RULE_BY_KEY
from roster.model.sites import Session
from roster.solver.solve import solve
from tests.build import centre_demand, day, duty, person, problem, visits
from tests.solver.solving import QUICK

# what each rule forbids: limits of the county, requests, and the duty that breaks it beside the others
CASES = {
    "availability": ({}, {"leaves": (Leave(person="P1", start=day(9), end=day(9)),)}, ()),
    "ban": ({}, {"bans": (Ban(person="P1", start=day(9), end=day(9)),)}, ()),
    "max_week": ({"max_week": 2}, {}, (7, 8)),
    "max_month": ({"max_month": 2}, {}, (7, 8)),
    "max_consecutive": ({"max_consecutive": 2}, {}, (7, 8)),
    "rest": ({"rest_days": 1}, {}, (8,)),
    "max_hours": ({"max_hours": 16}, {}, (7, 8)),
    "site_limit": ({}, {"site_limits": (SiteLimit(person="P1", site="C", most=2),)}, (7, 8)),
    "succession": ({}, {"successions": (Succession(first="C", then="C"),)}, (8,)),
    "budget": ({"budget": 400}, {}, (7, 8)),
}


@pytest.mark.parametrize("rule", CASES)
def test_an_exempted_duty_is_lawful_and_the_solver_finds_it(rule: str) -> None:
    limits, requests, others = CASES[rule]
    wanted = [duty("P1", "C", n) for n in (*others, 9)]
    given = {
        "people": 1,
        "centre_demands": (centre_demand(),),
        "limits": {"max_week": 5, "max_consecutive": 9, **limits},
        "pins": tuple(Pin(duty=d) for d in wanted),
        **requests,
    }
    assert {f.rule for f in violations(problem(**given), wanted)} == {rule}
    exemption = Exemption(duty=wanted[-1], rule=rule, reason="本人同意")
    exempted = problem(**given, exemptions=(exemption,))
    assert not violations(exempted, wanted)
    solution = solve(exempted, QUICK)
    assert set(wanted) <= set(solution.duties)
    assert not audit(exempted, solution.duties).violations


def test_two_duties_a_day_where_only_one_is_allowed() -> None:
    both = [duty("P1", "S", 8), duty("P1", "T", 8, Session.AFTERNOON)]
    given = {
        "people": 1,
        "stations": [visits("S"), visits("T", session=Session.AFTERNOON)],
        "limits": {"max_day": 1},
        "pins": tuple(Pin(duty=d) for d in both),
    }
    assert {f.rule for f in violations(problem(**given), both)} == {"max_day"}
    exemption = Exemption(duty=both[1], rule="max_day", reason="庙会")
    assert set(both) <= set(solve(problem(**given, exemptions=(exemption,)), QUICK).duties)


def test_weekends_beyond_the_limit() -> None:
    saturdays = [duty("P1", "S", 5), duty("P1", "S", 12)]
    given = {
        "people": [person("P1", max_weekends=1)],
        "stations": [visits(weekdays=(6,))],
        "pins": tuple(Pin(duty=d) for d in saturdays),
    }
    assert {f.rule for f in violations(problem(**given), saturdays)} == {"max_weekends"}
    exemption = Exemption(duty=saturdays[1], rule="max_weekends", reason="赶集")
    assert set(saturdays) <= set(solve(problem(**given, exemptions=(exemption,)), QUICK).duties)


def test_every_rule_that_may_be_overridden_is_tried_here() -> None:
    overridable = {key for key, rule in RULE_BY_KEY.items() if rule.overridable}
    assert {*CASES, "max_day", "max_weekends"} == overridable


@pytest.mark.parametrize("rule", ["one_place", "eligibility", "faces", "nonesuch"])
def test_nobody_is_exempted_from_other_rules(rule: str) -> None:
    exemption = Exemption(duty=duty("P1", "C", 9), rule=rule, reason="理由")
    with pytest.raises(ValueError, match="that may be overridden"):
        problem(1, centre_demands=(centre_demand(),), exemptions=(exemption,))


def test_an_exemption_of_one_duty_leaves_the_limit_for_the_others() -> None:
    # Three a week, and one more by exemption: four of the five days of a week, never five.
    limits = {"max_week": 3, "max_consecutive": 9}
    extra = duty("P1", "C", 9)
    county = problem(
        1,
        centre_demands=(centre_demand(),),
        limits=limits,
        pins=(Pin(duty=extra),),
        exemptions=(Exemption(duty=extra, rule="max_week", reason="自愿"),),
    )
    week = [d for d in solve(county, QUICK).duties if 7 <= d.date.day <= 11]
    assert len(week) == 4
