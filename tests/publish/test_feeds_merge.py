"""Who serves in several counties finds all duties in one feed; nobody finds a stranger's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from roster.publish.feeds import build_feeds
from tests.build import duty, person
from tests.publish.feeds_kit import PUBLISHED, county, events, problems, published

if TYPE_CHECKING:
    from roster.model.requests import Duty
    from roster.model.revision import Revision

NUMBER = "11404200000000001"
SELF = {"name": "李喆", "certificate": NUMBER}


def here(*duties: Duty, **of: Any) -> Revision:
    """沁源, where the person is P1."""
    return published(county(people=[person("P1", **{**SELF, **of}), person("P2")]), duties)


def there(*duties: Duty, hours: int = 1, **of: Any) -> Revision:
    """平遥, where the same person is Q7 and somebody else is P1."""
    people = [person("Q7", **{**SELF, **of}), person("P1", name="别人", certificate="9")]
    other = county(people=people, limits={"county_id": "pingyao", "county": "平遥县"})
    return published(other, duties, at=PUBLISHED + timedelta(hours=hours))


def days(data: bytes) -> list[str]:
    assert problems(data) == []
    return [e["DTSTART"].value[6:8] for e in events(data)]


def test_one_feed_holds_the_duties_of_all_counties() -> None:
    ours, theirs = here(duty("P1", "C", 8)), there(duty("Q7", "C", 3), duty("P1", "C", 4))
    feeds = build_feeds([ours], elsewhere=[theirs])
    assert days(feeds["person-P1.ics"]) == ["03", "08"]
    # The other county gives the very same file, under the id that the person has there.
    assert feeds["person-P1.ics"] == build_feeds([theirs], elsewhere=[ours])["person-Q7.ics"]


def test_only_the_persons_own_feed_changes() -> None:
    ours, theirs = here(duty("P1", "C", 8)), there(duty("Q7", "C", 3))
    alone, merged = build_feeds([ours]), build_feeds([ours], elsewhere=[theirs])
    assert list(alone) == list(merged)
    assert {n for n in alone if alone[n] != merged[n]} == {"person-P1.ics"}


@pytest.mark.parametrize(
    "other",
    [{"certificate": "11404200000000002"}, {"name": "李哲"}, {"certificate": ""}],
    ids=["another number", "another name", "no number"],
)
def test_who_may_be_somebody_else_stays_apart(other: dict[str, str]) -> None:
    theirs = there(duty("Q7", "C", 3), **other)
    assert days(build_feeds([here(duty("P1", "C", 8))], elsewhere=[theirs])["person-P1.ics"]) == [
        "08"
    ]


def test_two_without_a_certificate_and_of_one_name_stay_apart() -> None:
    ours = here(duty("P1", "C", 8), certificate="")
    theirs = there(duty("Q7", "C", 3), certificate="")
    assert days(build_feeds([ours], elsewhere=[theirs])["person-P1.ics"]) == ["08"]


def test_without_a_duty_anywhere_there_is_one_notice() -> None:
    data = build_feeds([here()], elsewhere=[there()])["person-P1.ics"]
    [event] = events(data)
    assert event["SUMMARY"].text == "12月暂无值班安排"
    # the notice of the county that published last
    assert event["DTSTAMP"].value == "20261125T030000Z"
    [event] = events(build_feeds([here()], elsewhere=[there(hours=-1)])["person-P1.ics"])
    assert event["DTSTAMP"].value == "20261125T020000Z"


def test_a_duty_in_one_county_needs_no_notice_of_the_other() -> None:
    data = build_feeds([here()], elsewhere=[there(duty("Q7", "C", 3))])["person-P1.ics"]
    assert days(data) == ["03"]


def test_the_other_counties_come_in_any_order() -> None:
    third = published(
        county(people=[person("R1", **SELF)], limits={"county_id": "anze"}), [duty("R1", "C", 9)]
    )
    others = [there(duty("Q7", "C", 3)), third]
    ours = [here(duty("P1", "C", 8))]
    one = build_feeds(ours, elsewhere=others)
    assert days(one["person-P1.ics"]) == ["03", "08", "09"]
    assert one == build_feeds(ours, elsewhere=others[::-1])
