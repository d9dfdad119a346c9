"""Which of the clerk's other settings take part when pins break a rule: leave, bans, closures, limits, what
is wanted, what was served before, the budget. Each comes with the problem that would be without it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from roster.model import proposals as change
from roster.model.calendar import monday_of
from roster.model.people import CATEGORY_NAMES
from roster.model.proposals import Proposal
from roster.model.relaxations import MOST
from roster.model.settings import Settings
from roster.model.wording import Words, dated
from roster.text import WEEKDAYS_EN, WEEKDAYS_ZH, Text, join, span_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from roster.model.audit import Finding
    from roster.model.problem import Problem
    from roster.model.requests import Duty

T = TypeVar("T")
EVERYBODY = "每人"  # how the titles of the county's limits begin
FEW = {
    "max_week": "duties a week",
    "max_month": "duties a month",
    "max_consecutive": "days in a row",
    "max_weekends": "weekends a month",
}
PLENTY = 20  # persons in a slot: as many as settings allow


def causes(problem: Problem, findings: Iterable[Finding]) -> list[Proposal]:
    """Every setting that may have to do with the findings, each once; ``text`` names it as it is, and
    ``apply`` takes it away.
    """
    found: dict[Text, Proposal] = {}
    for finding in findings:
        for cause in _of(problem, finding):
            found.setdefault(cause.text, cause)
    return list(found.values())


def _of(problem: Problem, finding: Finding) -> Iterator[Proposal]:
    rule = finding.rule
    if rule in MOST:
        yield from _limit(problem, finding)
    if rule in (*MOST, "rest"):
        yield from _served_before(problem, finding)
    if rule in ("rest", "max_day"):
        yield _setting(problem, *(("rest_days", 0) if rule == "rest" else ("max_day", 2)))
    if rule == "budget":
        yield _setting(problem, "budget", None)
    if rule == "capacity" and finding.site:
        yield from _wanted(problem, finding.site)
    for duty in finding.duties:
        if rule in ALONE:
            yield from ALONE[rule](problem, duty)


def _limit(problem: Problem, finding: Finding) -> Iterator[Proposal]:
    assert finding.person is not None
    person, rule = problem.person[finding.person], finding.rule
    own = getattr(person, rule)
    limit = getattr(problem.settings, rule) if own is None else own
    title, who = str(Settings.model_fields[rule].title), Words(problem).person(person.id)
    name = f"{title if own is None else f'{who}本人的{title.removeprefix(EVERYBODY)}'}{limit}"
    text = Text(name, f"at most {limit} {FEW[rule]}{'' if own is None else f' for {who}'}")
    yield Proposal(text, lambda p: change.with_person(p, person.id, **{rule: MOST[rule]}))


def _served_before(problem: Problem, finding: Finding) -> Iterator[Proposal]:
    """Duties done or published around the month, in the finding's weeks and those beside."""
    assert finding.person is not None
    weeks = {monday_of(d.date) for d in finding.duties}
    near = {monday + timedelta(days=i) for monday in weeks for i in range(-7, 14)}
    done = [d for d in problem.history_of[finding.person] if d.date in near]
    if done:
        who = Words(problem).person(finding.person)
        days = join((dated(d.date) for d in done), "、", ", ")
        yield Proposal(
            Text(f"{who}{days.zh}已排的班", f"duties of {who} on {days.en}"),
            lambda p: change.changed(p, history=tuple(d for d in p.history if d not in done)),
        )


def _setting(problem: Problem, field: str, free: int | None) -> Proposal:
    title, value = Settings.model_fields[field].title, getattr(problem.settings, field)
    return Proposal(
        Text(f"{title}{value}", f"{field} {value}"),
        lambda p: change.with_settings(p, **{field: free}),
    )


