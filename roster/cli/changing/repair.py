"""A month in force is changed: the problem with the change in it is repaired, proposals are shown, one of
them is kept as a draft.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from roster.cli.changing.change_options import How
from roster.cli.changing.proposals import tell_base, tell_proposal
from roster.cli.changing.saving import keep_draft
from roster.cli.changing.standing import Standing, standing
from roster.cli.hand import county_of, today, who
from roster.cli.planning.progress import progress_on_terminal
from roster.cli.speech import speech
from roster.cli.stores import existing
from roster.errors import ChangeRefusedError, UnknownError
from roster.model.amending import InForce, amended
from roster.model.calendar import Month
from roster.model.changes import Change, ExtraHeld
from roster.model.problem import Problem
from roster.model.revision import Revision
from roster.model.roster import SolverSettings
from roster.model.wording import Words, dated
from roster.solver.pins import refuse_conflicting_pins
from roster.solver.repair import fewest, further
from roster.store import Store
from roster.text import Text

NOT_ONE, MANY = 0, 99  # chosen: none of the proposals; not chosen yet


class Asked(NamedTuple):
    """A change asked for: on which days, and what it is once names are looked up in a month's problem; None
    where that failed and was reported.
    """

    first: date
    last: date
    change: Callable[[Problem], Change | None]


def change_months(
    asked: Sequence[Asked], how: How, check: Callable[[], None] = lambda: None
) -> None:
    """Make the changes in every month that they touch and that was planned, one after another. ``check``
    raises what was reported while names were looked up.

    Raises UnknownError where no such month was planned, ChangeRefusedError where a change cannot be made;
    nothing is written then.
    """
    with existing(how.store) as store:
        county = county_of(store, how.county)
        months = _months(store, county, asked, check)
        day = today(how.on)
        months = [
            m for m in months if day <= m.last
        ] or months  # what is over is told, if it is all
        found = [standing(store, county, m) for m in months]
        changes = [_changes(now.revision, asked) for now in found]
        check()
        problems = [to_repair(now, wanted, day) for now, wanted in zip(found, changes, strict=True)]
        for now, wanted, problem in zip(found, changes, problems, strict=True):
            _change(store, now, problem, wanted, how)


def to_repair(now: Standing, changes: Sequence[Change], day: date) -> Problem:
    """The problem of a month's newest revision with the changes made on the day, to be solved with as few
    changes of the roster in force as can be.

    Raises ChangeRefusedError where a change cannot be made, PinConflictError where one stands against a
    pin.
    """
    known = now.duties if now.published is None else now.published
    in_force = InForce(known, now.published is not None, now.duties)
    problem = amended(now.problem, changes, in_force, day)
    refuse_conflicting_pins(problem)
    return problem


def _months(
    store: Store, county: str, asked: Sequence[Asked], check: Callable[[], None]
) -> list[Month]:
    """The months planned that the changes touch."""
    known = store.months(county)
    found = [m for m in known if any(_touches(one, m) for one in asked)]
    if not found:
        check()
        told, first = "、".join(map(str, known)), Month.of(min(one.first for one in asked))
        raise UnknownError(
            Text(
                f"“{county}”没有{first}的排班（已有：{told}）；还没有编排的月份，请写进输入后编排",
                f"{county!r} has no roster of {first} (known: {told}); what concerns a month not planned "
                "yet belongs into its inputs",
            )
        )
    if max(one.last for one in asked) > found[-1].last:
        speech.say(
            f"注意：{found[-1]}之后的月份还没有编排；其中的请假会登记，编排时计入。",
            f"Note: months after {found[-1]} are not planned yet; an absence there is kept and counted "
            "when they are.",
        )
    return found


def _touches(one: Asked, month: Month) -> bool:
    return one.first <= month.last and month.first <= one.last


def _changes(revision: Revision, asked: Sequence[Asked]) -> list[Change]:
    """The changes of one month, with names looked up. Raises UnclearError."""
    month = revision.problem.planned_month
    made = [one.change(revision.problem) for one in asked if _touches(one, month)]
    return [change for change in made if change is not None]


def _change(
    store: Store, now: Standing, problem: Problem, changes: Sequence[Change], how: How
) -> None:
    revision = now.revision
    # Counted in work, not in time: whoever takes a proposal by its number gets the one that was shown.
    settings = SolverSettings(workers=1, seed=1, time_limit=how.time_limit, deterministic=True)
    for change in changes:
        text = change.text(problem)
        speech.say(f"变更：{text.zh}", f"change: {text.en}")
        _tell_already_visited(revision, change)
    base = now.in_force or revision
    tell_base(base, revision)
    with progress_on_terminal() as watch:
        best = fewest(problem, settings, watch)
    tell_proposal(1, base, problem, best)
    found = [best]
    if (how.choose or MANY) > 1:
        with progress_on_terminal() as watch:
            found += further(problem, best, settings, watch)
        for number, solution in enumerate(found[1:], 2):
            tell_proposal(number, base, problem, solution)
    number = _chosen(len(found), how.choose)
    if number == NOT_ONE:
        return
    solution = found[number - 1]
    keep_draft(
        store,
        revision,
        problem,
        solution.duties,
        solution.levels,
        changes,
        settings=settings,
        by=who(how.by),
        why=how.reason,
        outputs=how.outputs,
    )


def _tell_already_visited(revision: Revision, change: Change) -> None:
    """That an extra visit takes the place of the regular one of that day, which moves."""
    if not isinstance(change, ExtraHeld):
        return
    there = [d for d in revision.roster.duties if (d.site, d.date) == (change.site, change.date)]
    if there:
        where, day = Words(revision.problem).site(change.site), dated(change.date)
        speech.say(
            f"  注意：{where.zh}{day.zh}本来就有坐班。这一次改作加场，当周的例行坐班另排一天；"
            "只想多派人，请放弃后写 --persons。",
            f"  Note: {where.en} is visited on {day.en} anyway. That visit becomes the extra one, and the "
            "week's regular visit moves; for more persons only, take none and write --persons.",
        )


def _chosen(count: int, choose: int | None) -> int:
    """Which proposal is taken: said beforehand, or asked on a terminal. Raises ChangeRefusedError for a
    number that is none.
    """
    if choose is not None:
        if choose > count:
            raise ChangeRefusedError(
                [
                    Text(
                        f"没有方案{choose}，只有{count}个",
                        f"no proposal {choose}: there are {count}",
                    )
                ]
            )
        return choose
    if sys.stdin.isatty():
        speech.say(
            f"采用哪个方案？（1—{count}；其他键放弃）",
            f"Which proposal? (1 to {count}; anything else: none)",
        )
        answer = sys.stdin.readline().strip()
        if answer.isdecimal() and 1 <= int(answer) <= count:
            return int(answer)
    speech.say(
        "没有保存，什么也没有写入；采用方案1请加 --yes，其他方案加 --choose 方案号。",
        "Nothing was saved or written; take the first with --yes, another with --choose NUMBER.",
    )
    return NOT_ONE
