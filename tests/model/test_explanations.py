from __future__ import annotations

from roster.model.explanations import ALONE, explanations
from roster.model.levels import Level
from roster.model.requests import Leave, Pin
from tests.build import centre_demand, day, duty, person, problem

CENTRE = (centre_demand(),)


def test_each_duty_has_the_best_other_person_in_order() -> None:
    of = problem(3, centre_demands=CENTRE)
    duties = [duty("P2", "C", 9), duty("P1", "C", 8)]
    first, second = explanations(of, duties)
    assert [e.duty for e in (first, second)] == [duty("P1", "C", 8), duty("P2", "C", 9)]
    # P3 has nothing and would have one: the same as now, P1 and P3 being alike.
    assert (first.instead, first.level, first.rule) == ("P3", None, "")
    assert first.zh == "各层得分完全一样，换也可以"


def test_what_the_change_would_cost_is_told_by_level() -> None:
    of = problem(2, centre_demands=CENTRE)
    first, _ = explanations(of, [duty("P1", "C", 8), duty("P2", "C", 9)])
    assert (first.instead, first.level) == ("P2", Level.FAIRNESS)
    assert first.zh.startswith("没有现在公平：")
    assert first.en.startswith("less fair: ")


def test_a_pinned_duty_says_so() -> None:
    of = problem(2, centre_demands=CENTRE, pins=(Pin(duty=duty("P1", "C", 8), note="宪法日"),))
    [found] = explanations(of, [duty("P1", "C", 8)])
    assert (found.instead, found.rule) == (None, "pin")
    assert found.zh == "这一班是指定的（宪法日）"


def test_where_nobody_else_can_come_the_reasons_are_counted() -> None:
    away = tuple(Leave(person=p, start=day(8), end=day(8)) for p in ("P2", "P3"))
    people = [person(f"P{i}") for i in range(1, 4)] + [person("P4", serves_centre=False)]
    of = problem(people, centre_demands=CENTRE, leaves=away)
    [found] = explanations(of, [duty("P1", "C", 8)])
    assert (found.instead, found.level, found.rule) == (None, None, "")
    assert found.zh == "其余3人都不能来：请假、开庭等2人、人员资格1人"
    assert found.en == "none of the 3 others: on leave 2, eligibility 1"


def test_one_rule_for_all_is_named() -> None:
    away = (Leave(person="P2", start=day(8), end=day(8)),)
    of = problem(2, centre_demands=CENTRE, leaves=away)
    [found] = explanations(of, [duty("P1", "C", 8)])
    assert found.rule == "availability"


def test_a_pool_of_one() -> None:
    [found] = explanations(problem(1, centre_demands=CENTRE), [duty("P1", "C", 8)])
    assert (found.instead, found.zh) == (None, ALONE.zh)
