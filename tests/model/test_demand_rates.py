from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from roster.model.demand_rates import Rates, between, dispersion, rates
from roster.model.records import Held
from tests.build import problem, visits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DAY = date(2026, 1, 1)


def known(counts: Mapping[str, Sequence[int]], step: int = 7) -> Held:
    """Visits a week apart with these counts."""
    days = {
        site: {DAY + timedelta(days=step * i): n for i, n in enumerate(of)}
        for site, of in counts.items()
    }
    return Held(days, DAY, date(2026, 12, 31), (), 0, 0)


def of(counts: Mapping[str, Sequence[int]], step: int = 7) -> Rates:
    """The rates of a county with these stations."""
    stations = [visits(site) for site in counts if site != "C"]
    return rates(problem(stations=stations), known(counts, step))


def test_overdispersion_is_the_variance_within_over_the_mean() -> None:
    # (0, 4) and (2, 6): squares 4 + 4 + 4 + 4 = 16; means 2 and 4 with one degree each: 6
    groups = [[0, 4] * 6, [2, 6] * 6]
    # six times as many: squares 96, expected 11 · 2 + 11 · 4 = 66
    assert dispersion(groups) == pytest.approx(96 / 66)


def test_counts_that_are_all_alike_are_taken_for_poisson() -> None:
    assert dispersion([[3] * 20]) == 1


def test_a_handful_of_visits_says_nothing_of_overdispersion() -> None:
    assert dispersion([[0, 9], [1, 2]]) == 2  # two degrees of freedom: the assumption
    assert dispersion([[0] * 20, []]) == 2


def test_the_stations_differ_by_the_moments_of_buhlmann_and_straub() -> None:
    groups = [[1] * 10, [3] * 10, [8] * 10]
    # m = 4, Σ n (y − m)² = 10 · (9 + 1 + 16) = 260, less 2 · 1 · 4; N − Σ n²/N = 30 − 10 = 20
    tau = (260 - 8) / 20
    mean, variation = between(groups, 1.0)
    assert mean == pytest.approx(4)  # equal visits weigh the same
    assert variation == pytest.approx(tau**0.5 / 4)


def test_stations_are_never_taken_for_quite_alike() -> None:
    assert between([[4] * 10, [4] * 10, [4] * 10], 1.0) == (4, 0.25)
    assert between([[4] * 10, [6] * 10], 1.0) == (5, 1.0)  # two say nothing of how stations differ


def test_no_consultation_at_all_is_a_small_mean_not_none() -> None:
    assert between([[0] * 5, [0] * 5], 2.0) == (0.05, 1.0)
    assert between([], 2.0)[0] == 0.5


def test_a_station_with_few_visits_is_drawn_to_the_countys_mean() -> None:
    found = of({"A": [2, 3, 1, 2, 2, 3, 1, 2] * 5, "B": [5, 6, 4, 5] * 10, "D": [9], "E": []})
    assert found.site["A"].mean == pytest.approx(2, abs=0.1)
    assert found.county < found.site["D"].mean < 9
    assert found.site["E"].mean == pytest.approx(found.county)
    width = {s: found.site[s].interval() for s in "BDE"}
    assert width["B"][1] - width["B"][0] < width["D"][1] - width["D"][0]
    assert width["E"][0] < found.county < width["E"][1]


def test_the_interval_of_one_half_lies_within_that_of_95_percent() -> None:
    rate = of({"A": [2, 3, 1, 2] * 5, "B": [5] * 10, "D": [9] * 3}).site["A"]
    inner, outer = rate.interval(0.5), rate.interval(0.95)
    assert outer[0] < inner[0] < rate.mean < inner[1] < outer[1]


def test_visits_to_come_vary_by_themselves_and_by_what_is_not_known() -> None:
    rate = of({"A": [2, 3, 1, 2] * 5, "B": [5] * 10, "D": [9] * 3}).site["A"]
    count = rate.of(10)
    assert count.mean == pytest.approx(10 * rate.mean)
    unknown = 100 * rate.shape / rate.rate**2
    assert count.variance == pytest.approx(rate.dispersion * count.mean + unknown)


def test_the_centre_stands_by_itself() -> None:
    found = of({"C": [40] * 30, "A": [2] * 12, "B": [3] * 12, "D": [4] * 12})
    assert found.site["C"].mean == pytest.approx((0.5 + 1200) / 30)
    assert found.county == pytest.approx(3, abs=0.1)


def test_months_that_differ_by_chance_alone_do_not_swing() -> None:
    chance = random.Random(7)
    counts = {s: [chance.choice((2, 3, 4)) for _ in range(50)] for s in "ABD"}
    found = of(counts)
    assert (found.months, found.month_count) == (0, 12)
    assert found.chance > 0.5  # less varied than Poisson


def test_a_month_of_twice_the_number_is_seen() -> None:
    # the weeks of December, the 49th to the 52nd, have ten, all others five
    found = of({s: [5] * 48 + [10] * 4 for s in "ABD"})
    assert found.chance < 0.001
    assert found.months > 0.02


def test_two_months_are_not_compared() -> None:
    found = of({s: [1, 9, 1, 9, 1, 9] for s in "ABD"})
    assert (found.months, found.month_count, found.chance) == (0, 2, 1)


# --- coverage: how often the intervals hold the truth ---------------------------------------------


def drawn(chance: random.Random, mean: float, phi: float) -> int:
    """A count of the mean and the variance phi times it."""
    rate = mean if phi == 1 else chance.gammavariate(mean / (phi - 1), phi - 1)
    number, waited = 0, chance.expovariate(1)
    while waited < rate:
        number, waited = number + 1, waited + chance.expovariate(1)
    return number


@pytest.mark.parametrize(
    ("variation", "phi"),
    [
        (0.5, 1.5),
        pytest.param(0.2, 1.0, marks=pytest.mark.slow),
        pytest.param(0.5, 3.0, marks=pytest.mark.slow),
        pytest.param(1.0, 2.0, marks=pytest.mark.slow),
    ],
)
def test_the_intervals_hold_the_truth_as_often_as_they_say(variation: float, phi: float) -> None:
    chance, trials, hits = random.Random(20261122), 60, {0.8: 0, 0.95: 0}
    sites = [f"S{i}" for i in range(12)]
    for _ in range(trials):
        truth = {s: chance.gammavariate(variation**-2, 4 * variation**2) for s in sites}
        counts = {
            s: [drawn(chance, truth[s], phi) for _ in range(chance.randint(3, 40))] for s in sites
        }
        found = of(counts)
        for level in hits:
            spans = {s: found.site[s].interval(level) for s in sites}
            hits[level] += sum(low <= truth[s] <= high for s, (low, high) in spans.items())
    part = {level: n / (12 * trials) for level, n in hits.items()}
    # 720 intervals: the standard error of a part is 1.5 % at 80 % and 0.8 % at 95 %; that μ, τ and φ are
    # themselves estimated may cost about as much
    assert 0.75 <= part[0.8] <= 0.87
    assert 0.92 <= part[0.95] <= 0.985
