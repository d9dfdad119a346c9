"""Pins that cannot hold together: the smallest contradictory sets of pins and of the settings that they
meet (leave, limits, what is wanted …), found by delete-and-recheck.

Every hard rule but ``pin`` and ``fixed`` is a packing rule, so pins contradict exactly when the roster
made of these pins and of what stays as it is breaks a rule; the audit decides that, apart from the solver
(solver cores are known to be wrong or too large: docs/solving.md).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from roster.errors import PinConflict, PinConflictError
from roster.model.audit import Finding, violations
from roster.model.causes import causes
from roster.model.rules import RULE_BY_KEY
from roster.text import Text, day_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.problem import Problem
    from roster.model.proposals import Proposal
    from roster.model.requests import Pin


def refuse_conflicting_pins(problem: Problem) -> None:
    """Raises PinConflictError with every conflict found, smallest sets first."""
    conflicts = conflicting_pins(problem)
    if conflicts:
        raise PinConflictError([_told(problem, pins) for pins in conflicts])


def conflicting_pins(problem: Problem) -> list[list[Pin]]:
    """Sets of pins that break a rule together and of which no smaller part does, smallest first: every
    single pin and every pair, then larger sets that share no pin with another.
    """
    left = list(problem.pins)
    found: list[list[Pin]] = [[pin] for pin in left if _broken(problem, [pin])]
    left = [pin for pin in left if [pin] not in found]
    pairs = [list(pair) for pair in combinations(left, 2) if _broken(problem, pair)]
    found += pairs
    left = [pin for pin in left if not any(pin in pair for pair in pairs)]
    while _broken(problem, left):
        smallest = _shrink(problem, left)
        found.append(smallest)
        left = [pin for pin in left if pin not in smallest]
    return sorted(found, key=len)


def _shrink(problem: Problem, pins: Sequence[Pin]) -> list[Pin]:
    """Delete and recheck: a part of the pins that breaks a rule and of which every pin is needed."""
    kept = list(pins)
    for pin in pins:
        without = [p for p in kept if p is not pin]
        if _broken(problem, without):
            kept = without
    return kept


def _broken(problem: Problem, pins: Sequence[Pin]) -> list[Finding]:
    """What the pins break, together with the duties that stay as they are (these alone break nothing)."""
    found = violations(problem, {*problem.fixed, *(pin.duty for pin in pins)})
    return [f for f in found if f.rule != "pin" and (f.rule != "fixed" or f.duties)]


def needed_causes(problem: Problem, pins: Sequence[Pin]) -> list[Proposal]:
    """Delete and recheck once more: the settings without any of which these pins would hold together,
    all others taken away. A conflict of places or of the calendar has none.
    """
    kept, left = [], problem
    for cause in causes(problem, _broken(problem, pins)):
        without = cause.apply(left)
        if _broken(without, pins):
            left = without
        else:
            kept.append(cause)
    return kept


def _told(problem: Problem, pins: Sequence[Pin]) -> PinConflict:
    named = []
    for pin in pins:
        day, duty = day_text(pin.duty.date), pin.duty
        who, where = problem.person[duty.person].name, problem.site[duty.site].name
        named.append(Text(f"指定 {who} {day.zh} {where}", f"pin {who} {day.en} {where}"))
    settings = [cause.text for cause in needed_causes(problem, pins)]
    rules = {f.rule: f.text for f in _broken(problem, pins)}
    told = [
        Text(
            f"{RULE_BY_KEY[rule].name.zh}（{text.zh}）", f"{RULE_BY_KEY[rule].name.en} ({text.en})"
        )
        for rule, text in rules.items()
    ]
    return PinConflict(tuple(named), tuple(told), tuple(settings))
