"""What could be relaxed so that a shortage is met: candidates only, the mildest first. Whether one helps,
and nothing else falls short for it, is for the solver to say (roster/solver/ways_out.py).
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.model import proposals as change
from roster.model.calendar import days_between, monday_of
from roster.model.people import CATEGORY_NAMES
from roster.model.proposals import Proposal
from roster.model.wording import Words, dated
from roster.text import WEEKDAYS_EN, WEEKDAYS_ZH, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from roster.model.people import Person
    from roster.model.problem import Problem
    from roster.model.requests import Closure, Pin
    from roster.model.roster import OpenSlot, Shortage
    from roster.model.slots import SlotKey

LIMITS = {
    "max_week": Text("每周上限（次）", "duties a week"),
    "max_month": Text("每月上限（次）", "duties a month"),
    "max_consecutive": Text("连续值班天数", "days in a row"),
    "max_weekends": Text("每月周末上限（个）", "weekends a month"),
}
LIMIT, WEEKDAY, LEAVE, OTHERS, FORBIDDEN, MONEY, EVERYBODY = range(7)  # how mild, mildest first
MOST = {
    "max_week": 14,
    "max_month": 62,
    "max_consecutive": 31,
    "max_weekends": 6,
}  # as settings allow


class Relaxation(NamedTuple):
    """A change that may help, and how much it asks for: the smaller the milder."""

    cost: int
    proposal: Proposal


class Relaxations:
    """The candidates for the shortages of a problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.words = problem, Words(problem)

    def of(self, shortage: Shortage) -> list[Relaxation]:
        """All candidates for one shortage, each once: the mildest first, but soon one of every kind."""
        found: dict[Text, Relaxation] = {}
        for relaxation in sorted(self._all(shortage), key=lambda r: r.cost):
            found.setdefault(relaxation.proposal.text, relaxation)
        of_cost: Counter[int] = Counter()
        ranked = []
        for relaxation in found.values():
            ranked.append((relaxation.cost + 2 * of_cost[relaxation.cost], relaxation))
            of_cost[relaxation.cost] += 1
        return [relaxation for _, relaxation in sorted(ranked, key=lambda pair: pair[0])]

    def _all(self, shortage: Shortage) -> Iterator[Relaxation]:
        for slot in shortage.slots:
            for reason in slot.reasons:
                person = self.problem.person[reason.person]
                yield from self._against(reason.rule, person, shortage.site, slot)
        yield from self._site(shortage)
        yield from self._others(shortage)
        yield from self._everybody()

    def _against(
        self, rule: str, person: Person, site: str, slot: OpenSlot
    ) -> Iterator[Relaxation]:
        """What stands against one person in one slot, taken away."""
        if rule in MOST:
            yield from self._limit(rule, person, LIMIT)
            for other in sorted(MOST.keys() - {rule}):  # only the first rule in the way is a reason
                yield from self._limit(other, person, OTHERS)
        elif rule == "availability":
            yield from self._leave(person, slot.date, LEAVE)
        elif rule == "ban":
            yield self._ban(person, site, slot.date)
        elif rule == "eligibility":
            yield from self._eligible(person, site)
        elif rule == "budget":
            yield from self._budget(self._key(site, slot), person)
        elif rule == "rest":
            yield from self._rest()
        elif rule == "max_hours":
            yield self._hours(self._key(site, slot), person)
        elif rule == "site_limit":
            yield self._site_limit(person, site)

    def _key(self, site: str, slot: OpenSlot) -> SlotKey:
        return next(
            k
            for k in self.problem.slots
            if (k.site, k.date, k.session) == (site, slot.date, slot.session)
        )

    def _limit(self, rule: str, person: Person, cost: int) -> Iterator[Relaxation]:
        own = getattr(person, rule)
        limit = getattr(self.problem.settings, rule) if own is None else own
        if limit is None or limit >= MOST[rule]:
            return
        name, zh, en = self.words.person(person.id), *LIMITS[rule]
        text = Text(
            f"{name}{zh}由{limit}放宽到{limit + 1}", f"{name}: {en} {limit + 1} instead of {limit}"
        )
        fields = {rule: limit + 1}
        yield _made(cost, text, lambda p: change.with_person(p, person.id, **fields))

    def _hours(self, key: SlotKey, person: Person) -> Relaxation:
        """As many hours more as the duty takes."""
        limit = self.problem.most_minutes(person)
        assert limit is not None  # else it would stand against nobody
        more, name = limit + self.problem.site[key.site].minutes(key.session), person.id
        who, old, new = self.words.person(name), f"{limit / 60:g}", f"{more / 60:g}"
        text = Text(f"{who}每月最多小时由{old}放宽到{new}", f"{who}: {new} hours instead of {old}")
        return _made(LIMIT, text, lambda p: change.with_person(p, name, max_minutes=more))

    def _site_limit(self, person: Person, site: str) -> Relaxation:
        who, where = self.words.person(person.id), self.words.site(site)
        text = Text(f"{who}每月可多到{where.zh}1次", f"{who} may serve at {where.en} once more")
        return _made(LIMIT, text, lambda p: change.once_more(p, person.id, site))

    def _leave(self, person: Person, day: date, cost: int) -> Iterator[Relaxation]:
        gone = [x for x in self.problem.leaves_of[person.id] if x.covers(day)]
        if not gone:
            return
        name, when, kind = self.words.person(person.id), dated(day), gone[0].kind
        text = Text(
            f"{name}{when.zh}能来（原为{kind}）", f"{name} comes on {when.en} (now: {kind})"
        )
        yield _made(cost, text, lambda p: change.without_leave(p, gone, day))

    def _ban(self, person: Person, site: str, day: date) -> Relaxation:
        gone = [
            b
            for b in self.problem.bans
            if b.person == person.id and b.site in (None, site) and b.covers(day)
        ]
        name, where = self.words.person(person.id), self.words.site(site)
        text = Text(
            f"不再禁止{name}到{where.zh}值班", f"{name} is no longer banned from {where.en}"
        )
        return _made(FORBIDDEN, text, lambda p: change.without_ban(p, gone))

    def _eligible(self, person: Person, site: str) -> Iterator[Relaxation]:
        station, name = self.problem.is_station(site), self.words.person(person.id)
        demand = self.problem.station_demand.get(site)
        if not (person.serves_stations if station else person.serves_centre):
            field = "serves_stations" if station else "serves_centre"
            text = Text(
                f"{name}也到{'站点' if station else '中心'}值班",
                f"{name} serves {'stations' if station else 'the centre'} too",
            )
            yield _made(
                FORBIDDEN, text, lambda p: change.with_person(p, person.id, **{field: True})
            )
        elif demand and demand.categories and person.category not in demand.categories:
            kind, where = CATEGORY_NAMES[person.category], self.words.site(site)
            wider = (*demand.categories, person.category)
            text = Text(f"{where.zh}也可派{kind.zh}", f"{where.en} takes a {kind.en} too")
            yield _made(FORBIDDEN, text, lambda p: change.with_demand(p, site, categories=wider))

    def _budget(self, key: SlotKey, person: Person) -> Iterator[Relaxation]:
        cap, pay = self.problem.settings.budget, self.problem.pay(person.id, key)
        assert cap is not None  # else it would stand against nobody
        text = Text(
            f"月度补贴预算由{cap}元增加到{cap + pay}元",
            f"a budget of {cap + pay} yuan instead of {cap}",
        )
        yield _made(MONEY, text, lambda p: change.with_settings(p, budget=cap + pay))

    def _rest(self) -> Iterator[Relaxation]:
        free = self.problem.settings.rest_days
        text = Text(
            f"值班间隔由{free}天减为{free - 1}天",
            f"{free - 1} free days between duties instead of {free}",
        )
        yield _made(EVERYBODY, text, lambda p: change.with_settings(p, rest_days=free - 1))

    def _site(self, shortage: Shortage) -> Iterator[Relaxation]:
        """Another weekday, a closure lifted."""
        problem, site = self.problem, shortage.site
        where, demand = self.words.site(site), problem.station_demand.get(site)
        if demand is not None and shortage.rule == "visit_short":
            for weekday in sorted({1, 2, 3, 4, 5} - set(demand.weekdays)):
                wider = tuple(sorted((*demand.weekdays, weekday)))
                zh, en = f"星期{WEEKDAYS_ZH[weekday - 1]}", WEEKDAYS_EN[weekday - 1]
                text = Text(f"{where.zh}也可在{zh}坐班", f"{where.en} may be visited on {en} too")
                yield _made(WEEKDAY, text, _weekdays(site, wider))
        for closure in problem.closures:
            if (
                closure.site == site
                and closure.start <= shortage.end
                and shortage.start <= closure.end
            ):
                days = dated(closure.start)
                text = Text(
                    f"{where.zh}{days.zh}起不关闭", f"{where.en} is not closed from {days.en}"
                )
                yield _made(FORBIDDEN, text, _reopened(closure))

    def _others(self, shortage: Shortage) -> Iterator[Relaxation]:
        """What would free somebody else that week, who then comes here: limits, leave, pins."""
        days = {slot.date for slot in shortage.slots}
        weeks = {d for day in days for d in days_between(monday_of(day), _sunday(day))}
        for person in self.problem.people:
            yield from self._limit("max_week", person, OTHERS)
            for day in sorted(weeks & set(self.problem.month.days)):
                if self.problem.calendar.is_workday(day):
                    yield from self._leave(person, day, OTHERS)
        for pin in self.problem.pins:
            if pin.duty.date in weeks:
                who, what = self.words.person(pin.duty.person), self.words.duty(pin.duty)
                text = Text(f"不再指定{who}{what.zh}", f"{who} is not pinned to {what.en}")
                yield _made(FORBIDDEN, text, _unpinned(pin))

    def _everybody(self) -> Iterator[Relaxation]:
        settings = self.problem.settings
        for rule, (zh, en) in LIMITS.items():
            limit = getattr(settings, rule)
            if limit is not None and limit < MOST[rule]:
                text = Text(
                    f"全县每人{zh}由{limit}放宽到{limit + 1}",
                    f"everybody: {en} {limit + 1} instead of {limit}",
                )
                yield _made(EVERYBODY, text, _settings(rule, limit + 1))
        if settings.max_day == 1:
            text = Text("允许每人每天值班2次", "two duties a day for everybody")
            yield _made(EVERYBODY, text, _settings("max_day", 2))


def _made(cost: int, text: Text, apply: Callable[[Problem], Problem]) -> Relaxation:
    return Relaxation(cost, Proposal(text, apply))


def _weekdays(site: str, days: tuple[int, ...]) -> Callable[[Problem], Problem]:
    return lambda p: change.with_demand(p, site, weekdays=days)


def _reopened(closure: Closure) -> Callable[[Problem], Problem]:
    return lambda p: change.without_closure(p, [closure])


def _unpinned(pin: Pin) -> Callable[[Problem], Problem]:
    return lambda p: change.without_pins(p, [pin])


def _settings(name: str, value: int) -> Callable[[Problem], Problem]:
    return lambda p: change.with_settings(p, **{name: value})


def _sunday(day: date) -> date:
    return monday_of(day) + timedelta(days=6)
