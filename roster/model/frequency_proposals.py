"""Proposals of each station's frequency from what its visits brought; the clerk decides.

F4 四（一）4: a station weekly in principle; fewer where it is very remote, sparsely peopled or little
asked for, at least monthly; more where many people live and ask. The records decide on evidence alone,
one step at a time:

- oftener, where even if nobody new came and the same people spread over more visits, a visit would clearly
  still bring more than a usual one of the county: L · n / n' >= μ;
- more seldom, where even if everybody came to the visits left, one would clearly bring less than a usual
one:
  U · n / n' <= μ;

- back toward once a week, where a station below it clearly has no less a visit than a usual one: L >= μ;
what
  allowed fewer does not hold then;

n and n' are the visits a year before and after, μ the county's mean visit, [L, U] the interval of the
station's mean: 95 % usually; 80 %, so that less evidence is enough, where the township itself gives a
reason: for more seldom a road of at least an hour or few people, for oftener many people. Otherwise
nothing is proposed.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from roster.model.frequency_steps import WEEKLY, a_year, next_down, next_up, visits_at
from roster.model.proposals import with_frequency
from roster.model.visits_ahead import ahead

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roster.model.demand import Frequency
    from roster.model.demand_rates import Rates, SiteRate
    from roster.model.problem import Problem

REMOTE_MINUTES = 60  # one way: 特别偏远
SPARSE, POPULOUS = 0.5, 1.5  # times the median population of the county's townships
LEVEL, LEVEL_WITH_GROUND = 0.95, 0.8
FEWEST_VISITS = 4  # below which nothing is proposed


class Ground(NamedTuple):
    """What the township itself gives as reason: far by road, sparsely peopled, populous."""

    remote: bool
    sparse: bool
    populous: bool


class FrequencyProposal(NamedTuple):
    """What is proposed for a station: ``to`` is its frequency ``now`` where nothing changes.

    ``low`` and ``high`` bound the mean visit with probability ``level``. ``visits`` and
    ``proposed_visits`` are those of a whole year by the calendar, ``yuan`` what the change costs a year
    (negative: saves). ``why`` is a key of the sentences in ``roster.model.frequency_reasons``.
    """

    site: str
    now: Frequency
    to: Frequency
    rate: SiteRate
    level: float
    low: float
    high: float
    ground: Ground
    visits: int
    proposed_visits: int
    yuan: int
    why: str

    @property
    def changes(self) -> bool:
        """Whether another frequency is proposed."""
        return self.now != self.to


class FrequencyPlan(NamedTuple):
    """All proposals in the order of the sites, and the year's subsidy before and after them, in yuan, were
    everybody paid; ``budget`` is the year's, None where none is set.
    """

    proposals: tuple[FrequencyProposal, ...]
    before: int
    after: int
    budget: int | None


def propose(problem: Problem, rates: Rates, year: int) -> FrequencyPlan:
    """The proposals of all stations with a demand. Where a budget is set, steps upward are taken in the
    order of consultations a yuan as long as they fit; those that do not are told (``why`` = budget).
    """
    found = [_proposal(problem, rates, d.site, year) for d in problem.station_demands]
    before, budget = cost_of_year(problem, year), problem.settings.year_budget
    found = _within(found, before, budget)
    after = before + sum(p.yuan for p in found)
    return FrequencyPlan(tuple(found), before, after, budget)


def cost_of_year(problem: Problem, year: int) -> int:
    """The subsidy of a year as the demands have it, every duty paid: workdays at the centre, visits at the
    stations; what is changed for single days is left out.
    """
    settings, days = problem.settings, ahead(year)
    workdays = sum(map(problem.calendar.is_workday, days.open_days))
    centre = sum(d.persons for d in problem.centre_demands) * workdays * settings.pay_centre
    visits = (
        d.persons * visits_at(problem, d.site, d.frequency, days) for d in problem.station_demands
    )
    return centre + sum(visits) * settings.pay_station


def with_proposals(problem: Problem, proposals: Iterable[FrequencyProposal]) -> Problem:
    """The problem with the frequencies proposed; the gaps of those that change are the usual ones."""
    for proposal in proposals:
        if proposal.changes:
            problem = with_frequency(problem, proposal.site, proposal.to)
    return problem


def ground_of(problem: Problem, site: str) -> Ground:
    """What the township itself gives as reason."""
    known = [s.population for s in problem.sites if problem.is_station(s.id) and s.population]
    usual, own = median(known) if len(known) > 2 else 0, problem.site[site].population
    return Ground(
        problem.site[site].minutes_from_seat >= REMOTE_MINUTES,
        own is not None and own <= SPARSE * usual,
        bool(own and usual and own >= POPULOUS * usual),
    )


def _proposal(problem: Problem, rates: Rates, site: str, year: int) -> FrequencyProposal:
    now, rate, ground = (
        problem.station_demand[site].frequency,
        rates.site[site],
        ground_of(problem, site),
    )
    to, level, why = _decided(problem, rates, site)
    low, high = rate.interval(level)
    visits, proposed = (visits_at(problem, site, f, ahead(year)) for f in (now, to))
    paid = problem.station_demand[site].persons * problem.settings.pay_station
    yuan = (proposed - visits) * paid
    return FrequencyProposal(
        site, now, to, rate, level, low, high, ground, visits, proposed, yuan, why
    )


def _decided(problem: Problem, rates: Rates, site: str) -> tuple[Frequency, float, str]:
    """The frequency proposed, the interval's probability, and why."""
    demand, rate, ground = problem.station_demand[site], rates.site[site], ground_of(problem, site)
    now = demand.frequency
    if rate.visits < FEWEST_VISITS:
        return now, LEVEL, "few"
    level = LEVEL_WITH_GROUND if ground.populous else LEVEL
    up, low = next_up(demand), rate.interval(level)[0]
    if up is None and low >= 2 * rates.county:
        return now, level, "full"
    if up is not None and low * a_year(now) / a_year(up) >= rates.county:
        return up, level, "more"
    if up is not None and a_year(now) < a_year(WEEKLY) and low >= rates.county:
        return up, level, "principle"
    level = LEVEL_WITH_GROUND if ground.remote or ground.sparse else LEVEL
    down, high = next_down(demand), rate.interval(level)[1]
    if down is None:
        return now, LEVEL, "floor" if high <= rates.county / 2 else "same"
    if high * a_year(now) / a_year(down) <= rates.county:
        return down, level, "less"
    return now, LEVEL, "same"


def _within(
    found: Sequence[FrequencyProposal], before: int, budget: int | None
) -> list[FrequencyProposal]:
    if budget is None:
        return list(found)
    spent = before + sum(p.yuan for p in found if p.yuan < 0)
    kept = {}
    for p in sorted((p for p in found if p.yuan > 0), key=lambda p: -p.rate.mean):
        kept[p.site] = spent + p.yuan <= budget
        spent += p.yuan if kept[p.site] else 0
    return [
        p
        if kept.get(p.site, True)
        else p._replace(to=p.now, proposed_visits=p.visits, yuan=0, why="budget")
        for p in found
    ]
