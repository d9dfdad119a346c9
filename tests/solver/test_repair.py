"""Repair: the fewest changes, and proposals that trade otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

import roster.solver.repair as module
from roster.errors import PinConflictError
from roster.model.amending import InForce, amended
from roster.model.audit import audit, violations
from roster.model.changes import Absent, Pinned
from roster.model.differences import changes_between
from roster.model.levels import Level
from roster.model.proposals import changed
from roster.model.requests import Baseline, Pin
from roster.solver.repair import fewest, further, kept
from roster.solver.solve import solve
from tests.build import centre_demand, day, duty, person, problem, visits
from tests.solver.solving import QUICK

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.solver.solve import Solution

COUNTY = problem(
    5,
    [visits("S", weekdays=(2, 4)), visits("T", weekdays=(2, 4))],
    centre_demands=(centre_demand(),),
)


@pytest.fixture(scope="module")
def planned() -> Solution:
    return solve(COUNTY, QUICK)


def _away(planned: Solution, person_id: str, start: int, end: int, on: int) -> Problem:
    change = Absent(person=person_id, start=day(start), end=day(end))
    return amended(COUNTY, [change], InForce(planned.duties, published=True), day(on))


def _values(solution: Solution) -> dict[Level, int]:
    return {score.level: score.value for score in solution.levels}


def test_one_absence_is_one_change_proven_minimal(planned: Solution) -> None:
    gone = next(d for d in planned.duties if d.date.day > 8 and d.site == "C")
    of = _away(planned, gone.person, gone.date.day, gone.date.day, on=8)
    best = fewest(of, QUICK)
    assert changes_between(planned.duties, best.duties) == 1
    assert _values(best)[Level.STABILITY] == 1
    assert all(score.optimal for score in best.levels if score.level in tuple(Level)[:4])
    assert [score.level for score in best.levels] == list(of.levels)


def test_days_that_stay_are_the_same(planned: Solution) -> None:
    of = _away(planned, "P1", 1, 31, on=16)
    best = fewest(of, QUICK)

    def till(duties: Any) -> list[Any]:
        return [d for d in duties if d.date.day <= 15]

    assert till(best.duties) == till(planned.duties)
    assert not any(d.person == "P1" and d.date.day > 15 for d in best.duties)


def test_other_proposals_trade_changes_for_something_better(planned: Solution) -> None:
    of = _away(planned, "P1", 9, 20, on=8)
    best = fewest(of, QUICK)
    others = further(of, best, QUICK)
    assert others, "a fortnight's absence can be made good more fairly with one change more"
    least = _values(best)
    for other in others:
        report = audit(of, other.duties)
        assert not report.violations
        assert _values(other) == report.values  # counted as the county counts, free changes or not
        assert [s.level for s in other.levels] == list(of.levels)
        first = next(x for x in of.levels if _values(other)[x] != least[x])
        if first is not Level.STABILITY:
            assert first in of.settings.level_order
        assert any(_values(other)[x] < least[x] for x in of.levels)
        # nothing is said to be proven that is not
        assert all(s.bound <= s.value for s in other.levels)
    assert len(others) <= 2


def test_free_changes_are_made_only_for_something_better() -> None:
    # P1 has everything. Nothing is wrong, so nothing changes, until changes are free.
    before = tuple(duty("P1", "C", n) for n in (1, 2, 3))
    county = problem(
        2,
        centre_demands=(centre_demand(),),
        limits={"max_week": 5, "max_consecutive": 9},
        bans=(),
    )
    few = changed(county, baseline=Baseline(duties=before))
    assert set(before) <= set(fewest(few, QUICK).duties)


def test_the_search_starts_from_what_can_be_kept() -> None:
    # P1 cannot come on the 8th and has to be there on the 9th, which fills the week: the 10th goes.
    before = tuple(duty("P1", "C", n) for n in (7, 8, 10, 11))
    county = problem(
        2, centre_demands=(centre_demand(),), limits={"max_week": 3, "max_consecutive": 9}
    )
    changes = [Absent(person="P1", start=day(8), end=day(8)), Pinned(duty=duty("P1", "C", 9))]
    of = amended(county, changes, InForce(before, published=False), day(1))
    start = kept(of)
    assert not [f for f in violations(of, start) if f.duties]
    assert duty("P1", "C", 9) in start
    assert duty("P1", "C", 8) not in start
    assert len(start) == 3


def test_pins_that_contradict_what_stays_are_told() -> None:
    # P2 is at the centre on the 8th, which stays: another cannot be pinned there.
    county = problem(2, centre_demands=(centre_demand(),))
    of = changed(
        county,
        baseline=Baseline(duties=(duty("P2", "C", 8),), fixed_until=day(8)),
        pins=(Pin(duty=duty("P1", "C", 8)),),
    )
    with pytest.raises(PinConflictError):
        fewest(of, QUICK)


def test_ctrl_c_makes_no_half_proposal(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass
    class Stopped:
        interrupted = True

    monkeypatch.setattr(module, "solve", lambda *_: Stopped())
    of = changed(problem([person("P1")]), baseline=Baseline(duties=()))
    with pytest.raises(KeyboardInterrupt):
        fewest(of, QUICK)
