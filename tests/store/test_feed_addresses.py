from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from roster.errors import UnknownError
from roster.model.feed_addresses import FeedAddress, FeedScope
from tests.store.kit import NOON

if TYPE_CHECKING:
    from roster.store import Store

LATER = NOON + timedelta(days=1)
COUNTY = FeedAddress(digest="f" * 64, county="qinyuan", scope=FeedScope.COUNTY, created_at=NOON)
PERSON = FeedAddress(
    digest="0" * 64, county="qinyuan", scope=FeedScope.PERSON, holder="P1", created_at=LATER
)


def test_addresses_are_listed_by_when_they_were_made(store: Store) -> None:
    store.add_feed_address(PERSON)
    store.add_feed_address(COUNTY)
    assert store.feed_addresses("qinyuan") == [COUNTY, PERSON]
    assert store.feed_addresses("anze") == []


def test_an_address_is_revoked_once_and_stays_in_the_list(store: Store) -> None:
    store.add_feed_address(PERSON, made_by="王", why="本人要求")
    revoked = PERSON.model_copy(update={"revoked_at": LATER})
    given = {"made_by": "李", "why": "手机丢失"}
    assert store.revoke_feed_address(PERSON.digest, revoked_at=LATER, **given) == revoked
    again = store.revoke_feed_address(PERSON.digest, revoked_at=LATER + timedelta(days=1))
    assert again == revoked
    assert store.feed_addresses("qinyuan") == [revoked]
    # The addresses belong to no month and no revision.
    told = [(e.what, e.at, e.made_by, e.why, e.month, e.revision) for e in store.events("qinyuan")]
    assert told == [
        ("feed address", LATER, "王", "本人要求", None, None),
        ("feed address revoked", LATER, "李", "手机丢失", None, None),
    ]


def test_what_cannot_be_kept_is_refused(store: Store) -> None:
    store.add_feed_address(COUNTY)
    with pytest.raises(ValueError, match="kept already"):
        store.add_feed_address(COUNTY)
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without time zone"):
        store.add_feed_address(PERSON.model_copy(update={"created_at": naive}))
    with pytest.raises(ValueError, match="without time zone"):
        store.revoke_feed_address(COUNTY.digest, revoked_at=naive)
    with pytest.raises(UnknownError, match="no such feed address") as told:
        store.revoke_feed_address("e" * 64, revoked_at=NOON)
    assert "e" * 8 not in told.value.text.en
    assert store.feed_addresses("qinyuan") == [COUNTY]


def test_a_new_address_takes_the_place_of_the_holders_old_ones(store: Store) -> None:
    store.add_feed_address(PERSON)
    store.add_feed_address(COUNTY)
    new = PERSON.model_copy(update={"digest": "1" * 64, "created_at": LATER})
    other = PERSON.model_copy(update={"digest": "2" * 64, "holder": "P2", "created_at": LATER})
    revoked = PERSON.model_copy(update={"revoked_at": LATER})
    assert store.give_feed_addresses([new, other], made_by="李", why="换手机") == [revoked]
    good = [a.digest for a in store.feed_addresses("qinyuan") if a.good]
    assert good == [COUNTY.digest, new.digest, other.digest]
    told = [(e.what, e.made_by, e.why, e.detail) for e in store.events("qinyuan")[2:]]
    assert told == [
        ("feed address revoked", "李", "换手机", {"digest": "0" * 64, "replaced_by": "1" * 64}),
        (
            "feed address",
            "李",
            "换手机",
            {"digest": "1" * 64, "scope": "person", "holder": "P1", "replaces": ["0" * 64]},
        ),
        ("feed address", "李", "换手机", {"digest": "2" * 64, "scope": "person", "holder": "P2"}),
    ]


def test_new_addresses_are_given_all_or_none(store: Store) -> None:
    store.add_feed_address(COUNTY)
    before = store.feed_addresses("qinyuan"), store.events("qinyuan")
    with pytest.raises(ValueError, match="kept already"):
        store.give_feed_addresses([PERSON, COUNTY])
    with pytest.raises(ValueError, match="without time zone"):
        store.give_feed_addresses(
            [PERSON.model_copy(update={"created_at": NOON.replace(tzinfo=None)})]
        )
    assert (store.feed_addresses("qinyuan"), store.events("qinyuan")) == before
