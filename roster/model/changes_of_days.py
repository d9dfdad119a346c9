"""Changes of several days: somebody cannot serve, or can after all; a site is closed."""

from __future__ import annotations

import datetime as dt
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import model_validator

from roster.model.base import Frozen
from roster.model.proposals import changed, without_pins
from roster.model.requests import Closure, Leave
from roster.model.sites import SESSION_NAMES, Session
from roster.model.wording import Words
from roster.text import Text, span_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from roster.model.problem import Problem
    from roster.model.requests import Duty


class _Days(Frozen):
    start: date
    end: date
    session: Session = Session.FULL
    reason: str = ""

    @model_validator(mode="after")
    def _ends_after_start(self) -> _Days:
        if self.end < self.start:
            raise ValueError("a change must not end before it starts")
        return self

    def _when(self) -> Text:
        days, part = span_text(self.start, self.end), SESSION_NAMES[self.session]
        if self.session is Session.FULL:
            return days
        return Text(f"{days.zh}{part.zh}", f"{days.en} ({part.en})")


class Absent(_Days):
    """A person cannot serve: ill, in court, away (请假)."""

    kind: Literal["absent"] = "absent"
    person: str

    def apply_to(self, problem: Problem) -> Problem:
        """One more leave; pins that it touches go, and so does what was agreed about another leave."""
        leave = Leave(
            person=self.person,
            start=self.start,
            end=self.end,
            session=self.session,
            kind=self.reason or "请假",
        )

        def touched(duty: Duty) -> bool:
            return duty.person == self.person and leave.touches(duty.date, duty.session)

        kept = pins_lifted(problem, touched)
        exemptions = [
            e for e in kept.exemptions if not (e.rule == "availability" and touched(e.duty))
        ]
        return changed(kept, leaves=(*kept.leaves, leave), exemptions=tuple(exemptions))

    def text(self, problem: Problem) -> Text:
        """张某12月8日—10日不能值班."""
        who, when = Words(problem).person(self.person), self._when()
        return with_reason(
            Text(f"{who}{when.zh}不能值班", f"{who} cannot serve {when.en}"), self.reason
        )


_Away = TypeVar("_Away", Leave, Absent)


class Present(_Days):
    """An absence is taken back: the person can serve on these days after all."""

    kind: Literal["present"] = "present"
    person: str

    def apply_to(self, problem: Problem) -> Problem:
        """Leave of these days is cut out, in the half days given."""
        kept: list[Leave] = []
        for leave in problem.leaves:
            kept += self.left_of(leave) if leave.person == self.person else [leave]
        return changed(problem, leaves=tuple(kept))

    def left_of(self, leave: _Away) -> list[_Away]:
        """What these days leave of an absence of the same person, in time's order."""
        if leave.end < self.start or self.end < leave.start:
            return [leave]
        one = dt.timedelta(days=1)
        left = []
        if leave.start < self.start:
            left.append(leave.model_copy(update={"end": self.start - one}))
        halves = [h for h in leave.session.halves if h not in self.session.halves]
        if halves and self.session is not Session.FULL:
            inside = {
                "start": max(leave.start, self.start),
                "end": min(leave.end, self.end),
                "session": halves[0],
            }
            left.append(leave.model_copy(update=inside))
        if self.end < leave.end:
            left.append(leave.model_copy(update={"start": self.end + one}))
        return left

    def text(self, problem: Problem) -> Text:
        """张某12月8日—10日可以值班."""
        who, when = Words(problem).person(self.person), self._when()
        return with_reason(
            Text(f"{who}{when.zh}可以值班", f"{who} can serve {when.en}"), self.reason
        )


class Closed(_Days):
    """A site is closed (关闭)."""

    kind: Literal["closed"] = "closed"
    site: str

    def apply_to(self, problem: Problem) -> Problem:
        """One more closure; pins and extra visits that it touches go."""
        closure = Closure(
            site=self.site,
            start=self.start,
            end=self.end,
            session=self.session,
            note=self.reason,
        )
        kept = pins_lifted(
            problem, lambda d: d.site == self.site and closure.touches(d.date, d.session)
        )
        return changed(kept, closures=(*kept.closures, closure))

    def text(self, problem: Problem) -> Text:
        """郭道镇12月15日关闭."""
        where, when = Words(problem).site(self.site), self._when()
        return with_reason(
            Text(f"{where.zh}{when.zh}关闭", f"{where.en} is closed {when.en}"), self.reason
        )


def pins_lifted(problem: Problem, touched: Callable[[Duty], bool]) -> Problem:
    """The problem without the pins of duties that are touched."""
    gone = [pin for pin in problem.pins if touched(pin.duty)]
    return without_pins(problem, gone) if gone else problem


def with_reason(text: Text, reason: str) -> Text:
    """The text with the reason behind it, where one was given."""
    return Text(f"{text.zh}（{reason}）", f"{text.en} ({reason})") if reason else text
