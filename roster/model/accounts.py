"""Who carries what: each person's load and trips by month, quarter and year, and how even that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from roster.model.proposals import with_settings
from roster.model.roster import Account, Evenness, Spread
from roster.model.settings import FairWindow
from roster.model.shares import SCALE, serving_days, window_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from roster.model.problem import Problem
    from roster.model.requests import Duty


def accounts(problem: Problem, duties: Iterable[Duty]) -> tuple[Account, ...]:
    """Every person's account of the month, the quarter and the year, windows one after another."""
    duties = list(duties)
    load = {p.id: 0 for p in problem.people}
    trips = dict(load)
    for duty in duties:
        load[duty.person] += problem.load(duty)
        trips[duty.person] += problem.is_station(duty.site)
    found = []
    for window in FairWindow:
        of = with_settings(problem, fair_window=window)
        since = window_start(of)
        for person, share in of.shares.items():
            found.append(
                Account(
                    person=person,
                    window=window,
                    since=since,
                    past_load=share.past_load,
                    load=load[person],
                    fair_load=share.fair_load / SCALE,
                    past_trips=share.past_trips,
                    trips=trips[person],
                    fair_trips=share.fair_trips / SCALE,
                )
            )
    return tuple(found)


def spreads(problem: Problem, of: Sequence[Account]) -> tuple[Spread, ...]:
    """How even loads and trips are in each window, before the month and after it."""
    kinds: tuple[Literal["load", "trips"], ...] = ("load", "trips")
    return tuple(
        _spread(problem, [a for a in of if a.window is window], window, what)
        for window in FairWindow
        for what in kinds
    )


def _spread(
    problem: Problem, of: Sequence[Account], window: FairWindow, what: Literal["load", "trips"]
) -> Spread:
    past = {a.person: a.past_load if what == "load" else a.past_trips for a in of}
    month = {a.person: a.load if what == "load" else a.trips for a in of}
    fair = {a.person: a.fair_load if what == "load" else a.fair_trips for a in of}
    whole = {person: past[person] + month[person] for person in past}
    return Spread(
        window=window,
        what=what,
        before=_evenness(past, _fair_before(problem, of, past, what)),
        after=_evenness(whole, fair),
    )


def _fair_before(
    problem: Problem, of: Sequence[Account], past: Mapping[str, int], what: str
) -> dict[str, float]:
    """The fair shares as they were before the month: of what was carried until then."""
    weights = {}
    for account in of:
        person = problem.person[account.person]
        days = serving_days(problem, person, account.since)
        days -= serving_days(problem, person, problem.month.first)
        serves = what == "load" or person.serves_stations
        weights[person.id] = days * person.share_percent * serves
    total, weight = sum(past.values()), sum(weights.values())
    return {p: total * w / weight if weight else 0.0 for p, w in weights.items()}


def _evenness(carried: Mapping[str, int], fair: Mapping[str, float]) -> Evenness | None:
    """None where nobody has a share, or nothing was carried."""
    rates = {p: 100 * carried[p] / share for p, share in fair.items() if share > 0}
    if not any(rates.values()):
        return None
    least, most = min(rates, key=lambda p: rates[p]), max(rates, key=lambda p: rates[p])
    return Evenness(
        least=round(rates[least], 1),
        least_person=least,
        most=round(rates[most], 1),
        most_person=most,
        gini=round(gini(list(rates.values())), 3),
    )


def gini(values: Sequence[float]) -> float:
    """Gini's coefficient: the mean distance of all pairs over twice the mean; 0 where all are 0."""
    total, count = sum(values), len(values)
    if not total:
        return 0.0
    return sum(abs(a - b) for a in values for b in values) / (2 * count * total)
