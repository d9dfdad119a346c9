"""The fair share (应排份额): what each person would carry if duties were shared evenly.

Shares are counted over the window of the settings (month, quarter, year), from the first month of
which history is known, and pro-rated by the workdays on which the person could serve. With w the
person's days times ``share_percent``, W the sum of w, and T everything carried in the window (history
of the present pool and the planned month's full demand), the fair share is T·w/W. Loads and trips are
shared apart; trips only among those who serve stations.

All figures are kept in tenths (``SCALE``), so that scores are whole numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.model.settings import FairWindow
from roster.model.sites import Session

if TYPE_CHECKING:
    from datetime import date

    from roster.model.people import Person
    from roster.model.problem import Problem
    from roster.model.requests import Duty

SCALE = 10


class Share(NamedTuple):
    """One person's account. ``days`` the person could serve (workdays); ``past_*`` from history (points,
    trips); ``fair_*`` in tenths of points and trips for the whole window, history included.
    """

    days: int
    past_load: int
    past_trips: int
    fair_load: int
    fair_trips: int


def window_start(problem: Problem) -> date:
    """First day of the fairness window: not before the first month that history knows."""
    first = problem.month.first
    start = {
        FairWindow.MONTH: first,
        FairWindow.QUARTER: first.replace(day=1, month=(first.month - 1) // 3 * 3 + 1),
        FairWindow.YEAR: first.replace(day=1, month=1),
    }[problem.settings.fair_window]
    known = [d.date for d in problem.history if start <= d.date < first]
    return min(known).replace(day=1) if known else first


def past_duties(problem: Problem, person: str) -> list[Duty]:
    """The person's duties of the window before the planned month."""
    start = window_start(problem)
    return [d for d in problem.history_of[person] if start <= d.date < problem.month.first]


def can_serve(problem: Problem, person: Person, day: date) -> bool:
    """Whether the person could serve at least half of the day: in the pool, entitled, not on leave."""
    return person.disqualified(day) is None and not on_leave(problem, person, day)


def on_leave(problem: Problem, person: Person, day: date) -> bool:
    """Whether leave takes both halves of the day."""
    leaves = problem.leaves_of[person.id]
    return all(
        any(leave.touches(day, half) for leave in leaves)
        for half in (Session.MORNING, Session.AFTERNOON)
    )


def serving_days(problem: Problem, person: Person, start: date) -> int:
    """Workdays from ``start`` to the month's end on which the person could serve."""
    workdays = problem.calendar.workdays(start, problem.month.last)
    return sum(can_serve(problem, person, day) for day in workdays)


def planned_totals(problem: Problem) -> tuple[int, int]:
    """Load points and station trips of the month when every demand is met."""
    settings = problem.settings
    load = trips = 0
    for slot in problem.slots.values():
        if not problem.is_station(slot.site):
            full = len(slot.session.halves) == 2
            load += slot.persons * (settings.load_full if full else settings.load_half)
        elif slot.extra:
            trips += slot.persons
    for window in problem.windows:
        wanted = min(window.need, len(window.days))
        trips += wanted * problem.station_demand[window.site].persons
    return load + trips * settings.load_station, trips


def fair_shares(problem: Problem) -> dict[str, Share]:
    """Every person's share, by id (read ``problem.shares``)."""
    start = window_start(problem)
    past = {p.id: past_duties(problem, p.id) for p in problem.people}
    load = {p: sum(map(problem.load, duties)) for p, duties in past.items()}
    trips = {p: sum(problem.is_station(d.site) for d in duties) for p, duties in past.items()}
    days = {p.id: serving_days(problem, p, start) for p in problem.people}
    weight = {p.id: days[p.id] * p.share_percent for p in problem.people}
    trip_weight = {p.id: weight[p.id] * p.serves_stations for p in problem.people}
    planned_load, planned_trips = planned_totals(problem)
    fair_load = _share_out(sum(load.values()) + planned_load, weight)
    fair_trips = _share_out(sum(trips.values()) + planned_trips, trip_weight)
    return {
        p.id: Share(days[p.id], load[p.id], trips[p.id], fair_load[p.id], fair_trips[p.id])
        for p in problem.people
    }


def _share_out(total: int, weight: dict[str, int]) -> dict[str, int]:
    """The total in tenths, in proportion to the weights, each share rounded half up."""
    whole = sum(weight.values())
    if not whole:
        return dict.fromkeys(weight, 0)
    return {p: (2 * SCALE * total * w + whole) // (2 * whole) for p, w in weight.items()}
