"""Which changes are considered for a shortage; whether they help is tested in tests/solver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from roster.model.audit import violations
from roster.model.people import Category
from roster.model.relaxations import Relaxations
from roster.model.requests import Ban, Closure, Leave, Pin, SiteLimit
from roster.model.shortages import find_shortages
from tests.build import centre_demand, day, duty, person, problem, visits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.problem import Problem
    from roster.model.requests import Duty

EIGHTH = {"start": day(8), "end": day(8)}


def offered(of: Problem, duties: Iterable[Duty], on: int = 8) -> dict[str, Problem]:
    """What is considered for the shortage of the day or of the week, and the problem it makes."""
    shortage = next(
        s for s in find_shortages(of, duties) if s.start <= day(on) <= s.end and s.slots
    )
    return {r.proposal.text.zh: r.proposal.apply(of) for r in Relaxations(of).of(shortage)}


def centre(people: Any = 1, **changes: Any) -> Problem:
    return problem(people, centre_demands=(centre_demand(),), **changes)


@pytest.mark.parametrize(
    ("of", "served", "text"),
    [
        (centre(limits={"max_week": 2}), (9, 10), "甲P1每周上限（次）由2放宽到3"),
        (centre([person("P1", max_week=2)]), (9, 10), "甲P1每周上限（次）由2放宽到3"),
        (centre(limits={"max_month": 2}), (1, 2), "甲P1每月上限（次）由2放宽到3"),
        (centre(limits={"max_consecutive": 1}), (9,), "甲P1连续值班天数由1放宽到2"),
        (centre(limits={"max_hours": 8}), (9,), "甲P1每月最多小时由8放宽到16"),
        (
            centre(site_limits=(SiteLimit(person="P1", site="C", most=1),)),
            (9,),
            "甲P1每月可多到中心1次",
        ),
        (centre(limits={"rest_days": 1}), (9,), "值班间隔由1天减为0天"),
        (centre(limits={"budget": 200}), (2,), "月度补贴预算由200元增加到400元"),
        (
            centre(leaves=(Leave(person="P1", start=day(7), end=day(9), kind="出差"),)),
            (),
            "甲P112月8日（星期二）能来（原为出差）",
        ),
        (centre(bans=(Ban(person="P1", **EIGHTH),)), (), "不再禁止甲P1到中心值班"),
        (centre([person("P1", serves_centre=False)]), (), "甲P1也到中心值班"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_stands_in_the_way_is_offered_and_would_no_longer_stand(
    of: Problem, served: tuple[int, ...], text: str
) -> None:
    duties = [duty("P1", "C", n) for n in served]
    found = offered(of, duties)
    assert text in found
    added = [*duties, duty("P1", "C", 8)]
    assert violations(of, added)
    assert violations(found[text], added) == []


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"weekdays": (3,)}, "S镇也可在星期二坐班"),
        ({"categories": (Category.RETIRED,)}, "S镇也可派律师"),
    ],
)
def test_a_station_may_be_visited_otherwise(changes: dict[str, Any], text: str) -> None:
    of = problem(1, [visits(**changes)])
    found = offered(of, [])
    served = duty("P1", "S", 8)
    assert violations(of, [served])
    assert violations(found[text], [served]) == []


def test_a_station_that_takes_no_visitors_of_a_person() -> None:
    of = problem([person("P1", serves_stations=False)], [visits()])
    assert "甲P1也到站点值班" in offered(of, [])


def test_one_more_weekend() -> None:
    # A station that is visited on Sundays; its person has had the one weekend allowed.
    of = problem(1, [visits(weekdays=(7,))], limits={"max_weekends": 1})
    duties = [duty("P1", "S", 6)]
    found = offered(of, duties, on=13)["甲P1每月周末上限（个）由1放宽到2"]
    assert violations(found, [*duties, duty("P1", "S", 13)]) == []


def test_a_closure_is_offered_to_be_lifted() -> None:
    of = problem(1, [visits(weekdays=(2, 4))], closures=(Closure(site="S", **EIGHTH),))
    found = offered(of, [])["S镇12月8日（星期二）起不关闭"]
    assert duty("P1", "S", 8).date in {k.date for k in found.slots}


def test_others_of_the_week_are_considered_too_and_pins_and_everybody() -> None:
    of = centre(
        2,
        leaves=(Leave(person="P2", start=day(10), end=day(10)),),
        pins=(Pin(duty=duty("P2", "C", 9)),),
    )
    found = offered(of, [duty("P2", "C", 9), duty("P2", "C", 7)])
    assert "甲P2每周上限（次）由3放宽到4" in found
    assert "甲P212月10日（星期四）能来（原为请假）" in found
    assert found["不再指定甲P212月9日（星期三）中心全天"].pins == ()
    assert found["全县每人每周上限（次）由3放宽到4"].settings.max_week == 4
    assert found["允许每人每天值班2次"].settings.max_day == 2


def test_limits_that_cannot_be_wider_are_not_offered() -> None:
    of = centre([person("P1", max_week=14)], limits={"max_week": 14, "max_day": 2})
    assert not [text for text in offered(of, []) if "每周" in text or "每天" in text]


def test_a_public_post_person_needs_no_more_budget() -> None:
    of = problem(
        [person("P1", category=Category.PUBLIC_POST), person("P2")],
        centre_demands=(centre_demand(),),
        limits={"budget": 0},
    )
    assert [text for text in offered(of, []) if "预算" in text] == ["月度补贴预算由0元增加到200元"]


def test_nobody_is_free_who_is_not_in_the_pool() -> None:
    # 起算日期 is not to be wished away, and neither is leave that is none.
    of = centre([person("P1", counts_from=day(20))])
    assert not [text for text in offered(of, []) if "能来" in text or "也到" in text]


def test_the_mildest_come_first_and_soon_one_of_every_kind() -> None:
    away = tuple(Leave(person=f"P{i}", **EIGHTH) for i in range(1, 5))
    of = problem(5, [visits()], leaves=away, limits={"max_week": 1})
    week = [s for s in find_shortages(of, [duty("P5", "S", 15)]) if s.start == day(7)]
    texts = [r.proposal.text.zh for r in Relaxations(of).of(week[0])]
    assert texts[0] == "S镇也可在星期一坐班"
    assert texts[1] == "甲P112月8日（星期二）能来（原为请假）"
    assert len(texts) == len(set(texts))
