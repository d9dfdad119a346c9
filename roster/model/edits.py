"""Hand changes of a roster: what each of them breaks, what a reason allows, and what they come to.

Nothing is solved: the roster is put together as somebody wants it, and the audit is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.model.audit import CHECKS, Facts, describe, violations
from roster.model.changes import Edited
from roster.model.comparison import LevelChange, counted_changes
from roster.model.proposals import changed
from roster.model.requests import Baseline, Duty, Exemption
from roster.model.rules import RULE_BY_KEY
from roster.model.shortages import find_shortages, told_of
from roster.text import Text, day_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from typing import Literal

    from roster.model.problem import Problem
    from roster.model.roster import Shortage
    from roster.model.wording import Words

PAST, FROZEN, ABSENT, PRESENT, TWICE = "past", "frozen", "absent", "present", "twice"
NOT_THERE = Text("排班里没有这一班", "there is no such duty in the roster")
THERE_ALREADY = Text("已排了这一班", "has this duty already")
SAID_TWICE = Text("同一班写了两次", "the same duty is named twice")


class HandChange(NamedTuple):
    """Duties that somebody takes out and puts in together, and the reason given for it."""

    removed: tuple[Duty, ...] = ()
    added: tuple[Duty, ...] = ()
    reason: str = ""


class Fault(NamedTuple):
    """What stands against a change. ``rule`` is a hard rule's key, or else ``past`` or ``frozen`` (the
    day), ``absent``, ``present`` or ``twice`` (the duty). ``duty`` is the one concerned, ``overridable``
    whether a reason allows it all the same.
    """

    duty: Duty
    rule: str
    text: Text
    overridable: bool


class Checked(NamedTuple):
    """What a set of hand changes comes to.

    ``faults`` are what refuses them, all at once; ``overridden`` what a reason was given for; ``already``
    what the roster broke before and still does, which is told and refuses nothing. ``edited`` is the
    change as it is kept; ``problem`` and ``duties`` (in order) are what would be, ``levels`` what
    becomes of each level, ``gone`` and ``new`` the shortages that end and begin.
    """

    edited: Edited
    faults: tuple[Fault, ...]
    overridden: tuple[Fault, ...]
    already: tuple[Text, ...]
    problem: Problem
    duties: tuple[Duty, ...]
    levels: tuple[LevelChange, ...]
    gone: tuple[Shortage, ...]
    new: tuple[Shortage, ...]

    @property
    def lacks_only_a_reason(self) -> bool:
        """Whether a reason would allow all that refuses it."""
        return bool(self.faults) and all(fault.overridable for fault in self.faults)


def check(
    problem: Problem,
    duties: Sequence[Duty],
    changes: Sequence[HandChange],
    *,
    on: date,
    kind: Literal["edit", "swap", "restore"] = "edit",
    published: Sequence[Duty] | None = None,
    granted: Sequence[Exemption] = (),
) -> Checked:
    """The changes on a revision's problem and duties, made on the day ``on``.

    A reason allows what may be overridden, in its own change. In a restoration it does not: there only
    the exemptions ``granted`` when the duties were first decided hold again. ``published`` are the
    duties in force, with which a roster that is being changed is compared.
    """
    reasons = {d: c.reason for c in changes for d in (*c.removed, *c.added) if c.reason}
    edited, after = _edited(duties, changes, kind)
    was = compared_with(problem, published)
    bare = edited.apply_to(was)
    broken = list(broken_by(bare, after, edited.added))
    allowed = {} if kind == "restore" else reasons
    exemptions = _exemptions(bare, after, edited.added, allowed, granted) if broken else ()
    made = changed(bare, exemptions=(*bare.exemptions, *exemptions)) if exemptions else bare
    others = [*_misnamed(duties, changes), *_of_days(problem, changes, on)]
    others += _banned(problem, edited.added, broken) if kind != "restore" else ()
    refusing = [f for f in others if not (f.overridable and f.duty in reasons)]
    excused = {(e.duty, e.rule) for e in exemptions}
    gone, new = _turned((problem, duties), (made, after))
    return Checked(
        edited=edited.model_copy(update={"exemptions": exemptions}),
        faults=(*refusing, *broken_by(made, after, edited.added)),
        overridden=tuple(f for f in others if f not in refusing)
        + tuple(f for f in broken if (f.duty, f.rule) in excused),
        already=tuple(_broken_anyway(made, after, edited.added)),
        problem=made,
        duties=after,
        levels=tuple(counted_changes((was, duties), (made, after))),
        gone=gone,
        new=new,
    )


def _edited(
    duties: Sequence[Duty],
    changes: Sequence[HandChange],
    kind: Literal["edit", "swap", "restore"],
) -> tuple[Edited, tuple[Duty, ...]]:
    """What really goes and comes, and the duties after it; a duty out and in again is no change."""
    held = set(duties)
    gone = {d for c in changes for d in c.removed} & held
    after = (held - gone) | {d for c in changes for d in c.added}
    edited = Edited(
        kind=kind,
        removed=tuple(sorted(held - after, key=Duty.order)),
        added=tuple(sorted(after - held, key=Duty.order)),
        reason="；".join(dict.fromkeys(c.reason for c in changes if c.reason)),
    )
    return edited, tuple(sorted(after, key=Duty.order))


def compared_with(problem: Problem, published: Sequence[Duty] | None) -> Problem:
    """A roster that is being changed is compared with the one in force, here without days on which
    nothing moves: a person decides about these.
    """
    if problem.baseline is None:
        return problem
    duties = problem.baseline.duties if published is None else tuple(published)
    return changed(problem, baseline=Baseline(duties=duties))


def broken_by(problem: Problem, after: Sequence[Duty], added: Iterable[Duty]) -> Iterator[Fault]:
    """Each hard rule that the duties break, by the added duty that takes part in it."""
    new, told = set(added), set()
    for finding in violations(problem, after):
        for duty in (d for d in finding.duties if d in new):
            text = told_of(problem, finding, duty)
            fault = Fault(duty, finding.rule, text, RULE_BY_KEY[finding.rule].overridable)
            if fault not in told:
                told.add(fault)
                yield fault


def _broken_anyway(
    problem: Problem, after: Sequence[Duty], added: Iterable[Duty]
) -> Iterator[Text]:
    """What no added duty takes part in: another month's duties, say, were changed in the meantime."""
    new = set(added)
    for finding in violations(problem, after):
        if new.isdisjoint(finding.duties):
            yield describe(problem, finding)


