from __future__ import annotations

import math

import pytest

from roster.model.distributions import Count, chi_square_tail, gamma_cdf, gamma_quantile, total


@pytest.mark.parametrize(
    ("freedom", "p", "value"),
    [  # Abramowitz and Stegun 1964, table 26.8
        (1, 0.95, 3.84146),
        (10, 0.95, 18.3070),
        (10, 0.05, 3.94030),
        (30, 0.975, 46.9792),
        (100, 0.5, 99.3341),
    ],
)
def test_quantiles_are_those_of_the_chi_square_table(freedom: int, p: float, value: float) -> None:
    # a chi-square of n degrees of freedom is twice a gamma of shape n / 2
    assert 2 * gamma_quantile(p, freedom / 2) == pytest.approx(value, rel=1e-5)
    assert chi_square_tail(value, freedom) == pytest.approx(1 - p, abs=1e-5)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.025, 5.572), (10, 4.795, 18.39), (100, 81.36, 121.63)],
)
def test_the_limits_of_a_poisson_mean_are_garwoods(count: int, low: float, high: float) -> None:
    # F. Garwood, Biometrika 28 (1936): gamma quantiles of shapes n and n + 1
    if count:
        assert gamma_quantile(0.025, count) == pytest.approx(low, abs=6e-3)
    assert gamma_quantile(0.975, count + 1) == pytest.approx(high, abs=6e-3)


def test_a_gamma_of_shape_one_is_exponential() -> None:
    for x in (0.1, 1.0, 5.0, 30.0):  # below and above shape + 1: by series and by fraction
        assert gamma_cdf(x, 1) == pytest.approx(1 - math.exp(-x), abs=1e-12)
    assert gamma_cdf(0, 3) == gamma_cdf(-1, 3) == 0
    assert gamma_quantile(0.5, 1, rate=4) == pytest.approx(math.log(2) / 4)


def test_the_median_of_a_large_shape_is_a_third_below_it() -> None:
    assert gamma_quantile(0.5, 10_000) == pytest.approx(10_000 - 1 / 3, abs=1e-3)


def test_a_count_without_more_variance_than_its_mean_is_poisson() -> None:
    count = Count(10, 10)
    # the table of the Poisson distribution with mean 10: P(X <= 3) = 0.0103, P(X <= 4) = 0.0293,
    # P(X <= 16) = 0.9730, P(X <= 17) = 0.9857
    assert count.interval(0.95) == (4, 17)
    assert count.at_least(4) == pytest.approx(1 - 0.0103, abs=1e-4)
    assert Count(10, 3).variance == 10  # never less than Poisson


def test_a_count_of_mean_one_and_variance_two_is_geometric() -> None:
    count = Count(1, 2)
    assert [count.at_least(n) for n in range(5)] == pytest.approx([1, 1 / 2, 1 / 4, 1 / 8, 1 / 16])
    assert count.quantile(0.74) == 1
    assert count.quantile(0.76) == 2


def test_nothing_to_come_is_certain() -> None:
    none = Count(0, 0)
    assert none.interval(0.95) == (0, 0)
    assert (none.at_least(0), none.at_least(1)) == (1, 0)


def test_what_is_far_away_is_certain_or_impossible() -> None:
    count = Count(10_000, 40_000)
    assert count.at_least(100) == 1
    assert count.at_least(100_000) == 0
    low, high = count.interval(0.95)
    # two standard deviations of 200 to either side
    assert (low, high) == (pytest.approx(9608, abs=8), pytest.approx(10392, abs=8))


def test_sums_add_means_and_variances_and_what_they_share() -> None:
    both = total([Count(3, 4), Count(5, 9)], shared=2)
    assert (both.mean, both.variance) == (8, 15)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="no mean -1"):
        Count(-1, 1)
