from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from roster.model.calendar import Month
from roster.model.demand_rates import Rates, rates
from roster.model.forecast import Forecast, forecast
from roster.model.records import Consultation, Held, held
from tests.build import calendar, centre_demand, day, duty, problem, visits
from tests.model.test_demand_rates import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.problem import Problem
    from roster.model.requests import Duty

TUESDAYS = [d for d in calendar(start=date(2026, 1, 1)).workdays(date(2026, 1, 1), day(31))
            if d.isoweekday() == 2]  # fmt: skip


SIMULATED = [
    (1.5, 0.1),
    pytest.param(1.0, 0.0, marks=pytest.mark.slow),
    pytest.param(2.0, 0.0, marks=pytest.mark.slow),
]


def county(stations: int = 3) -> Problem:
    """A centre and stations visited every Tuesday."""
    return problem(
        stations=[visits(f"S{i}") for i in range(stations)],
        centre_demands=(centre_demand(),),
        calendar=calendar(start=date(2026, 1, 1)),
    )


def told(of: Problem, counts: dict[str, list[int]], until: date) -> tuple[Held, Rates]:
    """What is known after stations' Tuesdays with these counts."""
    records = [
        Consultation(d, site, n)
        for site, numbers in counts.items()
        for d, n in zip(TUESDAYS, numbers, strict=False)
    ]
    found = held(of, [], records, until)
    return found, rates(of, found)


def ended(
    counts: dict[str, list[int]],
    until: date,
    duties: Sequence[Duty] = (),
    published: Sequence[Month] = (),
) -> Forecast:
    """The forecast after these Tuesdays."""
    of = county(len(counts))
    return forecast(of, *told(of, counts, until), 2026, duties, published)


def test_the_year_ends_with_what_is_done_and_what_is_expected() -> None:
    found = ended({"S0": [4] * 44, "S1": [6] * 44, "S2": [2] * 44}, day(6, 11))
    assert found.done == 44 * 12
    # 7 November to the end: 8 Tuesdays at each station
    assert [s.visits_left for s in found.sites] == [39, 8, 8, 8]
    assert found.end == found.done + found.left.mean
    assert found.left.mean == pytest.approx(8 * 12, abs=1)
    low, high = found.interval(0.95)
    assert low < found.end < high
    assert found.reaches(low) > 0.95 > 0.05 > found.reaches(high + 1)


def test_published_months_have_the_visits_that_are_published() -> None:
    november = Month(year=2026, month=11)
    duties = [
        duty("P1", "S0", day(10, 11)),
        duty("P2", "S0", day(10, 11)),
        duty("P1", "S0", day(3, 11)),
    ]
    found = ended({"S0": [4] * 44}, day(6, 11), duties, [november])
    s0 = found.sites[1]
    # one visit by two persons; the 3rd is over; December has five Tuesdays
    assert s0.visits == {november: 1, Month(year=2026, month=12): 5}
    # the centre has no duty in November's roster
    assert found.sites[0].visits_left == 23
    assert found.planned == (november,)


def test_a_station_without_demand_expects_nothing() -> None:
    of = county(1)
    bare = problem(stations=[], sites=of.sites, calendar=of.calendar)
    found = forecast(bare, *told(bare, {"S0": [3] * 40}, day(6, 11)), 2026, [])
    assert [s.visits_left for s in found.sites if s.site == "S0"] == [0]


def test_what_months_have_in_common_widens_the_countys_range() -> None:
    steady = {f"S{i}": [5] * 44 for i in range(3)}
    swinging = {f"S{i}": [8 if d.month % 2 else 2 for d in TUESDAYS[:44]] for i in range(3)}
    narrow, wide = ended(steady, day(6, 11)), ended(swinging, day(6, 11))
    assert wide.left.variance > 5 * narrow.left.variance


@pytest.mark.parametrize(("phi", "swing"), SIMULATED)
def test_the_years_end_lies_in_its_range_as_often_as_said(phi: float, swing: float) -> None:
    chance, trials, inside = random.Random(5), 120, {0.8: 0, 0.95: 0}
    of = county(8)
    for _ in range(trials):
        months = {m: chance.gauss(1, swing) for m in range(1, 13)}
        truth = {f"S{i}": chance.gammavariate(4, 1) for i in range(8)}
        counts = {
            s: [drawn(chance, mean * months[d.month], phi) for d in TUESDAYS]
            for s, mean in truth.items()
        }
        found = forecast(of, *told(of, {s: c[:26] for s, c in counts.items()}, day(5, 7)), 2026, [])
        end = sum(map(sum, counts.values()))
        for level in inside:
            low, high = found.interval(level)
            inside[level] += low <= end <= high
    part = {level: n / trials for level, n in inside.items()}
    # 120 years: the standard error of a part is 3.7 % at 80 % and 2 % at 95 %; six months say little of how
    # months swing
    assert 0.7 <= part[0.8] <= 0.95
    assert part[0.95] >= 0.89
