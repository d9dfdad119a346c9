"""Why days are tight, and what would relieve them: each answer is counted anew, on the changed problem."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from roster.model import proposals as change
from roster.model.calendar import monday_of
from roster.model.demand import Frequency, Period, StationDemand
from roster.model.people import Category
from roster.model.proposals import Proposal
from roster.model.tightness import (
    PART_NAMES,
    Limit,
    Part,
    Supply,
    TightDays,
    needs,
    serves,
    tightest_by_week,
    tightest_of_month,
)
from roster.model.wording import Words, days_text
from roster.text import WEEKDAYS_EN, WEEKDAYS_ZH, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from roster.model.problem import Problem

MOST_TOLD = 5  # persons or ways named at most
WORKWEEK = (1, 2, 3, 4, 5)
SETTINGS = {
    "max_week": (14, Text("每人每周上限", "duties a week")),
    "max_month": (62, Text("每人每月上限", "duties a month")),
    "max_consecutive": (31, Text("连续值班天数上限", "days in a row")),
}
CAUSES = {
    Limit.LEAVE: Text("请假等不能值班", "leave"),
    Limit.BAN: Text("禁止", "bans"),
    Limit.POOL: Text("未到任、已离任或资格不符", "not yet or no longer in the pool, not entitled"),
    Limit.WEEK: Text("每周上限", "the weekly limit"),
    Limit.MONTH: Text("每月上限", "the monthly limit"),
    Limit.RUN: Text("连续值班天数和间隔", "days in a row and rest"),
}


class Cause(NamedTuple):
    """What costs capacity on the tight days: so many person-duties more without it."""

    text: Text
    gain: int


class Way(NamedTuple):
    """A change, and the tightest days of the same period after it; None where nothing is wanted then."""

    text: Text
    after: TightDays | None


def causes_of(problem: Problem, tight: TightDays) -> list[Cause]:
    """What costs capacity on these days, the largest first; each is counted with all others as they are."""
    found = [
        Cause(
            CAUSES[limit], Supply(problem, tight.part, [limit]).total(tight.days) - tight.capacity
        )
        for limit in CAUSES
    ]
    elsewhere = [p for p in problem.people if not serves(problem, p, tight.part)]
    gain = Supply(problem, tight.part, [Limit.PART]).total(tight.days) - tight.capacity
    part, count = PART_NAMES[tight.part], len(elsewhere)
    found.append(
        Cause(
            Text(f"{count}人不到{part.zh}值班", f"{count} people do not serve {part.en}"),
            gain,
        )
    )
    found += _bound_to(problem, tight)
    return sorted((c for c in found if c.gain), key=lambda c: -c.gain)


def _bound_to(problem: Problem, tight: TightDays) -> Iterator[Cause]:
    """Visits that may be held on these days only, though other days of the period are workdays too."""
    if tight.part is Part.CENTRE:
        return
    workdays = frozenset(problem.calendar.workdays(*_period(problem, tight)))
    bound = [n for n in needs(problem) if n.part is Part.STATIONS and n.days <= set(tight.days)]
    free = [need._replace(days=need.days | workdays) for need in bound]
    less = sum(n.within(tight.days) for n in bound) - sum(n.within(tight.days) for n in free)
    yield Cause(Text("站点只能在这些日子坐班", "stations that open on these days only"), less)


def _period(problem: Problem, tight: TightDays) -> tuple[date, date]:
    """The week, or the month, that the tight days belong to; within the month."""
    month = problem.month
    if _monthly(tight):
        return month.first, month.last
    monday = monday_of(tight.start)
    return max(monday, month.first), min(monday + timedelta(days=6), month.last)


def _monthly(tight: TightDays) -> bool:
    return monday_of(tight.start) != monday_of(tight.end)


def ways_of(problem: Problem, tight: TightDays) -> list[Way]:
    """What would relieve the days, the most helpful first: at most five, none that does not help. Of
    changes that are much alike (another weekday) the best alone.
    """
    found = [
        max((Way(p.text, _same_period(p.apply(problem), tight)) for p in alike), key=_rank)
        for alike in _candidates(problem, tight)
        if alike
    ]
    helpful = [way for way in found if _rank(way) > tight.order()]
    return sorted(helpful, key=_rank, reverse=True)[:MOST_TOLD]


def people_needed(problem: Problem, tight: TightDays) -> int:
    """How many more persons who may serve anywhere, every day, the same period takes not to be short; 0
    where it is not, or where no number of them would help.
    """
    found: TightDays | None = tight
    count = 0
    while found is not None and found.short:
        each = _given_by_one(problem, found)
        if not each:
            return 0
        count += -(found.spare // each)
        found = _same_period(_with_more(problem, count), tight)
    return count


def _given_by_one(problem: Problem, tight: TightDays) -> int:
    """What one more person would give on the tight days."""
    more = _with_more(problem, 1)
    return Supply(more, tight.part).of(more.people[-1], tight.days)


def _with_more(problem: Problem, count: int) -> Problem:
    for _ in range(count):
        problem = change.joined(problem, Category.LAWYER, "新增人员")
    return problem


def _rank(way: Way) -> tuple[float, ...]:
    return (1,) if way.after is None else way.after.order()


def _same_period(problem: Problem, tight: TightDays) -> TightDays | None:
    if _monthly(tight):
        return tightest_of_month(problem)
    weeks = tightest_by_week(problem)
    return next((t for t in weeks if monday_of(t.start) == monday_of(tight.start)), None)


def _candidates(problem: Problem, tight: TightDays) -> Iterator[list[Proposal]]:
    """Changes that may help; those in one list are much alike."""
    for proposal in (*_settings(problem), *_leaves(problem, tight), *_servers(problem, tight)):
        yield [proposal]
    if tight.part is not Part.CENTRE:
        yield list(_weekdays(problem, tight))
        yield list(_seldomer(problem, tight))


def _settings(problem: Problem) -> Iterator[Proposal]:
    for name, (most, (zh, en)) in SETTINGS.items():
        limit = getattr(problem.settings, name)
        if limit is not None and limit < most:
            text = Text(f"{zh}由{limit}改为{limit + 1}", f"{en}: {limit + 1} instead of {limit}")
            yield Proposal(text, partial(change.with_settings, **{name: limit + 1}))


def _leaves(problem: Problem, tight: TightDays) -> Iterator[Proposal]:
    words, supply = Words(problem), Supply(problem, tight.part)
    lifted = Supply(problem, tight.part, [Limit.LEAVE])
    gains = {p.id: lifted.of(p, tight.days) - supply.of(p, tight.days) for p in problem.people}
    for person in sorted((p for p in gains if gains[p]), key=lambda p: -gains[p])[:MOST_TOLD]:
        gone = [x for x in problem.leaves_of[person] if any(map(x.covers, tight.days))]
        days = [d for d in tight.days if any(x.covers(d) for x in gone)]
        name, kind = words.person(person), gone[0].kind
        when = days_text(days)
        text = Text(
            f"{name}{when.zh}能来（现为{kind}）", f"{name} comes on {when.en} (now: {kind})"
        )
        yield Proposal(text, partial(change.without_leave, gone=gone))


def _servers(problem: Problem, tight: TightDays) -> Iterator[Proposal]:
    """Everybody who serves one kind of site serves the other too."""
    for part, field in ((Part.CENTRE, "serves_centre"), (Part.STATIONS, "serves_stations")):
        idle = [p for p in problem.people if not getattr(p, field)]
        if tight.part is part and idle:
            zh, en = PART_NAMES[part]
            text = Text(
                f"现不到{zh}值班的{len(idle)}人也到{zh}值班",
                f"the {len(idle)} people who do not serve {en} do so too",
            )
            people = tuple(
                p.model_copy(update={field: True}) if p in idle else p for p in problem.people
            )
            yield Proposal(text, partial(change.changed, people=people))


def _weekdays(problem: Problem, tight: TightDays) -> Iterator[Proposal]:
    """The stations that open on the tight days only may open on another weekday too."""
    taken = {d.isoweekday() for d in tight.days}
    bound = [d for d in problem.station_demands if set(d.weekdays) <= taken]
    for weekday in sorted({*WORKWEEK} - taken) if bound else ():
        demands = tuple(
            _with(d, weekdays=tuple(sorted((*d.weekdays, weekday)))) if d in bound else d
            for d in problem.station_demands
        )
        count, zh, en = len(bound), WEEKDAYS_ZH[weekday - 1], WEEKDAYS_EN[weekday - 1]
        text = Text(f"{count}个站点也可在星期{zh}坐班", f"{count} station(s) may open on {en} too")
        yield Proposal(text, partial(change.changed, station_demands=demands))


def _seldomer(problem: Problem, tight: TightDays) -> Iterator[Proposal]:
    """The remotest weekly station every second week (F4 四（一）4: the remote may be visited less)."""
    words = Words(problem)
    weekly = [
        d
        for d in problem.station_demands
        if d.frequency == Frequency(period=Period.WEEK) and _meets(d, tight)
    ]
    if weekly:
        site = max(weekly, key=lambda d: problem.site[d.site].minutes_from_seat).site
        name, often = words.site(site), Frequency(period=Period.FORTNIGHT)
        text = Text(
            f"最远的{name.zh}改为{often.text.zh}", f"{name.en}, the remotest, once a fortnight"
        )
        yield Proposal(text, partial(change.with_frequency, site=site, frequency=often))


def _meets(demand: StationDemand, tight: TightDays) -> bool:
    return any(d.isoweekday() in demand.weekdays for d in tight.days)


def _with(demand: StationDemand, **fields: object) -> StationDemand:
    same = {name: getattr(demand, name) for name in StationDemand.model_fields}
    return StationDemand(**{**same, **fields})
