"""When a calendar says its owner is busy: repeated events unrolled, free and cancelled ones left out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from roster.io.busy.fetch import CalendarError
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOST_WORK = 5_000_000  # steps of two millionths of a second: ten seconds
STEPS = 250  # what an occurrence that is handed out costs, in those steps
_DAY = timedelta(days=1)
_A_DAY = {"SECONDLY": 86_400, "MINUTELY": 1_440, "HOURLY": 24}
_SELDOM = ("MONTHLY", "YEARLY")
_NEEDED = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
_EXPORT = Text(
    "从日历软件重新导出 .ics 文件", "export the .ics file again from the calendar program"
)


class Busy(NamedTuple):
    """A time the owner is busy, Asia/Shanghai; ``title`` is private and goes nowhere but the clerk's own
    screen, and only when asked for.
    """

    start: datetime
    end: datetime
    whole_days: bool
    title: str


def busy_events(content: bytes, first: date, last: date, own: str = "") -> tuple[Busy, ...]:
    """The times from first to last, both included, at which the owner is busy, in order.

    Times without a zone are local. Events whose UID ends in ``own`` are the duties that this program
    handed out, and are left out.

    Raises:
        CalendarError: what is no calendar, or in which an event cannot be read, is of a time zone that
            nobody knows, or repeats too often.
    """
    calendars = _parsed(content)
    found: list[Busy] = []
    for calendar in calendars:
        _check(calendar, first, last)
        found += _of_events(calendar, first, last, own)
        found += _of_free_busy(calendar)
    begin, end = _midnight(first), _midnight(last + _DAY)
    inside = {b for b in found if b.start < end and b.end > begin}
    return tuple(sorted(inside))


def _parsed(content: bytes) -> list[Any]:
    try:
        found = icalendar.Calendar.from_ical(content, multiple=True)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise _no_calendar() from error
    calendars = [c for c in found if c.name == "VCALENDAR"]
    if not calendars:
        raise _no_calendar()
    return calendars


def _no_calendar() -> CalendarError:
    return CalendarError(
        Text(
            "不是日历文件（可能是登录网页，或没有下载完）",
            "this is no calendar; perhaps it is a page to sign in",
        ),
        _EXPORT,
    )


def _check(calendar: Any, first: date, last: date) -> None:
    """Refuse events that cannot be read, and more repetitions than can be walked through."""
    work = 0
    for event in calendar.walk("VEVENT"):
        if "DTSTART" not in event or {name for name, _ in event.errors} & _NEEDED:
            raise CalendarError(
                Text("日历里有一项日程的时间读不出来", "the time of an event cannot be read"),
                _EXPORT,
            )
        _check_zone(event)
        _check_end(event, first, last)
        work += _work(event, first, last)
    if work > MOST_WORK:
        raise CalendarError(
            Text(
                "日历里的重复日程太多，或每秒、每分钟重复",
                "events repeat too often, or without end",
            ),
            Text(
                "删去这种日程，或只导出最近一年的",
                "delete such events, or export the last year only",
            ),
        )


def _work(event: Any, first: date, last: date) -> int:
    """What unrolling the event costs: a step for each occurrence since its start, STEPS for each of those
    that are handed out.
    """
    start = _date(event["DTSTART"].dt)
    dates = event.get("RDATE", [])
    found = sum(len(d.dts) for d in (dates if isinstance(dates, list) else [dates])) * STEPS
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if min(rule.get("INTERVAL", [1])) < 1 or "FREQ" not in rule:
            raise _no_repetition()  # the library would search for ever
        ends = min([last, *(_date(until) for until in rule.get("UNTIL", []))])
        walked, handed = (max(0, (ends - begin).days + 1) for begin in (start, max(start, first)))
        found += int(_a_day(rule) * (walked + STEPS * handed))
    return found


def _a_day(rule: Any) -> float:
    """How many occurrences a day there may be."""
    often = str(rule["FREQ"][0]).upper()
    found: float = _A_DAY.get(often, 1)
    if often == "WEEKLY":
        found = max(1, len(rule.get("BYDAY", []))) / 7
    elif often in _SELDOM and not any(part.startswith("BY") for part in rule):
        found = 1 / 28
    for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        found *= max(1, len(rule.get(part, [])))
    return found


def _check_zone(event: Any) -> None:
    """Refuse a zone that no table knows: its times would come out as local ones."""
    start = event["DTSTART"]
    zone = start.params.get("TZID")
    if zone and isinstance(start.dt, datetime) and start.dt.tzinfo is None:
        raise CalendarError(
            Text(f"日历里的时区“{zone}”不认识", f"the calendar's time zone {zone} is not known"),
            Text(
                "在日历软件里改用北京时间后重新导出",
                "set the calendar to Beijing time, export it again",
            ),
        )


def _check_end(event: Any, first: date, last: date) -> None:
    """Refuse an event that ends before it begins (the library would turn it round), unless it is over and
    done with.
    """
    start = event["DTSTART"].dt
    if "DTEND" in event:
        end = event["DTEND"].dt
        backwards = _local(end) < _local(start)
    else:
        end = start
        backwards = "DURATION" in event and event["DURATION"].dt < timedelta()
    far = (
        max(_date(start), _date(end)) < first - _DAY or min(_date(start), _date(end)) > last + _DAY
    )
    if backwards and not (far and "RRULE" not in event and "RDATE" not in event):
        day = _date(start)
        raise CalendarError(
            Text(
                f"日历里{day.year}年{day.month}月{day.day}日开始的一项日程，结束早于开始",
                f"an event that begins on {day} ends before it begins",
            ),
            Text(
                "在日历软件里改正时间，重新导出", "correct its times, and export the calendar again"
            ),
        )


def _of_events(calendar: Any, first: date, last: date, own: str) -> Iterator[Busy]:
    try:  # a day more on both sides: other time zones
        events = recurring_ical_events.of(calendar).between(first - _DAY, last + 2 * _DAY)
    except (ValueError, TypeError, OverflowError, recurring_ical_events.InvalidCalendar) as error:
        raise _no_repetition() from error
    for event in events:
        if not _is_free(event) and not (own and str(event.get("UID", "")).endswith(own)):
            yield _busy(event.start, event.end, str(event.get("SUMMARY", "")))


def _no_repetition() -> CalendarError:
    return CalendarError(
        Text("日历里有一项重复日程读不出来", "a repeated event cannot be read"), _EXPORT
    )


def _is_free(event: Any) -> bool:
    """Whether the owner may be called on all the same."""
    return (
        str(event.get("STATUS", "")).upper() == "CANCELLED"
        or str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"
    )


def _of_free_busy(calendar: Any) -> Iterator[Busy]:
    for component in calendar.walk("VFREEBUSY"):
        found = component.get("FREEBUSY", [])
        for entry in found if isinstance(found, list) else [found]:
            if str(entry.params.get("FBTYPE", "BUSY")).upper() != "FREE":
                yield _busy(entry.start, entry.end, "")


def _busy(start: date, end: date, title: str) -> Busy:
    """Times as local ones; an event that only begins lasts a minute."""
    whole = not isinstance(start, datetime)
    begins, ends = _local(start), _local(end)
    if ends <= begins:
        ends = begins + (_DAY if whole else timedelta(minutes=1))
    return Busy(begins, ends, whole, title)


def _local(moment: date) -> datetime:
    if not isinstance(moment, datetime):
        return _midnight(moment)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=SHANGHAI)
    return moment.astimezone(SHANGHAI)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def _date(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
