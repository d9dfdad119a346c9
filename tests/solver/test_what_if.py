from __future__ import annotations

import pytest

from roster.model import proposals as change
from roster.model.proposals import Proposal
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


def test_a_change_that_makes_no_problem_is_an_error() -> None:
    of = problem(1)
    wrong = Proposal(Text("", ""), lambda p: change.with_settings(p, max_week=99))
    with pytest.raises(ValueError, match="max_week"):
        what_if(of, [wrong], QUICK)
