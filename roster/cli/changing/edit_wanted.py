"""Hand changes as somebody writes them, and what they mean in a roster."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import typer

from roster.cli.names import UnclearError, person_named, site_named
from roster.cli.speech import t
from roster.io.fields import FieldError
from roster.io.fields import day as day_in
from roster.io.files.edits import ADD, REMOVE, REPLACE
from roster.model.edits import HandChange
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.model.sites import SESSION_NAMES, Session
from roster.model.wording import Words, dated
from roster.text import Text, join

SESSIONS = {
    word: session for session, name in SESSION_NAMES.items() for word in (name.zh, session.value)
}


class Spot(NamedTuple):
    """A day, and as much of place and session as was written."""

    day: date
    site: str = ""
    session: Session | None = None


class Wanted(NamedTuple):
    """One change, names not yet looked up. ``instead`` is who comes for the person (replace only)."""

    action: str
    person: str
    spot: Spot
    instead: str = ""
    reason: str = ""


def spot_of(words: Sequence[str], option: str) -> Spot:
    """2026-12-08 [郭道镇] [上午]. Raises BadParameter."""
    try:
        day = day_in(words[0]) if words else None
    except FieldError:
        day = None
    if day is None:
        raise typer.BadParameter(
            t(
                f"“{' '.join(words)}”里没有日期，应写作 2026-12-08 [站点] [时段]",
                f"no date in {' '.join(words)!r}, write 2026-12-08 [SITE] [SESSION]",
            ),
            param_hint=option,
        )
    place = list(words[1:])
    session = SESSIONS.get(place[-1]) if place else None
    return Spot(day, " ".join(place[:-1] if session else place), session)


def wanted_of(action: str, text: str, reason: str) -> Wanted:
    """张某 2026-12-08 [郭道镇] [上午], and for a replacement = 李某. Raises BadParameter."""
    option = f"--{action}"
    body, equals, instead = text.replace("＝", "=").partition("=")
    words = body.split()
    start = next((i for i, word in enumerate(words) if i and _is_day(word)), len(words))
    replaces = bool(equals and instead.strip())
    if start == len(words) or replaces != (action == REPLACE) or (equals and not replaces):
        example = "张三 2026-12-08 = 李四" if action == REPLACE else "张三 2026-12-08 郭道镇"
        raise typer.BadParameter(
            t(f"“{text}”应写作 {example}", f"{text!r} must be like {example}"), param_hint=option
        )
    spot = spot_of(words[start:], option)
    return Wanted(action, " ".join(words[:start]), spot, instead.strip(), reason)


def _is_day(word: str) -> bool:
    try:
        day_in(word)
    except FieldError:
        return False
    return True


# --- what it means --------------------------------------------------------------------------------


class PartError(UnclearError):
    """One part of a change is not clear: ``person``, ``site``, ``session``, ``day`` or ``instead``."""

    def __init__(self, part: str, message: Text, remedy: Text) -> None:
        self.part = part
        super().__init__(message, remedy)


def change_of(problem: Problem, duties: Sequence[Duty], wanted: Wanted) -> HandChange:
    """The duties that go and come. Raises PartError where that is not clear."""
    person = _named("person", problem, wanted.person)
    site = _named("site", problem, wanted.spot.site) if wanted.spot.site else None
    if wanted.action == ADD:
        if site is None:
            raise PartError(
                "site",
                Text("没有写站点", "no site is given"),
                Text("要排上的班须写明站点", "say where the duty is to be"),
            )
        duty = Duty(
            person=person,
            site=site,
            date=wanted.spot.day,
            session=session_at(problem, site, wanted.spot),
        )
        return HandChange(added=(duty,), reason=wanted.reason)
    old = duty_of(problem, duties, person, site, wanted.spot)
    if wanted.action == REMOVE:
        return HandChange(removed=(old,), reason=wanted.reason)
    new = old.model_copy(update={"person": _named("instead", problem, wanted.instead)})
    return HandChange((old,), (new,), wanted.reason)


def _named(part: str, problem: Problem, name: str) -> str:
    try:
        return site_named(problem, name) if part == "site" else person_named(problem, name)
    except UnclearError as error:
        raise PartError(part, error.message, error.remedy) from None


def duty_of(
    problem: Problem, duties: Sequence[Duty], person: str, site: str | None, spot: Spot
) -> Duty:
    """The person's duty that day, there, then. Raises PartError for none and for several."""
    own = [d for d in duties if d.person == person]
    there = [d for d in own if d.date == spot.day]
    found = [d for d in there if site in (None, d.site) and spot.session in (None, d.session)]
    if len(found) == 1:
        return found[0]
    words, when = Words(problem), dated(spot.day)
    who, several = words.person(person), len(found) > 1
    listed = join((words.duty(d) for d in (there or own)), "、", "; ")
    raise PartError(
        "site" if several or there else "day",
        Text(
            f"{who}{when.zh}{'不止一班' if several else '没有这一班'}",
            f"{who} has {'several duties' if several else 'no such duty'} on {when.en}",
        ),
        Text(
            f"{'请写明站点和时段' if several else '现有的班'}：{listed.zh or '无'}",
            f"{'say where and when' if several else 'there are'}: {listed.en or 'none'}",
        ),
    )


def session_at(problem: Problem, site: str, spot: Spot) -> Session:
    """The session as written, else the only one that the site has that day, or on any. Raises PartError."""
    if spot.session is not None:
        return spot.session
    found = {k.session for k in problem.slots if (k.site, k.date) == (site, spot.day)}
    found = found or {k.session for k in problem.slots if k.site == site}
    if len(found) == 1:
        return found.pop()
    where = Words(problem).site(site)
    raise PartError(
        "session",
        Text(f"{where.zh}没有写时段", f"no session is given for {where.en}"),
        Text("请写明：全天、上午或下午", "say 全天, 上午 or 下午"),
    )
