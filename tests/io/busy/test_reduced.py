from __future__ import annotations

import pytest

from roster.io.busy import busy_events
from roster.io.busy.reduced import reduced
from tests.io.busy.kit import FIRST, LAST, SECRET, at, calendar, event

PRIVATE = [
    *(
        f"DESCRIPTION:{SECRET}",
        f"LOCATION;LANGUAGE=zh:{SECRET}",
        f"ATTENDEE;CN={SECRET}:mailto:a@b.c",
    ),
    *("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT5M", f"DESCRIPTION:{SECRET}", "END:VALARM"),
]
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:我的\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0700\r\n"
    "TZOFFSETTO:+0700\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
MOVED = [f"RECURRENCE-ID{at('15T0900')}"]


@pytest.mark.parametrize(
    "content",
    [
        calendar(event(at("08T0900"), at("08T1000"), *PRIVATE)),
        calendar(event(";VALUE=DATE:20261209", ";VALUE=DATE:20261211")),
        calendar(
            event(at("08T0900"), at("08T1000"), "RRULE:FREQ=WEEKLY", f"EXDATE{at('22T0900')}"),
            event(at("16T1400"), at("16T1500"), *MOVED),
        ),
        calendar(ZONE, event(";TZID=我的:20261208T080000", ";TZID=我的:20261208T090000")),
        calendar(event(at("08T0900"), at("08T1000"), "TRANSP:TRANSPARENT")),
        calendar(event(at("08T0900"), at("08T1000"), uid="duty@own")),
        calendar(f"BEGIN:VTODO\r\nSUMMARY:{SECRET}\r\nEND:VTODO\r\n"),
        b"\xef\xbb\xbf" + calendar(event(at("08T0900"), "", "DURATION:PT\r\n 2H")),
        calendar("BEGIN:VFREEBUSY\r\nUID:1\r\nFREEBUSY:20261208T010000Z/PT1H\r\nEND:VFREEBUSY\r\n"),
    ],
)
def test_the_times_are_the_same_and_the_words_are_gone(content: bytes) -> None:
    kept = reduced(content)
    assert [b[:3] for b in busy_events(kept, FIRST, LAST, "@own")] == [
        b[:3] for b in busy_events(content, FIRST, LAST, "@own")
    ]
    for secret in (SECRET, "mailto", "1@elsewhere"):
        assert secret.encode() not in kept
    assert reduced(content) == kept


def test_what_is_no_calendar_leaves_nothing() -> None:
    assert reduced(f"<html>{SECRET}</html>\n\n:x".encode()) == b""
