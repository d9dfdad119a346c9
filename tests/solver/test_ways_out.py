"""Ways out of small shortages, each known by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from roster.model.levels import Level
from roster.model.relaxations import Relaxations
from roster.model.requests import Leave
from roster.model.roster import LevelScore
from roster.model.shortages import find_shortages
from roster.solver import ways_out as module
from roster.solver.clock import Clock
from roster.solver.solve import solve
from roster.solver.ways_out import LONGER, WaysOut, with_ways_out
from tests.build import calendar, centre_demand, day, duty, problem, roster, visits
from tests.random_problems import problems
from tests.solver.solving import QUICK, trials

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.solver.ways_out import Search

OPEN = (8, 9, 10, 11)  # Tuesday to Friday, the only workdays of the month below
OFF = [day(n) for n in range(1, 32) if n not in OPEN]


def week(people: int, *stations: Any, **changes: Any) -> Problem:
    """A month of four days with a centre."""
    return problem(
        people,
        stations,
        **{"calendar": calendar(off=OFF), "centre_demands": (centre_demand(),), **changes},
    )


def search(of: Problem, duties: Iterable[Duty], *, proven: bool = True) -> Search:
    """The ways out of the first shortage."""
    held = list(duties)
    shortage = next(s for s in find_shortages(of, held) if s.slots)
    return WaysOut(of, held, Clock(QUICK), proven=proven).of(shortage, 60)


def told(found: Search) -> list[str]:
    return [way.told.zh for way in found.ways]


def test_the_limit_of_one_person_is_the_mildest_way_out() -> None:
    # One person, four days, three a week: the fourth needs a higher limit in the week and in a row.
    of = week(1, limits={"max_consecutive": 4})
    found = search(of, [duty("P1", "C", n) for n in (8, 9, 10)])
    assert told(found)[0] == "甲P1每周上限（次）由3放宽到4"
    assert "全县每人每周上限（次）由3放宽到4" in told(found)
    assert [way.told.left for way in found.ways] == [0] * len(found.ways)


def test_pairs_are_tried_where_nothing_helps_alone() -> None:
    of = week(1)  # now three days in a row are the limit as well
    found = search(of, [duty("P1", "C", n) for n in (8, 9, 10)])
    assert told(found)[0] == "甲P1每周上限（次）由3放宽到4，并且甲P1连续值班天数由3放宽到4"
    assert found.ways[0].told.en == (
        "甲P1: duties a week 4 instead of 3, and 甲P1: days in a row 4 instead of 3"
    )


def test_whose_leave_would_have_to_end() -> None:
    away = Leave(person="P2", start=day(8), end=day(11))
    of = week(2, leaves=(away,))
    found = search(of, [duty("P1", "C", n) for n in (8, 9, 10)])
    assert "甲P212月11日（星期五）能来（原为请假）" in told(found)
    # P2 comes on another day, and P1 takes the eleventh: less direct, but a way out as well.
    assert any("甲P212月8日" in text or "甲P212月9日" in text for text in told(found))


def test_another_weekday_of_a_station() -> None:
    # The only person is at the centre on Tuesday, when the station would have to be visited.
    of = week(
        1, visits(), centre_demands=(), leaves=(Leave(person="P1", start=day(8), end=day(8)),)
    )
    found = search(of, [])
    assert {"S镇也可在星期三坐班", "甲P112月8日（星期二）能来（原为请假）"} <= set(told(found))


def test_not_more_than_two_of_a_kind_and_four_in_all() -> None:
    away = tuple(Leave(person=f"P{i}", start=day(8), end=day(8)) for i in range(1, 6))
    of = week(5, visits(), centre_demands=(), leaves=away)
    found = search(of, [])
    assert len(found.ways) == 4
    assert sum("能来" in text for text in told(found)) == 2
    assert sum("坐班" in text for text in told(found)) == 2


def test_more_time_is_told_where_the_roster_was_not_solved_to_the_end() -> None:
    of = week(2)
    found = search(of, [duty("P1", "C", 8)], proven=False)  # everybody is free
    assert told(found) == [LONGER.text.zh]


def test_that_nothing_helps_is_told() -> None:
    of = week(0)
    found = search(of, [])
    assert (found.ways, found.whole) == ((), True)
    assert found.tried > 0


def test_what_is_short_of_days_may_be_opened() -> None:
    # Wednesday is no day of the station; the window of the week has none at all.
    of = week(1, visits(weekdays=(1,)), centre_demands=())
    shortages = find_shortages(of, [])
    assert [s.rule for s in shortages] == ["floor_short"]  # a window without days wants nothing


def test_no_time_left_tries_nothing() -> None:
    of = week(1)
    shortage = find_shortages(of, [])[0]
    found = WaysOut(of, [], Clock(QUICK), proven=True).of(shortage, 0)
    assert found == ((), 0, False)


def test_a_roster_the_audit_refuses_is_no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    of = week(1, limits={"max_consecutive": 4})
    duties = [duty("P1", "C", n) for n in (8, 9, 10)]
    looked, [shortage] = WaysOut(of, duties, Clock(QUICK), proven=True), find_shortages(of, duties)
    monkeypatch.setattr(module, "_open", lambda report: 10**9)  # as if it were no better
    assert looked.of(shortage, 30).ways == ()


def test_a_window_that_is_gone_cannot_be_met() -> None:
    of = week(
        1, visits(), centre_demands=(), leaves=(Leave(person="P1", start=day(8), end=day(8)),)
    )
    shortage = next(s for s in find_shortages(of, []) if s.slots)
    other = shortage.model_copy(update={"start": day(9)})
    assert WaysOut(of, [], Clock(QUICK), proven=True).of(other, 30).ways == ()


def test_all_shortages_of_a_roster_get_theirs() -> None:
    of = week(1, visits(weekdays=(2,)), limits={"max_consecutive": 4})
    held = [duty("P1", "C", n) for n in (8, 9, 10)]
    planned = roster(
        of,
        held,
        shortages=find_shortages(of, held),
        levels=[
            LevelScore(level=x, value=0, bound=0, optimal=True, seconds=0)
            for x in (Level.COVER, Level.DEMAND)
        ],
        solver=QUICK,
    )
    found = with_ways_out(of, planned, 60)
    rules = {s.rule: bool(s.ways_out) for s in found.shortages}
    assert rules["floor_short"] is False  # told with the visits
    assert rules["centre_short"] is True
    assert found.duties == planned.duties


def test_all_shortages_together() -> None:
    # One person for the centre on four days and in a row of three: limits of week and row, each once.
    of = week(1)
    chosen, left = WaysOut(of, [duty("P1", "C", 8)], Clock(QUICK)).of_all(60)
    assert left == 0
    assert chosen[-1].left == 0
    assert len(chosen) >= 2
    assert WaysOut(of, [], Clock(QUICK)).of_all(0) == ([], 4)
    assert WaysOut(week(0), [], Clock(QUICK)).of_all(60) == ([], 4)


@trials(8)
@given(data=st.data())
def test_whatever_is_told_is_true(data: st.DataObject) -> None:
    """The changed problem, solved again by the main path, is short of less."""
    of = data.draw(problems(people=3, stations_=2, days=4, pins=False))
    duties = solve(of, QUICK).duties
    before = sum(s.missing for s in find_shortages(of, duties))
    for shortage in find_shortages(of, duties)[:1]:
        for way in WaysOut(of, duties, Clock(QUICK), proven=True).of(shortage, 60).ways:
            single = [
                r.proposal
                for r in Relaxations(of).of(shortage)
                if r.proposal.text.zh == way.told.zh
            ]
            for proposal in single:
                changed = proposal.apply(of)
                again = solve(changed, QUICK).duties
                assert sum(s.missing for s in find_shortages(changed, again)) < before
