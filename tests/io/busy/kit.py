"""Calendars as files, built in a line; the title of every event is the sentinel that must never get out."""

from __future__ import annotations

from datetime import date

SECRET = "秘密标题SENTINEL"
FIRST, LAST = date(2026, 11, 30), date(2027, 1, 3)  # the weeks of December 2026


def event(start: str, end: str = "", *more: str, uid: str = "1@elsewhere") -> str:
    """An event: ``start`` and ``end`` with their parameters, as ";TZID=Asia/Shanghai:20261208T090000"."""
    lines = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", f"DTSTART{start}"]
    lines += [f"DTEND{end}"] if end else []
    return "\r\n".join([*lines, f"SUMMARY:{SECRET}", *more, "END:VEVENT", ""])


def at(moment: str) -> str:
    """A moment in Shanghai: 08T0900 of December 2026."""
    return f";TZID=Asia/Shanghai:202612{moment}00"


def calendar(*parts: str) -> bytes:
    """A whole calendar."""
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//\r\n"
    return f"{head}{''.join(parts)}END:VCALENDAR\r\n".encode()
