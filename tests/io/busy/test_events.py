"""What counts as busy, and when; written as RFC 5545 and its real-life dialects have it."""

from __future__ import annotations

import time

import pytest

from roster.io.busy import CalendarError, busy_events, sessions_of
from tests.build import centre, station
from tests.io.busy.kit import FIRST, LAST, SECRET, at, calendar, event

SITES = (centre(), station())  # mornings 8 to 12, afternoons 14 to 18


def days(*parts: str) -> dict[str, str]:
    """The busy sessions by day of December: {"8": "morning"}; days of other months with their month."""
    found = sessions_of(busy_events(calendar(*parts), FIRST, LAST), SITES)
    return {
        str(day.day) if day.month == 12 else f"{day.month}-{day.day}": session.value
        for day, session in found.items()
    }


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (at("08T0900"), at("08T1100"), {"8": "morning"}),
        (at("08T1500"), at("08T1600"), {"8": "afternoon"}),
        (at("08T1100"), at("08T1500"), {"8": "full"}),
        (at("08T1200"), at("08T1400"), {}),  # the noon break
        (at("08T1800"), at("08T2200"), {}),  # an evening
        (at("08T1159"), at("08T1400"), {"8": "morning"}),
        (at("08T1900"), at("09T0900"), {"9": "morning"}),  # over midnight
        (at("08T1700"), at("10T0830"), {"8": "afternoon", "9": "full", "10": "morning"}),
        (at("08T0900"), "", {"8": "morning"}),  # a hearing without an end
        (";VALUE=DATE:20261208", "", {"8": "full"}),
        (";VALUE=DATE:20261208", ";VALUE=DATE:20261211", {"8": "full", "9": "full", "10": "full"}),
        (";VALUE=DATE:20261208", ";VALUE=DATE:20261208", {"8": "full"}),  # some write the last day
        (":20261208T010000Z", ":20261208T020000Z", {"8": "morning"}),  # nine o'clock in Shanghai
        (":20261207T220000Z", ":20261208T000000Z", {}),  # six to eight
        (":20261208T090000", ":20261208T100000", {"8": "morning"}),  # floating: local time
        # 17:00 in Los Angeles is 9:00 of the next day in Shanghai; so Windows calls the zone
        (";TZID=Pacific Standard Time:20261208T170000",
         ";TZID=Pacific Standard Time:20261208T180000", {"9": "morning"}),
        (";TZID=China Standard Time:20261208T090000",
         ";TZID=China Standard Time:20261208T100000", {"8": "morning"}),
        # 7:30 in Tokyo is 6:30 in Shanghai
        (";TZID=Asia/Tokyo:20261208T073000", ";TZID=Asia/Tokyo:20261208T083000", {}),
        # the weeks of the month: 30 November is one of their days, 4 January none
        (";VALUE=DATE:20261130", "", {"11-30": "full"}),
        (";VALUE=DATE:20270104", "", {}),
    ],
)  # fmt: skip
def test_sessions_of_an_event(start: str, end: str, expected: dict[str, str]) -> None:
    assert days(event(start, end)) == expected


def test_a_zone_that_the_file_defines_itself() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Our Own\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    # 9:30 at +9 is 8:30 in Shanghai; 8:30 there is 7:30
    own = (";TZID=Our Own:20261208T093000", ";TZID=Our Own:20261208T095000")
    assert days(zone, event(*own)) == {"8": "morning"}
    early = (";TZID=Our Own:20261208T083000", ";TZID=Our Own:20261208T085000")
    assert days(zone, event(*early)) == {}


def test_repetitions_exceptions_and_moved_ones() -> None:
    weekly = event(
        ";TZID=Asia/Shanghai:20260602T090000",
        ";TZID=Asia/Shanghai:20260602T100000",
        "RRULE:FREQ=WEEKLY",
        "EXDATE;TZID=Asia/Shanghai:20261208T090000",
    )
    moved = event(at("16T1500"), at("16T1600"), "RECURRENCE-ID;TZID=Asia/Shanghai:20261215T090000")
    # Tuesdays of the weeks: 1, 8 (cancelled), 15 (moved to the 16th), 22, 29
    assert days(weekly, moved) == {
        "1": "morning", "16": "afternoon", "22": "morning", "29": "morning"
    }  # fmt: skip
    ended = weekly.replace("FREQ=WEEKLY", "FREQ=WEEKLY;UNTIL=20261210T000000Z")
    assert days(ended) == {"1": "morning"}


@pytest.mark.parametrize(
    "line",
    ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
)
def test_free_and_cancelled_events_do_not_count(line: str) -> None:
    assert days(event(at("08T0900"), at("08T1000"), line)) == {}


@pytest.mark.parametrize(
    "line", ["TRANSP:OPAQUE", "STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:OOF", "CLASS:PRIVATE"]
)
def test_all_others_do(line: str) -> None:
    assert days(event(at("08T0900"), at("08T1000"), line)) == {"8": "morning"}


def test_one_cancelled_day_of_a_series() -> None:
    daily = event(at("07T0900"), at("07T1000"), "RRULE:FREQ=DAILY;COUNT=3")
    off = event(at("08T0900"), at("08T1000"), "STATUS:CANCELLED",
                "RECURRENCE-ID;TZID=Asia/Shanghai:20261208T090000")  # fmt: skip
    assert days(daily, off) == {"7": "morning", "9": "morning"}


