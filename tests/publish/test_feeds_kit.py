"""The checker must find what it claims to find: a good feed is spoilt in one way at a time."""

from __future__ import annotations

import pytest

from tests.publish.feeds_kit import problems

GOOD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//ZH
NAME:a\\,b
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@x.invalid
SEQUENCE:0
DTSTAMP:20261125T020000Z
LAST-MODIFIED:20261125T020000Z
CREATED:20261125T020000Z
DTSTART;TZID=Asia/Shanghai:20261201T080000
DTEND;TZID=Asia/Shanghai:20261201T180000
SUMMARY:值班
STATUS:CONFIRMED
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""


def spoilt(old: str, new: str) -> bytes:
    assert old in GOOD
    return GOOD.replace(old, new, 1).replace("\n", "\r\n").encode()


def test_a_good_calendar_passes() -> None:
    assert problems(spoilt("", "")) == []


EVENT = GOOD[GOOD.index("BEGIN:VEVENT") : GOOD.index("END:VCALENDAR")]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("SUMMARY:值班", "SUMMARY:" + "值" * 30, "a line of 98 octets"),  # 8 + 30·3
        ("SUMMARY:值班", "SUMMARY:a\rb", "a bare CR or LF"),
        ("SUMMARY:值班", "SUMMARY:a\u2028b", "a control character"),
        ("SUMMARY:值班", "SUMMARY:a;b", "SUMMARY is not escaped"),
        ("SUMMARY:值班", "SUMMARY:a\\qb", "SUMMARY is not escaped"),
        ("SUMMARY:值班", "SUMMARY", "not a content line"),
        ("SUMMARY:值班\n", "", "not once in an event: ['SUMMARY']"),
        ("NAME:a\\,b", "NAME:a,b", "NAME is not escaped"),
        ("NAME:a\\,b", "METHOD:PUBLISH", "METHOD of the calendar"),
        ("NAME:a\\,b", "UID:1", "UID of the calendar"),
        ("PRODID:-//x//y//ZH\n", "", "0 PRODID"),
        ("VERSION:2.0", "VERSION:2.0\nVERSION:2.0", "2 VERSION"),
        (EVENT, "", "no event"),
        (EVENT, EVENT + EVENT, "UID 1@x.invalid 2 times"),
        (EVENT, EVENT[: -len("END:VEVENT\n")], "unbalanced END:VCALENDAR"),
        ("END:VCALENDAR\n", "", "BEGIN without END"),
        ("BEGIN:VCALENDAR\n", "", "VERSION outside the calendar"),
        ("END:VCALENDAR\n", "END:VCALENDAR\nEND:VCALENDAR\n", "END without BEGIN"),
        ("END:VCALENDAR\n", "END:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR\n", "not one calendar"),
        ("END:VCALENDAR\n", "END:VCALENDAR", "the last line has no end"),
        ("END:VEVENT", "BEGIN:VALARM\nEND:VALARM\nEND:VEVENT", "an alarm"),
        ("UID:1@x.invalid", "UID:1", "UID 1 does not end in a domain"),
        ("UID:1@x.invalid", "UID:1@x.invalid\nUID:2@x.invalid", "not once in an event: ['UID']"),
        ("SEQUENCE:0", "SEQUENCE:-1", "SEQUENCE is not a number"),
        ("STATUS:CONFIRMED", "STATUS:DONE", "an unknown STATUS"),
        ("TRANSP:OPAQUE", "TRANSP:NO", "an unknown TRANSP"),
        ("DTSTAMP:20261125T020000Z", "DTSTAMP:20261125T020000", "DTSTAMP is not in UTC"),
        ("TZID:Asia/Shanghai", "TZID:CST", "TZID Asia/Shanghai is not defined"),
        ("TZID:Asia/Shanghai", "X-A:1", "VTIMEZONE holds ['X-A']"),
        ("TZOFFSETTO:+0800\n", "", "STANDARD lacks ['TZOFFSETTO']"),
        ("DTEND;TZID=Asia/Shanghai:20261201T18", "DTEND:20261201T18", "DTEND is in no time zone"),
        ("20261201T180000", "20261201T080000", "an event ends at 2026-12-01 08:00:00"),
        ("DTEND;TZID=Asia/Shanghai:20261201T180000", "DTEND;VALUE=DATE:20261202", "an event ends"),
    ],
)
def test_what_is_wrong_is_found(old: str, new: str, found: str) -> None:
    assert any(found in problem for problem in problems(spoilt(old, new)))


def test_a_character_cut_in_two_is_found() -> None:
    # "值" is e5 80 bc; a fold inside it makes two lines that are not UTF-8 on their own
    data = spoilt("", "").replace("值".encode(), b"\xe5\r\n \x80\xbc")
    assert any("UTF-8" in p or "codec" in p for p in problems(data))
