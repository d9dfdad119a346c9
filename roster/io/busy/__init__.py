"""Persons' own calendars (忙碌日历): fetched, read, made into leave without a word of what they hold."""

from roster.io.busy.events import Busy, busy_events
from roster.io.busy.fetch import CalendarError
from roster.io.busy.leaves import Seen, busy_report, read_busy, sessions_of

__all__ = [
    "Busy",
    "CalendarError",
    "Seen",
    "busy_events",
    "busy_report",
    "read_busy",
    "sessions_of",
]
