"""Which feeds there are, what a calendar says of itself, what is kept and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from roster.model.roster import Status
from roster.model.sites import Session
from roster.publish.feeds import build_feeds
from tests.build import duty, person
from tests.publish.feeds_kit import (
    PUBLISHED,
    components,
    county,
    events,
    month,
    only,
    parse,
    problems,
    published,
)
from tests.publish.feeds_kit import unfolded as lines_of


def test_there_is_a_feed_for_each_person_site_and_the_county() -> None:
    feeds = build_feeds([published(county(), [duty("P1", "C", 1)])])
    assert list(feeds) == [
        "person-P1.ics",
        "person-P2.ics",
        "person-P3.ics",
        "site-C.ics",
        "site-S.ics",
        "county.ics",
    ]
    assert {name: problems(data) for name, data in feeds.items() if problems(data)} == {}


def test_without_a_revision_there_are_no_feeds() -> None:
    assert build_feeds([]) == {}


def test_the_calendar_says_what_clients_ask_for_and_nothing_that_hurts_them() -> None:
    data = build_feeds([published(county(), [duty("P1", "C", 1)])])["person-P1.ics"]
    lines = [parse(line) for line in lines_of(data)]
    head = {line.name: line for line in lines[1 : [li.name for li in lines].index("BEGIN", 1)]}
    assert {name: line.text for name, line in head.items()} == {
        "VERSION": "2.0",
        "PRODID": "-//roster//duty feeds//ZH",
        "CALSCALE": "GREGORIAN",
        "NAME": "法律咨询值班（甲P1）",
        "X-WR-CALNAME": "法律咨询值班（甲P1）",
        "X-WR-TIMEZONE": "Asia/Shanghai",
        "REFRESH-INTERVAL": "PT1H",
        "X-PUBLISHED-TTL": "PT1H",
    }  # no METHOD, and no UID: vdirsyncer would take all events for one
    assert head["REFRESH-INTERVAL"].params == {"VALUE": "DURATION"}


def test_the_time_zone_is_constant() -> None:
    data = build_feeds([published(county(), [duty("P1", "C", 1)])])["county.ics"]
    zones = {
        path: {li.name: li.value for li in lines}
        for path, lines in components(data)
        if "VTIMEZONE" in path
    }
    assert zones == {  # no DAYLIGHT: the generated zone would hold the summers of 1986-91
        "VCALENDAR/VTIMEZONE": {"TZID": "Asia/Shanghai"},
        "VCALENDAR/VTIMEZONE/STANDARD": {
            "DTSTART": "19700101T000000",
            "TZNAME": "CST",
            "TZOFFSETFROM": "+0800",
            "TZOFFSETTO": "+0800",
        },
    }


def test_a_feed_is_never_empty() -> None:
    feeds = build_feeds([published(county(), [duty("P1", "C", 1)])])
    (event,) = events(feeds["person-P2.ics"])
    assert event["SUMMARY"].text == "12月暂无值班安排"
    assert event["DTSTART"].params == {"VALUE": "DATE"}
    assert (event["DTSTART"].value, event["DTEND"].value) == ("20261201", "20261202")
    assert event["TRANSP"].value == "TRANSPARENT"
    assert event["DTSTAMP"].value == "20261125T020000Z"
    assert "DESCRIPTION" not in event
    assert only(feeds["site-S.ics"])["UID"] != event["UID"].text


def test_the_notice_of_an_empty_month_stays_put_until_the_next_month() -> None:
    first = published(county(), [duty("P1", "C", 1)])
    second = published(county(), [duty("P1", "C", 2)], 2)
    before = build_feeds([first])["person-P2.ics"]
    assert build_feeds([first, second])["person-P2.ics"] == before
    january = published(month(2027, 1), at=PUBLISHED + timedelta(days=30))
    after = build_feeds([first, second, january])["person-P2.ics"]
    assert only(after)["SUMMARY"] == "1月暂无值班安排"
    assert only(after)["UID"] != only(before)["UID"]


def test_past_months_stay_for_a_year() -> None:
    # The newest month begins on 2026-12-01; 366 days before is 2025-11-30.
    newest = published(county())
    old = [
        published(
            month(2025, 11),
            [duty("P1", "C", date(2025, 11, 28)), duty("P1", "C", date(2025, 11, 30))],
            at=datetime(2025, 10, 25, tzinfo=UTC),
        ),
        published(
            month(2025, 12),
            [duty("P1", "C", date(2025, 12, 1))],
            at=datetime(2025, 11, 25, tzinfo=UTC),
        ),
    ]
    found = events(build_feeds([newest, *old])["person-P1.ics"])
    assert [e["DTSTART"].value[:8] for e in found] == ["20251130", "20251201"]


@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        (datetime(2026, 12, 29, 15, 59, tzinfo=UTC), True),  # 29 December, 23:59: 28 days after
        (datetime(2026, 12, 29, 16, 0, tzinfo=UTC), False),  # 30 December, 00:00 in Shanghai
    ],
)
def test_a_cancelled_duty_stays_for_four_weeks_after_its_date(moment: datetime, kept: bool) -> None:
    of = county()
    revisions = [
        published(of, [duty("P1", "C", 1)]),
        published(of, number=2),
        published(month(2027, 1), at=moment),
    ]
    found = only(build_feeds(revisions)["person-P1.ics"])
    assert found["SUMMARY"] == (
        "（已取消）法律咨询值班·沁源县公共法律服务中心" if kept else "1月暂无值班安排"
    )


def test_who_left_keeps_a_feed_as_long_as_there_is_something_in_it() -> None:
    december = published(month(2026, 12, people=[person("P1"), person("P9")]))
    # November is corrected after December was published, when P9 was not yet in the pool
    november = published(
        month(2026, 11, people=[person("P1"), person("P0")]),
        [duty("P0", "C", date(2026, 11, 30))],
        at=PUBLISHED + timedelta(days=1),
    )
    feeds = build_feeds([november, december])
    people = [name for name in feeds if "person" in name]
    assert people == ["person-P1.ics", "person-P9.ics", "person-P0.ics"]
    assert "P0" in only(feeds["county.ics"])["SUMMARY"]
    a_year_later = published(month(2027, 12, people=[person("P1")]), at=PUBLISHED)
    # The 30th lies 366 days before 1 December 2027, so it is shown for the last time.
    assert "person-P0.ics" in build_feeds([november, a_year_later])
    later = published(month(2028, 1, people=[person("P1")]), at=PUBLISHED)
    assert "person-P0.ics" not in build_feeds([november, later])


def test_ids_become_different_and_harmless_file_names() -> None:
    ids = ["张三", "a/b", "..", "a%2Fb", "a b", "C:\\x", "𬭎-_.1", "x\n"]
    feeds = build_feeds([published(county(people=[person(i) for i in ids]))])
    assert list(feeds)[: len(ids)] == [
        "person-张三.ics",
        "person-a%2Fb.ics",
        "person-...ics",
        "person-a%252Fb.ics",
        "person-a%20b.ics",
        "person-C%3A%5Cx.ics",
        "person-𬭎-_.1.ics",
        "person-x%0A.ics",
    ]


def test_two_duties_of_a_person_on_one_day_are_two_events() -> None:
    duties = [duty("P1", "C", 1, Session.MORNING), duty("P1", "C", 1, Session.AFTERNOON)]
    found = events(build_feeds([published(county(), duties)])["person-P1.ics"])
    assert [(e["DTSTART"].value[9:13], e["DTEND"].value[9:13]) for e in found] == [
        ("0800", "1200"),
        ("1400", "1800"),
    ]


def refused() -> list[Any]:
    of = county()
    draft = published(of, status=Status.DRAFT)
    other = published(county(limits={"county_id": "pingyao"}))
    return [
        pytest.param([draft], "published", id="draft"),
        pytest.param(
            [published(of), draft.model_copy(update={"published_at": None})],
            "published",
            id="never published",
        ),
        pytest.param([published(of, at=datetime(2026, 11, 25))], "aware", id="naive"),  # noqa: DTZ001
        pytest.param(
            [published(of), other], "several counties: .'pingyao', 'qinyuan'", id="two counties"
        ),
    ]


@pytest.mark.parametrize(("revisions", "message"), refused())
def test_what_is_not_published_by_one_county_is_refused(revisions: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build_feeds(revisions)


def test_moments_of_publication_in_any_zone_are_written_in_utc() -> None:
    at = datetime(2026, 11, 25, 10, 0, 0, 999_999, tzinfo=ZoneInfo("Asia/Shanghai"))
    here = build_feeds([published(county(), [duty("P1", "C", 1)], at=at)])
    assert here == build_feeds([published(county(), [duty("P1", "C", 1)], at=PUBLISHED)])


def test_events_are_in_order_of_time() -> None:
    days = [duty("P1", "C", d) for d in range(1, 32)]
    found = events(build_feeds([published(county(), days)])["county.ics"])
    assert [e["DTSTART"].value[6:8] for e in found] == [f"{d:02}" for d in range(1, 32)]
