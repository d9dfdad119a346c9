"""Entries that do as they are told, and runs built in a line."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from benchmarks.entry import Entry
from benchmarks.runs import Bound, Point, Run
from roster.model.levels import LOWER_LEVELS, UPPER_LEVELS, Level
from tests import build

if TYPE_CHECKING:
    from benchmarks.entry import Limits, Recorder
    from roster.model.problem import Problem

HERE = "tests.benchmarks.kit"
LEVELS = (*UPPER_LEVELS, *LOWER_LEVELS)
CENTRE_DAYS = 23  # workdays of the month, each wanting one person at the centre


def county() -> Problem:
    """Three lawyers and a centre."""
    return build.problem(3, centre_demands=(build.centre_demand(),))


def _obedient(problem: Problem, limits: Limits, record: Recorder) -> None:
    """Nobody at all; then one day covered; then fewer again; then an unlawful roster; then two days."""
    first, second = build.duty("P1", "C", 1), build.duty("P2", "C", 2)
    record.built()
    for duties in ([], [first], [], [first, build.duty("P2", "C", 1)], [first, second]):
        record.roster(duties)
    record.bound(Level.COVER, 3)
    record.bound(Level.COVER, 2)  # no better than before


def _crashing(problem: Problem, limits: Limits, record: Recorder) -> None:
    record.roster([])
    raise ValueError("no such luck")


def _deaf(problem: Problem, limits: Limits, record: Recorder) -> None:
    record.roster([])
    time.sleep(600)


def _late(problem: Problem, limits: Limits, record: Recorder) -> None:
    record.roster([])
    time.sleep(limits.seconds + 1.5)
    record.roster([build.duty("P1", "C", 1)])


def _falling(problem: Problem, limits: Limits, record: Recorder) -> None:
    os._exit(3)


OBEDIENT = Entry("obedient", "", _obedient)
CRASHING = Entry("crashing", "", _crashing)
DEAF = Entry("deaf", "", _deaf)
LATE = Entry("late", "", _late)
FALLING = Entry("falling", "", _falling)


def made(
    *points: tuple[float, tuple[int, ...]], bounds: tuple[tuple[float, Level, int], ...] = ()
) -> Run:
    """A run with these rosters, (seconds, values) each, and bounds."""
    return Run(
        levels=LEVELS,
        points=tuple(Point(*point) for point in points),
        bounds=tuple(Bound(*bound) for bound in bounds),
        refused=0,
        rosters=len(points),
        ready=0.1,
        build=0.2,
        seconds=10.0,
        peak=100.0,
        killed=False,
        error="",
    )
