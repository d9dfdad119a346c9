from __future__ import annotations

import pytest

from benchmarks.growth import GROWTH, Size, grown
from roster.model.shares import planned_totals


@pytest.mark.parametrize("size", GROWTH, ids=lambda size: size.name)
def test_a_county_has_the_size_that_its_name_says(size: Size) -> None:
    problem = grown(size)
    days = problem.calendar.workdays(problem.month.first, problem.month.last)
    assert len(problem.people) == size.persons
    assert len(problem.sites) == size.sites == len(problem.station_demands) + 1
    assert len(days) == size.workdays


def test_sizes_double_in_days_and_then_in_persons_and_sites() -> None:
    assert [size.workdays for size in GROWTH[:3]] == [6, 12, 23]
    assert [size.persons for size in GROWTH[2:]] == [8, 16, 32, 64]


def test_twice_the_county_wants_twice_the_duties() -> None:
    one, two = (planned_totals(grown(size)) for size in GROWTH[2:4])
    assert two == (2 * one[0], 2 * one[1])


def test_a_twin_lives_and_has_its_history_among_twins() -> None:
    small, large = grown(GROWTH[2]), grown(GROWTH[3])
    assert len(large.history) == 2 * len(small.history)
    homes = {p.home for p in large.people if p.id.endswith("a")} - {None}
    assert homes
    assert all(str(home).endswith("a") for home in homes)
