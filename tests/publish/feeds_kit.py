"""What the tests of feeds share: a published revision in a line, and a checker of RFC 5545.

The checker is written from the RFC's text and knows nothing of icalendar or of roster.publish.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.model.calendar import Month
from roster.model.revision import Revision
from roster.model.roster import Status
from tests import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roster.model.problem import Problem
    from roster.model.requests import Duty

PUBLISHED = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai


LIMITS = {"supervision_phone": "0355-0000000"}


def county(**changes: Any) -> Problem:
    """Three lawyers, the centre C and the station S."""
    return build.problem(
        **{"people": 3, "stations": [build.visits("S")], "limits": LIMITS, **changes}
    )


def month(year: int, number: int, **changes: Any) -> Problem:
    """The same county in another month."""
    when = Month(year=year, month=number)
    return county(month=when, calendar=build.calendar(when), **changes)


def published(
    of: Problem,
    duties: Iterable[Duty] = (),
    number: int = 1,
    at: datetime | None = None,
    status: Status = Status.PUBLISHED,
) -> Revision:
    """A published revision; without ``at`` each number is published an hour after the last."""
    roster = build.roster(of, duties, revision=number, status=status)
    at = at or PUBLISHED + timedelta(hours=number - 1)
    return Revision(problem=of, roster=roster, created_at=PUBLISHED, published_at=at)


class Line(NamedTuple):
    """A content line: name, parameters, raw value."""

    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value with RFC 5545 §3.3.11's escapes undone."""
        return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], self.value)


Component = tuple[str, list[Line]]
DATED = ("DTSTART", "DTEND", "DTSTAMP", "CREATED", "LAST-MODIFIED")
TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION", "NAME", "X-WR-CALNAME")
LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', re.DOTALL)
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*", re.DOTALL)
BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # where str.splitlines breaks, beside CR and LF


def unfolded(data: bytes) -> list[str]:
    """The logical lines."""
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def parse(line: str) -> Line:
    """A content line in its parts."""
    found = LINE.fullmatch(line)
    assert found, f"not a content line: {line!r}"
    params = dict(part.split("=", 1) for part in found[2].split(";")[1:])
    return Line(found[1], params, found[3])


def components(data: bytes) -> list[Component]:
    """Every component with its path (VCALENDAR/VEVENT) and own lines; asserts the nesting."""
    found: list[Component] = []
    stack: list[Component] = []
    for line in map(parse, unfolded(data)):
        if line.name == "BEGIN":
            path = f"{stack[-1][0]}/{line.value}" if stack else line.value
            stack.append((path, []))
            found.append(stack[-1])
        elif line.name == "END":
            assert stack, "END without BEGIN"
            assert stack.pop()[0].rsplit("/", 1)[-1] == line.value, f"unbalanced END:{line.value}"
        else:
            assert stack, f"{line.name} outside the calendar"
            stack[-1][1].append(line)
    assert not stack, "BEGIN without END"
    return found


def events(data: bytes) -> list[dict[str, Line]]:
    """The events in the file's order, each as its lines by name."""
    return [
        {line.name: line for line in lines}
        for path, lines in components(data)
        if path == "VCALENDAR/VEVENT"
    ]


def only(data: bytes) -> dict[str, str]:
    """The single event's texts by name."""
    (event,) = events(data)
    return {name: line.text for name, line in event.items()}


