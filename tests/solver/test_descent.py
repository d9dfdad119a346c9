"""A descent that is short of time, interrupted, or resumed: never wrong about what it found."""

from __future__ import annotations

import _thread
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given

from roster.model.audit import audit
from roster.model.levels import Level
from roster.model.roster import LevelScore, SolverSettings
from roster.solver import descent
from roster.solver.engine import Answer, run
from roster.solver.outline_search import OutlineSearch
from roster.solver.pins import conflicting_pins
from roster.solver.progress import Start
from roster.solver.sizes import level_size
from roster.solver.solve import build, solve
from tests.build import calendar, centre_demand, day, duty, problem, visits
from tests.random_problems import problems
from tests.solver.solving import QUICK, after_the_first_level, busy, minimum, trials

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.solver.progress import Progress
    from roster.solver.solve import Solution

WALL = SolverSettings(workers=1, seed=1, time_limit=60)
TWO_DAYS = calendar(off=[day(n) for n in range(1, 32) if n not in (1, 3)])


def two_days(people: int = 2) -> Problem:
    """Equals, and the centre on two days."""
    return problem(people, centre_demands=(centre_demand(),), calendar=TWO_DAYS)


def press_at(level: Level) -> Any:
    """A watch that presses Ctrl-C once, when the first roster of the level is there."""
    pressed: list[bool] = []

    def watch(progress: Progress) -> None:
        if progress.level is level and progress.duties is not None and not pressed:
            pressed.append(True)
            _thread.interrupt_main()

    return watch


def values(solution: Solution) -> list[int]:
    return [score.value for score in solution.levels]


def honest(of: Problem, solution: Solution) -> None:
    """The audit finds it lawful and counts the same; only what is bounded is called optimal."""
    report = audit(of, solution.duties)
    assert not report.violations
    for score in solution.levels:
        assert score.value == report.values[score.level]
        assert 0 <= score.bound <= score.value
        assert score.optimal == (score.bound == score.value)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """What every search of the full model came to."""
    answers: list[Answer] = []

    def counted(*given: Any) -> Answer:
        answers.append(run(*given))
        return answers[-1]

    monkeypatch.setattr(descent, "run", counted)
    return answers


@pytest.fixture
def without_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    """No search of the full model proves anything, and the outline gets its turn at once."""
    monkeypatch.setattr(descent, "SHORT", 0.0)
    monkeypatch.setattr(descent, "run", lambda *given: run(*given)._replace(bound=0))


@pytest.mark.parametrize("settings", [QUICK, WALL], ids=["deterministic", "wall"])
@pytest.mark.parametrize("level", [Level.DEMAND, Level.FAIRNESS, Level.REGULARITY, Level.TRAVEL])
def test_ctrl_c_at_a_later_level_gives_the_best_roster_so_far(
    level: Level, settings: SolverSettings
) -> None:
    of = busy()
    whole = solve(of, settings)
    solution = solve(of, settings, press_at(level))
    assert (whole.interrupted, solution.interrupted, solution.left) == (False, True, 0)
    honest(of, solution)
    reached = of.levels.index(level)
    assert values(solution)[:reached] == values(whole)[:reached]
    assert all(score.optimal for score in solution.levels[:reached])
    assert solution.levels[reached].bound <= whole.levels[reached].value
    assert [score.bound for score in solution.levels[reached + 1 :]] == [0] * (5 - reached)
    assert [score.seconds for score in solution.levels[reached + 1 :]] == [0] * (5 - reached)


@pytest.mark.parametrize("real", [True, False], ids=["in a run", "between runs"])
def test_ctrl_c_in_the_outline_keeps_the_roster(
    monkeypatch: pytest.MonkeyPatch, without_proofs: None, *, real: bool
) -> None:
    done = OutlineSearch.better

    def pressed(*given: Any) -> Any:
        if not real:
            raise KeyboardInterrupt
        _thread.interrupt_main()
        return done(*given)

    monkeypatch.setattr(OutlineSearch, "better", pressed)
    of = busy()
    solution = solve(of, QUICK)
    assert solution.interrupted
    honest(of, solution)


def test_ctrl_c_before_there_is_a_roster_goes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: Any) -> Answer:
        raise KeyboardInterrupt

    monkeypatch.setattr(descent, "run", pressed)
    with pytest.raises(KeyboardInterrupt):
        solve(busy(), QUICK)


def test_a_level_without_weights_needs_no_search(runs: list[Answer]) -> None:
    of = problem(1, [visits("S")], limits={"weights": {"travel_minutes": 0}})
    solution = solve(of, QUICK)
    [*_, travel] = solution.levels
    assert (travel.level, travel.value, travel.optimal) == (Level.TRAVEL, 0, True)
    searches = len(runs)
    solve(problem(1, [visits("S")]), QUICK)
    assert len(runs) - searches == searches + 1, "the same and one for travel"


def test_levels_without_time_are_counted_and_not_minimised(runs: list[Answer]) -> None:
    of = busy()
    solution = solve(of, QUICK.model_copy(update={"time_limit": 0.001}))
    honest(of, solution)
    assert len(runs) == 1, "the first level gets its time anyhow: before it there is no roster"
    assert solution.levels[0].optimal
    assert [score.bound for score in solution.levels[1:]] == [0] * 5
    assert any(score.value > 0 for score in solution.levels[1:])
    assert (solution.interrupted, solution.left) == (False, 0)


def test_what_nothing_proves_ends_with_its_time(
    monkeypatch: pytest.MonkeyPatch, without_proofs: None
) -> None:
    monkeypatch.setattr(OutlineSearch, "better", lambda *_: Answer(None, 0, 0, 0.0))
    of = busy()
    solution = solve(of, QUICK.model_copy(update={"time_limit": 0.5}))
    honest(of, solution)
    assert solution.left == 0


