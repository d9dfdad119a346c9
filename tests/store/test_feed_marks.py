from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.store.test_feed_addresses import COUNTY, PERSON
from tests.web.kit import county, publish

if TYPE_CHECKING:
    from roster.store import Store


def test_marks_rise_with_what_concerns_feeds_and_with_nothing_else(store: Store) -> None:
    assert store.feed_marks() == {}
    publish(store)
    first = store.feed_marks()["qinyuan"]
    assert first.published > 0
    assert first.addresses == 0
    [revision] = store.published("qinyuan")
    store.save_draft(revision.problem, revision.roster, created_at=revision.created_at)
    assert store.feed_marks() == {"qinyuan": first}
    store.add_feed_address(PERSON)
    second = store.feed_marks()["qinyuan"]
    assert second.published == first.published
    assert second.addresses > first.addresses
    store.revoke_feed_address(PERSON.digest, revoked_at=COUNTY.created_at + timedelta(days=2))
    third = store.feed_marks()["qinyuan"]
    assert third.addresses > second.addresses
    publish(store, of=county("anze"))
    marks = store.feed_marks()
    assert list(marks) == ["anze", "qinyuan"]
    assert marks["qinyuan"] == third
