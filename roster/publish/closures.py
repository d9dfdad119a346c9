"""When a site is closed (暂停服务), as the public is told: the days, never why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roster.model.sites import SESSION_NAMES, Session
from roster.text import Text, join, span_text

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.publish.weeks import Days


def closed_days(problem: Problem, site_id: str, days: Days | None = None) -> dict[date, Session]:
    """The days on which the site is closed, in order, and which part of each; of the planned month, or of
    ``days``.
    """
    span = problem.month if days is None else days
    found: dict[date, set[Session]] = {}
    for closure in problem.closures:
        if closure.site == site_id:
            for day in filter(closure.covers, problem.month.days):
                if day in span:
                    found.setdefault(day, set()).update(closure.session.halves)
    return {day: _together(found[day]) for day in sorted(found)}


def _together(halves: set[Session]) -> Session:
    return Session.FULL if halves == Session.FULL.halves else halves.pop()


def closed_text(problem: Problem, site_id: str, days: Days | None = None) -> Text:
    """The closed days as printed: 12月7日—11日、12月15日上午. Empty where there are none."""
    closed = closed_days(problem, site_id, days)
    runs: list[list[date]] = []
    for day, session in closed.items():
        before = day - timedelta(days=1)
        if closed.get(before) is session:
            runs[-1].append(day)
        else:
            runs.append([day])
    return join((_run(run, closed[run[0]]) for run in runs), zh="、", en=", ")


def _run(days: list[date], session: Session) -> Text:
    span, part = span_text(days[0], days[-1]), SESSION_NAMES[session]
    if session is Session.FULL:
        return span
    return Text(f"{span.zh}{part.zh}", f"{span.en} {part.en}")


def closed_throughout(problem: Problem, site_id: str, days: Days | None = None) -> bool:
    """Whether the site is closed on every workday of the month, or of ``days``."""
    span = problem.month if days is None else days
    open_days = [d for d in problem.month.days if d in span and problem.calendar.is_workday(d)]
    closed = closed_days(problem, site_id, days)
    return bool(closed) and all(closed.get(day) is Session.FULL for day in open_days)
