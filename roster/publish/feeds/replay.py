"""Who an event is: its UID and SEQUENCE, carried from revision to revision.

A commitment is what a duty is for the feed's holder: in a person's feed that person's duty at a
site, in a site's or the county's feed the site's session, whoever serves. It keeps its UID when it
moves within its ISO week, is cancelled when it vanishes, and is revived when it comes back.
Everything is worked out anew from all published revisions, so that equal inputs give equal bytes.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from roster.model.calendar import monday_of
from roster.publish.feeds.wording import Content, contents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from roster.model.calendar import Month
    from roster.model.slots import SlotKey
    from roster.publish.feeds.view import Feed, View


@dataclass(frozen=True)
class Event:
    """One VEVENT.

    ``created`` and ``modified`` are UTC. ``modified`` rises with ``sequence``, by a second or more,
    because some clients ignore a change unless both rise. ``edition`` names the revision that last
    changed it, so that an unchanged event stays the same in later revisions.
    """

    uid: str
    content: Content
    created: datetime
    modified: datetime
    edition: str = ""
    sequence: int = 0
    cancelled: bool = False

    @property
    def day(self) -> date:
        """Its date, local."""
        start = self.content.start
        return start.date() if isinstance(start, datetime) else start

    def changed(self, content: Content, view: View, *, cancelled: bool) -> Event:
        """The event as the revision has it: itself if nothing differs, else one SEQUENCE later."""
        if (content, cancelled) == (self.content, self.cancelled):
            return self
        return replace(
            self,
            content=content,
            cancelled=cancelled,
            sequence=self.sequence + 1,
            modified=max(view.at, self.modified + timedelta(seconds=1)),
            edition=view.edition,
        )


@dataclass(frozen=True)
class Commitment:
    """An event, the slot it stands for (if cancelled, the last one) and the month it belongs to."""

    month: Month
    key: SlotKey
    event: Event


def replay(feed: Feed, views: Iterable[View]) -> list[Event]:
    """The feed's events after all revisions, cancelled ones included; UIDs are unique."""
    known: dict[str, Commitment] = {}
    for view in views:
        for commitment in _next(feed, view, known):
            known[commitment.event.uid] = commitment
    return [commitment.event for commitment in known.values()]


def _next(feed: Feed, view: View, known: Mapping[str, Commitment]) -> list[Commitment]:
    """The month's commitments as the revision leaves them."""
    wanted = contents(view, feed)
    month = [c for c in known.values() if c.month == view.month]
    living = {c.key: c for c in month if not c.event.cancelled}
    cancelled = {c.key: c for c in month if c.event.cancelled}
    matched = match(living, cancelled, wanted)
    found = []
    taken = set(known)
    for key, content in sorted(wanted.items()):
        if key in matched:
            event = matched[key].event.changed(content, view, cancelled=False)
        else:
            uid = mint(feed, view, key, taken)
            taken.add(uid)
            event = Event(uid, content, view.at, view.at, view.edition)
        found.append(Commitment(view.month, key, event))
    kept = {c.event.uid for c in matched.values()}
    for c in living.values():
        if c.event.uid not in kept:
            gone = c.event.changed(c.event.content, view, cancelled=True)
            found.append(replace(c, event=gone))
    return found


def match(
    living: Mapping[SlotKey, Commitment],
    cancelled: Mapping[SlotKey, Commitment],
    wanted: Collection[SlotKey],
) -> dict[SlotKey, Commitment]:
    """Which commitment each wanted slot continues; those of ``wanted`` left out are new.

    First the same slot, living or cancelled: a cancelled event never stands beside a living one in
    the same slot. Then what is left over moves within its site and ISO week, nearest date first.
    """
    same = {**cancelled, **living}
    found = {key: same[key] for key in wanted if key in same}
    pairs = sorted(
        (abs((old.date - new.date).days), old.session != new.session, old, new)
        for old in living
        for new in wanted
        if old not in wanted and new not in found and _same_week(old, new)
    )
    moved: set[SlotKey] = set()
    for _, _, old, new in pairs:
        if old not in moved and new not in found:
            found[new] = living[old]
            moved.add(old)
    return found


def _same_week(old: SlotKey, new: SlotKey) -> bool:
    return old.site == new.site and monday_of(old.date) == monday_of(new.date)


def mint(feed: Feed, view: View, key: SlotKey, taken: Collection[str]) -> str:
    """A new UID: 128 bits of SHA-256 of whose it is and where it first stood, at our domain.

    A slot whose UID has moved elsewhere is counted on, so that no UID is ever given twice.
    """
    turn = 0
    while (uid := identifier(feed, view, [*map(str, key), turn])) in taken:
        turn += 1
    return uid


def identifier(feed: Feed, view: View, parts: list[object]) -> str:
    """A UID made of the feed, the county and the parts alone."""
    whole = json.dumps([*feed, view.settings.county_id, *parts])
    return f"{hashlib.sha256(whole.encode()).hexdigest()[:32]}@{view.settings.uid_domain}"
