from __future__ import annotations

from roster.model.levels import Level
from tests.benchmarks.kit import made

BETTER = made(
    (1.0, (5, 0, 900, 9, 9, 9)),
    (2.0, (0, 0, 505, 9, 9, 9)),
    (4.0, (0, 0, 500, 30, 2, 100)),
    bounds=((0.5, Level.COVER, 0), (2.5, Level.FAIRNESS, 400), (3.0, Level.FAIRNESS, 500)),
)


def test_the_last_roster_is_the_best() -> None:
    assert BETTER.values == (0, 0, 500, 30, 2, 100)
    assert made().values is None


def test_a_first_roster_is_covered_as_well_as_the_last() -> None:
    assert BETTER.first == 2.0  # the one before lacks five at the centre
    assert made().first is None


def test_a_level_is_proven_when_value_and_bound_have_met() -> None:
    assert BETTER.proven(Level.FAIRNESS)
    assert not BETTER.proven(Level.FAIRNESS, 3.5)  # the bound is there, the value not yet
    assert BETTER.proof(Level.FAIRNESS) == 4.0
    assert BETTER.proof(Level.COVER) == 2.0
    assert BETTER.proof(Level.DEMAND) is None  # nobody told a bound
    assert not made().proven(Level.COVER)


def test_the_gap_is_a_part_of_the_value() -> None:
    half = made((1.0, (0, 0, 500, 0, 0, 0)), bounds=((1.0, Level.FAIRNESS, 250),))
    assert half.gap(Level.FAIRNESS) == 0.5
    assert half.gap(Level.WISHES) == 0.0  # nothing is left to be proven away
    assert made().gap(Level.WISHES) == 1.0


def test_reaching_is_lexicographic() -> None:
    assert BETTER.reaches((0, 0, 505, 0, 0, 0)) == 4.0  # better on fairness, whatever is below
    assert BETTER.reaches((0, 0, 500, 30, 2, 99)) is None


def test_near_means_each_level_down_to_this_one_within_a_hundredth() -> None:
    best = (0, 0, 500, 30, 2, 100)
    assert BETTER.near(best, Level.DEMAND) == 2.0
    assert BETTER.near(best, Level.FAIRNESS) == 2.0  # 505 is one per cent above 500
    assert BETTER.near(best, Level.REGULARITY) == 2.0  # 9 is below 30
    assert BETTER.near(best, Level.WISHES) == 4.0  # 9 is above 2
    assert BETTER.near((0, 0, 400, 0, 0, 0), Level.FAIRNESS) is None
