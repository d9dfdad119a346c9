"""What a revision changes in what is printed for the public at one site.

Public level of privacy: name (with consent), category, firm. Who no longer agrees to be named is not
named as the former person either. Where the print stays the same, nothing has changed for the public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.model.alterations import Alteration, Staffed
from roster.model.slots import SlotKey
from roster.publish.notices import words
from roster.publish.notices.content import facts_of, line_of, same
from roster.publish.texts import hours_text, namesakes_of, plain, who_text
from roster.text import Lang, Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.corrections import Correction
    from roster.model.people import Person
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.sites import Site
    from roster.publish.notices.content import Line


class FactChange(NamedTuple):
    """Something that is printed beside the table, as it was and as it is."""

    label: Text
    before: Text
    after: Text


class Printed:
    """A correction as the public sees it at one site that both revisions know, or only the older."""

    def __init__(self, correction: Correction, site: str) -> None:
        self.correction, self.id = correction, site
        self.before, self.after = correction.before.problem, correction.after.problem
        self.home: Problem = self.after if site in self.after.site else self.before
        self.site: Site = self.home.site[site]

    def changes(self) -> list[Alteration]:
        """The sessions that are printed otherwise, by date."""
        found = [c for c in self.correction.alterations if c.slot.site == self.id]
        altered = {staffed.slot for c in found for staffed in c if staffed is not None}
        for slot, people in self._staffed(self.correction.after.roster.duties).items():
            if slot not in altered:  # the same persons, who may be printed otherwise now
                found.append(Alteration(Staffed(slot, people), Staffed(slot, people)))
        shown = [c for c in found if self._differs(c)]
        return sorted(shown, key=lambda c: (c.slot.date, c.slot.session.rank))

    def _staffed(self, duties: Iterable[Duty]) -> dict[SlotKey, tuple[str, ...]]:
        found: dict[SlotKey, tuple[str, ...]] = {}
        for duty in duties:
            if duty.site == self.id:
                slot = SlotKey.of(duty)
                found[slot] = (*found.get(slot, ()), duty.person)
        return found

    def _differs(self, change: Alteration) -> bool:
        if change.before is None or change.after is None:
            return True
        if change.before.slot != change.after.slot:
            return True
        old, new = self.lines(change.before, "zh"), self.lines(change.after, "zh", now=True)
        return sorted(map(_key, old)) != sorted(map(_key, new))

    def lines(self, staffed: Staffed | None, lang: Lang, *, now: bool = False) -> tuple[Line, ...]:
        """Who serves, as the sheet prints it: of the revision before, or of the one that is ``now``."""
        people = staffed.people if staffed else ()
        return tuple(line_of(self._person(p, now=now), lang) for p in people)

    def who(self, staffed: Staffed | None, *, now: bool = False) -> Text:
        """Who serves, as a chat text says it."""
        people = [self._person(p, now=now) for p in (staffed.people if staffed else ())]
        shared = namesakes_of(self.after if now else self.before)
        return Text(
            "、".join(who_text(p, "zh", shared) for p in people),
            ", ".join(who_text(p, "en", shared) for p in people),
        )

    def marks(self, slot: SlotKey, *, now: bool) -> Text:
        """The lunar date and the market of a station's day, as they were or as they are ``now``."""
        home = self.home if now else self.before
        lunar = plain(home.calendar[slot.date].lunar)
        gathering = home.site[self.id].gathering(slot.date)
        if not home.is_station(self.id):
            return same("")
        shown = [same(lunar)] * bool(lunar) + ([gathering] if gathering else [])
        return join(shown, "　", ", ")

    def hours(self, slot: SlotKey) -> Text:
        """The hours of a session, as they are now."""
        return hours_text(self.site.hours(slot.session))

    def _person(self, person: str, *, now: bool) -> Person:
        if now:
            return self.after.person[person]
        old, new = self.before.person[person], self.after.person.get(person)
        agrees = old.consent_public and (new is None or new.consent_public)
        return old.model_copy(update={"consent_public": agrees})

    def facts(self) -> list[FactChange]:
        """What is printed otherwise beside the table: title, hours, place, service, lines, market days."""
        if self.id not in self.after.site:
            return []
        old, new = (self._facts(problem) for problem in (self.before, self.after))
        changed = [FactChange(LABELS[key], old[key], new[key]) for key in old]
        return [fact for fact in changed if fact.before != fact.after]

    def _facts(self, problem: Problem) -> dict[str, Text]:
        site = problem.site[self.id]
        # Hours of sessions that only one of both holds are told with the sessions themselves.
        held = (
            r.roster.of_site.get(self.id, ())
            for r in (self.correction.before, self.correction.after)
        )
        before, after = ({d.session for d in duties} for duties in held)
        market = [d.day for d in site.market_days if d in problem.month]
        days = Text("、".join(f"{d}日" for d in market), ", ".join(map(str, market)))
        return {
            "title": same(plain(site.title)),
            **facts_of(problem, site, before & after),
            "market": days if problem.is_station(self.id) else same(""),
        }


LABELS = {
    "title": Text("站点名称", "Site"),
    **words.FACTS,
    "market": Text("逢集日期", "Market days"),
}


def _key(line: Line) -> tuple[str, str, str]:
    return line.name, line.category, line.firm


def concerned(correction: Correction) -> list[Printed]:
    """The sites at which something that hangs on the wall has changed: those of the newer problem that
    the older one knew, then those that are gone.
    """
    old, new = correction.before.problem.site, correction.after.problem.site
    ids = [s for s in new if s in old] + [s for s in old if s not in new]
    sites = (Printed(correction, site) for site in ids)
    return [printed for printed in sites if printed.changes() or printed.facts()]
