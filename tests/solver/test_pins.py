from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.errors import PinConflictError
from roster.model.requests import Ban, Closure, Leave, Pin
from roster.model.sites import Session
from roster.solver.pins import conflicting_pins, refuse_conflicting_pins
from tests import build
from tests.random_problems import broken, pins_of, possible_duties, problems
from tests.solver.solving import trials, with_pins

if TYPE_CHECKING:
    from roster.model.problem import Problem


def pin(pid: str, site: str, day: int) -> Pin:
    return Pin(duty=build.duty(pid, site, day))


def county(*pins: Pin, **changes: Any) -> Problem:
    """A centre for two persons a day and a station on any weekday, with these pins."""
    return build.problem(
        changes.pop("people", 5),
        [build.visits("S", weekdays=(1, 2, 3, 4, 5))],
        centre_demands=(build.centre_demand(persons=2),),
        pins=pins,
        **changes,
    )


def refused(problem: Problem) -> PinConflictError:
    with pytest.raises(PinConflictError) as caught:
        refuse_conflicting_pins(problem)
    return caught.value


def test_pins_that_hold_together_are_not_refused() -> None:
    problem = county(pin("P1", "C", 1), pin("P2", "C", 1), pin("P3", "S", 1))
    assert conflicting_pins(problem) == []
    refuse_conflicting_pins(problem)


def test_a_pin_that_breaks_a_rule_alone_is_told_with_the_rule() -> None:
    saturday = pin("P1", "C", 5)
    problem = county(saturday, pin("P2", "C", 4))
    assert conflicting_pins(problem) == [[saturday]]
    error = refused(problem)
    assert error.exit_code == 2
    assert error.text.zh == (
        "固定安排自相矛盾，共1组（每组去掉其中一条指定即可；若放宽的是设置，请再检查一次）：\n"
        "  1. 指定 甲P1 12月5日 沁源县 → 只在开放时段值班（12月5日不是工作日）"
    )
    assert error.text.en.endswith(
        "  1. pin 甲P1 5 Dec 沁源县 → open session only (5 Dec is no workday)"
    )


def test_two_pins_that_exclude_each_other_are_told_together() -> None:
    first, second = pin("P1", "C", 1), pin("P1", "S", 1)
    problem = county(first, pin("P2", "C", 1), second, limits={"max_day": 2})
    assert conflicting_pins(problem) == [[first, second]]
    assert refused(problem).conflicts[0].to("zh") == (
        "指定 甲P1 12月1日 沁源县、指定 甲P1 12月1日 S镇 → 一时一地（同一时间已在沁源县值班）"
    )


def test_all_rules_that_a_set_breaks_are_told() -> None:
    # The default of one duty a day is broken as well as one place at a time.
    problem = county(pin("P1", "C", 1), pin("P1", "S", 1))
    assert [text.en for text in refused(problem).conflicts[0].rules] == [
        "one place at a time (on duty at 沁源县 at that time)",
        "daily limit (1 that day already)",
    ]


def test_a_pin_that_breaks_a_rule_alone_is_in_no_larger_set() -> None:
    on_leave, other = pin("P1", "C", 1), pin("P1", "S", 1)
    leave = Leave(
        person="P1", start=build.day(1), end=build.day(1), session=Session.AFTERNOON, kind="开庭"
    )
    problem = county(on_leave, other, leaves=(leave,))
    assert conflicting_pins(problem) == [[on_leave]]
    assert "请假（开庭）" in refused(problem).text.zh


def test_of_larger_sets_only_what_is_needed_is_named() -> None:
    # Three a week: of four pins none can be missed; those of others and of other weeks play no part.
    week = [pin("P1", "C", day) for day in (7, 8, 10, 11)]
    around = [pin("P1", "C", 4), pin("P2", "C", 7), pin("P1", "C", 15)]
    assert conflicting_pins(county(*around, *week)) == [week]


