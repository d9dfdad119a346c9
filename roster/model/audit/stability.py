"""The rules about a roster that is being changed: what stays, and how much changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.audit.registry import Finding, checks
from roster.model.differences import differences
from roster.model.slots import SlotKey
from roster.text import Text, day_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.audit.facts import Facts


@checks("fixed")
def fixed(facts: Facts) -> Iterable[Finding]:
    """On days that are over, or too near, the roster is as it was; only a duty that cannot be held any
    more goes, and somebody else may take its place; and what somebody put there by hand may be.
    """
    base = facts.problem.baseline
    if base is None or base.fixed_until is None:
        return
    kept, held = facts.problem.fixed, set(facts.duties)
    for duty in sorted(kept - held, key=lambda d: d.order()):
        day = day_text(duty.date)
        text = Text(f"{day.zh}的值班已定，没有排上", f"the duty of {day.en} stays, and is missing")
        yield Finding("fixed", 1, text, duty.person, duty.site)
    vacant = {SlotKey.of(duty) for duty in base.released}
    for duty in facts.duties:
        if duty.date > base.fixed_until or duty in kept or duty in base.placed:
            continue
        if SlotKey.of(duty) not in vacant or duty in base.released:
            day = day_text(duty.date)
            text = Text(f"{day.zh}已定不动", f"{day.en} stays as it is")
            yield Finding("fixed", 1, text, duty.person, duty.site, (duty,))


@checks("changed")
def changed(facts: Facts) -> Iterable[Finding]:
    """Places that are filled otherwise than in the roster being changed, emptied or new, beyond those
    that are free.
    """
    base = facts.problem.baseline
    if base is None:
        return
    free = base.free
    for difference in differences(base.duties, facts.duties):
        size = max(0, difference.size - free)
        free = max(0, free - difference.size)
        if size:
            day = day_text(difference.slot.date)
            text = Text(f"{day.zh}与原来不同", f"{day.en} is not as it was")
            duties = tuple(d for d in facts.duties if SlotKey.of(d) == difference.slot)
            yield Finding("changed", size, text, site=difference.slot.site, duties=duties)
