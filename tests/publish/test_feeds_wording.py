"""What events say and whom they name; hostile names."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from roster.model.people import Category
from roster.model.sites import Session, TimeSpan
from roster.publish.feeds import build_feeds
from tests.build import centre, duty, person, station
from tests.publish.feeds_kit import (
    PUBLISHED,
    components,
    county,
    events,
    month,
    only,
    problems,
    published,
)
from tests.publish.feeds_kit import unfolded as lines_of


def test_a_full_day_is_one_event_with_the_break_in_its_text() -> None:
    feeds = build_feeds([published(county(), [duty("P1", "C", 1)])])
    (event,) = events(feeds["person-P1.ics"])
    assert event["DTSTART"].params == event["DTEND"].params == {"TZID": "Asia/Shanghai"}
    found = only(feeds["person-P1.ics"])
    assert found.pop("UID").endswith("@roster.invalid")
    assert found == {
        "SUMMARY": "法律咨询值班·沁源县公共法律服务中心",
        "LOCATION": "沁源县公共法律服务中心（沁河镇胜利路12号）",
        "DESCRIPTION": "时间：全天 08:00—18:00（12:00—14:00休息）\n"
        "沁源县司法局监督电话：0355-0000000\n"
        "咨询热线：12348\n"
        "版次：2026年12月第1版",
        "DTSTART": "20261201T080000",
        "DTEND": "20261201T180000",
        "DTSTAMP": "20261125T020000Z",
        "LAST-MODIFIED": "20261125T020000Z",
        "CREATED": "20261125T020000Z",
        "SEQUENCE": "0",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
    }


@pytest.mark.parametrize(
    ("afternoon", "start", "end", "text"),
    [
        ((12, 17), "20261201T080000", "20261201T170000", "时间：全天 08:00—17:00"),  # no break
        (
            (11, 17),
            "20261201T080000",
            "20261201T170000",
            "时间：全天 08:00—17:00",
        ),  # overlapping hours
        (
            (6, 7),
            "20261201T060000",
            "20261201T120000",
            "时间：全天 06:00—12:00（07:00—08:00休息）",
        ),  # the wrong way
    ],
)
def test_odd_hours_still_make_one_sound_event(
    afternoon: tuple[int, int], start: str, end: str, text: str
) -> None:
    span = TimeSpan(start=time(afternoon[0]), end=time(afternoon[1]))
    of = county(sites=(centre(afternoon=span), station("S")))
    data = build_feeds([published(of, [duty("P1", "C", 1)])])["person-P1.ics"]
    found = only(data)
    assert (found["DTSTART"], found["DTEND"]) == (start, end)
    assert found["DESCRIPTION"].split("\n")[0] == text
    assert problems(data) == []


def test_a_station_duty_names_colleagues_and_the_stations_phone_but_no_persons_phone() -> None:
    people = [person(f"P{i}", phone=f"0355-000000{i}", consent_phone=True) for i in (1, 2, 3)]
    of = county(people=people, sites=(centre(), station("S", phone="0355-0000009", address="")))
    duties = [duty(p, "S", 8) for p in ("P1", "P2", "P3")]
    data = build_feeds([published(of, duties)])["person-P2.ics"]
    found = only(data)
    assert found["SUMMARY"] == "法律咨询值班·S镇"
    assert found["LOCATION"] == "沁源县S镇公共法律服务工作站"
    assert found["DESCRIPTION"].split("\n")[:3] == [
        "时间：上午 08:00—12:00",
        "同班：甲P1（律师，P1所）、甲P3（律师，P3所）",
        "站点电话：0355-0000009",
    ]
    assert all(f"0355-000000{i}".encode() not in data for i in (1, 2, 3))


def test_only_the_same_slot_makes_colleagues() -> None:
    duties = [duty("P1", "S", 8), duty("P2", "S", 8, Session.AFTERNOON), duty("P3", "C", 8)]
    found = only(build_feeds([published(county(), duties)])["person-P1.ics"])
    assert "同班" not in found["DESCRIPTION"]


def test_public_feeds_name_who_agreed_and_the_others_by_category_and_firm() -> None:
    people = [
        person("P1", certificate="1140120261", phone="0355-0000001", consent_phone=True),
        person("P2", name="不公开甲", consent_public=False, phone="0355-0000002"),
        person(
            "P3",
            name="不公开乙",
            consent_public=False,
            firm="",
            category=Category.RETIRED,
            certificate="1140120263",
            service_years=9,
        ),
    ]
    duties = [duty(p, "S", 8) for p in ("P1", "P2", "P3")]
    feeds = build_feeds([published(county(people=people), duties)])
    station_, whole = only(feeds["site-S.ics"]), only(feeds["county.ics"])
    assert station_["SUMMARY"] == "法律咨询值班：甲P1、律师、政法机关退休人员"
    assert whole["SUMMARY"] == "S镇 法律咨询值班：甲P1、律师、政法机关退休人员"
    assert (
        station_["DESCRIPTION"]
        == whole["DESCRIPTION"]
        == (
            "时间：上午 08:00—12:00\n"
            "值班人员：甲P1（律师，P1所）、律师（P2所）、政法机关退休人员\n"
            "服务内容：解答法律咨询，引导申请法律援助、公证、调解\n"
            "沁源县司法局监督电话：0355-0000000\n"
            "咨询热线：12348\n"
            "版次：2026年12月第1版"
        )
    )
    for name in ("site-S.ics", "county.ics"):
        text = "\n".join(lines_of(feeds[name]))
        assert not any(secret in text for secret in ("不公开", "11401", "0355-0000001", "00002"))


def test_in_english_on_request() -> None:
    of = county(people=[person("P1"), person("P2", consent_public=False)])
    first = published(of, [duty("P1", "C", 1), duty("P2", "C", 1)])
    gone = published(of, [duty("P1", "C", 1)], 2)
    feeds = build_feeds([first, gone], lang="en")
    assert only(feeds["person-P2.ics"])["SUMMARY"] == (
        "(cancelled) Legal advice duty · 沁源县公共法律服务中心"
    )
    assert only(build_feeds([first], lang="en")["site-C.ics"])["DESCRIPTION"] == (
        "Hours: full day 08:00—18:00 (break 12:00—14:00)\n"
        "On duty: 甲P1 (lawyer, P1所), lawyer (P2所)\n"
        "Service: 解答法律咨询，引导申请法律援助、公证、调解\n"
        "沁源县司法局, supervision line: 0355-0000000\n"
        "Hotline: 12348\n"
        "Revision: 2026-12 no. 1"
    )
    assert only(feeds["site-S.ics"])["SUMMARY"] == "No duty planned in 2026-12"
    assert b"PRODID:-//roster//duty feeds//EN" in feeds["county.ics"]


def test_old_events_keep_the_words_of_their_own_revision() -> None:
    november = published(
        month(2026, 11), [duty("P1", "S", date(2026, 11, 10))], at=PUBLISHED - timedelta(days=30)
    )
    moved = (centre(), station("S", title="工作站", address="新址"))
    feeds = build_feeds([november, published(county(sites=moved), [duty("P1", "S", 8)])])
    assert [e["LOCATION"].text for e in events(feeds["person-P1.ics"])] == [
        "沁源县S镇公共法律服务工作站（S镇政府院内）",
        "工作站（新址）",
    ]


HOSTILE = [
    '王;,\\n\\,“引号”:=+-@"^',
    "BEGIN:VEVENT",
    "=HYPERLINK(1)",
    "𬭎翀祎" * 30,  # not in the basic plane, and long enough to be folded
    "\U000323b0",  # newer than this Python's Unicode tables may be
    "👩‍⚖️🇨🇳",
    "张　三",  # the wide space that pads short names
    "李\u202e四",  # turned the other way round
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_survive_everywhere(name: str) -> None:
    of = county(
        people=[person("P1", name=name, firm=name), person("P2")],
        sites=(centre(), station("S", name=name, title=name, address=name, phone=name)),
        limits={
            "bureau": name,
            "county": name,
            "hotline": name,
            "supervision_phone": name,
            "service": name,
        },
    )
    feeds = build_feeds([published(of, [duty("P1", "S", 8), duty("P2", "S", 8)])])
    assert {n: problems(data) for n, data in feeds.items() if problems(data)} == {}
    person_, site, whole = (only(feeds[n]) for n in ("person-P2.ics", "site-S.ics", "county.ics"))
    assert person_["SUMMARY"] == f"法律咨询值班·{name}"
    assert person_["LOCATION"] == f"{name}（{name}）"
    assert f"同班：{name}（律师，{name}）" in person_["DESCRIPTION"].split("\n")
    assert site["SUMMARY"] == f"法律咨询值班：{name}、甲P2"
    assert whole["SUMMARY"] == f"{name} 法律咨询值班：{name}、甲P2"
    head = {line.name: line.text for line in components(feeds["site-S.ics"])[0][1]}
    assert head["NAME"] == head["X-WR-CALNAME"] == f"{name}法律咨询值班"


@pytest.mark.parametrize("breaker", ["\n", "\r\n", "\r", "\x0b", "\x1d", "\x85", "\u2028", "\t"])
def test_a_name_cannot_break_a_line(breaker: str) -> None:
    name = f"张三{breaker}END:VEVENT{breaker}监督电话：1"
    of = county(people=[person("P1", name=name), person("P2")])
    data = build_feeds([published(of, [duty("P1", "S", 8), duty("P2", "S", 8)])])["person-P2.ics"]
    assert problems(data) == []
    assert only(data)["DESCRIPTION"].split("\n")[1] == (
        "同班：张三 END:VEVENT 监督电话：1（律师，P1所）"
    )


def test_other_control_characters_are_left_out() -> None:
    # and the byte order mark that files from Excel begin with
    of = county(people=[person("P1", name="\ufeff\x00张\x07\x1b三\x7f\x9f")])
    data = build_feeds([published(of, [duty("P1", "S", 8)])])["site-S.ics"]
    assert problems(data) == []
    assert only(data)["SUMMARY"] == "法律咨询值班：张三"


def test_a_person_twice_in_a_slot_is_one_person() -> None:
    twice = [duty("P1", "C", 1), duty("P1", "C", 1)]
    assert only(build_feeds([published(county(), twice)])["site-C.ics"])["SUMMARY"].endswith(
        "：甲P1"
    )
