"""What a roster could not cover, and why, person by person.

A reason is the first hard rule that the person's duties would break with the duty added: the audit is
asked, so that a reason is always true of this roster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.audit import CHECKS, Facts
from roster.model.levels import Level
from roster.model.requests import Duty
from roster.model.roster import OpenSlot, Reason, Shortage
from roster.model.rules import rules_of
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from roster.model.audit import Finding
    from roster.model.problem import Problem
    from roster.model.slots import Slot, Window

NO_DAY = Text("没有可坐班的日子", "no day on which the station could be open")
CLOSED = Text("站点关闭", "the station is closed")
NO_VISIT = Text(
    "各次坐班均未能安排，见该站坐班缺口", "none of its visits could be staffed, see each of them"
)
NOBODY = Text("没有其他值班人员", "there is nobody else")
FREE = Text(
    "可以安排而未排（未求到最优，或该项权重低）",
    "could be assigned (not solved to the end, or weighed too little)",
)
PERSON_RULES = tuple(
    rule.key for rule in rules_of(Level.HARD) if rule.key not in ("opening", "capacity", "pin")
)


def find_shortages(problem: Problem, duties: Iterable[Duty]) -> tuple[Shortage, ...]:
    """Every unmet demand of levels cover and demand, by date and site."""
    facts = Facts(problem, duties)
    found = [*_unmanned(facts), *_never_open(facts), *_visits_short(facts)]
    return tuple(sorted(found, key=lambda s: (s.start, s.end, s.site, s.rule)))


def _unmanned(facts: Facts) -> Iterator[Shortage]:
    """Slots of a fixed date with too few persons: centre days, extra visits, visits held."""
    for key, slot in facts.problem.slots.items():
        count = facts.staff[key]
        station = facts.problem.is_station(slot.site)
        if station and not slot.extra and not count:
            continue
        rule = "centre_short" if not station else "understaffed" if count else "extra_short"
        missing = 1 if rule == "extra_short" else slot.persons - count
        if missing > 0:
            yield Shortage(
                rule=rule,
                site=slot.site,
                start=slot.date,
                end=slot.date,
                missing=missing,
                slots=(_open_slot(facts, slot),),
            )


def _never_open(facts: Facts) -> Iterator[Shortage]:
    month = facts.problem.month
    for demand in facts.problem.station_demands:
        if not any(duty.site == demand.site for duty in facts.duties):
            yield Shortage(
                rule="floor_short",
                site=demand.site,
                start=month.first,
                end=month.last,
                missing=1,
                zh=NO_VISIT.zh,
                en=NO_VISIT.en,
            )


def _visits_short(facts: Facts) -> Iterator[Shortage]:
    for window in facts.problem.windows:
        held = facts.visits_in(window)
        missing = window.need - len(held)
        if missing > 0:
            open_days = [day for day in window.days if day not in held]
            reason = Text("", "") if open_days else _why_no_day(facts, window)
            yield Shortage(
                rule="visit_short",
                site=window.site,
                start=window.start,
                end=window.end,
                missing=missing,
                slots=tuple(_open_slot(facts, _slot(facts, window, day)) for day in open_days),
                zh=reason.zh,
                en=reason.en,
            )


def _why_no_day(facts: Facts, window: Window) -> Text:
    closed = any(
        c.site == window.site and c.start <= window.end and window.start <= c.end
        for c in facts.problem.closures
    )
    return CLOSED if closed else NO_DAY


def _slot(facts: Facts, window: Window, day: date) -> Slot:
    session = facts.problem.station_demand[window.site].session
    return next(
        slot
        for key, slot in facts.problem.slots.items()
        if (key.site, key.date, key.session) == (window.site, day, session)
    )


def _open_slot(facts: Facts, slot: Slot) -> OpenSlot:
    busy = {d.person for d in facts.duties if (d.site, d.date, d.session) == slot.key}
    reasons = []
    for person in facts.problem.people:
        if person.id not in busy:
            duty = Duty(person=person.id, site=slot.site, date=slot.date, session=slot.session)
            rule, text = why_not(facts, duty)
            reasons.append(Reason(person=person.id, rule=rule, zh=text.zh, en=text.en))
    why = Text("", "") if reasons else NOBODY
    return OpenSlot(
        date=slot.date, session=slot.session, zh=why.zh, en=why.en, reasons=tuple(reasons)
    )


def why_not(facts: Facts, duty: Duty) -> tuple[str, Text]:
    """The hard rule that stands against adding the duty, and how; an empty rule where none does."""
    return next(all_against(facts, duty), ("", FREE))


def all_against(facts: Facts, duty: Duty) -> Iterator[tuple[str, Text]]:
    """Every hard rule about persons that stands against adding the duty, and how, rule by rule."""
    own = [*facts.of_person.get(duty.person, ()), duty]
    alone = Facts(facts.problem, own)
    for key in PERSON_RULES:
        checked = Facts(facts.problem, [*facts.duties, duty]) if key == "budget" else alone
        for finding in CHECKS[key](checked):
            if key == "budget" or duty in finding.duties:
                yield key, told_of(facts.problem, finding, duty)
                break


def told_of(problem: Problem, finding: Finding, duty: Duty) -> Text:
    """A finding as the duty's person hears it: where they are at that time, not where they would be."""
    if finding.rule != "one_place":
        return finding.text
    other = next(d for d in finding.duties if d != duty)
    name = problem.site[other.site].name
    return Text(f"同一时间已在{name}值班", f"on duty at {name} at that time")
