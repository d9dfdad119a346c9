"""The scored rules of the plain model, one function each: what each level's objective counts."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from benchmarks.peers.linear import Square
from roster.model.habits import habit_of
from roster.model.shares import SCALE

if TYPE_CHECKING:
    from benchmarks.peers.linear import Linear, Terms
    from roster.model.demand import StationDemand
    from roster.model.people import Person


def add_scored_rules(m: Linear) -> None:
    """Every scored rule."""
    centre_short(m)
    visits_short(m)
    for demand in m.problem.station_demands:
        floor_short(m, demand)
        too_close(m, demand)
        too_far(m, demand)
        usual_weekdays(m, demand)
    for person in m.problem.people:
        shares(m, person)
        wishes(m, person)
    faces(m)
    market_missed(m)
    same_firm(m)
    travel_minutes(m)


def centre_short(m: Linear) -> None:
    """Persons wanted at the centre and not there."""
    for key, slot in m.problem.slots.items():
        if key not in m.held:
            m.charge("centre_short", [(-1, v) for _, v in m.of_slot[key]], slot.persons)


def visits_short(m: Linear) -> None:
    """Visits and extra visits not held, and persons missing at those held."""
    for window in m.problem.windows:
        visits = [(-1, held) for _, held in m.visits(window.site, window.days)]
        m.charge("visit_short", visits, window.need)
    for key, held in m.held.items():
        slot = m.problem.slots[key]
        if slot.extra:
            m.charge("extra_short", [(-1, held)], 1)
        staff = [(-1, v) for _, v in m.of_slot[key]]
        m.charge("understaffed", [(slot.persons, held), *staff])


def floor_short(m: Linear, demand: StationDemand) -> None:
    """A station without any visit."""
    closed = m.boolean()
    visits = [(1, held) for key, held in m.held.items() if key.site == demand.site]
    m.row([*visits, (1, closed)], least=1)
    m.charge("floor_short", [(1, closed)])


def too_close(m: Linear, demand: StationDemand) -> None:
    """Every two visits nearer to each other than the minimum, published ones included."""
    visits = m.visits(demand.site)
    past = {d.date for d in m.problem.history if d.site == demand.site}
    for (first, a), (second, b) in combinations(visits, 2):
        if (second - first).days < demand.min_gap:
            both = m.boolean()
            m.row([(1, a), (1, b), (-1, both)], most=1)
            m.charge("too_close", [(1, both)])
    for day, held in visits:
        near = sum(0 < abs((day - before).days) < demand.min_gap for before in past)
        if near:
            m.charge("too_close", [(near, held)])


def too_far(m: Linear, demand: StationDemand) -> None:
    """Every visit that no other follows within the maximum, where that time ends in the month."""
    month, visits = m.problem.month, m.visits(demand.site)
    past = [d.date for d in m.problem.history if d.site == demand.site and d.date < month.first]
    starts = [(max(past), -1)] if past else []
    for day, held in [*starts, *visits]:
        last = day + timedelta(days=demand.max_gap)
        if last in month:
            late = m.boolean()
            after: Terms = [(1, h) for d, h in visits if day < d <= last]
            if held < 0:  # the last visit before the month: it was held for certain
                m.row([(1, late), *after], least=1)
            else:
                m.row([(1, late), *after, (-1, held)], least=0)
            m.charge("too_far", [(1, late)])


def usual_weekdays(m: Linear, demand: StationDemand) -> None:
    """Visits off the usual weekdays, and usual weekdays that are new."""
    habit = habit_of(m.problem, demand)
    usual = {weekday: m.boolean() for weekday in demand.weekdays}
    count = len(habit.choices[0])
    m.row([(1, v) for v in usual.values()], least=count, most=count)
    for weekday in frozenset.intersection(*habit.choices):
        m.row([(1, usual[weekday])], least=1)
    for day, held in m.visits(demand.site):
        off = m.boolean()
        m.row([(1, off), (1, usual[day.isoweekday()]), (-1, held)], least=0)
        m.charge("off_weekday", [(1, off)])
    if habit.previous:
        new = [(1, v) for weekday, v in usual.items() if weekday not in habit.previous]
        m.charge("weekday_change", new)


def shares(m: Linear, person: Person) -> None:
    """Squared distance of load and of station trips from the fair share."""
    share, duties = m.problem.shares[person.id], m.of_person[person.id]
    load = [(m.problem.load(key), v) for key, v in duties]
    trips = [(1, v) for key, v in duties if key in m.held]
    most = _most_duties(m, person)
    heaviest = max((points for points, _ in load), default=0)
    target = share.fair_load - SCALE * share.past_load
    m.charge_square("load_share", _square(load, most * heaviest, target))
    if person.serves_stations:
        target = share.fair_trips - SCALE * share.past_trips
        m.charge_square("trip_share", _square(trips, most, target))


def _square(terms: Terms, most: int, target: int) -> Square:
    return Square(1, terms, min(most, sum(factor for factor, _ in terms)), SCALE, target)


def _most_duties(m: Linear, person: Person) -> int:
    """What the person's days and monthly limit leave room for."""
    own, settings = person.max_month, m.problem.settings
    month = settings.max_month if own is None else own
    days = sum(min(len(duties), settings.max_day) for duties in m.by_day(person.id).values())
    return days if month is None else min(days, month)


