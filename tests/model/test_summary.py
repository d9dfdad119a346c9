"""Wording, levels in words, and two rosters compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.comparison import (
    DOUBT,
    level_changes,
    level_line,
    people_changes,
    shortage_text,
    subsidy,
)
from roster.model.levels import LOWER_LEVELS, UPPER_LEVELS, Level
from roster.model.roster import LevelScore
from roster.model.shortages import find_shortages
from roster.model.summary import GIVEN, OPEN, PROVEN, WELL, proofs, states
from roster.model.wording import Words, dated, times
from tests.build import centre, centre_demand, day, duty, person, problem, visits

if TYPE_CHECKING:
    from collections.abc import Iterator

CENTRE = (centre_demand(),)
SCORED = (*UPPER_LEVELS, *LOWER_LEVELS)  # of a month planned afresh


def scores(*values: int, bound: int | None = None) -> Iterator[LevelScore]:
    """A score for each level in order."""
    for level, value in zip(SCORED, values, strict=True):
        least = value if bound is None else bound
        yield LevelScore(level=level, value=value, bound=least, optimal=value == least, seconds=0)


def test_loads_are_told_in_duties_where_both_kinds_weigh_the_same() -> None:
    assert Words(problem()).load(26).zh == "1.3次"
    uneven = problem(limits={"load_station": 3})
    assert Words(uneven).load(26) == ("2.6分", "2.6 points")
    assert times(30) == ("3次", "3")


def test_the_only_centre_is_the_centre() -> None:
    assert Words(problem()).site("C").zh == "中心"
    two = problem(sites=(centre(), centre(id="D", name="西城")))
    assert Words(two).site("D").zh == "西城"
    assert dated(day(8)) == ("12月8日（星期二）", "Tue 8 Dec")


def test_namesakes_are_told_apart() -> None:
    of = problem([person("P1", name="王芳"), person("P2", name="王芳")])
    assert Words(of).person("P2") == "王芳（P2）"


def test_a_month_in_which_nothing_is_wanted_stands_well() -> None:
    found = states(problem(0), [])
    assert found[Level.COVER] == WELL[Level.COVER]
    assert found[Level.FAIRNESS].zh == ""
    assert found[Level.REGULARITY] == WELL[Level.REGULARITY]


def test_levels_are_told_in_units() -> None:
    of = problem(2, [visits()], centre_demands=CENTRE)
    duties = [duty("P1", "S", 1), duty("P1", "S", 8), duty("P2", "C", 9)]
    found = states(of, duties)
    assert found[Level.COVER].zh == "中心缺岗22人次"
    assert found[Level.DEMAND].zh == "坐班次数不足3次，坐班间隔过远1次"
    # 23 days and 5 visits, 14 duties and 2.5 trips each: P1 has 2 and 2, P2 has 1 and none.
    assert found[Level.FAIRNESS].zh == "值班相差最大的：甲P2少13次；下乡相差最大的：甲P2少2.5次"
    assert found[Level.REGULARITY].zh == "不同面孔1人"
    assert found[Level.TRAVEL].zh == "单程共60分钟"


def test_rules_moved_to_fairness_are_told_with_it() -> None:
    of = problem(2, [visits()], limits={"levels": {"faces": Level.FAIRNESS}})
    found = states(of, [duty("P1", "S", 1)])
    assert found[Level.FAIRNESS].zh.endswith("；不同面孔1人")
    assert found[Level.REGULARITY] == WELL[Level.REGULARITY]


def test_who_has_most_is_told_before_who_has_least() -> None:
    of = problem(2, history=tuple(duty("P1", "C", day(n, 11)) for n in (3, 4)))
    # Two duties, one each as a fair share.
    assert states(of, [])[Level.FAIRNESS].zh == "值班相差最大的：甲P1比应排多1次，甲P2少1次"
    even = problem(1, history=(duty("P1", "C", day(3, 11)),))
    assert states(even, [])[Level.FAIRNESS].en == "duties: everybody has exactly the fair share"


def test_who_cannot_serve_in_the_month_is_not_told() -> None:
    people = [person("P1"), person("P2", until=day(30, 11))]
    of = problem(people, history=tuple(duty("P2", "C", day(n, 11)) for n in (3, 4)))
    assert "P2" not in states(of, [])[Level.FAIRNESS].zh


def test_what_is_proven_is_told_and_under_which_condition() -> None:
    # Cover and demand are proven, fairness is open: what is proven below it holds for this fairness only.
    told = [
        LevelScore(level=level, value=1, bound=bound, optimal=bound == 1, seconds=0)
        for level, bound in zip(SCORED, (1, 1, 0, 1, 0, 1), strict=True)
    ]
    assert list(proofs(told).values()) == [PROVEN, PROVEN, OPEN, GIVEN, OPEN, GIVEN]


def test_two_rosters_level_by_level() -> None:
    of = problem(2, [visits()])
    old, new = [duty("P1", "S", 1), duty("P1", "S", 8)], [duty("P1", "S", 1), duty("P2", "S", 8)]
    found = level_changes(
        (of, old), (of, new), (scores(0, 0, 9, 1, 0, 5), scores(0, 0, 4, 2, 0, 5))
    )
    lines = [level_line(change).zh for change in found]
    assert lines[0].startswith("到岗：不变（")
    assert lines[2].startswith("公平：变好。原来：")
    assert lines[3] == "规律：变差。原来：不同面孔1人。改后：不同面孔2人"
    doubtful = level_changes((of, old), (of, new), (scores(*[9] * 6, bound=0), scores(*[9] * 6)))
    assert all(level_line(change).zh.endswith(DOUBT.zh) for change in doubtful)


def test_persons_costs_and_shortages() -> None:
    of = problem(3, [visits()], centre_demands=CENTRE)
    old = [duty("P1", "S", 1), duty("P1", "S", 8), duty("P2", "C", 9)]
    new = [duty("P3", "S", 1), duty("P3", "C", 8), duty("P2", "C", 9)]
    assert [line.zh for line in people_changes((of, old), (of, new))] == [
        "甲P1由2次变为0次（-2）",
        "甲P3由0次变为2次（+2）",
    ]
    assert subsidy(of, old) == 300 + 300 + 200
    texts = {s.rule: shortage_text(of, s).zh for s in reversed(find_shortages(of, old))}
    assert texts["visit_short"] == "12月14日—20日S镇：坐班次数不足1次"
    assert texts["centre_short"] == "12月1日（星期二）中心：中心缺岗1人次"