def test_of_too_many_pins_one_smallest_set_is_named() -> None:
    # Five in a week that takes three: any four contradict; one such set is named, not all five.
    week = [pin("P1", "C", day) for day in range(7, 12)]
    [found] = conflicting_pins(county(*week, limits={"max_consecutive": 31}))
    assert len(found) == 4
    assert set(found) < set(week)


def test_every_contradiction_is_told_the_smallest_first() -> None:
    four = [pin("P1", "C", day) for day in (7, 8, 10, 11)]
    budgetless = [pin("P2", "C", day) for day in (14, 15, 17, 18)]
    pair = [pin("P3", "C", 1), pin("P3", "S", 1)]
    single = pin("P4", "C", 6)
    problem = county(*four, *pair, *budgetless, single)
    assert conflicting_pins(problem) == [[single], pair, budgetless, four] or conflicting_pins(
        problem
    ) == [[single], pair, four, budgetless]
    lines = refused(problem).text.zh.splitlines()
    assert (
        lines[0]
        == "固定安排自相矛盾，共4组（每组去掉其中一条指定即可；若放宽的是设置，请再检查一次）："
    )
    assert [line[:5] for line in lines[1:]] == ["  1. ", "  2. ", "  3. ", "  4. "]


def test_each_of_several_pairs_is_told_even_where_they_share_a_pin() -> None:
    # Two persons are wanted, three are pinned a day each at two places: P1 is in both pairs.
    problem = build.problem(
        2,
        [build.visits("S"), build.visits("T")],
        centre_demands=(build.centre_demand(),),
        pins=(pin("P1", "S", 1), pin("P1", "T", 1), pin("P1", "C", 1)),
    )
    first, second, third = problem.pins
    assert conflicting_pins(problem) == [[first, second], [first, third], [second, third]]


@trials(100)
@given(st.data())
def test_sets_are_smallest_and_there_is_one_exactly_where_the_pins_break_a_rule(
    data: st.DataObject,
) -> None:
    free = data.draw(problems(people=3, stations_=2, days=4, pins=False))
    dates = sorted({duty.date for duty in possible_duties(free)}) or [free.month.first]
    problem = with_pins(free, data.draw(pins_of(free, dates, most=8)))
    found = conflicting_pins(problem)
    assert bool(found) == broken(problem, [pin.duty for pin in problem.pins])
    assert [len(pins) for pins in found] == sorted(len(pins) for pins in found)
    for pins in found:
        assert set(pins) <= set(problem.pins)
        assert broken(problem, [pin.duty for pin in pins])
        for part in combinations(pins, len(pins) - 1):  # smaller ones break nothing either
            assert not broken(problem, [pin.duty for pin in part])


# --- settings that take part ----------------------------------------------------------------------


def named(problem: Problem) -> list[str]:
    """The settings of the only contradiction."""
    [conflict] = refused(problem).conflicts
    return [text.zh for text in conflict.settings]


HERE = pin("P1", "S", 1)
FIRST = {"start": build.day(1), "end": build.day(1)}


@pytest.mark.parametrize(
    ("changes", "settings"),
    [
        ({"leaves": (Leave(person="P1", kind="开庭", **FIRST),)}, ["甲P112月1日开庭"]),
        ({"bans": (Ban(person="P1", **FIRST),)}, ["12月1日禁止甲P1到任何站点"]),
        ({"bans": (Ban(person="P1", site="S", **FIRST),)}, ["12月1日禁止甲P1到S镇"]),
        ({"closures": (Closure(site="S", **FIRST),)}, ["S镇12月1日关闭"]),
        ({"limits": {"budget": 200}}, ["月度补贴预算200"]),
        (
            # Either alone would break the pin; the one kept is needed once the other is away.
            {
                "leaves": (Leave(person="P1", **FIRST),),
                "bans": (Ban(person="P1", **FIRST),),
            },
            ["12月1日禁止甲P1到任何站点"],
        ),
    ],
    ids=["leave", "ban", "ban of a site", "closure", "budget", "two"],
)
def test_the_setting_that_a_pin_meets_is_named(
    changes: dict[str, Any], settings: list[str]
) -> None:
    assert named(county(HERE, **changes)) == settings


