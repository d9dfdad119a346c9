"""The rules about a roster that is being changed, as the solver keeps them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from roster.model.slots import SlotKey
from roster.solver.registry import constrains, penalises

if TYPE_CHECKING:
    from roster.model.requests import Duty
    from roster.solver.variables import Expr, Variables


@constrains("fixed")
def fixed(v: Variables) -> None:
    """On the days that stay, who served serves and nobody else does, but for the places of duties that
    cannot be held any more, and what was put there by hand.
    """
    base = v.problem.baseline
    if base is None or base.fixed_until is None:
        return
    kept = {(d.person, SlotKey.of(d)) for d in v.problem.fixed}
    released = {(d.person, SlotKey.of(d)) for d in base.released}
    vacant = {key for _, key in released}
    for pair in kept:
        v.model.add(v.duty[pair] == 1)
    free = kept | {(d.person, SlotKey.of(d)) for d in base.placed}
    for pair, var in v.duty.items():
        key = pair[1]
        if key.date > base.fixed_until or pair in free:
            continue
        if key not in vacant or pair in released:
            v.model.add(var == 0)


@penalises("changed")
def changed(v: Variables) -> Expr:
    """Places that are filled otherwise, beyond those that are free: in each slot those who go or those
    who come, whichever are more.
    """
    base = v.problem.baseline
    if base is None:
        return 0
    before: dict[SlotKey, list[Duty]] = defaultdict(list)
    for duty in base.duties:
        before[SlotKey.of(duty)].append(duty)
    sizes = [_changed(v, key, before[key]) for key in {*before, *v.problem.slots}]
    if not base.free:
        return sum(sizes)
    size = v.model.new_int_var(0, len(v.duty) + len(base.duties), "changed")
    v.model.add(size >= sum(sizes) - base.free)
    return size


def _changed(v: Variables, key: SlotKey, before: list[Duty]) -> Expr:
    people = {duty.person for duty in before}
    stay = [v.duty[person, key] for person in people if (person, key) in v.duty]
    gone = len(people) - sum(stay)
    if key not in v.problem.slots:
        return gone
    new = v.staff(key) - sum(stay)
    if not people:
        return new
    size = v.model.new_int_var(0, len(people) + v.problem.slots[key].most, f"changed {key}")
    v.model.add(size >= gone)
    v.model.add(size >= new)
    return size
