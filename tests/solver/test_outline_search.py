from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.levels import Level
from roster.solver import outline_search
from roster.solver.clock import Clock
from roster.solver.engine import Answer, ask
from roster.solver.outline import Outline
from roster.solver.outline_search import OutlineSearch
from roster.solver.solve import build
from tests.build import calendar, day, duty, problem, visits
from tests.solver.solving import QUICK

if TYPE_CHECKING:
    import pytest

TUESDAYS = (8, 15)
TWO_TUESDAYS = calendar(off=[day(n) for n in range(1, 32) if n not in TUESDAYS])
BOTH = [duty("P1", "S", 8), duty("P2", "S", 15)]  # two faces
EACH = [frozenset({("P1", "S")}), frozenset({("P2", "S")})]


def search(clock: Clock | None = None) -> OutlineSearch:
    """For few faces at a station that is visited on two Tuesdays, of two equals."""
    outline = Outline(build(problem(2, [visits("S", max_gap=31)], calendar=TWO_TUESDAYS)))
    for level in (Level.COVER, Level.DEMAND):
        outline.fix(level, 0)  # both visits are held
    return OutlineSearch(outline, Level.REGULARITY, clock or Clock(QUICK))


def test_one_after_another_is_found_until_nothing_better_is_left() -> None:
    looked, found = search(), []
    while not (answer := looked.better(2, BOTH, 10)).infeasible:
        assert answer.values is not None
        assert (answer.objective, answer.bound) == (1, 1), "one person alone is one face"
        found.append(looked.pairs(answer.values))
        looked.exclude(found[-1])
    assert sorted(found, key=sorted) == EACH
    assert answer.values is None


def test_what_is_no_better_is_no_answer_but_a_proof() -> None:
    answer = search().better(1, [duty("P1", "S", day) for day in TUESDAYS], 10)
    assert (answer.values, answer.infeasible) == (None, True)


def test_without_a_proof_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        outline_search, "run", lambda *_: Answer([0] * 9, objective=2, bound=1, seconds=0)
    )
    answer = search().better(2, BOTH, 10)
    assert (answer.values, answer.bound, answer.infeasible) == (None, 1, False)


def test_whoever_serves_everywhere_cannot_be_excluded_in_part() -> None:
    looked = search()
    looked.exclude(EACH[0] | EACH[1])  # somebody would have to serve at yet another station
    assert looked.better(2, BOTH, 10).infeasible


def test_the_search_begins_at_the_outline_of_the_duties() -> None:
    looked = search()
    hinted = looked._known(BOTH)
    assert looked.pairs(hinted) == EACH[0] | EACH[1]
    looked.better(3, BOTH, 10)
    hint = looked._model.proto.solution_hint
    assert dict(zip(hint.vars, hint.values, strict=True)) == dict(enumerate(hinted))


def test_duties_that_have_no_outline_any_more_are_no_start() -> None:
    looked = search()
    looked.exclude(EACH[0] | EACH[1])
    assert looked._known(BOTH) == []


def test_nothing_is_looked_for_once_the_clock_is_stopped() -> None:
    clock = Clock(QUICK)
    looked = search(clock)
    clock.stop()
    answer = looked.better(2, BOTH, 10)
    assert (answer.values, answer.bound, answer.infeasible) == (None, 0, False)
    assert ask(looked._model, clock, 1).values is None
