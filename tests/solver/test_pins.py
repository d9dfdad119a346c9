from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.errors import PinConflictError
from roster.model.requests import Leave, Pin
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
        5,
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
        "固定安排自相矛盾，共1组（每组去掉或放宽其中任一项即可）：\n"
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
    assert lines[0] == "固定安排自相矛盾，共4组（每组去掉或放宽其中任一项即可）："
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
