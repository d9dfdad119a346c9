"""The bytes of a feed, as RFC 5545 and 7986 want them and real clients read them.

Left out on purpose: METHOD (would require ORGANIZER) and a calendar-level UID (vdirsyncer then takes
all events for one). An alarm is written only where the person asked for one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Timezone, TimezoneStandard, vText
from icalendar import Event as VEvent

from roster.publish.feeds.wording import SHANGHAI
from roster.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.publish.feeds.replay import Event

REFRESH = "PT1H"  # how often a client may ask; P1H would be a date-based duration and is refused
OFFSET = timedelta(hours=8)
CANCELLED = Text("（已取消）", "(cancelled) ")


def calendar_bytes(name: str, events: Iterable[Event], lang: Lang) -> bytes:
    """The feed's file; events are ordered by start and UID. ``events`` must not be empty."""
    calendar = Calendar()
    for key, value in (
        ("prodid", f"-//roster//duty feeds//{lang.upper()}"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("name", name),
        ("x-wr-calname", name),
        ("x-wr-timezone", SHANGHAI.key),
        ("x-published-ttl", REFRESH),
    ):
        calendar.add(key, vText(value))  # unknown properties would not be escaped otherwise
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add_component(_timezone())
    for event in sorted(events, key=lambda e: (e.content.start, e.uid)):
        calendar.add_component(_vevent(event, lang))
    data: bytes = calendar.to_ical()
    return data


def _timezone() -> Timezone:
    """Asia/Shanghai as it is since 1991. The generated one also carries 1986–91 daylight time."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local time by definition here
    standard.add("tzoffsetfrom", OFFSET)
    standard.add("tzoffsetto", OFFSET)
    standard.add("tzname", "CST")
    timezone = Timezone()
    timezone.add("tzid", SHANGHAI.key)
    timezone.add_component(standard)
    return timezone


def _vevent(event: Event, lang: Lang) -> VEvent:
    content = event.content
    all_day = not isinstance(content.start, datetime)
    vevent = VEvent()
    vevent.add("uid", event.uid)
    vevent.add("sequence", event.sequence)
    vevent.add("dtstamp", event.modified)  # without METHOD it means "last revised"
    vevent.add("last-modified", event.modified)
    vevent.add("created", event.created)
    vevent.add("dtstart", content.start)
    vevent.add("dtend", content.end)
    mark = CANCELLED.to(lang) if event.cancelled else ""
    vevent.add("summary", mark + content.summary)
    vevent.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    vevent.add("transp", "TRANSPARENT" if event.cancelled or all_day else "OPAQUE")
    description = "\n".join(filter(None, (*content.lines, event.edition)))
    for key, value in (("location", content.location), ("description", description)):
        if value:
            vevent.add(key, value)
    if content.point is not None:
        vevent.add("geo", content.point)
    if content.reminder is not None and not event.cancelled:
        vevent.add_component(_alarm(content.reminder, content.summary))
    return vevent


def _alarm(minutes: int, said: str) -> Alarm:
    """Words on the screen so many minutes before the start; no sound of ours, no mail."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(minutes=-minutes))
    alarm.add("description", said)
    return alarm
