"""The few distributions that demand is reckoned with, written with the standard library alone.

Gamma: the regularised incomplete integral P(a, x) by its series below x = a + 1 and by its continued
fraction above (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31; Numerical Recipes, 3rd edition, section 6.2).
Counts: the negative binomial with a given mean and variance, the Poisson where they are equal.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cached_property
from itertools import accumulate

_TINY = 1e-300
_CLOSE = 1e-14
_ROUNDS = 20_000
_SPREAD_BELOW, _SPREAD_ABOVE = 12, 20  # standard deviations that a table of counts reaches


def gamma_cdf(x: float, shape: float) -> float:
    """P(shape, x): how likely a gamma variable of rate 1 is at most x. ``shape`` above 0."""
    if x <= 0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        return min(1.0, front * _series(x, shape))
    return max(0.0, 1 - front * _fraction(x, shape))


def _series(x: float, shape: float) -> float:
    term = total = 1 / shape
    for n in range(1, _ROUNDS):
        term *= x / (shape + n)
        total += term
        if term < total * _CLOSE:
            break
    return total


def _fraction(x: float, shape: float) -> float:
    """Lentz's way through the continued fraction."""
    b = x + 1 - shape
    c, d = 1 / _TINY, 1 / b
    value = d
    for n in range(1, _ROUNDS):
        a = n * (shape - n)
        b += 2
        d = 1 / (a * d + b or _TINY)
        c = b + a / c or _TINY
        value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value


def gamma_quantile(p: float, shape: float, rate: float = 1.0) -> float:
    """The value that a gamma variable stays at or below with probability p, 0 < p < 1; by bisection."""
    low, high = 0.0, shape + 1.0
    while gamma_cdf(high, shape) < p:
        low, high = high, 2 * high
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if gamma_cdf(middle, shape) < p else (low, middle)
    return (low + high) / 2 / rate


def chi_square_tail(value: float, freedom: int) -> float:
    """How likely a chi-square variable of so many degrees of freedom exceeds the value."""
    return 1 - gamma_cdf(value / 2, freedom / 2)


class Count:
    """A number of events to come, of a given mean and variance (at least the mean).

    It is taken for negative binomial: Poisson events whose rate is itself uncertain by a gamma. Sums of
    such counts are taken for one again, of the summed mean and variance.
    """

    def __init__(self, mean: float, variance: float) -> None:
        if mean < 0 or variance < 0:
            raise ValueError(f"a count has no mean {mean} and variance {variance}")
        self.mean, self.variance = mean, max(mean, variance)

    def quantile(self, p: float) -> int:
        """The least n with P(count <= n) >= p."""
        if not self.mean:
            return 0
        first, sums = self._table
        return first + min(bisect_left(sums, p), len(sums) - 1)

    def interval(self, level: float) -> tuple[int, int]:
        """The range that leaves (1 - level) / 2 out on either side."""
        return self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)

    def at_least(self, n: int) -> float:
        """How likely the count is n or more."""
        if n <= 0:
            return 1.0
        if not self.mean:
            return 0.0
        first, sums = self._table
        if n - 1 < first:
            return 1.0
        return 0.0 if n - 1 >= first + len(sums) else 1 - sums[n - 1 - first]

    @cached_property
    def _table(self) -> tuple[int, list[float]]:
        """The first count of any likelihood, and P(count <= n) from there on."""
        deviation = math.sqrt(self.variance)
        first = max(0, math.floor(self.mean - _SPREAD_BELOW * deviation))
        last = math.ceil(self.mean + _SPREAD_ABOVE * deviation) + 1
        sums = list(accumulate(math.exp(self._log(n)) for n in range(first, last + 1)))
        return first, [s / sums[-1] for s in sums]

    def _log(self, n: int) -> float:
        """The logarithm of P(count = n)."""
        mean, extra = self.mean, self.variance - self.mean
        if extra < 1e-9 * mean:
            return n * math.log(mean) - mean - math.lgamma(n + 1)
        size = mean * mean / extra
        return (
            math.lgamma(n + size)
            - math.lgamma(size)
            - math.lgamma(n + 1)
            - size * math.log1p(mean / size)
            + n * (math.log(mean) - math.log(size + mean))
        )


def total(counts: list[Count], shared: float = 0.0) -> Count:
    """The sum of independent counts; ``shared`` is variance that they have in common."""
    return Count(sum(c.mean for c in counts), sum(c.variance for c in counts) + shared)
