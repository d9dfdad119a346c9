"""A subscriber of every feed: a small calendar client that merges by UID and SEQUENCE, written from the
RFCs (5545 §3.8.7.4, 5546 §2.1.4) and knowing nothing of how feeds are made.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import monday_of
from roster.model.people import CATEGORY_NAMES
from tests.publish.feeds_kit import events, moment, problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roster.model.requests import Duty
    from roster.model.revision import Revision

FORGOTTEN = timedelta(days=28)  # so old a cancellation may leave the feed (docs/outputs.md)
BEGIN, END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"


class Held(NamedTuple):
    """An event as the client holds it: its text, and what the merge goes by."""

    text: bytes
    sequence: int
    stamp: date
    start: date
    end: date
    place: str
    who: frozenset[str]
    cancelled: bool

    @property
    def notice(self) -> bool:
        """Whether it is the all-day event that says there is nothing."""
        return not isinstance(self.start, datetime)

    @property
    def shown(self) -> tuple[date, date, str, frozenset[str]]:
        """What the subscriber reads."""
        return self.start, self.end, self.place, self.who


Shown = set[tuple[date, date, str, frozenset[str]]]


class Subscriber:
    """One client for every feed, as it was after the last fetch."""

    def __init__(self) -> None:
        self.feeds: dict[str, dict[str, Held]] = {}
        self.bytes: dict[str, bytes] = {}
        self.commitments: dict[tuple[str, str], tuple[str, date]] = {}

    def fetch(self, feeds: Mapping[str, bytes], today: date) -> None:
        """Fetch all feeds; asserts that each obeys the format and the rules of merging."""
        assert set(self.feeds) <= set(feeds), "a feed is gone"
        for name, data in feeds.items():
            if self.bytes.get(name) != data:
                assert problems(data) == [], name
                self._merge(name, data, today)
                self.bytes[name] = data

    def _merge(self, name: str, data: bytes, today: date) -> None:
        old = self.feeds.get(name, {})
        new = _parsed(data)
        assert new, "an empty feed"
        for uid, held in new.items():
            if uid in old and old[uid].text != held.text:
                assert held.sequence > old[uid].sequence, "changed, and no client would know"
                assert held.stamp > old[uid].stamp
            if not held.notice:
                of = held.place, monday_of(_day(held))
                assert self.commitments.setdefault((name, uid), of) == of, "a UID is used again"
        for uid in set(old) - set(new):
            gone = old[uid]
            assert gone.notice or (gone.cancelled and _day(gone) < today - FORGOTTEN), (name, gone)
        if any(held.notice for held in new.values()):
            assert len(new) == 1, "a notice that nothing is planned, beside what is"
        self.feeds[name] = new

    def shown(self, name: str) -> Shown:
        """The duties that the client shows, cancelled ones left out."""
        return {h.shown for h in self.feeds[name].values() if not (h.cancelled or h.notice)}


def _day(held: Held) -> date:
    return held.start.date() if isinstance(held.start, datetime) else held.start


def _parsed(data: bytes) -> dict[str, Held]:
    texts = [part.split(END)[0] for part in data.split(BEGIN)[1:]]
    found = {}
    for text, lines in zip(texts, events(data), strict=True):
        start, end = moment(lines["DTSTART"]), moment(lines["DTEND"])
        names = lines["SUMMARY"].text.partition("值班：")[2]
        found[lines["UID"].value] = Held(
            text,
            int(lines["SEQUENCE"].value),
            moment(lines["DTSTAMP"]),
            start,
            end,
            lines["LOCATION"].text if "LOCATION" in lines else "",
            frozenset(names.split("、")) if names else frozenset(),
            lines["STATUS"].value == "CANCELLED",
        )
    return found


def expected(in_force: Iterable[Revision]) -> dict[str, Shown]:
    """What every feed must show: each duty in force, by the hours and names of its own revision."""
    found: dict[str, Shown] = {}
    for revision in in_force:
        problem = revision.problem
        for duty in revision.roster.duties:
            key = (duty.date, duty.site, duty.session)
            mates = [
                problem.person[d.person]
                for d in revision.roster.duties
                if (d.date, d.site, d.session) == key
            ]
            names = frozenset(
                p.name if p.consent_public else CATEGORY_NAMES[p.category].zh for p in mates
            )
            start, end, place = _seen(revision, duty)
            found.setdefault(f"person-{duty.person}.ics", set()).add(
                (start, end, place, frozenset())
            )
            for feed in (f"site-{duty.site}.ics", "county.ics"):
                found.setdefault(feed, set()).add((start, end, place, names))
    return found


def _seen(revision: Revision, duty: Duty) -> tuple[datetime, datetime, str]:
    site = revision.problem.site[duty.site]
    spans = site.hours(duty.session)
    start, end = (
        datetime.combine(duty.date, at).replace(tzinfo=None)
        for at in (spans[0].start, spans[-1].end)
    )
    return start, end, f"{site.title}（{site.address}）" if site.address else site.title
