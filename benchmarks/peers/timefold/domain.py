"""Timefold's view of a county: plain values that its translated constraints can read quickly.

Days are ordinals. No ``from __future__ import annotations``: Timefold reads these annotations.
"""

from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningPin,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import BendableScore

SOFT_LEVELS = 6


@dataclass(eq=False)
class Person:
    """A person and their limits; ``week_room`` says how many duties each week leaves room for, ``before``
    holds days of history with a duty, ``road`` what the way to each site costs; ``paid`` 1 or 0.
    """

    id: Annotated[str, PlanningId]
    firm: str
    max_day: int
    week_room: dict[int, int]
    month_room: int
    max_run: int
    rest: int
    before: list[int]
    first_day: int
    load_target: int
    load_weight: int
    trip_target: int
    trip_weight: int
    road: dict[str, int]
    paid: int


@dataclass(eq=False)
class Station:
    """A station's habits. ``past`` are days of earlier visits, ``before`` the last of them or 0;
    ``choices`` are pairs of weekdays that may be usual, and what choosing them costs.
    """

    id: Annotated[str, PlanningId]
    min_gap: int
    max_gap: int
    past: list[int]
    before: int
    first_day: int
    last_day: int
    close_weight: int
    far_weight: int
    floor_weight: int
    off_weight: int
    choices: list[list[int]]
    choice_costs: list[int]


@dataclass(eq=False)
class Slot:
    """A site's session on a day; ``allowed`` are the ids of persons whom no rule keeps from it alone,
    ``clashes`` the slots of the day that nobody can serve as well. ``wishes`` is what it costs on the level
    of wishes, by person; ``market`` what any visit in it costs there; ``place`` the number of a centre day.
    """

    id: Annotated[str, PlanningId]
    site: str
    day: int
    week: int
    weekday: int
    station: bool
    extra: bool
    persons: int
    load: int
    understaffed_weight: int
    market: int
    place: int
    pay: int
    allowed: set[str]
    clashes: set[str]
    wishes: dict[str, int]


@dataclass(eq=False)
class Window:
    """``need`` visits are wanted; each missing one costs ``weight``."""

    id: Annotated[str, PlanningId]
    need: int
    weight: int


@planning_entity
@dataclass(eq=False)
class Seat:
    """One person wanted: at the centre (``window`` is None), or at visit number ``visit`` of a window."""

    id: Annotated[str, PlanningId]
    site: str
    visit: str
    window: Window | None
    station: Station | None
    missed: int
    slots: Annotated[list[Slot], ValueRangeProvider(id="slots")]
    pinned: Annotated[bool, PlanningPin] = False
    slot: Annotated[Slot | None, PlanningVariable(value_range_provider_refs=["slots"])] = None
    person: Annotated[
        Person | None,
        PlanningVariable(value_range_provider_refs=["people"], allows_unassigned=True),
    ] = None


@planning_solution
@dataclass(eq=False)
class County:
    """All of it."""

    people: Annotated[list[Person], ProblemFactCollectionProperty, ValueRangeProvider(id="people")]
    stations: Annotated[list[Station], ProblemFactCollectionProperty]
    windows: Annotated[list[Window], ProblemFactCollectionProperty]
    seats: Annotated[list[Seat], PlanningEntityCollectionProperty]
    score: Annotated[
        BendableScore | None,
        PlanningScore(bendable_hard_levels_size=1, bendable_soft_levels_size=SOFT_LEVELS),
    ] = field(default=None)
