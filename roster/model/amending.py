"""A month that goes on changing after it was planned: its problem with the changes in it, and the roster in
force as what to stay close to.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import ChangeRefusedError
from roster.model.audit import describe, violations
from roster.model.calendar import Month
from roster.model.changes import Absent, Closed, Edited, OftenerOrSeldomer, applied
from roster.model.differences import changes_between
from roster.model.proposals import changed, without_closure, without_pins
from roster.model.requests import Baseline, Duty, Exemption
from roster.text import Text, day_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from roster.model.audit import Finding
    from roster.model.changes import Change
    from roster.model.problem import Problem
    from roster.model.requests import Closure, Leave

ALREADY_SERVED = "已值班或临近，不再变动"


class InForce(NamedTuple):
    """The duties that people know of, and whether they were published: then days near and past stay.

    They stay as they were ``decided``: as in the newest draft, where one came after the publication (None:
    as published). Who was to step in on a day that is over by now is not sent away again.
    """

    duties: tuple[Duty, ...]
    published: bool
    decided: tuple[Duty, ...] | None = None

    def standing(self, until: date) -> tuple[Duty, ...]:
        """As decided up to that day, as published after it."""
        if self.decided is None:
            return self.duties
        near = [d for d in self.decided if d.date <= until]
        return tuple(sorted([*near, *(d for d in self.duties if d.date > until)], key=Duty.order))


def amended(problem: Problem, changes: Iterable[Change], in_force: InForce, today: date) -> Problem:
    """The problem with the changes, to be solved with as few changes of the roster as can be.

    ``problem`` is that of the month's newest revision. Days before ``today`` never change, nor do those of
    the freeze window (setting 冻结天数), but for duties there that the changes make impossible.

    Raises ChangeRefusedError with every change that concerns days past only, makes no valid problem, or
    stands against what stays.
    """
    new = changed(problem, baseline=None)
    new = applied_from(new, changes, today if in_force.published else None)
    if not in_force.published:
        return changed(new, baseline=Baseline(duties=in_force.duties))
    until = problem.frozen_until(today)
    standing = in_force.standing(max(until, today - timedelta(days=1)))
    new = _without_pins_never_held(new, standing, today)
    near = [d for d in standing if today <= d.date <= until]
    base = Baseline(
        duties=standing,
        fixed_until=until,
        released=tuple(d for d in near if _broken(new, [d])),
        placed=tuple(
            p.duty for p in problem.pins if today <= p.duty.date <= until and p in new.pins
        ),
    )
    return _lawful(changed(new, baseline=base))


def planned_anew(
    problem: Problem, in_force: Iterable[Duty], today: date, *, afresh: bool = False
) -> Problem:
    """The problem of a month that was published and is planned from the inputs again: what is over or near
    stays, the rest changes as little as can be, or, where it is to be ``afresh``, as much as serves it.

    Raises ChangeRefusedError where who served is no longer in the inputs, or was not allowed to.
    """
    duties = tuple(in_force)
    gone = {d.person for d in duties if d.person not in problem.person}
    gone |= {d.site for d in duties if d.site not in problem.site}
    if gone:
        told = "、".join(sorted(gone))
        raise ChangeRefusedError(
            [
                Text(
                    f"本月已公布的值班里有，输入里却没有：{told}。请加回；人员离任填“离任日期”，站点停用填“关闭”",
                    f"published duties of the month name what the inputs lack: {told}; put it back, with "
                    "离任日期 for who left and 关闭 for a site given up",
                )
            ]
        )
    new = amended(problem, (), InForce(duties, published=True), today)
    if not afresh:
        return new
    assert new.baseline is not None
    assert new.baseline.fixed_until is not None
    if new.baseline.fixed_until < problem.month.first:
        return problem
    anything = changes_between(duties, ()) + len(new.slots) * len(new.people)
    return changed(new, baseline=new.baseline.model_copy(update={"free": anything}))


def open_where_held(
    problem: Problem, known: Collection[Closure], duties: Iterable[Duty], today: date
) -> Problem:
    """Closures but those that are ``known`` from the inputs leave out the days past on which duties were
    held all the same: they were reported too late for these.
    """
    for duty in duties:
        shut = [
            c
            for c in problem.closures
            if c not in known and c.site == duty.site and c.touches(duty.date, duty.session)
        ]
        if shut and duty.date < today:
            problem = without_closure(problem, shut, duty.date)
    return problem


def applied_from(problem: Problem, changes: Iterable[Change], first: date | None) -> Problem:
    """The problem after the changes, of which only days from ``first`` on count (None: all).

    Raises ChangeRefusedError with all that cannot be applied.
    """
    refused = []
    for change in changes:
        told = change.text(problem)
        try:
            part = _from(change, first)
            _require_new(problem, part)
            problem = applied(problem, [part])
        except ChangeRefusedError as error:
            refused += [Text(f"{told.zh}：{r.zh}", f"{told.en}: {r.en}") for r in error.reasons]
        except ValueError:
            no = Text("与已有的设置重复或矛盾", "it is there already, or contradicts the inputs")
            refused.append(Text(f"{told.zh}：{no.zh}", f"{told.en}: {no.en}"))
    if refused:
        raise ChangeRefusedError(refused)
    return problem


def _require_new(problem: Problem, change: Change) -> None:
    """Raises ChangeRefusedError for what is known already."""
    if isinstance(change, Absent):
        away = (x for x in problem.leaves if x.person == change.person)
        again = any(_same_days(x, change) for x in away)
    elif isinstance(change, Closed):
        shut = (x for x in problem.closures if x.site == change.site)
        again = any(_same_days(x, change) for x in shut)
    elif isinstance(change, OftenerOrSeldomer):
        again = problem.station_demand[change.site].frequency == change.frequency
    else:
        again = False
    if again:
        raise ChangeRefusedError(
            [Text("已经是这样，不用再登记", "it is so already, and need not be said again")]
        )


def _same_days(known: Leave | Closure, change: Absent | Closed) -> bool:
    days = (known.start, known.end, known.session)
    return days == (change.start, change.end, change.session) and not known.weekdays


def _without_pins_never_held(problem: Problem, duties: Iterable[Duty], today: date) -> Problem:
    """Without what was decided for days that are over by now, and was never published."""
    held = set(duties)
    gone = [p for p in problem.pins if p.duty.date < today and p.duty not in held]
    return without_pins(problem, gone) if gone else problem


def _from(change: Change, first: date | None) -> Change:
    """The part of the change that is not past. Raises ChangeRefusedError where nothing is left."""
    if first is None:
        return change
    over = ChangeRefusedError(
        [
            Text(
                f"{day_text(first).zh}之前的值班已过，不再改动",
                f"what lies before {day_text(first).en} is over and stays",
            )
        ]
    )
    if change.kind in ("absent", "present", "closed"):
        if change.end < first:
            raise over
        return change.model_copy(update={"start": max(change.start, first)})
    if isinstance(change, Edited):
        days = [d.date for d in (*change.removed, *change.added)]
    elif change.kind in ("pinned", "unpinned"):
        days = [change.duty.date]
    elif change.kind == "visit":
        days = [change.date]
    else:
        return change.model_copy(update={"since": first})
    if min(days, default=first) < first:
        raise over
    return change


def _broken(problem: Problem, duties: Iterable[Duty]) -> list[Finding]:
    """What the duties break, whatever pins are missing among them."""
    return [finding for finding in violations(problem, duties) if finding.rule != "pin"]


def _lawful(problem: Problem) -> Problem:
    """The problem with what stays exempted from limits that it would break now: it is done, or too near.

    Raises ChangeRefusedError where it breaks what nobody is exempted from.
    """
    while True:
        findings = _broken(problem, problem.fixed)
        if not findings:
            return problem
        curable = [f for f in findings if _curable(f)]
        if not curable:
            raise ChangeRefusedError([describe(problem, f) for f in findings])
        duty = max(curable[0].duties, key=Duty.order)
        exemption = Exemption(duty=duty, rule=curable[0].rule, reason=ALREADY_SERVED)
        problem = changed(problem, exemptions=(*problem.exemptions, exemption))


def _curable(finding: Finding) -> bool:
    from roster.model.rules import RULE_BY_KEY

    return RULE_BY_KEY[finding.rule].overridable and bool(finding.duties)


def with_history(problem: Problem, in_force: Sequence[Duty]) -> Problem:
    """The problem with the duties in force of other months, as they are now, in place of what was known
    of these months when it was made. Duties of people and sites it does not have are left out.
    """
    first, last = problem.calendar.days[0].date, problem.calendar.days[-1].date
    months = {Month.of(d.date) for d in in_force}
    kept = [d for d in problem.history if Month.of(d.date) not in months]
    new = [
        d
        for d in in_force
        if first <= d.date <= last
        and d.date not in problem.month
        and d.person in problem.person
        and d.site in problem.site
    ]
    history = tuple(sorted({*kept, *new}, key=Duty.order))
    return problem if history == problem.history else changed(problem, history=history)
