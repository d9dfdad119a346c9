from __future__ import annotations

import pytest

from roster.model import proposals as change
from roster.model.proposals import Proposal
from roster.solver import what_if as module
from roster.solver.progress import Start
from roster.solver.solve import solve
from roster.solver.what_if import what_if
from roster.text import Text
from tests.build import calendar, centre_demand, day, problem
from tests.solver.solving import QUICK

OFF = [day(n) for n in range(1, 32) if n not in (8, 9, 10, 11)]


def test_both_are_solved_and_neither_problem_is_touched() -> None:
    # Four days, two people at three a week; without P2 one day is short.
    of = problem(2, calendar=calendar(off=OFF), centre_demands=(centre_demand(),))
    digest = of.digest
    gone = Proposal(Text("甲P2离任", "甲P2 leaves"), lambda p: change.gone_from(p, "P2", day(1)))
    now, then = what_if(of, [gone], QUICK)
    assert (len(now.duties), len(then.duties)) == (4, 3)
    assert [s.rule for s in then.shortages] == ["centre_short"]
    assert now.duties == solve(of, QUICK).duties
    assert [score.value for score in now.levels][:2] == [0, 0]
    assert then.levels[0].value == 1
    assert of.digest == digest


def test_neither_looks_worse_than_the_draft_it_starts_from() -> None:
    # Nothing is changed: with hardly any time both come to what the draft came to.
    of = problem(2, calendar=calendar(off=OFF), centre_demands=(centre_demand(),))
    drafted = solve(of, QUICK)
    nothing = Proposal(Text("不变", "nothing"), lambda p: p)
    hurried = QUICK.model_copy(update={"time_limit": 0.01})
    start = Start(drafted.duties, drafted.levels)
    now, then = what_if(of, [nothing], hurried, draft=start)
    wanted = [score.value for score in drafted.levels]
    assert [score.value for score in now.levels] == wanted
    assert [score.value for score in then.levels] == wanted


def test_ctrl_c_gives_no_half_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    of = problem(2, calendar=calendar(off=OFF), centre_demands=(centre_demand(),))
    real = module.solve
    monkeypatch.setattr(module, "solve", lambda *a: real(*a)._replace(interrupted=True))
    with pytest.raises(KeyboardInterrupt):
        what_if(of, [Proposal(Text("", ""), lambda p: p)], QUICK)


def test_a_change_that_makes_no_problem_is_an_error() -> None:
    of = problem(1)
    wrong = Proposal(Text("", ""), lambda p: change.with_settings(p, max_week=99))
    with pytest.raises(ValueError, match="max_week"):
        what_if(of, [wrong], QUICK)