def rule_text(rule: str, how: Text) -> Text:
    """每周上限（当周已满3次）."""
    name = RULE_BY_KEY[rule].name
    if name.zh == how.zh:  # 请假（请假）
        return how
    return Text(f"{name.zh}（{how.zh}）", f"{name.en} ({how.en})")


def fault_text(words: Words, fault: Fault) -> Text:
    """李某12月8日（星期二）郭道镇上午：每周上限（当周已满3次）."""
    told = rule_text(fault.rule, fault.text) if fault.rule in RULE_BY_KEY else fault.text
    who, where = words.person(fault.duty.person), words.duty(fault.duty)
    return Text(f"{who}{where.zh}：{told.zh}", f"{who}, {where.en}: {told.en}")


# --- what stands against the day or the duty itself -----------------------------------------------


def _misnamed(duties: Sequence[Duty], changes: Sequence[HandChange]) -> Iterator[Fault]:
    held, seen = set(duties), set()
    gone = {d for c in changes for d in c.removed}
    for change in changes:
        for duty in change.removed:
            if duty not in held:
                yield Fault(duty, ABSENT, NOT_THERE, overridable=False)
        for duty in change.added:
            if duty in held - gone:
                yield Fault(duty, PRESENT, THERE_ALREADY, overridable=False)
        for duty in (*change.removed, *change.added):
            if duty in seen:
                yield Fault(duty, TWICE, SAID_TWICE, overridable=False)
            seen.add(duty)


def _of_days(problem: Problem, changes: Sequence[HandChange], on: date) -> Iterator[Fault]:
    """What is over never changes; what is near only for a reason. Once for each day of a change."""
    last = problem.frozen_until(on)
    for change in changes:
        first = {d.date: d for d in reversed((*change.removed, *change.added))}
        for duty in sorted(first.values(), key=Duty.order):
            day = day_text(duty.date)
            if duty.date < on:
                text = Text(f"{day.zh}已经过去", f"{day.en} is over")
                yield Fault(duty, PAST, text, overridable=False)
            elif duty.date <= last:
                text = Text(
                    f"{day.zh}临近，一般不再变动", f"{day.en} is so near that nothing moves"
                )
                yield Fault(duty, FROZEN, text, overridable=True)


def _banned(problem: Problem, added: Iterable[Duty], broken: Sequence[Fault]) -> Iterator[Fault]:
    """Bans of this very day, which a hand change takes away: it needs a reason as for any other."""
    known = {f.duty for f in broken if f.rule == "ban"}
    for finding in CHECKS["ban"](Facts(problem, added)):
        [duty] = finding.duties
        if duty not in known:
            yield Fault(duty, "ban", finding.text, overridable=True)


# --- exemptions -----------------------------------------------------------------------------------


def _exemptions(
    problem: Problem,
    after: Sequence[Duty],
    added: Sequence[Duty],
    reasons: Mapping[Duty, str],
    granted: Sequence[Exemption],
) -> tuple[Exemption, ...]:
    """The fewest exemptions that the reasons allow: of each duty only from rules that it breaks."""
    found = [e for e in granted if e.duty in added]
    while True:
        broken = _left(problem, after, added, found)
        missing = [f for f in broken if f.overridable and f.duty in reasons]
        if not missing:
            break
        last = missing[-1]
        found.append(Exemption(duty=last.duty, rule=last.rule, reason=reasons[last.duty]))
    for exemption in tuple(found):
        fewer = [e for e in found if e is not exemption]
        if _left(problem, after, added, fewer) == broken:
            found = fewer
    return tuple(found)


def _left(
    problem: Problem, after: Sequence[Duty], added: Sequence[Duty], found: Sequence[Exemption]
) -> list[Fault]:
    exempt = changed(problem, exemptions=(*problem.exemptions, *found))
    return list(broken_by(exempt, after, added))


# --- shortages ------------------------------------------------------------------------------------


def _turned(
    before: tuple[Problem, Sequence[Duty]], after: tuple[Problem, Sequence[Duty]]
) -> tuple[tuple[Shortage, ...], tuple[Shortage, ...]]:
    """The shortages that end and those that begin."""
    now, then = find_shortages(*before), find_shortages(*after)
    return (
        tuple(s for s in now if not _among(s, then)),
        tuple(s for s in then if not _among(s, now)),
    )


def _among(shortage: Shortage, others: Sequence[Shortage]) -> bool:
    """Whether the same is short as much, whatever each person's reasons are now."""
    return any(
        (s.rule, s.site, s.start, s.end, s.missing)
        == (shortage.rule, shortage.site, shortage.start, shortage.end, shortage.missing)
        for s in others
    )
