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
from roster.model.settings import Settings

if TYPE_CHECKING:
    from timefold.solver import BestSolutionChangedEvent

    from benchmarks.entry import Limits, Recorder
    from roster.model.problem import Problem


def prepare() -> None:
    """Let Timefold translate our classes and constraints into Java. It keeps what it has translated, so
    that this does not count as part of the search: a Java program would bring it along.
    """
    settings = Settings(county_id="nowhere", county="nowhere", bureau="nowhere")
    _factory(settings, 1, 1)


def search(problem: Problem, limits: Limits, record: Recorder) -> None:
    """Default phases until the time is over: local search has no end of its own."""
    translation = Translation(problem)

    def better(event: BestSolutionChangedEvent[County]) -> None:
        record.roster(translation.duties(event.new_best_solution.seats))

    solver = _factory(problem.settings, limits.seed, ceil(limits.seconds)).build_solver()
    solver.add_event_listener(better)
    record.built()
    end = Timer(max(0.1, limits.seconds - record.seconds), solver.terminate_early)
    end.start()
    record.roster(translation.duties(solver.solve(translation.county()).seats))
    end.cancel()


def _factory(settings: Settings, seed: int, seconds: int) -> SolverFactory[County]:
    provider = rules(settings, (*UPPER_LEVELS, *settings.level_order))
    directors = ScoreDirectorFactoryConfig(constraint_provider_function=provider)
    config = SolverConfig(
        solution_class=County,
        entity_class_list=[Seat],
        score_director_factory_config=directors,
        random_seed=seed,
        termination_config=TerminationConfig(spent_limit=Duration(seconds=seconds)),
    )
    return SolverFactory.create(config)