def test_the_outline_leads_where_the_model_alone_finds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = busy()
    whole = solve(of, QUICK)
    lost = after_the_first_level(run, lambda answer: Answer(None, 0, 0, answer.seconds))
    monkeypatch.setattr(descent, "run", lost)
    solution = solve(of, QUICK.model_copy(update={"time_limit": 20}))
    honest(of, solution)
    reached = of.levels.index(Level.REGULARITY) + 1
    assert values(solution)[:reached] == values(whole)[:reached]
    assert all(score.optimal for score in solution.levels[:reached])


def test_what_was_proven_is_not_solved_again(runs: list[Answer]) -> None:
    of = busy()
    first = solve(of, QUICK)
    assert all(score.optimal for score in first.levels)
    assert runs
    runs.clear()
    again = solve(of, QUICK, start=Start(first.duties, first.levels))
    assert not runs
    assert again.duties == first.duties
    assert [(s.level, s.value, s.bound, s.optimal) for s in again.levels] == [
        (s.level, s.value, s.bound, s.optimal) for s in first.levels
    ]


@pytest.mark.parametrize("level", [Level.DEMAND, Level.FAIRNESS, Level.REGULARITY])
def test_an_interrupted_solve_goes_on_where_it_stopped(level: Level) -> None:
    of = busy()
    searched: set[Level] = set()

    def watch(now: Progress) -> None:
        if now.duties is not None:
            searched.add(now.level)

    first = solve(of, QUICK, press_at(level))
    again = solve(of, QUICK, watch, Start(first.duties, first.levels))
    honest(of, again)
    assert values(again) <= values(first)
    assert values(again) == values(solve(of, QUICK))
    assert searched.isdisjoint(score.level for score in first.levels if score.optimal)
    assert searched.isdisjoint(of.levels[: of.levels.index(level)]), "proven before"


def test_a_short_solve_is_resumed_without_getting_worse() -> None:
    of, hurried = busy(), QUICK.model_copy(update={"time_limit": 0.05})
    found = solve(of, hurried)
    for _ in range(3):
        again = solve(of, hurried, start=Start(found.duties, found.levels))
        honest(of, again)
        assert values(again) <= values(found)
        found = again


def scores(of: Problem, duties: list[Duty], **bounds: int) -> list[LevelScore]:
    """The audit's scores, with these bounds; 0 where none is given."""
    report = audit(of, duties)
    return [
        LevelScore(
            level=level,
            value=report.values[level],
            bound=bounds.get(level.value, 0),
            optimal=bounds.get(level.value, 0) == report.values[level],
            seconds=1,
        )
        for level in of.levels
    ]


def test_what_was_known_ends_where_a_level_comes_out_otherwise(runs: list[Answer]) -> None:
    # P1 does both days: unfair by 2 · 20², which was not proven; all wishes that were proven under that
    # unfairness (one firm on both days) are not those of a fair month.
    of = two_days()
    alone = [duty("P1", "C", 1), duty("P1", "C", 3)]
    before = scores(of, alone, wishes=1)
    assert [score.value for score in before] == [0, 0, 800, 0, 1, 0]
    solution = solve(of, QUICK, start=Start(alone, before))
    honest(of, solution)
    assert values(solution) == [0, 0, 0, 0, 0, 0]
    assert len(runs) == 4, "fairness and the three levels below; cover and demand were proven"


def test_a_bound_that_was_known_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    # The only person has both days: wishes of 0 cannot be, and a bound of 0 says less than was known.
    of = problem(
        1,
        [visits("S")],
        calendar=calendar(off=[day(n) for n in range(1, 32) if n not in (8, 15)]),
    )
    both = [duty("P1", "S", 8), duty("P1", "S", 15)]
    report = audit(of, both)
    assert report.values[Level.TRAVEL] == 60
    monkeypatch.setattr(descent, "run", lambda *given: run(*given)._replace(bound=0))
    before = scores(of, both, regularity=1, travel=40)
    solution = solve(of, QUICK.model_copy(update={"time_limit": 1}), start=Start(both, before))
    honest(of, solution)
    assert solution.levels[-1].bound >= 40


@pytest.mark.parametrize(
    "duties",
    [
        [duty("P9", "C", 1), duty("P1", "C", 3)],
        [duty("P1", "C", 1), duty("P1", "C", 2)],
        [duty("P1", "C", 1), duty("P2", "C", 1)],
    ],
    ids=["nobody's", "a day off", "two where one is wanted"],
)
def test_a_start_that_no_longer_fits_is_ignored(duties: list[Duty]) -> None:
    of = two_days()
    wrong = [
        LevelScore(level=level, value=7, bound=7, optimal=True, seconds=1) for level in of.levels
    ]
    plain = solve(of, QUICK)
    solution = solve(of, QUICK, start=Start(duties, wrong))
    assert solution.duties == plain.duties
    assert values(solution) == values(plain)


@trials(25)
@given(problems(people=5, days=5))
def test_bounds_hold_whoever_finds_them(of: Problem) -> None:
    # The full model neither finds nor proves anything after the first level: what is told comes from
    # the outline, from groups and from narrowed models.
    assume(of.station_demands and not conflicting_pins(of))
    lost = after_the_first_level(run, lambda answer: Answer(None, 0, 0, answer.seconds))
    plain = build(of)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(descent, "SHORT", 0.0)
        patched.setattr(descent, "run", lost)
        solution = solve(of, QUICK.model_copy(update={"time_limit": 0.005}))
    honest(of, solution)
    for score in solution.levels:
        least, _ = minimum(plain, score.level)
        assert score.bound <= least <= score.value, score.level
        plain.model.add(level_size(plain, score.level) <= score.value)
