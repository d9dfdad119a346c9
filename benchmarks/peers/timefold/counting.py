"""What Timefold's constraints count of a person's or station's month. Plain loops: these functions are
translated into Java, which knows little of Python's library.
"""

from benchmarks.peers.timefold.domain import Person, Station

SCALE = 10  # roster.model.shares.SCALE


def crowded_runs(person: Person, days: list[int]) -> int:
    """Runs of days with too many duties in them, and pairs of days with too little rest."""
    count = 0
    length = person.max_run + 1
    for day in set(days):
        for start in range(day - length + 1, day + 1):
            worked = 0
            first = 0
            for other in range(start, start + length):
                if other in days or other in person.before:
                    worked += 1
                if first == 0 and other in days:
                    first = other
            if worked == length and first == day:
                count += 1
        for other in range(day + 1, day + person.rest + 1):
            if other in days or other in person.before:
                count += 1
        for other in range(day - person.rest, day):
            if other in person.before:
                count += 1
    return count


def too_close(station: Station, days: list[int]) -> int:
    """Pairs of visits nearer to each other than the minimum, those of history included."""
    count = 0
    visits = set(days)
    for first in visits:
        for second in range(first + 1, first + station.min_gap):
            if second in visits:
                count += 1
        for past in station.past:
            if past not in visits and abs(past - first) < station.min_gap:
                count += 1
    return count * station.close_weight


def too_far(station: Station, days: list[int]) -> int:
    """Visits that no other follows within the maximum, where that time ends inside the month."""
    count = 0
    visits = set(days)
    starts = set(days)
    if station.before > 0:
        starts.add(station.before)
    for first in starts:
        last = first + station.max_gap
        if station.first_day <= last <= station.last_day:
            late = True
            for second in visits:
                if first < second <= last:
                    late = False
            if late:
                count += 1
    return count * station.far_weight


def weekday_cost(station: Station, weekdays: list[int]) -> int:
    """Visits off the usual weekdays and the change of these, for the choice that costs least."""
    best = 1000000
    for place in range(len(station.choices)):
        choice = station.choices[place]
        cost = station.choice_costs[place]
        for weekday in weekdays:
            if weekday not in choice:
                cost += station.off_weight
        if cost < best:
            best = cost
    return best


def uneven_load(person: Person, load: int) -> int:
    """Squared distance from the fair load."""
    distance = SCALE * load - person.load_target
    return distance * distance * person.load_weight


def uneven_trips(person: Person, trips: int) -> int:
    """Squared distance from the fair number of trips."""
    distance = SCALE * trips - person.trip_target
    return distance * distance * person.trip_weight


def successions(places: list[int]) -> int:
    """Places that the next one follows."""
    count = 0
    found = set(places)
    for place in found:
        if place + 1 in found:
            count += 1
    return count
