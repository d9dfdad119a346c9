"""The month in outline: how often each person serves each site on each weekday, dates left out.

The weeks of a month are nearly alike, so that the full model has countless rosters that differ in dates
only, and no proof gets through them. The outline forgets on which dates a person serves and keeps on
which dates stations are visited. Slots of the same site, session and weekday form a *bundle*; a person's
duties in a bundle are a count:

- a bundle's counts add up to the visits held in it, times persons;
- on a weekday a person has no more duties than dates that weekday, in the month no more than limits allow;
- a rule that prices single duties costs at least the cheapest duties of the bundle (``outline_sizes.py``).

Whatever the full model allows, the outline allows too: its bounds are valid, and mostly equal. Its answers
say who should go where; the full model, narrowed to these persons and stations, finds the dates in moments.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python import cp_model

from roster.model.slots import SlotKey
from roster.solver.outline_sizes import outline_size
from roster.solver.variables import Variables

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import date

    from roster.model.levels import Level
    from roster.model.people import Person
    from roster.model.requests import Duty
    from roster.model.sites import Session
    from roster.model.slots import Slot
    from roster.solver.variables import Expr, IntVar, T


class Bundle(NamedTuple):
    """Slots that the outline does not tell apart; an extra visit is a bundle of its own ``date``."""

    site: str
    session: Session
    weekday: int
    date: date | None


class Outline:
    """The outline of a model's problem; ``full`` is that model.

    ``count[person, bundle]`` is the number of the person's duties in the bundle, ``faces`` as in the
    model, ``stations`` holds the visits, date by date.
    """

    def __init__(self, full: Variables) -> None:
        self.full, self.problem = full, full.problem
        self.stations = Variables(full.problem, _nobody)
        self.model = self.stations.model
        self.slots: dict[Bundle, list[SlotKey]] = defaultdict(list)
        for key, slot in self.problem.slots.items():
            self.slots[_bundle(slot)].append(key)
        self.within = self._within()
        self.count: dict[tuple[str, Bundle], IntVar] = {
            (person, bundle): self.model.new_int_var(0, self._most(bundle, keys), "")
            for (person, bundle), keys in self.within.items()
        }
        self.counts_of: dict[str, list[tuple[Bundle, IntVar]]] = defaultdict(list)
        for (person, bundle), count in self.count.items():
            self.counts_of[person].append((bundle, count))
        self.faces = self._faces()
        self._staff()
        for person, counts in self.counts_of.items():
            self._keep_limits(person, counts)
        self._keep_budget()

    def _within(self) -> dict[tuple[str, Bundle], list[SlotKey]]:
        """The slots of each bundle that each person may take."""
        found: dict[tuple[str, Bundle], list[SlotKey]] = defaultdict(list)
        for person, key in self.full.duty:
            found[person, _bundle(self.problem.slots[key])].append(key)
        return dict(found)

    def _most(self, bundle: Bundle, keys: list[SlotKey]) -> int:
        """How many of these slots of a bundle one person can take: as many as windows want."""
        if bundle.date is not None or not self.problem.is_station(bundle.site):
            return len(keys)
        days = {key.date for key in keys}
        return sum(
            min(w.need, len(days & set(w.days)))
            for w in self.problem.windows
            if w.site == bundle.site
        )

    def _faces(self) -> dict[tuple[str, str], IntVar]:
        faces = {pair: self.model.new_bool_var("") for pair in self.full.faces}
        for (person, bundle), count in self.count.items():
            face = faces.get((person, bundle.site))
            if face is not None:
                self.model.add(count <= _largest(count) * face)
        return faces

    def _staff(self) -> None:
        """Counts add up to what visits need, and stay within what the centre wants."""
        for bundle, keys in self.slots.items():
            counts = self.in_bundle(bundle)
            if bundle.date is None and not self.problem.is_station(bundle.site):
                self.model.add(counts <= sum(self.problem.slots[key].most for key in keys))
                continue
            held, persons = self.held(bundle), self.problem.slots[keys[0]].persons
            self.model.add(counts <= persons * held)
            self.model.add(counts >= held)
        for (person, bundle), keys in self.within.items():
            if bundle in self.slots and keys[0] in self.stations.held:
                visits = [self.stations.held[key] for key in keys]
                self.model.add(self.count[person, bundle] <= sum(visits))
        for window in self.problem.windows:
            visits = [held for _, held in self.stations.visits(window.site, window.days)]
            self.model.add(sum(visits) <= window.need)

    def _keep_limits(self, person: str, counts: list[tuple[Bundle, IntVar]]) -> None:
        """A weekday's duties fit its dates, half days apart; all duties fit the limits and the pins."""
        dates: dict[Hashable, set[date]] = defaultdict(set)
        terms: dict[Hashable, list[IntVar]] = defaultdict(list)
        for bundle, count in counts:
            halves = [(bundle.weekday, half) for half in sorted(bundle.session.halves)]
            for where in (bundle.weekday, *halves):
                terms[where].append(count)
                dates[where] |= {key.date for key in self.within[person, bundle]}
        for where, some in terms.items():
            times = 1 if isinstance(where, tuple) else self.problem.settings.max_day
            self.model.add(sum(some) <= times * len(dates[where]))
        self.model.add(sum(count for _, count in counts) <= self.full.most_duties(person))
        pinned = Counter(
            _bundle(self.problem.slots[SlotKey.of(pin.duty)])
            for pin in self.problem.pins
            if pin.duty.person == person
        )
        for bundle, count in counts:
            self.model.add(count >= pinned[bundle])

    def _keep_budget(self) -> None:
        cap = self.problem.settings.budget
        if cap is not None:
            pays = [
                self.problem.pay(person, self.within[person, bundle][0]) * count
                for (person, bundle), count in self.count.items()
            ]
            self.model.add(sum(pays) <= cap)

    def in_bundle(self, bundle: Bundle) -> cp_model.LinearExpr:
        """Everybody's duties in the bundle."""
        return cp_model.LinearExpr.sum([c for (_, b), c in self.count.items() if b == bundle])

    def held(self, bundle: Bundle) -> cp_model.LinearExpr:
        """Visits held in a station's bundle."""
        return cp_model.LinearExpr.sum([self.stations.held[key] for key in self.slots[bundle]])

    def duties_at(self, person: str, site: str) -> Expr:
        """How many duties the person has at the site."""
        return sum(count for bundle, count in self.counts_of[person] if bundle.site == site)

    def trips(self, person: str) -> Expr:
        """How many duties the person has at stations."""
        at = self.problem.is_station
        return sum(count for bundle, count in self.counts_of[person] if at(bundle.site))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` returned the first time for this key."""
        return self.stations.once(("outline", key), make)

    def fix(self, level: Level, value: int) -> None:
        """The level's value is at most this."""
        self.model.add(outline_size(self, level) <= value)

    def settle(self, model: cp_model.CpModel, duties: Iterable[Duty]) -> None:
        """In a clone of the model, allow only the outline of these duties."""
        taken = [(duty.person, SlotKey.of(duty)) for duty in duties]
        served = Counter((person, _bundle(self.problem.slots[key])) for person, key in taken)
        visits = {key for _, key in taken}
        for pair, count in self.count.items():
            model.add(count == served[pair])
        for key, held in self.stations.held.items():
            model.add(held == (key in visits))


def _bundle(slot: Slot) -> Bundle:
    own = slot.date if slot.extra else None
    return Bundle(slot.site, slot.session, slot.date.isoweekday(), own)


def _largest(variable: IntVar) -> int:
    return int(list(variable.proto.domain)[-1])


def _nobody(person: Person, slot: Slot) -> bool:
    return False