def test_old_events_turned_round_are_nobodys_business() -> None:
    old = event(":20260601T140000", ":20260601T090000", uid="old@x")
    assert days(old, event(at("08T0900"), at("08T1000"))) == {"8": "morning"}


def test_free_and_busy_times() -> None:
    block = (
        "BEGIN:VFREEBUSY\r\nUID:f\r\nDTSTAMP:20261101T000000Z\r\n"
        "FREEBUSY;FBTYPE=BUSY:20261208T010000Z/PT2H,20261209T060000Z/20261209T070000Z\r\n"
        "FREEBUSY;FBTYPE=FREE:20261210T010000Z/PT2H\r\n"
        "FREEBUSY:20261211T010000Z/PT1H\r\nEND:VFREEBUSY\r\n"
    )
    assert days(block) == {"8": "morning", "9": "afternoon", "11": "morning"}
    one = block.replace("FREEBUSY;FBTYPE=FREE:20261210T010000Z/PT2H\r\n", "")
    assert days(one.replace("FREEBUSY:20261211T010000Z/PT1H\r\n", "")) == {
        "8": "morning", "9": "afternoon"
    }  # fmt: skip


def test_our_own_duties_are_not_held_against_anybody() -> None:
    given = calendar(event(at("08T0900"), at("08T1000"), uid="abc@roster.invalid"))
    assert busy_events(given, FIRST, LAST, own="@roster.invalid") == ()
    assert len(busy_events(given, FIRST, LAST)) == 1


def test_without_sites_no_hours_are_taken() -> None:
    times = busy_events(calendar(event(at("08T0900"), at("08T1000"))), FIRST, LAST)
    assert sessions_of(times, ()) == {}


def test_titles_stay_with_the_times() -> None:
    [busy] = busy_events(calendar(event(at("08T0900"), at("08T1000"))), FIRST, LAST)
    assert busy.title == SECRET


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "不是日历文件"),
        (b"<html>sign in</html>", "不是日历文件"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "不是日历文件"),
        (b"\xff\xfe\x00\x01", "不是日历文件"),
        (b"BEGIN:VTODO\r\nEND:VTODO\r\n", "不是日历文件"),
        (calendar(event(":garbage")), "时间读不出来"),
        (calendar(event(at("08T0900"), at("08T1000"), "RRULE:FREQ=SOMETIMES")), "读不出来"),
        # no step forward at all: the library itself would never come back
        (calendar(event(":20261208T090000", "", "RRULE:FREQ=DAILY;INTERVAL=0")), "读不出来"),
        (calendar(event(":20261208T090000", "", "RRULE:COUNT=3")), "读不出来"),
        (calendar(event(":20261208T090000", "", "RRULE:FREQ=DAILY;BYDAY=MO;BYSETPOS=9999")),
         "读不出来"),
        (calendar(event(":20261208T090000", "", "RRULE:FREQ=SECONDLY;COUNT=100000")), "太多"),
        (calendar(event(":20261208T090000", "", "RDATE:" + ",".join(["20261209T090000"] * 30_000))),
         "太多"),
        (calendar("BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n"), "时间读不出来"),
        (calendar(event(";TZID=Nowhere/Never:20261208T090000")), "时区“Nowhere/Never”不认识"),
        (calendar("BEGIN:VFREEBUSY\r\nFREEBUSY:x/y\r\nEND:VFREEBUSY\r\n"), "不是日历文件"),
        # turned round, it would be the morning
        (calendar(event(at("08T1400"), at("08T0900"))), "12月8日开始的一项日程，结束早于开始"),
        (calendar(event(";VALUE=DATE:20261208", ";VALUE=DATE:20261206")), "结束早于开始"),
        (calendar(event(at("08T1400"), "", "DURATION:-PT5H")), "结束早于开始"),
        (calendar(event(":20260601T140000", ":20260601T090000", "RRULE:FREQ=DAILY")), "结束早于开始"),
        # a court's clock gone mad, and worse
        (calendar(event(":20061208T090000", "", "RRULE:FREQ=SECONDLY")), "重复日程太多"),
        (calendar(event(":20061208T090000", "", "RRULE:FREQ=MINUTELY")), "重复日程太多"),
        (calendar(event(":20061208T090000", "", "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")),
         "重复日程太多"),
        (calendar(event(":20061208T090000", "", "RRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24)))
                        + ";BYMINUTE=" + ",".join(map(str, range(60))))), "重复日程太多"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_at_once(content: bytes, told: str) -> None:
    start = time.monotonic()
    with pytest.raises(CalendarError) as error:
        busy_events(content, FIRST, LAST)
    assert told in error.value.message.zh
    assert SECRET not in error.value.text.zh + error.value.text.en
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=HOURLY", "FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]
)
def test_rules_without_end_do_not_hang(rule: str) -> None:
    start = time.monotonic()
    busy_events(
        calendar(event(":20160101T090000", ":20160101T091000", f"RRULE:{rule}")), FIRST, LAST
    )
    assert time.monotonic() - start < 5  # an hourly rule of ten years: 96,000 steps


def test_a_busy_office_of_ten_years_is_read_in_time() -> None:
    # two hundred weekly meetings since 2016: 200 × (3,990 days + 35 × 250) / 7 steps
    weekly = [
        event(":20160104T090000", ":20160104T100000", "RRULE:FREQ=WEEKLY;BYDAY=MO", uid=f"{n}@x")
        for n in range(200)
    ]
    start = time.monotonic()
    assert set(days(*weekly).values()) == {"morning"}
    assert time.monotonic() - start < 10
