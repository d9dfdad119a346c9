"""Timefold's search, its best solutions recorded as they come."""

from __future__ import annotations

from math import ceil
from threading import Timer
from typing import TYPE_CHECKING

from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)

from benchmarks.peers.timefold.domain import County, Seat
from benchmarks.peers.timefold.rules import rules
from benchmarks.peers.timefold.translate import Translation
from roster.model.levels import UPPER_LEVELS

if TYPE_CHECKING:
    from timefold.solver import BestSolutionChangedEvent

    from benchmarks.entry import Limits, Recorder
    from roster.model.problem import Problem


def search(problem: Problem, limits: Limits, record: Recorder) -> None:
    """Default phases until the time is over: local search has no end of its own."""
    translation = Translation(problem)
    order = (*UPPER_LEVELS, *problem.settings.level_order)
    config = SolverConfig(
        solution_class=County,
        entity_class_list=[Seat],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=rules(problem.settings, order)
        ),
        random_seed=limits.seed,
        termination_config=TerminationConfig(spent_limit=Duration(seconds=ceil(limits.seconds))),
    )

    def better(event: BestSolutionChangedEvent[County]) -> None:
        record.roster(translation.duties(event.new_best_solution.seats))

    solver = SolverFactory.create(config).build_solver()
    solver.add_event_listener(better)
    record.built()
    end = Timer(max(0.1, limits.seconds - record.seconds), solver.terminate_early)
    end.start()
    record.roster(translation.duties(solver.solve(translation.county()).seats))
    end.cancel()