@pytest.mark.parametrize(
    ("person", "settings"),
    [
        ({"serves_stations": False}, ["甲P1不到站点值班"]),
        ({"serves_centre": False}, []),
        ({"category": "retired", "service_years": 9}, ["S镇不派政法机关退休人员"]),
    ],
)
def test_who_may_be_sent(person: dict[str, Any], settings: list[str]) -> None:
    people = [build.person("P1", **person)]
    demand = build.visits("S", categories=("lawyer",))
    problem = build.problem(people, [demand], pins=(pin("P1", "S", 1),))
    if settings:
        assert named(problem) == settings
    else:
        assert conflicting_pins(problem) == []
    centre = build.problem(
        [build.person("P1", serves_centre=False)],
        centre_demands=(build.centre_demand(),),
        pins=(pin("P1", "C", 1),),
    )
    assert named(centre) == ["甲P1不到中心值班"]


def test_a_person_who_is_not_in_the_pool_meets_no_setting() -> None:
    people = [build.person("P1", until=build.day(30, 11))]
    assert named(build.problem(people, [build.visits("S")], pins=(HERE,))) == []


def test_the_weekdays_of_a_station() -> None:
    wednesday = pin("P1", "S", 2)
    problem = build.problem(1, [build.visits("S", weekdays=(2, 4))], pins=(wednesday,))
    assert named(problem) == ["S镇可选星期二、四"]
    sunday = build.problem(1, [build.visits("S", weekdays=(7,))], pins=(HERE,))
    assert refused(sunday).conflicts[0].settings[0].en == "S镇 visited on Sun only"


def test_limits_are_named_with_whose_they_are() -> None:
    week = [pin("P1", "C", day) for day in (7, 8, 10, 11)]
    assert named(county(*week)) == ["每人每周上限3"]
    own = county(*week, people=[build.person("P1", max_week=2)])
    assert [len(pins) for pins in conflicting_pins(own)] == [3]
    assert named(own) == ["甲P1本人的每周上限2"]
    assert named(county(*week[:2], limits={"rest_days": 2})) == ["值班间隔天数2"]
    twice = [pin("P1", "S", 1), Pin(duty=build.duty("P1", "T", 1, Session.AFTERNOON))]
    stations = [build.visits("S"), build.visits("T", session=Session.AFTERNOON)]
    assert named(build.problem(1, stations, pins=twice)) == ["每人每日上限1"]


def test_duties_served_before_take_part() -> None:
    before = tuple(build.duty("P1", "C", build.day(n, 11)) for n in (30,))
    pins = [pin("P1", "C", n) for n in (1, 2, 3)]
    problem = county(*pins, history=before, limits={"max_consecutive": 31})
    assert named(problem) == ["每人每周上限3", "甲P111月30日（星期一）已排的班"]


def test_what_is_wanted_takes_part() -> None:
    three = [pin(f"P{i}", "C", 1) for i in (1, 2, 3)]
    assert named(county(*three)) == ["中心需求的人数"]
    two = [pin("P1", "S", 1), pin("P2", "S", 1)]
    assert named(county(*two)) == ["S镇每次坐班1人"]
    days = [pin("P1", "S", 1), pin("P2", "S", 2)]
    assert named(county(*days)) == ["S镇的坐班频次"]


def test_a_conflict_of_places_has_no_setting() -> None:
    pair = [pin("P1", "C", 1), pin("P1", "S", 1)]
    assert named(county(*pair)) == []


def test_the_settings_stand_beside_the_pins() -> None:
    error = refused(county(HERE, leaves=(Leave(person="P1", kind="开庭", **FIRST),)))
    assert (
        error.text.zh.splitlines()[1]
        == "  1. 指定 甲P1 12月1日 S镇、甲P112月1日开庭 → 请假（开庭）"
    )
    assert error.text.en.splitlines()[1] == (
        "  1. pin 甲P1 1 Dec S镇 + 甲P1's leave 1 Dec (开庭) → availability (on leave (开庭))"
    )
