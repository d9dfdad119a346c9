"""Persons' own calendars (忙碌日历): fetched, read, made into leave without a word of what they hold."""

from roster.io.busy.events import Busy, CalendarError, busy_events
from roster.io.busy.leaves import Seen, read_busy, seen_busy, sessions_of

__all__ = ["Busy", "CalendarError", "Seen", "busy_events", "read_busy", "seen_busy", "sessions_of"]
