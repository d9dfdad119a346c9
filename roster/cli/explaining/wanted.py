"""What roster explain … what-if asks for, read as changes of the problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from roster.cli.explaining.options import Asked, Wanted
from roster.cli.explaining.visits import as_often, weekly
from roster.cli.names import day_named, person_named
from roster.errors import UnknownError
from roster.io.columns.pool import PEOPLE
from roster.io.fields import Field, FieldError
from roster.io.sheets.settings import field_of, settings_fields
from roster.io.terms import CATEGORY
from roster.model import proposals as change
from roster.model.comparison import subsidy
from roster.model.people import CATEGORY_NAMES
from roster.model.problem import Problem
from roster.model.proposals import Proposal
from roster.model.requests import Leave
from roster.model.revision import Revision
from roster.model.wording import Words, dated
from roster.text import Text

PERSON_WEEK = next(c.field for c in PEOPLE.columns if c.name == "每周上限")


def proposals(found: Revision, wanted: Wanted) -> Iterator[Proposal]:
    """The changes asked for. Raises UnknownError for names, days and numbers that are none, and for
    one thing asked twice.
    """
    seen: dict[tuple[str, ...], str] = {}
    for option, read in _readers(found).items():
        for text in getattr(wanted, option) or ():
            asked, written = read(text), f"--{option} {text}"
            if asked.thing in seen:
                raise _twice(seen[asked.thing], written)
            if asked.thing:
                seen[asked.thing] = written
            yield asked.proposal


def _readers(found: Revision) -> dict[str, Callable[[str], Asked]]:
    """How the texts of each option are read, in the order in which the changes are made."""
    problem = found.problem
    return {
        "leaves": partial(_leaves, problem),
        "away": partial(_away, problem),
        "weekly": partial(weekly, problem),
        "frequency": partial(as_often, problem),
        "limit": partial(_limit, problem),
        "add": partial(_add, problem),
        "budget": partial(_budget, found),
    }


def _twice(first: str, second: str) -> UnknownError:
    return UnknownError(
        Text(
            f"“{first}”和“{second}”改的是同一项，只写一个",
            f"“{first}” and “{second}” change the same thing; write one of them",
        )
    )


def _leaves(problem: Problem, text: str) -> Asked:
    name, _, day = text.partition("=")
    person = person_named(problem, name)
    start = day_named(problem.planned_month, day) if day else problem.month.first
    who, when = Words(problem).person(person), dated(start)
    return Asked(
        ("leaves", person),
        Proposal(
            Text(f"{who}从{when.zh}起离任", f"{who} leaves on {when.en}"),
            lambda p: change.gone_from(p, person, start),
        ),
    )


def _away(problem: Problem, text: str) -> Asked:
    name, _, span = text.partition("=")
    person = person_named(problem, name)
    start, end = _span(problem, text, span)
    who, when = Words(problem).person(person), _from_to(start, end)
    leave = Leave(person=person, start=start, end=end)

    def apply(of: Problem) -> Problem:
        pins = [p for p in of.pins if p.duty.person == person and leave.covers(p.duty.date)]
        return change.changed(change.without_pins(of, pins), leaves=(*of.leaves, leave))

    return Asked(
        ("away", person, str(start), str(end)),
        Proposal(Text(f"{who}{when.zh}请假", f"{who} is on leave {when.en}"), apply),
    )


def _span(problem: Problem, text: str, span: str) -> tuple[date, date]:
    """The days of DAY..DAY, or of one DAY. Raises UnknownError where there is none, or no such."""
    first, dots, last = span.partition("..")
    if not first.strip() or (dots and not last.strip()):
        name, day = text.partition("=")[0], problem.month.first
        raise UnknownError(
            Text(
                f"“{text}”没有写请假的日期，应写作 {name}={day}..{day:%m}-10，一天写 {name}={day}",
                f"{text!r} lacks the days of leave: write {name}={day}..{day:%m}-10, or {name}={day}",
            )
        )
    start = day_named(problem.planned_month, first)
    end = day_named(problem.planned_month, last) if dots else start
    if end < start:
        starts, ends = dated(start), dated(end)
        raise UnknownError(
            Text(
                f"“{text}”的结束日期{ends.zh}早于开始日期{starts.zh}",
                f"{text!r} ends on {ends.en}, before it starts on {starts.en}",
            )
        )
    return start, end


def _from_to(start: date, end: date) -> Text:
    first, last = dated(start), dated(end)
    if start == end:
        return Text(first.zh, f"on {first.en}")
    return Text(f"{first.zh}至{last.zh}", f"{first.en} to {last.en}")


def _budget(found: Revision, text: str) -> Asked:
    """Relative to the budget, or to what the draft costs where there is none."""
    match = re.fullmatch(r"([+-]?)(\d+)(%?)", text.strip().replace("％", "%").replace("－", "-"))
    if match is None:
        raise UnknownError(
            Text(f"看不懂预算“{text}”，如 -10%、-2000、18000", f"no budget: {text!r}; write -10%")
        )
    cap = found.problem.settings.budget
    base = subsidy(found.problem, found.roster.duties) if cap is None else cap
    sign, number, percent = match[1], int(match[2]), match[3]
    if sign == "-" and percent and number > 100:
        raise UnknownError(
            Text(f"预算“{text}”减得太多，最多 -100%", f"no budget: {text!r}; at most -100%")
        )
    size = base * number // 100 if percent else number
    new = max(0, base + (size if sign == "+" else -size)) if sign else size
    of = (
        Text("现为", "now")
        if cap is not None
        else Text("没有设预算，这份排班需", "the draft costs")
    )
    return Asked(
        ("budget",),
        Proposal(
            Text(
                f"补贴预算为{new}元（{of.zh}{base}元）", f"a budget of {new} yuan ({of.en} {base})"
            ),
            lambda p: change.with_settings(p, budget=new),
        ),
    )


def _limit(problem: Problem, text: str) -> Asked:
    name, _, number = text.partition("=")
    if not number:
        raise UnknownError(Text(f"“{text}”应写作 名称=数", f"write {name}=NUMBER"))
    limits = {title: found for title, found in settings_fields().items() if _is_limit(found[0])}
    if name in limits:
        key, info = limits[name]
        most = _number(field_of(info), name, number)
        return Asked(
            ("limit", key),
            Proposal(
                Text(f"{name}改为{most}", f"{key} {most}"),
                lambda p: change.with_settings(p, **{key: most}),
            ),
        )
    person = _limited(problem, name, limits)
    who = Words(problem).person(person)
    week = _number(PERSON_WEEK, who, number)
    return Asked(
        ("limit of", person),
        Proposal(
            Text(f"{who}每周上限改为{week}次", f"{who}: {week} duties a week"),
            lambda p: change.with_person(p, person, max_week=week),
        ),
    )


def _limited(problem: Problem, name: str, limits: Iterable[str]) -> str:
    """The person whose week is limited. Raises UnknownError, which also names the county's limits."""
    try:
        return person_named(problem, name)
    except UnknownError as error:
        people, told = error.text, "、".join(limits)
        raise UnknownError(
            Text(
                f"“{name}”不是上限的名称，上限有：{told}。作为人员，{people.zh}",
                f"{name!r} is no limit; these are: {told}. As for people: {people.en}",
            )
        ) from None


def _number(field: Field, name: str, number: str) -> int:
    """The number as the inputs would take it. Raises UnknownError, which says the range."""
    try:
        return int(field.parse(number))
    except FieldError as error:
        wrong, right = error.message, error.remedy
        raise UnknownError(
            Text(
                f"{name}={number}：{wrong.zh}，{right.zh}",
                f"{name}={number}: {wrong.en}; {right.en}",
            )
        ) from None


def _is_limit(key: str) -> bool:
    return key.startswith("max_") or key == "rest_days"


def _add(problem: Problem, text: str) -> Asked:
    try:
        category = CATEGORY.parse(text)
    except FieldError as error:
        raise UnknownError(error.remedy) from None
    kind = CATEGORY_NAMES[category]
    return Asked(
        (),
        Proposal(
            Text(f"增加一名{kind.zh}", f"one more {kind.en}"),
            lambda p: change.joined(p, category, f"新增{kind.zh}"),
        ),
    )
