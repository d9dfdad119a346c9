"""The rule book as Timefold's constraints. What is forbidden costs the hard level."""

from collections.abc import Callable
from typing import Any

from timefold.solver.score import (
    BendableScore,
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    Joiners,
    constraint_provider,
)

from benchmarks.peers.timefold.counting import (
    crowded_runs,
    successions,
    too_close,
    too_far,
    uneven_load,
    uneven_trips,
    weekday_cost,
)
from benchmarks.peers.timefold.domain import SOFT_LEVELS, Person, Seat, Station, Window
from roster.model.levels import Level
from roster.model.rules import RULE_BY_KEY
from roster.model.settings import Settings

HARD = BendableScore.of_hard(1, SOFT_LEVELS, 0, 1)


def rules(settings: Settings, order: tuple[Level, ...]) -> Any:
    """Timefold's constraint provider for a county's settings and order of levels."""

    def unit(level: Level) -> BendableScore:
        return BendableScore.of_soft(1, SOFT_LEVELS, order.index(level), 1)

    def weight(rule: str) -> int:
        return settings.weights.get(rule, RULE_BY_KEY[rule].weight)

    @constraint_provider
    def provider(factory: ConstraintFactory) -> list[Constraint]:
        return [
            *hard_rules(factory),
            *([budget(factory, settings.budget)] if settings.budget is not None else []),
            *cover_and_demand(factory, unit),
            *fairness(factory, unit(Level.FAIRNESS)),
            *regularity(factory, unit(Level.REGULARITY), weight("faces")),
            *wishes(factory, unit(Level.WISHES), weight("same_firm")),
            travel(factory, unit(Level.TRAVEL)),
        ]

    return provider


def hard_rules(factory: ConstraintFactory) -> list[Constraint]:
    """All but the budget; pins are seats that stay as they are."""

    def seats() -> Any:
        return factory.for_each(Seat)

    same_person = Joiners.equal(lambda seat: seat.person)
    return [
        seats()
        .filter(lambda seat: seat.person.id not in seat.slot.allowed)
        .penalize(HARD)
        .as_constraint("opening, availability, eligibility, ban"),
        factory.for_each_unique_pair(Seat, same_person, Joiners.equal(lambda seat: seat.slot.day))
        .filter(lambda a, b: a.slot is b.slot or b.slot.id in a.slot.clashes)
        .penalize(HARD)
        .as_constraint("one place, same-day travel"),
        seats()
        .group_by(lambda s: s.person, lambda s: s.slot.day, ConstraintCollectors.count())
        .filter(lambda person, day, count: count > person.max_day)
        .penalize(HARD, lambda person, day, count: count - person.max_day)
        .as_constraint("daily limit"),
        seats()
        .group_by(lambda s: s.person, lambda s: s.slot.week, ConstraintCollectors.count())
        .filter(lambda person, week, count: count > person.week_room[week])
        .penalize(HARD, lambda person, week, count: count - person.week_room[week])
        .as_constraint("weekly limit"),
        seats()
        .group_by(lambda s: s.person, ConstraintCollectors.count())
        .filter(lambda person, count: count > person.month_room)
        .penalize(HARD, lambda person, count: count - person.month_room)
        .as_constraint("monthly limit"),
        seats()
        .group_by(lambda s: s.person, ConstraintCollectors.to_list(lambda s: s.slot.day))
        .penalize(HARD, crowded_runs)
        .as_constraint("consecutive days, rest"),
        seats()
        .group_by(lambda s: s.slot, ConstraintCollectors.count())
        .filter(lambda slot, count: count > slot.persons)
        .penalize(HARD, lambda slot, count: count - slot.persons)
        .as_constraint("no more than wanted"),
        factory.for_each_unique_pair(Seat, Joiners.equal(lambda seat: seat.visit))
        .filter(lambda a, b: a.slot is not b.slot)
        .penalize(HARD)
        .as_constraint("one visit, one slot"),
    ]


def budget(factory: ConstraintFactory, cap: int) -> Constraint:
    """The month's subsidy."""
    return (
        factory.for_each(Seat)
        .group_by(ConstraintCollectors.sum(lambda seat: seat.slot.pay * seat.person.paid))
        .filter(lambda spent: spent > cap)
        .penalize(HARD, lambda spent: spent - cap)
        .as_constraint("subsidy budget")
    )


