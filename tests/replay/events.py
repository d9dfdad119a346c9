"""Everything that may happen on a day, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.replay import by_hand, changes
from tests.replay.drawn import month_of, one_of
from tests.replay.office import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.replay.drawn import Event
    from tests.replay.office import Office

SWAPPED = "swapped"  # asked, accepted and approved on one day: three events


def happen(office: Office, event: Event, why: str) -> Any:
    """Let it happen; gives what was written, or None where there was nothing to choose."""
    return KINDS[event.kind](office, event, why)


def planned(office: Office, event: Event, why: str) -> Any:
    """The month is planned from the inputs again, sometimes afresh."""
    return office.plan(month_of(office, event), afresh=event.a % 3 == 0)


def published(office: Office, event: Event, why: str) -> Any:
    """The newest draft of a month that has one, or of any, is published."""
    drafts = [m for m in office.months if not office.newest(m).published_at]
    month = one_of(drafts, event.a) if drafts and event.b % 4 else month_of(office, event)
    return office.publish(month, REASONS if event.b % 3 else {})


def moved_house(office: Office, event: Event, why: str) -> Any:
    """Backup, and import into a fresh store."""
    return office.move_house()


def reopened(office: Office, event: Event, why: str) -> Any:
    """The program is started again."""
    return office.reopen()


KINDS: dict[str, Callable[[Office, Event, str], Any]] = {
    f.__name__: f
    for f in (
        changes.absent,
        changes.present,
        changes.closed,
        changes.extra,
        changes.frequency,
        changes.pinned,
        changes.unpinned,
        by_hand.edited,
        by_hand.asked,
        by_hand.stepped,
        by_hand.restored,
        planned,
        published,
        moved_house,
        reopened,
    )
}
