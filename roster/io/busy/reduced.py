"""A calendar without what is private: the times that make its owner busy, and nothing else."""

from __future__ import annotations

import re
from hashlib import sha256

_COMPONENTS = {b"VCALENDAR", b"VEVENT", b"VFREEBUSY", b"VTIMEZONE", b"STANDARD", b"DAYLIGHT"}
_KEPT = {
    *(b"VERSION", b"PRODID", b"DTSTAMP", b"SEQUENCE", b"STATUS", b"TRANSP"),
    *(
        b"DTSTART",
        b"DTEND",
        b"DURATION",
        b"RRULE",
        b"RDATE",
        b"EXDATE",
        b"RECURRENCE-ID",
        b"FREEBUSY",
    ),
    *(b"TZID", b"TZOFFSETFROM", b"TZOFFSETTO", b"X-WR-TIMEZONE", b"X-MICROSOFT-CDO-BUSYSTATUS"),
}
_FOLD = re.compile(rb"\r?\n[ \t]")
_NAME = re.compile(rb"[A-Za-z-]+")


def reduced(content: bytes) -> bytes:
    """The calendar as ``busy_events`` reads it, without titles, places, descriptions and persons.

    The names by which events are told apart become digests; their domain stays, by which our own duties are
    known.
    """
    lines: list[bytes] = []
    left_out: list[bytes] = []  # components within the one that is left out, the innermost last
    for line in _FOLD.sub(b"", content.removeprefix(b"\xef\xbb\xbf")).splitlines():
        match = _NAME.match(line)
        name, value = (match[0].upper() if match else b""), line.partition(b":")[2].strip()
        if name == b"BEGIN" and (left_out or value.upper() not in _COMPONENTS):
            left_out.append(value)
        elif left_out:
            if name == b"END":
                left_out.pop()
        elif name in _KEPT or name in {b"BEGIN", b"END"}:
            lines.append(line)
        elif name == b"UID":
            lines.append(b"UID:" + _digest(value))
    return b"".join(line + b"\r\n" for line in lines)


def _digest(name: bytes) -> bytes:
    own, at, domain = name.rpartition(b"@")
    return sha256(own).hexdigest()[:32].encode() + at + domain if at else _digest(name + b"@")
