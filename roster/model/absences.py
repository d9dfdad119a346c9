"""Absences that were reported after planning, and what is left of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.changes import Absent, Present

if TYPE_CHECKING:
    from collections.abc import Iterable


def absences_in_force(reported: Iterable[Absent | Present]) -> list[Absent]:
    """What still holds, in the order in which it was reported: taken off is what a later Present
    names.

    An absence that was reported for two months, because it touches both, is counted once.
    """
    kept: list[Absent] = []
    for change in reported:
        if isinstance(change, Present):
            kept = [rest for absent in kept for rest in _left(absent, change)]
        elif not any(_same(change, absent) for absent in kept):
            kept.append(change)
    return kept


def _left(absent: Absent, present: Present) -> list[Absent]:
    return present.left_of(absent) if absent.person == present.person else [absent]


def _same(one: Absent, other: Absent) -> bool:
    return one.model_copy(update={"reason": other.reason}) == other