def faces(m: Linear) -> None:
    """Different persons at each station."""
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    for (person, key), variable in m.duty.items():
        if key in m.held:
            seen[person, key.site].append(variable)
    m.charge("faces", [(1, m.either(duties)) for duties in seen.values()])


def wishes(m: Linear, person: Person) -> None:
    """Duties on avoided days, and off the preferred days."""
    own = [w for w in m.problem.wishes if w.person == person.id]
    avoided = [w for w in own if not w.prefer]
    preferred = [w for w in own if w.prefer and any(map(w.covers, m.problem.month.days))]
    for key, variable in m.of_person[person.id]:
        if any(w.touches(key.date, key.session) for w in avoided):
            m.charge("avoided_day", [(1, variable)])
        if preferred and not any(w.touches(key.date, key.session) for w in preferred):
            m.charge("off_preferred", [(1, variable)])


def market_missed(m: Linear) -> None:
    """Visits off market days where the station asks for them and the window has one."""
    for window in m.problem.windows:
        market = set(m.problem.site[window.site].market_days)
        if m.problem.station_demand[window.site].prefer_market and market & set(window.days):
            visits = m.visits(window.site, window.days)
            m.charge("market_missed", [(1, held) for day, held in visits if day not in market])


def same_firm(m: Linear) -> None:
    """Firms at the centre on two successive days of its opening."""
    firm_of = {p.id: p.firm for p in m.problem.people if p.firm}
    for demand in m.problem.centre_demands:
        there = defaultdict(list)
        for (person, key), variable in m.duty.items():
            if key.site == demand.site and person in firm_of:
                there[firm_of[person], key.date].append(variable)
        present = {place: m.either(duties) for place, duties in there.items()}
        days = sorted({key.date for key in m.problem.slots if key.site == demand.site})
        for firm in sorted(set(firm_of.values())):
            for first, second in pairwise(days):
                if (firm, first) in present and (firm, second) in present:
                    again = m.boolean()
                    pair = [(1, present[firm, first]), (1, present[firm, second])]
                    m.row([*pair, (-1, again)], most=1)
                    m.charge("same_firm", [(1, again)])


def travel_minutes(m: Linear) -> None:
    """Minutes on the road, one way."""
    for (person, key), variable in m.duty.items():
        minutes = m.problem.minutes_between(m.problem.person[person].home, key.site)
        if minutes:
            m.charge("travel_minutes", [(minutes, variable)])
