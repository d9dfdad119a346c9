"""How many consultations a visit brings, with an honest interval.

A site's visits have the mean λ and the variance φλ (φ, at least 1: overdispersion, one figure for all
stations, the centre has its own). The stations' λ differ around the county's mean μ with the variance τ².
Both are estimated as in the model of Bühlmann and Straub (Bühlmann, Gisler: A Course in Credibility
Theory and its Applications, Springer 2005, chapter 4), with n visits and the mean y of each of S
stations, N visits in all:

    φ  = Σ (x − y)² / Σ (n − 1) y                                  within stations
    τ² = (Σ n (y − m)² − (S − 1) φ m) / (N − Σ n² / N)             between them, m = Σ n y / N
    μ  = Σ z y / Σ z,  z = n / (n + φ m / τ²)

Taken for a gamma distribution, 1/a = τ²/μ², the knowledge of a station's λ after its visits is again a
gamma distribution, of shape a + n y / φ and rate a / μ + n / φ: a station with few visits is drawn toward
the county's mean. Visits to come are negative binomial around it (``Count``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import Month
from roster.model.distributions import Count, chi_square_tail, gamma_quantile

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from roster.model.problem import Problem
    from roster.model.records import Held

LEAST_FREEDOM = 10  # visits beyond the first of each station, below which φ cannot be estimated
ASSUMED_DISPERSION = 2.0  # φ where it cannot be
LEAST_VARIATION = 0.25  # τ/μ at least: stations are never taken for quite alike
ASSUMED_VARIATION = 1.0  # τ/μ where fewer than three stations were visited
FEWEST_MONTHS = 3  # below which months cannot be compared
CLEAR = 0.05  # months differ clearly where chance alone does it less often than this


class SiteRate(NamedTuple):
    """What is known of a site's consultations a visit: gamma of ``shape`` and ``rate``, φ ``dispersion``,
    after so many ``visits`` with so many ``consultations``.
    """

    visits: int
    consultations: int
    shape: float
    rate: float
    dispersion: float

    @property
    def mean(self) -> float:
        """Consultations a visit, as expected."""
        return self.shape / self.rate

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The range in which the mean lies with that probability, the same left out on either side."""
        low, high = (1 - level) / 2, (1 + level) / 2
        return (
            gamma_quantile(low, self.shape, self.rate),
            gamma_quantile(high, self.shape, self.rate),
        )

    def of(self, visits: int) -> Count:
        """The consultations of so many visits to come."""
        mean = visits * self.mean
        return Count(mean, self.dispersion * mean + visits**2 * self.shape / self.rate**2)


class Rates(NamedTuple):
    """Every site's rate; ``county`` is the mean visit of a station (μ). ``months`` is by how much all sites
    together swing from month to month (variance over the squared mean), 0.0 where nothing is seen or
    fewer than three months are known (``month_count``); ``chance`` how likely chance alone makes months
    differ so much.
    """

    site: Mapping[str, SiteRate]
    county: float
    months: float
    month_count: int
    chance: float


def rates(problem: Problem, held: Held) -> Rates:
    """The rates of all sites of the problem, from what was held."""
    visits = {s.id: list(held.days.get(s.id, {}).values()) for s in problem.sites}
    stations = [s.id for s in problem.sites if problem.is_station(s.id)]
    found, county = _stations({s: visits[s] for s in stations})
    found |= {s.id: _centre(visits[s.id]) for s in problem.sites if s.id not in stations}
    months, count, chance = _months(held, found)
    return Rates({s.id: found[s.id] for s in problem.sites}, county, months, count, chance)


def _stations(visits: Mapping[str, Sequence[int]]) -> tuple[dict[str, SiteRate], float]:
    phi = dispersion(list(visits.values()))
    mean, variation = between(list(visits.values()), phi)
    prior = 1 / variation**2
    return {
        site: SiteRate(
            len(counts),
            sum(counts),
            prior + sum(counts) / phi,
            prior / mean + len(counts) / phi,
            phi,
        )
        for site, counts in visits.items()
    }, mean


def _centre(counts: Sequence[int]) -> SiteRate:
    """The centre's rate from its own days alone; half a consultation is added so that none is not
    nothing.
    """
    phi = dispersion([counts])
    days = max(1, len(counts))
    return SiteRate(len(counts), sum(counts), 0.5 + sum(counts) / phi, days / phi, phi)


def dispersion(groups: Collection[Sequence[int]]) -> float:
    """φ: the variance within the groups over their mean, at least 1."""
    known = [g for g in groups if g]
    freedom = sum(len(g) - 1 for g in known)
    means = [sum(g) / len(g) for g in known]
    expected = sum((len(g) - 1) * m for g, m in zip(known, means, strict=True))
    if freedom < LEAST_FREEDOM or not expected:
        return ASSUMED_DISPERSION
    squares = sum((x - m) ** 2 for g, m in zip(known, means, strict=True) for x in g)
    return max(1.0, squares / expected)


def between(groups: Collection[Sequence[int]], phi: float) -> tuple[float, float]:
    """The stations' common mean μ, and τ/μ, by how much they differ around it."""
    known = [g for g in groups if g]
    visits = sum(map(len, known))
    mean = sum(map(sum, known)) / visits if visits else 0.0
    if not mean:
        return 0.5 / max(1, visits), ASSUMED_VARIATION
    if len(known) < 3:
        return mean, ASSUMED_VARIATION
    squares = sum(len(g) * (sum(g) / len(g) - mean) ** 2 for g in known)
    spread = visits - sum(len(g) ** 2 for g in known) / visits
    tau = max((squares - (len(known) - 1) * phi * mean) / spread, (LEAST_VARIATION * mean) ** 2)
    trust = [len(g) / (len(g) + phi * mean / tau) for g in known]
    weighted = sum(z * sum(g) / len(g) for z, g in zip(trust, known, strict=True)) / sum(trust)
    weighted = weighted or mean
    return weighted, tau**0.5 / weighted


def _months(held: Held, found: Mapping[str, SiteRate]) -> tuple[float, int, float]:
    """How much whole months swing beyond what visits do by themselves: variance over the squared mean; of
    how many months; how likely chance alone does it.
    """
    observed: dict[Month, float] = defaultdict(float)
    expected: dict[Month, float] = defaultdict(float)
    noise: dict[Month, float] = defaultdict(float)
    for site, days in held.days.items():
        for day, count in days.items():
            month = Month.of(day)
            observed[month] += count
            expected[month] += found[site].mean
            noise[month] += found[site].dispersion * found[site].mean
    if len(expected) < FEWEST_MONTHS:
        return 0.0, len(expected), 1.0
    squares = {m: (observed[m] - expected[m]) ** 2 for m in expected}
    swing = (sum(squares.values()) - sum(noise.values())) / sum(e**2 for e in expected.values())
    value = sum(squares[m] / noise[m] for m in expected)
    count = len(expected)
    return max(0.0, swing), count, chi_square_tail(value, count - 1)
