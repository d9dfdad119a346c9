"""The scored rules as the solver counts them, one function each: the rule's size, to be minimised.

Helper variables are only bounded from below; minimising presses them down to what the audit counts.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from roster.model.habits import habit_of
from roster.model.shares import SCALE
from roster.solver.convex import squared_distance
from roster.solver.registry import penalises

if TYPE_CHECKING:
    from roster.model.demand import StationDemand
    from roster.model.slots import Slot, SlotKey
    from roster.solver.variables import Expr, IntVar, Variables


@penalises("centre_short")
def centre_short(v: Variables) -> Expr:
    """Persons wanted at the centre and not there, at the day's price."""
    return sum(
        slot.short_price * _short(v, slot)
        for key, slot in v.problem.slots.items()
        if key not in v.held
    )


def _short(v: Variables, slot: Slot) -> Expr:
    """How many persons the centre's slot is short: a variable only where more than wanted may come."""
    if not slot.spare:
        return slot.persons - v.staff(slot.key)
    if not slot.persons:
        return 0
    return v.once(("short", slot.key), lambda: _make_short(v, slot))


def _make_short(v: Variables, slot: Slot) -> IntVar:
    short = v.model.new_int_var(0, slot.persons, f"short {slot.site} {slot.date}")
    v.model.add(short + v.staff(slot.key) >= slot.persons)
    return short


@penalises("centre_over")
def centre_over(v: Variables) -> Expr:
    """Persons at the centre beyond those wanted: present − wanted + short."""
    return sum(
        slot.over_price * (v.staff(key) - slot.persons + _short(v, slot))
        for key, slot in v.problem.slots.items()
        if slot.spare and key not in v.held
    )


@penalises("floor_short")
def floor_short(v: Variables) -> Expr:
    """Stations without any visit."""
    none = []
    for demand in v.problem.station_demands:
        closed = v.model.new_bool_var(f"no visit {demand.site}")
        visits = [held for key, held in v.held.items() if key.site == demand.site]
        v.model.add(sum(visits) + closed >= 1)
        none.append(closed)
    return sum(none)


@penalises("visit_short")
def visit_short(v: Variables) -> Expr:
    """Visits wanted in a window and not held."""
    return sum(
        w.need - sum(held for _, held in v.visits(w.site, w.days)) for w in v.problem.windows
    )


@penalises("extra_short")
def extra_short(v: Variables) -> Expr:
    """Extra visits not held."""
    return sum(1 - v.held[key] for key, slot in v.problem.slots.items() if slot.extra)


@penalises("understaffed")
def understaffed(v: Variables) -> Expr:
    """Persons missing at visits that are held."""
    return sum(
        v.problem.slots[key].persons * held - v.staff(key)
        for key, held in v.held.items()
        if v.problem.slots[key].persons > 1
    )


@penalises("too_close")
def too_close(v: Variables) -> Expr:
    """Every two visits of a station nearer to each other than its minimum."""
    close: list[Expr] = []
    for demand in v.problem.station_demands:
        visits = v.visits(demand.site)
        past = {d.date for d in v.problem.history if d.site == demand.site}
        for (first, a), (second, b) in combinations(visits, 2):
            if (second - first).days < demand.min_gap:
                both = v.model.new_bool_var(f"close {demand.site} {first} {second}")
                v.model.add_bool_or(~a, ~b, both)
                close.append(both)
        close += [
            held
            for day, held in visits
            for before in past
            if 0 < abs((day - before).days) < demand.min_gap
        ]
    return sum(close)


@penalises("too_far")
def too_far(v: Variables) -> Expr:
    """Every visit that no other follows within the maximum, where that time ends in the month."""
    far = []
    for demand in v.problem.station_demands:
        visits = v.visits(demand.site)
        before = [
            d.date
            for d in v.problem.history
            if d.site == demand.site and d.date < v.problem.month.first
        ]
        starts: list[tuple[date, IntVar | int]] = [(max(before), 1)] if before else []
        for day, held in [*starts, *visits]:
            last = day + timedelta(days=demand.max_gap)
            if last in v.problem.month:
                late = v.model.new_bool_var(f"far {demand.site} {day}")
                v.model.add(late + sum(h for d, h in visits if day < d <= last) >= held)
                far.append(late)
    return sum(far)


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
            v.model.add_implication(held, strays).only_enforce_if(~usual[day.isoweekday()])
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
    for person in v.problem.people:
        avoids = [w for w in v.problem.wishes_of[person.id] if not w.prefer]
        for key, var in v.duties_of(person.id) if avoids else ():
            weights = [w.weight for w in avoids if w.about(key)]
            if weights:
                total.append(max(weights) * var)
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