def _wanted(problem: Problem, site: str) -> Iterator[Proposal]:
    """As many persons, as many visits."""
    where = Words(problem).site(site)
    demand = problem.station_demand.get(site)
    if demand is None:
        yield Proposal(
            Text(f"{where.zh}需求的人数", f"the persons wanted at {where.en}"), _crowded(site)
        )
        return
    yield Proposal(
        Text(f"{where.zh}每次坐班{demand.persons}人", f"{demand.persons} a visit at {where.en}"),
        lambda p: change.with_demand(p, site, persons=PLENTY),
    )
    often = demand.frequency.model_copy(update={"times": 7})
    yield Proposal(
        Text(f"{where.zh}的坐班频次", f"the frequency of {where.en}"),
        lambda p: change.with_demand(p, site, frequency=often),
    )


def _crowded(site: str) -> Callable[[Problem], Problem]:
    return lambda p: change.changed(
        p,
        centre_demands=tuple(
            d.model_copy(update={"persons": PLENTY}) if d.site == site else d
            for d in p.centre_demands
        ),
    )


# --- rules about a single duty --------------------------------------------------------------------


def _leave(problem: Problem, duty: Duty) -> Iterator[Proposal]:
    who = Words(problem).person(duty.person)
    for leave in problem.leaves_of[duty.person]:
        if leave.touches(duty.date, duty.session):
            days = span_text(leave.start, leave.end)
            yield Proposal(
                Text(f"{who}{days.zh}{leave.kind}", f"{who}'s leave {days.en} ({leave.kind})"),
                _all_gone(change.without_leave, leave),
            )


def _ban(problem: Problem, duty: Duty) -> Iterator[Proposal]:
    words = Words(problem)
    who = words.person(duty.person)
    for ban in problem.bans:
        here = ban.person == duty.person and ban.site in (None, duty.site)
        if here and ban.touches(duty.date, duty.session):
            days = span_text(ban.start, ban.end)
            where = words.site(ban.site) if ban.site else Text("任何站点", "any site")
            yield Proposal(
                Text(f"{days.zh}禁止{who}到{where.zh}", f"{who} banned from {where.en} {days.en}"),
                _all_gone(change.without_ban, ban),
            )


def _opening(problem: Problem, duty: Duty) -> Iterator[Proposal]:
    where = Words(problem).site(duty.site)
    for closure in problem.closures:
        if closure.site == duty.site and closure.touches(duty.date, duty.session):
            days = span_text(closure.start, closure.end)
            yield Proposal(
                Text(f"{where.zh}{days.zh}关闭", f"{where.en} closed {days.en}"),
                _all_gone(change.without_closure, closure),
            )
    demand = problem.station_demand.get(duty.site)
    if demand is not None and duty.date.isoweekday() not in demand.weekdays:
        zh = "、".join(WEEKDAYS_ZH[d - 1] for d in demand.weekdays)
        en = ", ".join(WEEKDAYS_EN[d - 1] for d in demand.weekdays)
        wider = tuple(sorted((*demand.weekdays, duty.date.isoweekday())))
        yield Proposal(
            Text(f"{where.zh}可选星期{zh}", f"{where.en} visited on {en} only"),
            lambda p: change.with_demand(p, duty.site, weekdays=wider),
        )


def _eligibility(problem: Problem, duty: Duty) -> Iterator[Proposal]:
    person, words = problem.person[duty.person], Words(problem)
    station, demand = problem.is_station(duty.site), problem.station_demand.get(duty.site)
    field = "serves_stations" if station else "serves_centre"
    who, where = words.person(person.id), words.site(duty.site)
    if not getattr(person, field):
        yield Proposal(
            Text(
                f"{who}不到{'站点' if station else '中心'}值班",
                f"{who} does not serve {'stations' if station else 'the centre'}",
            ),
            lambda p: change.with_person(p, person.id, **{field: True}),
        )
    if demand is not None and demand.categories and person.category not in demand.categories:
        kind = CATEGORY_NAMES[person.category]
        wider = (*demand.categories, person.category)
        yield Proposal(
            Text(f"{where.zh}不派{kind.zh}", f"{where.en} takes no {kind.en}"),
            lambda p: change.with_demand(p, duty.site, categories=wider),
        )


def _all_gone(
    without: Callable[[Problem, list[T]], Problem], thing: T
) -> Callable[[Problem], Problem]:
    return lambda p: without(p, [thing])


ALONE = {"availability": _leave, "ban": _ban, "opening": _opening, "eligibility": _eligibility}