def cover_and_demand(
    factory: ConstraintFactory, unit: Callable[[Level], BendableScore]
) -> list[Constraint]:
    """Empty seats at the centre, stations without a visit, visits not held or understaffed, gaps."""
    demand = unit(Level.DEMAND)
    at_window = Joiners.equal(lambda window: window, lambda seat: seat.window)
    at_station = Joiners.equal(lambda station: station.id, lambda seat: seat.site)

    def regular() -> Any:
        return (
            factory.for_each(Seat)
            .filter(lambda seat: seat.station is not None and not seat.slot.extra)
            .group_by(lambda s: s.station, ConstraintCollectors.to_list(lambda s: s.slot.day))
        )

    return [
        factory.for_each_including_unassigned(Seat)
        .filter(lambda seat: seat.person is None and seat.missed > 0)
        .penalize(unit(Level.COVER), lambda seat: seat.missed)
        .as_constraint("centre short"),
        factory.for_each(Station)
        .if_not_exists(Seat, at_station)
        .penalize(unit(Level.COVER), lambda station: station.floor_weight)
        .as_constraint("station below the monthly floor"),
        factory.for_each(Window)
        .if_not_exists(Seat, at_window)
        .penalize(demand, lambda window: window.need * window.weight)
        .as_constraint("no visit in the window"),
        factory.for_each(Seat)
        .filter(lambda seat: seat.window is not None)
        .group_by(lambda s: s.window, ConstraintCollectors.count_distinct(lambda s: s.slot.day))
        .filter(lambda window, held: held < window.need)
        .penalize(demand, lambda window, held: (window.need - held) * window.weight)
        .as_constraint("visits below the frequency"),
        factory.for_each(Seat)
        .filter(lambda seat: seat.slot.station)
        .group_by(lambda s: s.slot, ConstraintCollectors.count())
        .filter(lambda slot, count: count < slot.persons)
        .penalize(demand, lambda slot, count: (slot.persons - count) * slot.understaffed_weight)
        .as_constraint("visit understaffed"),
        regular().penalize(demand, too_close).as_constraint("visits too close"),
        regular().penalize(demand, too_far).as_constraint("visits too far apart"),
        factory.for_each(Station)
        .if_not_exists(Seat, at_station)
        .penalize(demand, lambda station: too_far(station, []))
        .as_constraint("no visit since the last one before the month"),
    ]


def fairness(factory: ConstraintFactory, unit: BendableScore) -> list[Constraint]:
    """Squared distance of load and trips from the fair share, of those without a duty too."""
    loads = ConstraintCollectors.sum(lambda seat: seat.slot.load)
    trips = ConstraintCollectors.sum(lambda seat: 1 if seat.slot.station else 0)
    nobody = Joiners.equal(lambda person: person, lambda seat: seat.person)
    return [
        factory.for_each(Seat)
        .group_by(lambda s: s.person, loads)
        .penalize(unit, uneven_load)
        .as_constraint("uneven load"),
        factory.for_each(Seat)
        .group_by(lambda s: s.person, trips)
        .penalize(unit, uneven_trips)
        .as_constraint("uneven station trips"),
        factory.for_each(Person)
        .if_not_exists(Seat, nobody)
        .penalize(unit, lambda person: uneven_load(person, 0) + uneven_trips(person, 0))
        .as_constraint("uneven share of those without a duty"),
    ]


def regularity(factory: ConstraintFactory, unit: BendableScore, face: int) -> list[Constraint]:
    """Usual weekdays and different faces."""

    def stations() -> Any:
        return factory.for_each(Seat).filter(lambda seat: seat.slot.station)

    return [
        factory.for_each(Seat)
        .filter(lambda seat: seat.station is not None and not seat.slot.extra)
        .group_by(lambda s: s.slot)
        .group_by(lambda slot: slot.site, ConstraintCollectors.to_list(lambda slot: slot.weekday))
        .join(Station, Joiners.equal(lambda site, days: site, lambda station: station.id))
        .penalize(unit, lambda site, days, station: weekday_cost(station, days))
        .as_constraint("off the usual weekday, usual weekday changed"),
        stations()
        .group_by(lambda s: s.site, ConstraintCollectors.count_distinct(lambda s: s.person))
        .penalize(unit, lambda site, persons: persons * face)
        .as_constraint("different faces"),
    ]


def wishes(factory: ConstraintFactory, unit: BendableScore, again: int) -> list[Constraint]:
    """Days that persons wish for or not, market days, the same firm on successive centre days."""
    return [
        factory.for_each(Seat)
        .filter(lambda seat: seat.person.id in seat.slot.wishes)
        .penalize(unit, lambda seat: seat.slot.wishes[seat.person.id])
        .as_constraint("avoided and preferred days"),
        factory.for_each(Seat)
        .group_by(lambda seat: seat.slot)
        .filter(lambda slot: slot.market > 0)
        .penalize(unit, lambda slot: slot.market)
        .as_constraint("visit not on a market day"),
        factory.for_each(Seat)
        .filter(lambda seat: not seat.slot.station and seat.person.firm != "")
        .group_by(lambda s: s.person.firm, ConstraintCollectors.to_list(lambda s: s.slot.place))
        .penalize(unit, lambda firm, places: successions(places) * again)
        .as_constraint("same firm on successive centre days"),
    ]


def travel(factory: ConstraintFactory, unit: BendableScore) -> Constraint:
    """Minutes on the road."""
    return (
        factory.for_each(Seat)
        .penalize(unit, lambda seat: seat.person.road[seat.site])
        .as_constraint("minutes on the road")
    )
