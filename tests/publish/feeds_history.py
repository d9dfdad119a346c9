"""A month published several times, and what a client sees of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from roster.model.roster import Status
from roster.publish.feeds import build_feeds
from tests.build import problem, visits
from tests.publish.feeds_kit import events, problems, published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.revision import Revision


class Seen(NamedTuple):
    """What a client sees of an event. ``day`` is the day of the month."""

    day: int
    uid: str
    sequence: int
    stamp: str
    cancelled: bool


def county(**changes: Any) -> Problem:
    return problem(**{"people": 3, "stations": [visits("S"), visits("T")], **changes})


def history(*states: Iterable[Duty], of: Problem | None = None) -> list[Revision]:
    """Revisions 1, 2, … of the month, an hour apart, all but the last superseded."""
    of = of or county()
    last = len(states)
    return [
        published(of, duties, n, status=Status.PUBLISHED if n == last else Status.SUPERSEDED)
        for n, duties in enumerate(states, 1)
    ]


def seen(revisions: list[Revision], feed: str = "person-P1") -> list[Seen]:
    data = build_feeds(revisions)[f"{feed}.ics"]
    assert problems(data) == []
    found = []
    for event in events(data):
        assert event["DTSTAMP"].value == event["LAST-MODIFIED"].value
        found.append(
            Seen(
                int(event["DTSTART"].value[6:8]),
                event["UID"].value,
                int(event["SEQUENCE"].value),
                event["DTSTAMP"].value[9:15],
                event["STATUS"].value == "CANCELLED",
            )
        )
    return found
