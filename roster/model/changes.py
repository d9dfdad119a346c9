"""What happens to a month after it was planned: a person falls ill, a site closes, the clerk decides.

Each change is a value that the store keeps. ``apply_to`` gives the problem as it is from then on, ``text``
one line for people. A change concerns the days from its ``from_day`` on: what lies before is done.
"""

from __future__ import annotations

import datetime as dt
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import Field, TypeAdapter, model_validator

from roster.model.base import Frozen
from roster.model.demand import ExtraVisit, Frequency
from roster.model.proposals import changed, with_frequency, without_pins
from roster.model.requests import Ban, Closure, Duty, Exemption, Leave, Pin
from roster.model.sites import SESSION_NAMES, Session
from roster.model.wording import Words
from roster.text import Text, join, span_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from roster.model.problem import Problem

BY_HAND = "手工调整"


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

        kept = _without_pins(problem, touched)
        exemptions = [
            e for e in kept.exemptions if not (e.rule == "availability" and touched(e.duty))
        ]
        return changed(kept, leaves=(*kept.leaves, leave), exemptions=tuple(exemptions))

    def text(self, problem: Problem) -> Text:
        """张某12月8日—10日不能值班."""
        who, when = Words(problem).person(self.person), self._when()
        return _with_reason(
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
        return _with_reason(
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
        kept = _without_pins(
            problem, lambda d: d.site == self.site and closure.touches(d.date, d.session)
        )
        return changed(kept, closures=(*kept.closures, closure))

    def text(self, problem: Problem) -> Text:
        """郭道镇12月15日关闭."""
        where, when = Words(problem).site(self.site), self._when()
        return _with_reason(
            Text(f"{where.zh}{when.zh}关闭", f"{where.en} is closed {when.en}"), self.reason
        )


class Pinned(Frozen):
    """A duty that has to be (指定)."""

    kind: Literal["pinned"] = "pinned"
    duty: Duty
    reason: str = ""

    def apply_to(self, problem: Problem) -> Problem:
        """One more pin, unless it is there."""
        if any(p.duty == self.duty for p in problem.pins):
            return problem
        return changed(problem, pins=(*problem.pins, Pin(duty=self.duty, note=self.reason)))

    def text(self, problem: Problem) -> Text:
        """指定张某12月8日（星期二）郭道镇上午."""
        return _with_reason(_told("指定", "pin", problem, self.duty), self.reason)


class Unpinned(Frozen):
    """A pin that no longer holds; the duty itself may stay."""

    kind: Literal["unpinned"] = "unpinned"
    duty: Duty
    reason: str = ""

    def apply_to(self, problem: Problem) -> Problem:
        """Without the pin. Raises ValueError where there is none."""
        kept = _without_pins(problem, lambda d: d == self.duty)
        if len(kept.pins) == len(problem.pins):
            raise ValueError("there is no such pin")
        return kept

    def text(self, problem: Problem) -> Text:
        """取消指定张某12月8日（星期二）郭道镇上午."""
        return _with_reason(_told("取消指定", "unpin", problem, self.duty), self.reason)


class ExtraHeld(Frozen):
    """A visit beyond the frequency on a given day (加场)."""

    kind: Literal["visit"] = "visit"
    site: str
    date: dt.date
    session: Session
    persons: int = Field(default=1, ge=1, le=20)
    reason: str = ""

    def apply_to(self, problem: Problem) -> Problem:
        """One more extra visit. Raises ValueError where there is one that day."""
        visit = ExtraVisit(
            site=self.site,
            date=self.date,
            session=self.session,
            persons=self.persons,
            note=self.reason,
        )
        return changed(problem, extra_visits=(*problem.extra_visits, visit))

    def text(self, problem: Problem) -> Text:
        """12月22日（星期二）王和镇上午加场."""
        slot = Words(problem).slot(self.site, self.date, self.session)
        return _with_reason(Text(f"{slot.zh}加场", f"an extra visit: {slot.en}"), self.reason)


class OftenerOrSeldomer(Frozen):
    """A station is visited at another frequency from now on (坐班频次)."""

    kind: Literal["frequency"] = "frequency"
    site: str
    frequency: Frequency
    reason: str = ""

    def apply_to(self, problem: Problem) -> Problem:
        """The station's demand with the frequency and the gaps usual for it."""
        return with_frequency(problem, self.site, self.frequency)

    def text(self, problem: Problem) -> Text:
        """郭道镇改为每两周1次."""
        where, often = Words(problem).site(self.site), self.frequency.text
        return _with_reason(
            Text(f"{where.zh}改为{often.zh}", f"{where.en} is visited {often.en}"), self.reason
        )


class Edited(Frozen):
    """Duties that a person took out and put in: by hand (``edit``), by a swap or by restoring an earlier
    revision. They stay as decided, whatever is solved later: what came in is pinned, who went out is
    banned from that day at that site. ``exemptions`` are the rules that a reason was given for.
    """

    kind: Literal["edit", "swap", "restore"] = "edit"
    removed: tuple[Duty, ...] = ()
    added: tuple[Duty, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    reason: str = ""

    def apply_to(self, problem: Problem) -> Problem:
        """Pins and bans as above; those that stand against it from before go."""
        gone, new = set(self.removed), set(self.added)
        pins = [p for p in problem.pins if p.duty not in gone | new]
        pins += [Pin(duty=d, note=self.reason or BY_HAND) for d in self.added]
        bans = [b for b in problem.bans if not any(_bans_only(b, d) for d in new)]
        bans += [b for d in self.removed for b in self._barring(d)]
        exemptions = [e for e in problem.exemptions if e.duty not in gone | new]
        return changed(
            problem,
            pins=tuple(pins),
            bans=tuple(dict.fromkeys(bans)),
            exemptions=(*exemptions, *self.exemptions),
        )

    def _barring(self, duty: Duty) -> list[Ban]:
        """The ban of who went out; none where the person comes back in another session of the day."""
        ban = _ban(duty, self.reason)
        return [] if any(_bans_only(ban, d) for d in self.added) else [ban]

    def text(self, problem: Problem) -> Text:
        """换班：去掉…；排上…."""
        names = {
            "edit": Text("手工调整", "by hand"),
            "swap": Text("换班", "swap"),
            "restore": Text("恢复", "restored"),
        }
        parts = [_told("去掉", "without", problem, d) for d in self.removed]
        parts += [_told("排上", "with", problem, d) for d in self.added]
        told, name = join(parts, zh="，", en=", "), names[self.kind]
        return _with_reason(Text(f"{name.zh}：{told.zh}", f"{name.en}: {told.en}"), self.reason)


Change = Annotated[
    Absent | Present | Closed | Pinned | Unpinned | ExtraHeld | OftenerOrSeldomer | Edited,
    Field(discriminator="kind"),
]
CHANGES: TypeAdapter[tuple[Change, ...]] = TypeAdapter(tuple[Change, ...])
"""Reads and writes lists of changes as JSON."""


def applied(problem: Problem, changes: Iterable[Change]) -> Problem:
    """The problem after the changes, one after another. Raises ValueError where one makes none."""
    for change in changes:
        problem = change.apply_to(problem)
    return problem


def _without_pins(problem: Problem, touched: Callable[[Duty], bool]) -> Problem:
    gone = [pin for pin in problem.pins if touched(pin.duty)]
    return without_pins(problem, gone) if gone else problem


def _ban(duty: Duty, reason: str) -> Ban:
    return Ban(
        person=duty.person,
        site=duty.site,
        start=duty.date,
        end=duty.date,
        session=duty.session,
        note=reason or BY_HAND,
    )


def _bans_only(ban: Ban, duty: Duty) -> bool:
    """Whether the ban says nothing but that the person is not to have this very duty."""
    return (ban.person, ban.site, ban.start, ban.end) == (
        duty.person,
        duty.site,
        duty.date,
        duty.date,
    )


def _told(zh: str, en: str, problem: Problem, duty: Duty) -> Text:
    words = Words(problem)
    who, slot = words.person(duty.person), words.duty(duty)
    return Text(f"{zh}{who}{slot.zh}", f"{en} {who}, {slot.en}")


def _with_reason(text: Text, reason: str) -> Text:
    return Text(f"{text.zh}（{reason}）", f"{text.en} ({reason})") if reason else text
