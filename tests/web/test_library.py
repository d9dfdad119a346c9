"""Which feeds are served at which address, and for how long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from roster.model.feed_addresses import FeedAddress, FeedScope, digest_of
from roster.publish.feeds import build_feeds
from roster.web.library import Library, read_library
from tests.build import duty, person
from tests.publish.feeds_kit import only, problems
from tests.web.kit import AT, NUMBER, county, give, publish

if TYPE_CHECKING:
    from roster.store import Store

NOW = AT.timestamp()


def body(library: Library, path: str, now: float = NOW) -> bytes | None:
    """What is served at the path; None for a 404."""
    page = library.find(path, now)
    return None if page is None else bytes(page.plain.body["body"])


def test_site_and_county_feeds_are_public_and_a_persons_is_not(store: Store) -> None:
    library = read_library(store, "zh")
    assert sorted(library.public) == [
        "/c/qinyuan/county.ics",
        "/c/qinyuan/site-C.ics",
        "/c/qinyuan/site-S.ics",
    ]
    give(store, "T1", "P1")
    library = read_library(store, "zh")
    assert not any("person" in path for path in library.public)
    feeds = build_feeds(store.published("qinyuan"))
    assert body(library, "/c/qinyuan/site-S.ics") == feeds["site-S.ics"]
    assert body(library, "/f/T1.ics") == feeds["person-P1.ics"]


@pytest.mark.parametrize(
    "path",
    [
        "/", "/c/", "/c/qinyuan", "/c/qinyuan/", "/c/qinyuan/person-P1.ics", "/c/other/county.ics",
        "/f/", "/f/.ics", "/f/T1", "/f/T1.ics/", "/f/T2.ics", "/f/T1.ICS", "/F/T1.ics", "//f/T1.ics",
        f"/f/{digest_of('T1')}.ics", "/f/../c/qinyuan/county.ics", "/roster.db",
    ],
)  # fmt: skip
def test_nothing_else_is_there(store: Store, path: str) -> None:
    give(store, "T1", "P1")
    assert body(read_library(store, "zh"), path) is None


def test_an_address_opens_one_feed(store: Store) -> None:
    give(store, "T1", "P1")
    give(store, "T2", "P2")
    library = read_library(store, "zh")
    feeds = build_feeds(store.published("qinyuan"))
    assert body(library, "/f/T1.ics") == feeds["person-P1.ics"]
    assert body(library, "/f/T2.ics") == feeds["person-P2.ics"]


def test_a_site_too_may_have_an_address(store: Store) -> None:
    digest = digest_of("T9")
    store.add_feed_address(
        FeedAddress(
            digest=digest, county="qinyuan", scope=FeedScope.SITE, holder="S", created_at=AT
        )
    )
    library = read_library(store, "zh")
    assert body(library, "/f/T9.ics") == body(library, "/c/qinyuan/site-S.ics")


def test_a_revoked_address_says_so_for_four_weeks_and_is_then_unknown(store: Store) -> None:
    address = give(store, "T1", "P1")
    store.revoke_feed_address(address.digest, revoked_at=AT)
    library = read_library(store, "zh")
    data = body(library, "/f/T1.ics")
    assert data is not None
    assert problems(data) == []
    assert only(data)["SUMMARY"] == "此订阅已停用"
    last = (AT + timedelta(days=28)).timestamp()
    assert body(library, "/f/T1.ics", last - 1) == data
    assert body(library, "/f/T1.ics", last) is None


def test_a_new_address_stops_the_old_one(store: Store) -> None:
    give(store, "T1", "P1")
    give(store, "T2", "P1")
    library = read_library(store, "zh")
    old, new = body(library, "/f/T1.ics"), body(library, "/f/T2.ics")
    assert old is not None
    assert only(old)["SUMMARY"] == "此订阅已停用"
    assert new == build_feeds(store.published("qinyuan"))["person-P1.ics"]


def test_who_has_no_feed_any_more_is_told_that_it_has_ended(store: Store) -> None:
    give(store, "T9", "P9")
    data = body(read_library(store, "zh"), "/f/T9.ics", NOW + 10**9)
    assert data is not None
    assert only(data)["SUMMARY"] == "此订阅已停用"


def test_before_anything_is_published_there_is_only_that(store: Store) -> None:
    give(store, "T1", "X1", "anze")  # a county that gave out an address and published nothing
    library = read_library(store, "zh")
    data = body(library, "/f/T1.ics")
    assert data is not None
    assert only(data)["UID"].endswith("@roster.invalid")
    assert not any("anze" in path for path in library.public)


def test_who_serves_in_two_counties_finds_both_at_either_address(store: Store) -> None:
    people = [person("Q7", name="甲P1", certificate=NUMBER), person("Q8")]
    there = county("pingyao", people=people, stations=[])
    publish(store, [duty("Q7", "C", 3)], there, hours=1)
    give(store, "T1", "P1")
    give(store, "T2", "Q7", "pingyao")
    library = read_library(store, "zh")
    data = body(library, "/f/T1.ics")
    assert data == body(library, "/f/T2.ics")
    assert data is not None
    assert data.count(b"BEGIN:VEVENT") == 2
    mine, elsewhere = store.published("qinyuan"), store.published("pingyao")
    assert data == build_feeds(mine, elsewhere=elsewhere)["person-P1.ics"]


def test_only_what_changed_is_made_again(store: Store) -> None:
    publish(store, [duty("P1", "C", 3)], county("pingyao"))
    give(store, "T1", "P2")
    first = read_library(store, "zh")
    publish(store, [duty("P1", "C", 2)], hours=1)
    second = read_library(store, "zh", first)
    kept = "/c/pingyao/county.ics"
    assert second.public[kept] is first.public[kept]
    assert body(second, "/c/qinyuan/county.ics") != body(first, "/c/qinyuan/county.ics")
    give(store, "T2", "P3")
    third = read_library(store, "zh", second)
    assert third.public == second.public  # a new address changes no feed
    assert body(third, "/f/T2.ics") is not None
    assert third.secret[digest_of("T1")].page is second.secret[digest_of("T1")].page


def test_it_is_the_same_as_read_from_nothing(store: Store) -> None:
    first = read_library(store, "zh")
    publish(store, [duty("P1", "C", 2)], hours=1)
    give(store, "T1", "P1")
    after, anew = read_library(store, "zh", first), read_library(store, "zh")
    assert after.marks == anew.marks == store.feed_marks()
    paths = [*anew.public, "/f/T1.ics"]
    assert [body(after, p) for p in paths] == [body(anew, p) for p in paths]


def test_last_modified_is_the_latest_publication(store: Store) -> None:
    page = read_library(store, "zh").public["/c/qinyuan/county.ics"]
    found = dict(page.plain.head["headers"])
    assert found[b"last-modified"] == b"Wed, 25 Nov 2026 02:00:00 GMT"


def test_in_english_on_request(store: Store) -> None:
    data = body(read_library(store, "en"), "/c/qinyuan/county.ics")
    assert data is not None
    assert b"Legal advice" in data
