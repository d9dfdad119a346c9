"""What each change of a month means once its names are looked up; used by the commands and by the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from roster.cli.changing.edit_wanted import PartError, Spot, session_at
from roster.cli.explaining.visits import visited
from roster.cli.names import UnclearError, person_named, site_named
from roster.errors import UnknownError
from roster.model.changes import (
    Absent,
    Change,
    Closed,
    ExtraHeld,
    OftenerOrSeldomer,
    Pinned,
    Present,
    Unpinned,
)
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.model.sites import Session
from roster.model.wording import Words
from roster.text import Text, join

Made = Callable[[Problem], Change]
CORRECT = Text("请改正", "correct it")
FREQUENCIES = Text(
    "写作 每周2次、每两周1次、每月1次等（次数1至7）",
    "write 每周2次, 每两周1次, 每月1次 (1 to 7 times)",
)


def person_in(problem: Problem, name: str) -> str:
    """The person's id. Raises PartError."""
    try:
        return person_named(problem, name)
    except UnclearError as error:
        raise PartError("person", error.message, error.remedy) from None


def site_in(problem: Problem, name: str) -> str:
    """The site's id. Raises PartError."""
    try:
        return site_named(problem, name)
    except UnclearError as error:
        raise PartError("site", error.message, error.remedy) from None


def absent(name: str, start: date, end: date, session: Session | None, reason: str) -> Made:
    """A person cannot serve."""
    return lambda problem: Absent(
        person=person_in(problem, name),
        start=start,
        end=end,
        session=session or Session.FULL,
        reason=reason,
    )


def present(name: str, start: date, end: date, session: Session | None, reason: str) -> Made:
    """A person can serve after all."""

    def make(problem: Problem) -> Change:
        person = person_in(problem, name)
        first, last = max(start, problem.month.first), min(end, problem.month.last)
        leaves = [x for x in problem.leaves_of[person] if x.start <= last and first <= x.end]
        if not leaves:
            who = Words(problem).person(person)
            listed = join((_span(x.start, x.end) for x in problem.leaves_of[person]), "、", ", ")
            raise PartError(
                "day",
                Text(f"{who}这些天没有请假", f"{who} is not on leave then"),
                Text(f"已有的请假：{listed.zh or '无'}", f"on leave: {listed.en or 'never'}"),
            )
        return Present(
            person=person, start=start, end=end, session=session or Session.FULL, reason=reason
        )

    return make


def _span(start: date, end: date) -> Text:
    told = f"{start}" if start == end else f"{start}..{end}"
    return Text(told, told)


def closed(name: str, start: date, end: date, session: Session | None, reason: str) -> Made:
    """A site is closed."""
    return lambda problem: Closed(
        site=site_in(problem, name),
        start=start,
        end=end,
        session=session or Session.FULL,
        reason=reason,
    )


def pinned(name: str, spot: Spot, reason: str) -> Made:
    """A duty has to be."""
    return lambda problem: Pinned(duty=_duty(problem, name, spot), reason=reason)


def unpinned(name: str, spot: Spot, reason: str) -> Made:
    """A duty no longer has to be."""

    def make(problem: Problem) -> Change:
        person = person_in(problem, name)
        site = site_in(problem, spot.site) if spot.site else None
        pins = [p.duty for p in problem.pins if p.duty.person == person]
        found = [
            d
            for d in pins
            if d.date == spot.day and site in (None, d.site) and spot.session in (None, d.session)
        ]
        if len(found) == 1:
            return Unpinned(duty=found[0], reason=reason)
        words, several = Words(problem), bool(found)
        listed = join((words.duty(d) for d in pins), "、", "; ")
        raise PartError(
            "site" if several else "day",
            Text(
                "不止一条指定" if several else "没有这条指定",
                "several pins" if several else "there is no such pin",
            ),
            Text(f"现有的指定：{listed.zh or '无'}", f"pins: {listed.en or 'none'}"),
        )

    return make


def extra(name: str, day: date, session: Session | None, persons: int, reason: str) -> Made:
    """A visit beyond the frequency."""

    def make(problem: Problem) -> Change:
        site = site_in(problem, name)
        if not problem.is_station(site):
            raise PartError(
                "site",
                Text("加场只用于站点", "extra visits are for stations"),
                Text("中心每个工作日都有值班", "the centre is open every workday"),
            )
        if any((e.site, e.date) == (site, day) for e in problem.extra_visits):
            raise PartError(
                "day",
                Text("当天已有加场", "there is an extra visit that day"),
                Text("不用再加", "it need not be added"),
            )
        usual = problem.station_demand.get(site)
        part = session or (usual.session if usual else Session.MORNING)
        return ExtraHeld(site=site, date=day, session=part, persons=persons, reason=reason)

    return make


def oftener(name: str, words: str, reason: str) -> Made:
    """A station is visited at another frequency."""

    def make(problem: Problem) -> Change:
        site_in(problem, name)
        try:
            site, often = visited(problem, name, words, FREQUENCIES, written=words)
        except UnclearError as error:
            raise PartError("frequency", error.message, error.remedy) from None
        except UnknownError as error:
            raise PartError("site", error.text, CORRECT) from None
        return OftenerOrSeldomer(site=site, frequency=often, reason=reason)

    return make


def _duty(problem: Problem, name: str, spot: Spot) -> Duty:
    person, site = person_in(problem, name), site_in(problem, spot.site)
    session = session_at(problem, site, spot)
    return Duty(person=person, site=site, date=spot.day, session=session)
