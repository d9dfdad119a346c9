"""The scored rules of the lower levels as the solver counts them, one function each.

Helper variables are only bounded from below; minimising presses them down to what the audit counts.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from roster.model.calendar import days_between
from roster.model.habits import habit_of
from roster.model.shares import SCALE
from roster.solver.convex import squared_distance
from roster.solver.registry import penalises

if TYPE_CHECKING:
    from datetime import date

    from roster.model.demand import StationDemand
    from roster.model.requests import Wish
    from roster.model.slots import SlotKey
    from roster.solver.variables import Expr, IntVar, Variables


@penalises("load_share")
def load_share(v: Variables) -> Expr:
    """Squared distance of each person's load from the fair share."""
    total: Expr = 0
    for person, share in v.problem.shares.items():
        terms = [(v.problem.load(key), var) for key, var in v.duties_of(person)]
        total += squared_distance(
            v.model,
            terms,
            v.most_duties(person) * max((load for load, _ in terms), default=0),
            SCALE,
            share.fair_load - SCALE * share.past_load,
        )
    return total


@penalises("trip_share")
def trip_share(v: Variables) -> Expr:
    """Squared distance of each person's station trips from the fair share."""
    total: Expr = 0
    for person in v.problem.people:
        if person.serves_stations:
            share = v.problem.shares[person.id]
            terms = [(1, var) for key, var in v.duties_of(person.id) if key in v.held]
            total += squared_distance(
                v.model,
                terms,
                v.most_duties(person.id),
                SCALE,
                share.fair_trips - SCALE * share.past_trips,
            )
    return total


def _usual(v: Variables, demand: StationDemand) -> dict[int, IntVar]:
    """One variable a weekday, 1 when it is a usual one of the month: made once for both rules."""
    return v.once(("usual", demand.site), lambda: _make_usual(v, demand))


def _make_usual(v: Variables, demand: StationDemand) -> dict[int, IntVar]:
    habit = habit_of(v.problem, demand)
    usual = {k: v.model.new_bool_var(f"usual {demand.site} {k}") for k in demand.weekdays}
    v.model.add(sum(usual.values()) == len(habit.choices[0]))
    for weekday in frozenset.intersection(*habit.choices):
        v.model.add(usual[weekday] == 1)
    return usual


@penalises("off_weekday")
def off_weekday(v: Variables) -> Expr:
    """Visits on other weekdays than the usual ones."""
    off = []
    for demand in v.problem.station_demands:
        usual = _usual(v, demand)
        for day, held in v.visits(demand.site):
            strays = v.model.new_bool_var(f"off {demand.site} {day}")
            if day.isoweekday() in usual:
                v.model.add_implication(held, strays).only_enforce_if(~usual[day.isoweekday()])
            else:  # a market on a weekend
                v.model.add_implication(held, strays)
            off.append(strays)
    return sum(off)


@penalises("weekday_change")
def weekday_change(v: Variables) -> Expr:
    """Usual weekdays that were not usual the month before."""
    changed = []
    for demand in v.problem.station_demands:
        previous = habit_of(v.problem, demand).previous
        if previous:
            changed += [u for k, u in _usual(v, demand).items() if k not in previous]
    return sum(changed)


@penalises("faces")
def faces(v: Variables) -> Expr:
    """Different persons at each station."""
    return sum(v.faces.values())


@penalises("avoided_day")
def avoided_day(v: Variables) -> Expr:
    """Duties on days that their person would rather not serve, by the largest weight."""
    total: list[Expr] = []
    month = v.problem.month
    for person in v.problem.people:
        avoids: dict[date, list[Wish]] = defaultdict(list)
        for wish in v.problem.wishes_of[person.id]:
            for day in days_between(max(wish.start, month.first), min(wish.end, month.last)):
                if not wish.prefer:
                    avoids[day].append(wish)
        for day, wishes in avoids.items():
            for key, var in v.by_day(person.id).get(day, ()):
                weight = max((w.weight for w in wishes if w.about(key)), default=0)
                if weight:
                    total.append(weight * var)
    return sum(total)


@penalises("off_preferred")
def off_preferred(v: Variables) -> Expr:
    """Duties off the preferred days of those who prefer some days of the month."""
    days = v.problem.month.days
    off: list[Expr] = []
    for person in v.problem.people:
        wishes = [
            w
            for w in v.problem.wishes_of[person.id]
            if w.prefer and w.site is None and any(map(w.covers, days))
        ]
        if wishes:
            weight = max(w.weight for w in wishes)
            off += [
                weight * var
                for key, var in v.duties_of(person.id)
                if not any(w.about(key) for w in wishes)
            ]
    return sum(off)


@penalises("request_missed")
def request_missed(v: Variables) -> Expr:
    """Sessions asked for by name and not served."""
    missed: list[Expr] = []
    for person, asked in v.problem.asked_for.items():
        for key, weight in asked.items():
            missed.append(weight * (1 - v.duty.get((person, key), 0)))
    return sum(missed)


@penalises("market_missed")
def market_missed(v: Variables) -> Expr:
    """Visits off market days where the station asks for them and the window has one."""
    missed: list[IntVar] = []
    for window in v.problem.windows:
        market = set(v.problem.site[window.site].market_days)
        if v.problem.station_demand[window.site].prefer_market and market & set(window.days):
            missed += [
                held for day, held in v.visits(window.site, window.days) if day not in market
            ]
    return sum(missed)


@penalises("same_firm")
def same_firm(v: Variables) -> Expr:
    """Firms at the centre on two successive days of its opening."""
    again = []
    firms = sorted({p.firm for p in v.problem.people} - {""})
    for demand in v.problem.centre_demands:
        days = sorted({k.date for k in v.problem.slots if k.site == demand.site})
        for firm in firms:
            present = {day: _present(v, demand.site, firm, day) for day in days}
            for first, second in pairwise(days):
                both = v.model.new_bool_var(f"again {firm} {first}")
                v.model.add(both >= present[first] + present[second] - 1)
                again.append(both)
    return sum(again)


def _present(v: Variables, site: str, firm: str, day: date) -> Expr:
    """1 at least when anyone of the firm is at the site that day."""
    duties = [
        var
        for (person, key), var in v.duty.items()
        if key.site == site and key.date == day and v.problem.person[person].firm == firm
    ]
    if len(duties) <= 1 or _one_seat(v, site, day):
        return cp_model.LinearExpr.sum(duties)
    present = v.model.new_bool_var(f"present {firm} {site} {day}")
    for var in duties:
        v.model.add_implication(var, present)
    return present


def _one_seat(v: Variables, site: str, day: date) -> bool:
    return sum(s.most for k, s in v.problem.slots.items() if k.site == site and k.date == day) == 1


@penalises("travel_minutes")
def travel_minutes(v: Variables) -> Expr:
    """Minutes on the road, one way."""

    def road(person: str, key: SlotKey) -> int:
        return v.problem.minutes_between(v.problem.person[person].home, key.site)

    return sum(road(person, key) * var for (person, key), var in v.duty.items())
