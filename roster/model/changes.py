"""What happens to a month after it was planned: a person falls ill, a site closes, the clerk decides.

Each change is a value that the store keeps. ``apply_to`` gives the problem as it is from then on, ``text``
one line for people. A change concerns the days from its ``from_day`` on: what lies before is done.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, TypeAdapter

from roster.model.base import Frozen
from roster.model.changes_of_days import Absent, Closed, Present, pins_lifted, with_reason
from roster.model.demand import ExtraVisit, Frequency
from roster.model.proposals import changed, with_demand, with_frequency
from roster.model.requests import Ban, Duty, Exemption, Pin
from roster.model.sites import Session
from roster.model.wording import Words
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.problem import Problem

__all__ = [
    "CHANGES",
    "Absent",
    "Change",
    "Closed",
    "Edited",
    "ExtraHeld",
    "OftenerOrSeldomer",
    "Pinned",
    "Present",
    "Unpinned",
    "applied",
]
BY_HAND = "手工调整"


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
        return with_reason(_told("指定", "pin", problem, self.duty), self.reason)


class Unpinned(Frozen):
    """A pin that no longer holds; the duty itself may stay."""

    kind: Literal["unpinned"] = "unpinned"
    duty: Duty
    reason: str = ""

    def apply_to(self, problem: Problem) -> Problem:
        """Without the pin. Raises ValueError where there is none."""
        kept = pins_lifted(problem, lambda d: d == self.duty)
        if len(kept.pins) == len(problem.pins):
            raise ValueError("there is no such pin")
        return kept

    def text(self, problem: Problem) -> Text:
        """取消指定张某12月8日（星期二）郭道镇上午."""
        return with_reason(_told("取消指定", "unpin", problem, self.duty), self.reason)


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
        return with_reason(Text(f"{slot.zh}加场", f"an extra visit: {slot.en}"), self.reason)


class OftenerOrSeldomer(Frozen):
    """A station is visited at another frequency from now on (坐班频次)."""

    kind: Literal["frequency"] = "frequency"
    site: str
    frequency: Frequency
    since: dt.date | None = None
    reason: str = ""

    def apply_to(self, problem: Problem) -> Problem:
        """The station's demand with the frequency and the gaps usual for it, from ``since`` on (None: for
        the whole month).
        """
        often = with_frequency(problem, self.site, self.frequency)
        return often if self.since is None else with_demand(often, self.site, since=self.since)

    def text(self, problem: Problem) -> Text:
        """郭道镇改为每两周1次."""
        where, often = Words(problem).site(self.site), self.frequency.text
        return with_reason(
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
        return with_reason(Text(f"{name.zh}：{told.zh}", f"{name.en}: {told.en}"), self.reason)


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
