"""Months of persons lead to the value that the plain descent proves; with counters left to the master,
with one worker and with more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks.nrp import FOLDER, read_instance, to_problem
from roster.errors import SolverError
from roster.model.audit import audit
from roster.model.calendar import Horizon
from roster.model.levels import Level
from roster.model.requests import Duty
from roster.model.roster import SolverSettings
from roster.solver.clock import Clock
from roster.solver.patterns import pricing, search
from roster.solver.patterns.describe import describe
from roster.solver.patterns.master import Master
from roster.solver.patterns.search import Search
from roster.solver.patterns.solve import solve_pattern
from roster.solver.progress import Start
from roster.solver.solve import _descend, solve
from tests.build import centre_demand, day, person
from tests.build import problem as build_problem
from tests.solver.patterns.cases import random_grid, random_instance, random_problem
from tests.solver.solving import QUICK, silent

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.solver.patterns.generate import Generator
    from roster.solver.patterns.grid import Plan
    from roster.solver.progress import Progress

TWO = SolverSettings(workers=2, seed=1, time_limit=60)


def plain(problem: Problem) -> int:
    """The best value of the level cover, proven by the plain descent."""
    cover = _descend(problem, QUICK).answers[Level.COVER]
    assert cover.objective == cover.bound, "a tiny problem must be solved to the end"
    return cover.objective


def check(problem: Problem, settings: SolverSettings) -> None:
    pattern = describe(problem)
    assert pattern is not None
    found = solve_pattern(problem, settings, silent)
    best = plain(problem)
    if found is None:
        assert best >= pattern.dear, "a roster keeps the minimum rules, but none was found"
        return
    report = audit(problem, found.duties)
    assert report.violations == ()
    answer = found.answers[pattern.level]
    assert report.values[pattern.level] == answer.objective == answer.bound == best


@pytest.mark.parametrize("seed", range(30))
def test_months_lead_to_the_best_value(seed: int) -> None:
    check(random_problem(seed), QUICK)


@pytest.mark.parametrize("seed", (2, 4, 5, 6, 7, 9))
def test_the_proof_beside_the_search_leads_to_it_too(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "NEAR", -1.0)  # never near
    monkeypatch.setattr(search, "DIVES", 1)
    monkeypatch.setattr(search, "rounded", lambda generator: None)
    check(random_problem(seed, 14, 6), TWO)


@pytest.mark.parametrize("most", [1, 3, 8])
@pytest.mark.parametrize("seed", (2, 4, 5, 6, 7, 9, 10, 11))
def test_counters_may_be_left_to_the_master(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pricing, "MOST_STATES", most)
    check(random_problem(seed), QUICK)


@pytest.mark.parametrize(
    ("dives", "workers", "near"),
    [(0, 2, 0.02), (1, 3, 0.02), (0, 1, 0.02), (6, 1, 0.02), (6, 2, 0.02), (1, 2, 1.0)],
)
def test_a_gap_between_bound_and_value_is_closed_in_any_way(
    dives: int, workers: int, near: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of all instances the first has the widest gap: 558 against 607.
    monkeypatch.setattr(search, "DIVES", dives)
    monkeypatch.setattr(search, "NEAR", near)
    monkeypatch.setattr(search, "rounded", lambda generator: None)
    pattern = describe(read_instance(FOLDER / "Instance1.txt"))
    assert pattern is not None
    told: list[tuple[int | None, int]] = []
    settings = SolverSettings(workers=workers, seed=1, time_limit=60)
    looked_for = Search(pattern.grid, Clock(settings), lambda plan, *now: told.append(now))
    assert looked_for.run()
    assert (looked_for.best, looked_for.bound) == (607, 607)
    assert told[0] == (None, 558)
    assert told[-1] == (607, 607)
    bounds = [bound for _, bound in told]
    assert bounds == sorted(bounds)


def test_progress_is_told_with_the_level_that_counts() -> None:
    told: list[Progress] = []
    solution = solve(read_instance(FOLDER / "Instance2.txt"), TWO, told.append)
    assert (told[-1].level, told[-1].value, told[-1].bound) == (Level.COVER, 828, 828)
    assert solution.levels[0].optimal
    assert [score.value for score in solution.levels[1:]] == [0, 0, 0, 0, 0]


def test_a_search_without_time_finds_nothing() -> None:
    grid = random_grid(2)
    late = Search(grid, Clock(SolverSettings(workers=1, seed=1, time_limit=1e-9)), silent)
    assert not late.run()
    assert late.plan is None


def test_where_minimum_rules_cannot_be_kept_they_are_weighed() -> None:
    # Nobody of the staff of two may work, but each owes eight hours.
    instance = random_instance(1)
    staff = tuple(
        e._replace(least_minutes=480, most_shifts=dict.fromkeys(e.most_shifts, 0))
        for e in instance.staff
    )
    problem = to_problem(instance._replace(staff=staff))
    assert solve_pattern(problem, QUICK, silent) is None
    short = {s.rule: s.size for s in audit(problem, solve(problem, QUICK).duties).rules}
    assert short["min_hours"] == 8 * len(staff)


def test_a_full_centre_is_no_matter_of_price() -> None:
    # One place a day for two who owe 16 hours each in two days: somebody's hours are short.
    people = [person(f"P{n}", min_minutes=960) for n in (1, 2)]
    dear = {"min_hours": 100, "load_share": 0, "trip_share": 0, "same_firm": 0}
    problem = build_problem(
        people,
        month=Horizon(first=day(7), last=day(8)),
        centre_demands=(centre_demand(),),
        limits={"max_week": 7, "weights": dear, "levels": {"min_hours": Level.COVER}},
    )
    assert describe(problem) is not None
    assert solve_pattern(problem, QUICK, silent) is None
    report = audit(problem, solve(problem, QUICK).duties)
    assert report.violations == ()
    assert {s.rule: s.size for s in report.rules}["min_hours"] == 16


def test_a_linear_program_that_fails_is_told() -> None:
    grid = random_grid(2)
    master = Master(grid, pricing.Pricer(grid))
    master._lp.Add(master._lp.NumVar(0, 1, "") >= 2)  # nothing satisfies it
    with pytest.raises(SolverError, match="linear program"):
        master.solve()


def test_a_problem_of_another_kind_is_left_to_the_descent() -> None:
    assert solve_pattern(build_problem(2, centre_demands=(centre_demand(),)), QUICK, silent) is None


def test_a_proof_goes_on_where_little_is_gained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "DIVES", 1)
    monkeypatch.setattr(search, "rounded", lambda generator: None)
    monkeypatch.setattr(search, "RENEWED", 0.0)  # the first dive comes to 608, one above the best
    pattern = describe(read_instance(FOLDER / "Instance1.txt"))
    assert pattern is not None
    looked_for = Search(pattern.grid, Clock(TWO), silent)
    assert looked_for.run()
    assert (looked_for.best, looked_for.bound) == (607, 607)


def poor(generator: Generator) -> Plan:
    """The month that was found first for everybody."""
    persons = range(generator.grid.persons)
    return np.array([generator.master.months_of(n)[0] for n in persons])


def in_a_large_grid(monkeypatch: pytest.MonkeyPatch, seconds: float) -> Search:
    """The third instance, taken for a large one, from a poor first plan; its bound and best are 1001."""
    monkeypatch.setattr(search, "polish", lambda generator, plan, deadline: plan)
    monkeypatch.setattr(search, "rounded", poor)
    monkeypatch.setattr(search, "LARGE", 0)
    monkeypatch.setattr(search, "SMALL", 0)
    pattern = describe(read_instance(FOLDER / "Instance3.txt"))
    assert pattern is not None
    settings = SolverSettings(workers=2, seed=1, time_limit=seconds)
    looked_for = Search(pattern.grid, Clock(settings), silent)
    assert looked_for.run()
    return looked_for


def test_in_a_large_grid_one_lean_dive_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for = in_a_large_grid(monkeypatch, 60)
    assert (looked_for.best, looked_for.bound) == (1001, 1001)


def test_then_neighbourhoods_go_on_until_the_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LEAN", 0.0)
    monkeypatch.setattr(search, "SLICE", 0.0)
    looked_for = in_a_large_grid(monkeypatch, 3)
    assert looked_for.bound == 1001
    assert looked_for.best is not None
    assert looked_for.best > 1001  # nothing better was found without time for it


def test_neighbourhoods_alone_lead_to_the_best_value_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LEAN", 0.0)
    looked_for = in_a_large_grid(monkeypatch, 60)
    assert (looked_for.best, looked_for.bound) == (1001, 1001)


def test_an_earlier_roster_and_its_bound_are_where_the_search_begins() -> None:
    problem = read_instance(FOLDER / "Instance2.txt")
    first = solve(problem, TWO)
    told: list[Progress] = []
    again = solve(problem, TWO, told.append, Start(first.duties, first.levels))
    assert again.duties == first.duties
    assert (told[0].value, told[-1].bound) == (828, 828)
    assert told[0].duties is not None
    assert sorted(told[0].duties(), key=Duty.order) == list(first.duties)


@pytest.mark.parametrize("which", ["unlawful", "short"])
def test_an_earlier_roster_that_does_not_keep_the_rules_is_none(which: str) -> None:
    problem = read_instance(FOLDER / "Instance2.txt")
    first = solve(problem, TWO)
    wrong = () if which == "short" else (*first.duties, *first.duties[:1])
    told: list[Progress] = []
    assert solve(problem, TWO, told.append, Start(wrong, first.levels)).levels[0].value == 828
    assert told[0].value is None


def test_an_interrupted_search_keeps_the_best_plan() -> None:
    def press(progress: Progress) -> None:
        if progress.value is not None:
            raise KeyboardInterrupt

    solution = solve(read_instance(FOLDER / "Instance1.txt"), TWO, press)
    assert solution.interrupted
    assert solution.levels[0].value >= 607
    assert not solution.levels[0].optimal


def test_an_interrupted_search_without_a_plan_is_over() -> None:
    def press(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        solve(read_instance(FOLDER / "Instance1.txt"), TWO, press)


def test_a_repeatable_search_gives_the_same_plan_again() -> None:
    problem = read_instance(FOLDER / "Instance5.txt")
    settings = SolverSettings(workers=1, seed=1, time_limit=0.5, deterministic=True)
    first, second = (solve(problem, settings) for _ in range(2))
    assert first.duties == second.duties
    assert [s.bound for s in first.levels] == [s.bound for s in second.levels]
