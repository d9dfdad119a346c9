"""The audit counts an instance's roster as its file does: random rosters, and solved ones."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from benchmarks.nrp import BEST_KNOWN, FOLDER, cell_roster, parse, read_instance, recount
from benchmarks.nrp.translate import MINIMUM, price_of_minimum
from roster.model.audit import audit
from roster.model.levels import Level
from roster.model.requests import Duty
from roster.model.roster import SolverSettings
from roster.model.sites import Session
from roster.solver.solve import solve

if TYPE_CHECKING:
    from roster.model.problem import Problem

PATHS = {number: FOLDER / f"Instance{number}.txt" for number in (1, 2, 3, 8)}


def random_roster(problem: Problem, random: Random, share: float) -> list[Duty]:
    """Each person on about ``share`` of the days, at any site, in stretches; lawful or not."""
    duties = []
    for person in problem.people:
        on = random.random() < share
        for day in problem.month.days:
            if random.random() < 0.3:
                on = random.random() < share
            if on:
                site = random.choice(problem.sites).id
                duties.append(Duty(person=person.id, site=site, date=day, session=Session.FULL))
    return duties


@pytest.mark.parametrize("number", sorted(PATHS))
@pytest.mark.parametrize("seed", range(8))
def test_a_random_roster_costs_the_same_and_breaks_the_same_rules(number: int, seed: int) -> None:
    problem, path = read_instance(PATHS[number]), PATHS[number]
    duties = random_roster(problem, Random(seed), (0.1, 0.3, 0.5, 0.7)[seed % 4])
    report, count = audit(problem, duties), recount(path, cell_roster(problem, duties))
    scored = sum(score.value for score in report.rules if score.rule not in MINIMUM)
    short = [finding for finding in report.penalties if finding.rule in MINIMUM]
    assert scored == count.penalty
    assert scored < price_of_minimum(parse(path))
    # One sentence for each finding, but the audit tells a long stretch once for each day too many,
    # and a shift that is never allowed by the ban on each duty.
    persons = {finding.person for finding in (*report.violations, *short)}
    assert persons == {words.split(":")[0] for words in count.broken}


def test_an_empty_roster_has_no_hours() -> None:
    problem = read_instance(PATHS[1])
    count = recount(PATHS[1], {})
    assert count.broken == tuple(f"{name}: 0 minutes" for name in "ABCDEFGH")
    report = audit(problem, [])
    assert report.violations == ()
    assert {finding.rule for finding in report.penalties if finding.rule in MINIMUM} == {
        "min_hours"
    }


def test_strangers_are_told() -> None:
    assert "Z is not on the staff" in recount(PATHS[1], {("Z", 0): "D"}).broken


@pytest.mark.parametrize("number", [1, 2])
def test_small_instances_are_solved_to_the_known_optimum(number: int) -> None:
    problem, path = read_instance(PATHS[number]), PATHS[number]
    solution = solve(problem, SolverSettings(workers=2, seed=1, time_limit=60))
    cover = solution.levels[0]
    assert (cover.level, cover.optimal) == (Level.COVER, True)
    assert cover.value == BEST_KNOWN[path.stem].best
    assert all(score.value == 0 for score in solution.levels[1:])
    assert recount(path, cell_roster(problem, solution.duties)) == (cover.value, ())