def moment(line: Line) -> date:
    """A date, a UTC datetime, or a naive local datetime (with TZID)."""
    if line.params.get("VALUE") == "DATE":
        return datetime.strptime(line.value, "%Y%m%d").replace(tzinfo=UTC).date()
    if line.value.endswith("Z"):
        return datetime.strptime(line.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return datetime.strptime(line.value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - TZID says the rest


def problems(data: bytes) -> list[str]:
    """Everything in the bytes that breaks RFC 5545 or a rule of ours; empty when all is well."""
    try:
        found = components(data)
    except (AssertionError, UnicodeDecodeError) as error:
        return [str(error)]
    return [
        *_bytes(data),
        *_calendar(found),
        *_zones(found),
        *(p for path, lines in found if path.endswith("VEVENT") for p in _event(lines, found)),
        *_uids(found),
    ]


def _bytes(data: bytes) -> Iterator[str]:
    if not data.endswith(b"\r\n"):
        yield "the last line has no end"
    if re.search(rb"\r(?!\n)|(?<!\r)\n", data):
        yield "a bare CR or LF"
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            yield f"a line of {len(line)} octets"
        try:
            text = line.decode()
        except UnicodeDecodeError:
            yield "a line that is not UTF-8 on its own"
            continue
        if any((ord(c) < 32 and c != "\t") or c == "\x7f" or c in BREAKS for c in text):
            yield f"a control character in {text!r}"


def _calendar(found: list[Component]) -> Iterator[str]:
    if [path for path, _ in found].count("VCALENDAR") != 1 or found[0][0] != "VCALENDAR":
        yield "not one calendar"
    count = Counter(line.name for line in found[0][1])
    for name in ("PRODID", "VERSION"):
        if count[name] != 1:
            yield f"{count[name]} {name}"
    for name in ("METHOD", "UID"):  # the first needs ORGANIZER, the second confuses vdirsyncer
        if count[name]:
            yield f"{name} of the calendar"
    if not any(path == "VCALENDAR/VEVENT" for path, _ in found):
        yield "no event"
    for path, lines in found:
        if path.endswith("VALARM") and {n.name for n in lines} != {
            "ACTION",
            "TRIGGER",
            "DESCRIPTION",
        }:
            yield "an alarm that is not just words on the screen"
    for _, lines in found:
        for line in lines:
            if line.name in TEXTS and not TEXT.fullmatch(line.value):
                yield f"{line.name} is not escaped"


def _zones(found: list[Component]) -> Iterator[str]:
    for path, lines in found:
        names = {line.name for line in lines}
        if path == "VCALENDAR/VTIMEZONE" and names != {"TZID"}:
            yield f"VTIMEZONE holds {sorted(names)}"
        if path.endswith(("/STANDARD", "/DAYLIGHT")):
            missing = {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"} - names
            if missing:
                yield f"{path} lacks {sorted(missing)}"


def _event(lines: list[Line], found: list[Component]) -> Iterator[str]:
    count = Counter(line.name for line in lines)
    once = (
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SEQUENCE",
        "STATUS",
        "TRANSP",
        "SUMMARY",
        "CREATED",
        "LAST-MODIFIED",
    )
    wrong = [name for name in once if count[name] != 1]
    if wrong:
        yield f"not once in an event: {wrong}"
        return
    event = {line.name: line for line in lines}
    zones = {
        line.value
        for path, zone in found
        if path.endswith("VTIMEZONE")
        for line in zone
        if line.name == "TZID"
    }
    for name in DATED:
        yield from _moment(event[name], zones)
    start, end = moment(event["DTSTART"]), moment(event["DTEND"])
    if type(start) is not type(end) or end <= start:
        yield f"an event ends at {end} and starts at {start}"
    if not event["SEQUENCE"].value.isdecimal():
        yield "SEQUENCE is not a number"
    if event["STATUS"].value not in ("CONFIRMED", "CANCELLED"):
        yield "an unknown STATUS"
    if event["TRANSP"].value not in ("OPAQUE", "TRANSPARENT"):
        yield "an unknown TRANSP"


def _moment(line: Line, zones: set[str]) -> Iterator[str]:
    stamp = line.name in ("DTSTAMP", "CREATED", "LAST-MODIFIED")
    zone = line.params.get("TZID")
    if stamp and (zone or not re.fullmatch(r"\d{8}T\d{6}Z", line.value)):
        yield f"{line.name} is not in UTC"
    if zone and zone not in zones:
        yield f"TZID {zone} is not defined"
    if not stamp and not zone and line.params.get("VALUE") != "DATE":
        yield f"{line.name} is in no time zone"


def _uids(found: list[Component]) -> Iterator[str]:
    uids = [
        line.value
        for path, lines in found
        if path.endswith("VEVENT")
        for line in lines
        if line.name == "UID"
    ]
    for uid, times in Counter(uids).items():
        if times > 1:
            yield f"UID {uid} {times} times"
        if not re.fullmatch(r"[!-~]+@[a-z0-9.-]+", uid):
            yield f"UID {uid} does not end in a domain"
