"""What differs between two rosters of a month, slot by slot: the list of changes that people are told.

The unit is one person's place in a slot: a substitution is one change, a visit moved to another day
two, one on each day.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from roster.model.slots import SlotKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.requests import Duty


class Difference(NamedTuple):
    """One slot whose persons differ: ids of those who no longer serve there (``gone``), of those who
    newly do (``new``) and of those who still do (``kept``), each in order.
    """

    slot: SlotKey
    gone: tuple[str, ...]
    new: tuple[str, ...]
    kept: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many changes it counts as: places that are filled otherwise, emptied or new."""
        return max(len(self.gone), len(self.new))


def differences(before: Iterable[Duty], after: Iterable[Duty]) -> list[Difference]:
    """The slots that differ, by date, site and session."""
    old, new = _by_slot(before), _by_slot(after)
    found = [
        Difference(
            key,
            tuple(sorted(old[key] - new[key])),
            tuple(sorted(new[key] - old[key])),
            tuple(sorted(old[key] & new[key])),
        )
        for key in {*old, *new}
        if old[key] != new[key]
    ]
    return sorted(found, key=lambda d: (d.slot.date, d.slot.site, d.slot.session.rank))


def changes_between(before: Iterable[Duty], after: Iterable[Duty]) -> int:
    """How many changes lie between two rosters."""
    return sum(difference.size for difference in differences(before, after))


def _by_slot(duties: Iterable[Duty]) -> defaultdict[SlotKey, set[str]]:
    found: defaultdict[SlotKey, set[str]] = defaultdict(set)
    for duty in duties:
        found[SlotKey.of(duty)].add(duty.person)
    return found
