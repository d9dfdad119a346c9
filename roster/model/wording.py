"""How people, places, days and loads are called in sentences that a clerk forwards."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from roster.model.people import distinct_names
from roster.model.shares import SCALE
from roster.model.sites import SESSION_NAMES, SiteKind
from roster.text import Text, day_text, span_text, weekday_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.sites import Session

CENTRE = Text("中心", "the centre")


class Words:
    """The names of a problem, worked out once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._people = distinct_names({p.id: p.name for p in problem.people})
        self._centres = [s.id for s in problem.sites if s.kind is SiteKind.CENTRE]

    def person(self, person: str) -> str:
        """The person's name; namesakes have their id added, who is not there any more has it alone."""
        return self._people.get(person, person)

    def site(self, site: str) -> Text:
        """A township by its name, the only centre as what it is, one that is no longer there by its id."""
        if self._centres == [site]:
            return CENTRE
        known = self.problem.site.get(site)
        name = site if known is None else known.name
        return Text(name, name)

    def slot(self, site: str, day: date, session: Session) -> Text:
        """12月8日（星期二）郭道镇上午 / Tue 8 Dec, 郭道镇, morning."""
        where, when, part = self.site(site), dated(day), SESSION_NAMES[session]
        return Text(f"{when.zh}{where.zh}{part.zh}", f"{when.en}, {where.en}, {part.en}")

    def duty(self, duty: Duty) -> Text:
        """The slot of a duty."""
        return self.slot(duty.site, duty.date, duty.session)

    def load(self, tenths: int | float) -> Text:
        """A load in tenths of points. Where a full day at the centre and a visit weigh the same it is
        told in duties, which everybody understands, else in points.
        """
        settings = self.problem.settings
        if settings.load_full == settings.load_station:
            return times(tenths / settings.load_full)
        far = f"{tenths / SCALE:.1f}".removesuffix(".0")
        return Text(f"{far}分", f"{far} points")


def times(tenths: int | float) -> Text:
    """So many duties or trips, given in tenths: 1.3次 / 1.3."""
    far = f"{tenths / SCALE:.1f}".removesuffix(".0")
    return Text(f"{far}次", far)


def days_text(days: Sequence[date], most: int = 4) -> Text:
    """Days in order, one by one where they are few (12月8日、10日 / 8 Dec, 10 Dec), else the first and the
    last and how many (12月1日—29日中的9天 / 9 days of 1 Dec–29 Dec).
    """
    if len(days) > most:
        whole, count = span_text(days[0], days[-1]), len(days)
        return Text(f"{whole.zh}中的{count}天", f"{count} days of {whole.en}")
    zh = day_text(days[0]).zh
    for before, day in pairwise(days):
        same = (before.year, before.month) == (day.year, day.month)
        zh += f"、{day.day}日" if same else f"、{day_text(day).zh}"
    return Text(zh, ", ".join(day_text(day).en for day in days))


def dated(day: date) -> Text:
    """A day with its weekday: 12月8日（星期二） / Tue 8 Dec."""
    weekday, plain = weekday_text(day), day_text(day)
    return Text(f"{plain.zh}（{weekday.zh}）", f"{weekday.en} {plain.en}")
