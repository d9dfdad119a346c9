"""What an event may carry beside its words: the point on the map, an alarm, whom to call, what to bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roster.publish.feeds import build_feeds
from tests.build import centre, duty, person, station
from tests.publish.feeds_history import history, seen
from tests.publish.feeds_kit import components, county, events, only, problems, published, unfolded

if TYPE_CHECKING:
    from typing import Any

POINT = {"latitude": 36.5012, "longitude": 112.337}
EVERY = ("person-P1.ics", "site-S.ics", "county.ics")
PUBLIC = EVERY[1:]


def built(**changes: Any) -> dict[str, bytes]:
    """A month with one duty of P1 at S."""
    return build_feeds([published(county(**changes), [duty("P1", "S", 8)])])


def alarms(data: bytes) -> list[dict[str, str]]:
    return [
        {line.name: line.text for line in lines}
        for path, lines in components(data)
        if path == "VCALENDAR/VEVENT/VALARM"
    ]


def test_a_site_with_a_map_point_says_so_in_every_feed() -> None:
    feeds = built(sites=(centre(), station("S", **POINT)))
    for name in EVERY:
        assert problems(feeds[name]) == []
        assert only(feeds[name])["GEO"] == "36.5012;112.337"
    assert all("GEO" not in only(data) for name, data in built().items() if name in EVERY)


def test_the_holder_reads_whom_to_call_and_what_to_bring_and_nobody_else_does() -> None:
    limits = {"duty_phone": "0355-0000001", "bring": "执业证;登记表\\，印章"}
    feeds = built(limits=limits)
    assert only(feeds["person-P1.ics"])["DESCRIPTION"].split("\n") == [
        "时间：上午 08:00—12:00",
        "携带：执业证;登记表\\，印章",
        "有事请联系沁源县司法局：0355-0000001",
        "咨询热线：12348",
        "版次：2026年12月第1版",
    ]
    for name in PUBLIC:
        text = "\n".join(unfolded(feeds[name]))
        assert not any(word in text for word in ("执业证", "0355-0000001"))


def test_an_alarm_rings_only_for_whom_asked_for_it_and_only_in_the_own_feed() -> None:
    people = [person("P1", reminder=90), person("P2"), person("P3")]
    duties = [duty("P1", "S", 8), duty("P2", "S", 8)]
    feeds = build_feeds([published(county(people=people), duties)])
    assert problems(feeds["person-P1.ics"]) == []
    assert alarms(feeds["person-P1.ics"]) == [
        {"ACTION": "DISPLAY", "TRIGGER": "-PT1H30M", "DESCRIPTION": "法律咨询值班·S镇"}
    ]
    others = ("person-P2.ics", "person-P3.ics", *PUBLIC)
    assert [alarms(feeds[name]) for name in others] == [[]] * 4


@pytest.mark.parametrize(("minutes", "trigger"), [(1, "-PT1M"), (60, "-PT1H"), (1440, "-P1D")])
def test_an_alarm_is_a_negative_duration(minutes: int, trigger: str) -> None:
    feeds = built(people=[person("P1", reminder=minutes)])
    [alarm] = alarms(feeds["person-P1.ics"])
    assert alarm["TRIGGER"] == trigger


def test_a_cancelled_duty_rings_no_alarm() -> None:
    of = county(people=[person("P1", reminder=60)])
    data = build_feeds([published(of, [duty("P1", "S", 8)]), published(of, number=2)])
    assert only(data["person-P1.ics"])["STATUS"] == "CANCELLED"
    assert alarms(data["person-P1.ics"]) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"sites": (centre(), station("S", **POINT))},
        {"people": [person("P1", reminder=60)]},
        {"limits": {"bring": "印章"}},
        {"limits": {"duty_phone": "0355-0000001"}},
    ],
    ids=["map point", "alarm", "what to bring", "whom to call"],
)
def test_what_is_new_in_an_event_is_a_change_of_it(changes: dict[str, Any]) -> None:
    of = county(people=[person("P1")], limits={})
    first = published(of, [duty("P1", "S", 8)])
    after = published(county(**{"people": [person("P1")], **changes}), [duty("P1", "S", 8)], 2)
    [event] = events(build_feeds([first, after])["person-P1.ics"])
    assert event["SEQUENCE"].value == "1"
    assert event["DTSTAMP"].value == event["LAST-MODIFIED"].value == "20261125T030000Z"
    again = history([duty("P1", "S", 8)], [duty("P1", "S", 8)])
    assert [s.sequence for s in seen(again)] == [0]
