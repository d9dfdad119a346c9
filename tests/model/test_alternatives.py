"""Alternatives and how they are told: each is counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from roster.model.alternatives import Kind, Scales
from roster.model.demand import Period
from roster.model.levels import Level
from roster.model.reasons import BETTER, SAME, Reasons
from roster.model.requests import Ban, Leave, Pin, Wish
from tests.build import centre, centre_demand, day, duty, person, problem, station, visits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.alternatives import Outcome
    from roster.model.problem import Problem
    from roster.model.requests import Duty

CENTRE = {"centre_demands": (centre_demand(),)}


def told(of: Problem, duties: Iterable[Duty], asked: Duty) -> dict[str, str]:
    """What is said of every other person, by name."""
    scales = Scales(of, duties)
    reasons = Reasons(scales)
    outcomes = [scales.weigh(move) for move in scales.other_people(asked)]
    return {reasons.move(o).zh: reasons.why(o).zh for o in outcomes}


def one(of: Problem, duties: Iterable[Duty], asked: Duty) -> tuple[Reasons, Outcome]:
    """The outcome for the only other person."""
    scales = Scales(of, duties)
    [move] = scales.other_people(asked)
    return Reasons(scales), scales.weigh(move)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"leaves": (Leave(person="P2", start=day(8), end=day(8), kind="开庭"),)}, "当天开庭"),
        ({"bans": (Ban(person="P2", start=day(8), end=day(8)),)}, "禁止安排"),
        ({"limits": {"max_week": 1}}, "当周已满1次"),
        ({"limits": {"rest_days": 1}}, "值班间隔不足1天"),
        (
            {"pins": (Pin(duty=duty("P1", "C", 8), note="宪法日"),)},
            "这一班是指定的（宪法日）",
        ),
        ({"pins": (Pin(duty=duty("P1", "C", 8)),)}, "这一班是指定的"),
    ],
    ids=["leave", "ban", "week", "rest", "pin", "pin without a note"],
)
def test_the_hard_rule_in_the_way_is_the_reason(changes: dict[str, Any], why: str) -> None:
    of = problem(2, **{**CENTRE, **changes})
    found = told(of, [duty("P1", "C", 8), duty("P2", "C", 9)], duty("P1", "C", 8))
    assert found == {"甲P2": why}


def test_the_budget_is_nobody_s_own_reason() -> None:
    # P1 holds a public post and costs nothing; 400 yuan are spent on P2's two days.
    people = [person("P1", category="public_post"), person("P2")]
    of = problem(people, **CENTRE, limits={"budget": 400})
    duties = [duty("P1", "C", 8), duty("P2", "C", 9), duty("P2", "C", 10)]
    reasons, outcome = one(of, duties, duties[0])
    assert outcome.breach is not None
    assert (outcome.breach.rule, outcome.breach.person) == ("budget", None)
    assert reasons.why(outcome).zh == "超出补贴预算400元"


def test_who_is_on_duty_that_day_is_told_with_the_place() -> None:
    of = problem(2, [visits()], **CENTRE)
    duties = [duty("P1", "C", 8), duty("P2", "S", 8)]
    assert told(of, duties, duties[0]) == {"甲P2": "当天已在S镇（上午）值班"}
    assert told(of, duties, duties[1]) == {"甲P1": "当天已在中心（全天）值班"}


def test_fairness_is_told_in_duties_of_both() -> None:
    # 23 duties for two people are 11.5 each. P1 has 1, P2 none: a duty moved makes it 0 and 1, as far
    # from 11.5 together: every level stays the same.
    of = problem(2, **CENTRE)
    reasons, outcome = one(of, [duty("P1", "C", 8)], duty("P1", "C", 8))
    assert (outcome.level, outcome.difference, reasons.why(outcome)) == (None, 0, SAME)
    # With 2 and 0 it makes 1 and 1: better.
    reasons, outcome = one(of, [duty("P1", "C", 8), duty("P1", "C", 9)], duty("P1", "C", 8))
    assert (outcome.level, outcome.difference < 0) == (Level.FAIRNESS, True)
    assert reasons.why(outcome).zh == (
        f"{BETTER.zh}：甲P1会比应排少10.5次（现在少9.5次）；甲P2会比应排少10.5次（现在少11.5次）"
    )
    assert reasons.gains(outcome) is None
    # With 1 and 1 it makes 0 and 2: worse.
    reasons, outcome = one(of, [duty("P1", "C", 8), duty("P2", "C", 9)], duty("P1", "C", 8))
    assert (outcome.level, outcome.difference > 0) == (Level.FAIRNESS, True)
    assert reasons.why(outcome).zh == (
        "没有现在公平：甲P2会比应排少9.5次（现在少10.5次）；甲P1会比应排少11.5次（现在少10.5次）"
    )


def test_a_person_with_exactly_the_fair_share() -> None:
    # One visit a month, two people, 0.5 trips and 0.5 duties each; two visits make it one each.
    of = problem(2, [visits(per=Period.MONTH, times=2, weekdays=(2,))])
    duties = [duty("P1", "S", 1), duty("P2", "S", 15)]
    reasons, outcome = one(of, duties, duties[0])
    assert "甲P2会比应排多1次（现在正好等于应排）" in reasons.why(outcome).zh
    assert "甲P1 would have 1 below the fair share (now exactly the fair share)" in (
        reasons.why(outcome).en
    )


def test_station_trips_are_told_where_they_weigh_more() -> None:
    of = problem(2, [visits()], limits={"weights": {"load_share": 0}})
    duties = [duty("P1", "S", 1), duty("P2", "S", 8)]
    reasons, outcome = one(of, duties, duties[0])
    # 5 visits: 2.5 trips each; 1 and 1 becomes 0 and 2.
    assert reasons.why(outcome).zh == (
        "没有现在公平：甲P2下乡会比应排少0.5次（现在少1.5次）；甲P1下乡会比应排少2.5次（现在少1.5次）"
    )


UNFAIR = {"load_share": 0, "trip_share": 0}  # so that the levels below decide


def test_faces_of_a_station() -> None:
    of = problem(2, [visits()], limits={"weights": UNFAIR})
    duties = [duty("P1", "S", 1), duty("P1", "S", 8)]
    reasons, outcome = one(of, duties, duties[0])
    assert outcome.level is Level.REGULARITY
    assert reasons.why(outcome).zh == "没有现在固定：S镇本月见到的人由1位变为2位"


def test_a_rule_that_the_county_counts_in_another_level() -> None:
    of = problem(2, [visits()], limits={"weights": UNFAIR, "levels": {"faces": Level.WISHES}})
    duties = [duty("P1", "S", 1), duty("P1", "S", 8)]
    reasons, outcome = one(of, duties, duties[0])
    assert outcome.level is Level.WISHES
    assert reasons.why(outcome).zh == "不如现在合意愿：S镇本月见到的人由1位变为2位"


@pytest.mark.parametrize(
    ("prefer", "zh"),
    [
        (False, "不如现在合意愿：12月8日（星期二）甲P2不愿值班"),
        (True, "不如现在合意愿：12月8日（星期二）不是甲P2愿意值班的日子"),
    ],
)
def test_wishes_are_told_with_the_day(prefer: bool, zh: str) -> None:
    on = day(9) if prefer else day(8)
    wish = Wish(person="P2", start=on, end=on, prefer=prefer)
    of = problem(2, **CENTRE, wishes=(wish,), limits={"weights": UNFAIR})
    reasons, outcome = one(of, [duty("P1", "C", 8)], duty("P1", "C", 8))
    assert reasons.why(outcome).zh == zh


def test_a_wish_that_would_be_met_is_told_as_better() -> None:
    wish = Wish(person="P1", start=day(8), end=day(8), prefer=False)
    of = problem(2, **CENTRE, wishes=(wish,), limits={"weights": UNFAIR})
    reasons, outcome = one(of, [duty("P1", "C", 8)], duty("P1", "C", 8))
    assert reasons.why(outcome).zh == f"{BETTER.zh}：不再有“12月8日（星期二）甲P1不愿值班”"


def test_the_road_and_what_a_higher_level_takes_away() -> None:
    # S is half an hour from the seat, where P1 lives; P2 lives at S.
    people = [person("P1"), person("P2", home="S")]
    sites = (centre(), station("S"))
    of = problem(people, [visits()], sites=sites, limits={"weights": UNFAIR | {"faces": 0}})
    duties = [duty("P1", "S", 1), duty("P1", "S", 8)]
    reasons, outcome = one(of, duties, duties[0])
    assert (outcome.level, outcome.difference) == (Level.TRAVEL, -30)
    assert reasons.why(outcome).zh == f"{BETTER.zh}：单程少走30分钟"
    of = problem(people, [visits()], sites=sites, limits={"weights": UNFAIR})
    reasons, outcome = one(of, duties, duties[0])
    assert outcome.level is Level.REGULARITY
    gains = reasons.gains(outcome)
    assert gains is not None
    assert gains.zh == "好处是单程少走30分钟，但规律在前"
    scales = Scales(of, [duty("P2", "S", 1)])
    [move] = scales.other_people(duty("P2", "S", 1))
    worse = scales.weigh(move)
    assert Reasons(scales).why(worse).zh == "路更远：单程多走30分钟"


def test_other_findings_are_told_as_the_audit_words_them() -> None:
    people = [person("P1", firm="甲所"), person("P2", firm="乙所")]
    of = problem(people, **CENTRE, limits={"weights": UNFAIR})
    duties = [duty("P1", "C", 8), duty("P2", "C", 9)]
    reasons, outcome = one(of, duties, duties[0])
    assert reasons.why(outcome).zh == "不如现在合意愿：中心12月8日、12月9日均为乙所"


def test_a_visit_on_another_day_of_its_window() -> None:
    of = problem(1, [visits(weekdays=(2, 4), usual_weekday=2)])
    scales = Scales(of, [duty("P1", "S", 8)])
    reasons = Reasons(scales)
    [move] = scales.other_days(duty("P1", "S", 8))
    outcome = scales.weigh(move)
    assert (move.kind, reasons.move(outcome).zh) == (Kind.DAY, "12月10日（星期四）")
    assert reasons.why(outcome).zh == "没有现在固定：S镇1次不在惯常星期"
    assert list(scales.other_days(duty("P1", "C", 8))) == []


def test_duties_that_weigh_the_same_are_swapped() -> None:
    of = problem(3, [visits()], **CENTRE)
    duties = [duty("P1", "C", 8), duty("P2", "C", 9), duty("P2", "S", 15), duty("P3", "C", 10)]
    scales = Scales(of, duties)
    reasons = Reasons(scales)
    [move] = scales.swaps(duties[0], "P2")  # the visit at S is of another kind
    outcome = scales.weigh(move)
    assert (outcome.breach, reasons.why(outcome)) == (None, SAME)
    assert reasons.move(outcome).zh == "与甲P2的12月9日（星期三）中心全天对换"
    assert reasons.move(outcome).en == "swapped with 甲P2's Wed 9 Dec, the centre, full day"


def test_what_keeps_the_other_one_from_a_swap_is_told_with_the_name() -> None:
    leave = Leave(person="P1", start=day(9), end=day(9), kind="开庭")
    of = problem(2, **CENTRE, leaves=(leave,))
    scales = Scales(of, [duty("P1", "C", 8), duty("P2", "C", 9)])
    [move] = scales.swaps(duty("P1", "C", 8), "P2")
    assert Reasons(scales).why(scales.weigh(move)).zh == "甲P1当天开庭"


def test_the_best_is_found_level_by_level_among_the_lawful() -> None:
    # P2 is on leave; P3 has two duties already; P4 and P5 none, but P5 would rather not.
    wish = Wish(person="P5", start=day(8), end=day(8), prefer=False)
    leave = Leave(person="P2", start=day(8), end=day(8))
    of = problem(5, **CENTRE, wishes=(wish,), leaves=(leave,))
    duties = [duty("P1", "C", 8), duty("P3", "C", 9), duty("P3", "C", 10)]
    scales = Scales(of, duties)
    best = scales.best(scales.other_people(duties[0]))
    assert best is not None
    assert best.move.person == "P4"
    assert best == scales.weigh(best.move)


def test_nobody_is_best_where_the_duty_is_pinned() -> None:
    of = problem(3, **CENTRE, pins=(Pin(duty=duty("P1", "C", 8)),))
    scales = Scales(of, [duty("P1", "C", 8)])
    assert scales.best(scales.other_people(duty("P1", "C", 8))) is None
