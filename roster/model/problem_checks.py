"""What makes a problem sound: every id named is known, and what is said of sites, days and rules fits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from roster.model.calendar import days_between, monday_of
from roster.model.rules import RULE_BY_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.model.demand import DayDemand
    from roster.model.problem import Problem
    from roster.model.requests import Duty


def require_sound(problem: Problem) -> None:
    """Raises ValueError with the first thing that is not sound."""
    for check in (
        _ids_are_unique,
        _people_are_known,
        _sites_are_known,
        _demands_fit_their_sites,
        _exemptions_are_of_rules_that_allow_it,
        _calendar_holds_the_month,
        _history_is_not_in_the_month,
    ):
        check(problem)


def _ids_are_unique(problem: Problem) -> None:
    for what, ids in (
        ("person", [p.id for p in problem.people]),
        ("site", [s.id for s in problem.sites]),
    ):
        twice = {i for i in ids if ids.count(i) > 1}
        if twice:
            raise ValueError(f"{what} ids given twice: {sorted(twice)}")


def _named_duties(problem: Problem) -> Iterator[Duty]:
    """The duties that something is said about."""
    yield from (pin.duty for pin in problem.pins)
    yield from (exemption.duty for exemption in problem.exemptions)
    if problem.baseline is not None:
        yield from (*problem.baseline.duties, *problem.baseline.released, *problem.baseline.placed)


def _people_are_known(problem: Problem) -> None:
    named = [leave.person for leave in problem.leaves] + [wish.person for wish in problem.wishes]
    named += [ban.person for ban in problem.bans] + [duty.person for duty in problem.history]
    named += [d.person for d in _named_duties(problem)] + [s.person for s in problem.site_limits]
    unknown = set(named) - set(problem.person)
    if unknown:
        raise ValueError(f"unknown people: {sorted(unknown)}")


def _sites_are_known(problem: Problem) -> None:
    named: list[str | None] = [d.site for d in problem.centre_demands]
    named += [d.site for d in problem.station_demands] + [e.site for e in problem.extra_visits]
    named += [s.site for s in problem.site_limits] + [w.site for w in problem.wishes]
    named += [place for s in problem.successions for place in (s.first, s.then)]
    named += [c.site for c in problem.closures] + [d.site for d in problem.history]
    named += [d.site for d in _named_duties(problem)] + [ban.site for ban in problem.bans]
    named += [place for trip in problem.trips for place in (trip.start, trip.end)]
    named += [person.home for person in problem.people]
    unknown = set(named) - set(problem.site) - {None}
    if unknown:
        raise ValueError(f"unknown sites: {sorted(map(str, unknown))}")


def _demands_fit_their_sites(problem: Problem) -> None:
    for demand in problem.centre_demands:
        if problem.is_station(demand.site):
            raise ValueError(f"{demand.site} is a station but has a centre's demand")
    for visits in problem.station_demands:
        if not problem.is_station(visits.site):
            raise ValueError(f"{visits.site} is a centre but has a station's demand")
    sites = [d.site for d in problem.centre_demands] + [d.site for d in problem.station_demands]
    if len(sites) != len(set(sites)):
        raise ValueError("a site has more than one demand")
    _check_days({d.site for d in problem.centre_demands}, problem.day_demands)
    if any(not problem.is_station(e.site) for e in problem.extra_visits):
        raise ValueError("an extra visit is at a centre")
    dates = [(e.site, e.date) for e in problem.extra_visits]
    if len(dates) != len(set(dates)):
        raise ValueError("a site has two extra visits on one date")


def _exemptions_are_of_rules_that_allow_it(problem: Problem) -> None:
    for exemption in problem.exemptions:
        rule = RULE_BY_KEY.get(exemption.rule)
        if rule is None or not rule.overridable:
            raise ValueError(f"no rule {exemption.rule!r} that may be overridden")


def _calendar_holds_the_month(problem: Problem) -> None:
    """And the whole weeks at its ends: their workdays decide which month plans them."""
    first, last = monday_of(problem.month.first), monday_of(problem.month.last) + timedelta(days=6)
    try:
        for day in days_between(first, last):
            problem.calendar[day]
    except KeyError as error:
        raise ValueError(f"the calendar lacks {error.args[0]}") from None


def _history_is_not_in_the_month(problem: Problem) -> None:
    inside = [d.date for d in problem.history if d.date in problem.month]
    if inside:
        raise ValueError(f"history holds days of the planned month: {sorted(inside)}")


def _check_days(sites: set[str], days: tuple[DayDemand, ...]) -> None:
    """A day's own number belongs to a centre with a demand, and there is one for a date."""
    if any(d.site not in sites for d in days):
        raise ValueError("a day's own number is for a site that is no centre with a demand")
    dates = [(d.site, d.date) for d in days]
    if len(dates) != len(set(dates)):
        raise ValueError("a centre has two numbers for one date")
