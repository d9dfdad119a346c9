"""What a correction does to the feeds: SEQUENCE rises by one exactly where something changed.

In December 2026 the 8th and the 10th are Tuesday and Thursday of one week, the 15th is in the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roster.publish.feeds import build_feeds
from tests.build import duty, person
from tests.publish.feeds_history import Seen, county, history, seen
from tests.publish.feeds_kit import published

if TYPE_CHECKING:
    from roster.model.requests import Duty
    from roster.model.revision import Revision

MONTH = [duty("P1", "S", 8), duty("P2", "S", 15), duty("P3", "T", 8), duty("P1", "C", 1)]
FEEDS = ("person-P1", "person-P2", "person-P3", "site-S", "site-T", "site-C", "county")


def corrected(*states: list[Duty]) -> list[Revision]:
    """The month and what became of it, an hour apart."""
    return history(MONTH, *states)


def without(*gone: Duty) -> list[Duty]:
    return [d for d in MONTH if d not in gone]


def told(revisions: list[Revision], feed: str) -> list[tuple[int, int, bool]]:
    """Day, SEQUENCE and whether cancelled, of each event."""
    return [(s.day, s.sequence, s.cancelled) for s in seen(revisions, feed)]


def untouched(revisions: list[Revision], *changed: str) -> None:
    """All but the changed feeds are the same, byte for byte, as before the last revision."""
    before, after = build_feeds(history(MONTH)), build_feeds(revisions)
    for feed in FEEDS:
        assert (before[f"{feed}.ics"] == after[f"{feed}.ics"]) == (feed not in changed), feed


def test_an_absence_cancels_for_one_begins_for_the_other_and_leaves_the_rest() -> None:
    revisions = corrected([*without(MONTH[0]), duty("P3", "S", 8)])
    assert told(revisions, "person-P1") == [(1, 0, False), (8, 1, True)]
    assert told(revisions, "person-P3") == [(8, 0, False), (8, 0, False)]
    assert told(revisions, "site-S") == [(8, 1, False), (15, 0, False)]
    assert told(revisions, "county") == [
        (1, 0, False),
        (8, 1, False),
        (8, 0, False),
        (15, 0, False),
    ]
    untouched(revisions, "person-P1", "person-P3", "site-S", "county")


def test_a_closing_leaves_a_tombstone_in_every_feed_of_the_session() -> None:
    revisions = corrected(without(MONTH[1]))
    assert told(revisions, "person-P2") == [(15, 1, True)]
    assert told(revisions, "site-S") == [(8, 0, False), (15, 1, True)]
    untouched(revisions, "person-P2", "site-S", "county")


def test_a_swap_of_two_weeks_gives_each_a_tombstone_and_a_new_event() -> None:
    swapped = [*without(*MONTH[:2]), duty("P2", "S", 8), duty("P1", "S", 15)]
    revisions = corrected(swapped)
    assert told(revisions, "person-P1") == [(1, 0, False), (8, 1, True), (15, 0, False)]
    assert told(revisions, "person-P2") == [(8, 0, False), (15, 1, True)]
    assert told(revisions, "site-S") == [(8, 1, False), (15, 1, False)]
    uids = [s.uid for feed in ("person-P1", "person-P2") for s in seen(revisions, feed)]
    assert len(set(uids)) == 5  # nobody inherits the other's
    untouched(revisions, "person-P1", "person-P2", "site-S", "county")


def test_a_swap_within_a_week_moves_each_persons_own_event() -> None:
    before = [duty("P1", "S", 8), duty("P2", "S", 10)]
    revisions = history(before, [duty("P2", "S", 8), duty("P1", "S", 10)])
    for feed, day in (("person-P1", 10), ("person-P2", 8)):
        (old,), (new,) = seen(history(before), feed), seen(revisions, feed)
        assert new == Seen(day, old.uid, 1, "030000", False)
    assert told(revisions, "site-S") == [(8, 1, False), (10, 1, False)]


def test_a_visit_that_moved_within_its_week_is_the_same_event_for_all() -> None:
    revisions = corrected([*without(MONTH[0]), duty("P1", "S", 10)])
    before = history(MONTH)
    for feed, known in (("person-P1", 8), ("site-S", 8), ("county", 8)):
        old = {s.day: s for s in seen(before, feed) if s.day == known}[known]
        new = {s.uid: s for s in seen(revisions, feed)}
        if feed != "county":  # there another event lies on the 8th too
            assert new[old.uid] == Seen(10, old.uid, 1, "030000", False)
    untouched(revisions, "person-P1", "site-S", "county")


def test_a_visit_that_moved_and_changed_its_person_moves_at_the_site_only() -> None:
    revisions = corrected([*without(MONTH[0]), duty("P3", "S", 10)])
    assert told(revisions, "person-P1") == [(1, 0, False), (8, 1, True)]
    assert told(revisions, "person-P3") == [(8, 0, False), (10, 0, False)]
    assert told(revisions, "site-S") == [(10, 1, False), (15, 0, False)]


def test_a_restored_revision_revives_what_was_cancelled_and_cancels_what_was_new() -> None:
    absent = [*without(MONTH[0]), duty("P3", "S", 8)]
    revisions = corrected(absent, MONTH)
    assert told(revisions, "person-P1") == [(1, 0, False), (8, 2, False)]
    assert sorted(told(revisions, "person-P3")) == [(8, 0, False), (8, 1, True)]
    assert told(revisions, "site-S") == [(8, 2, False), (15, 0, False)]
    old = {s.uid for s in seen(history(MONTH), "person-P1")}
    assert {s.uid for s in seen(revisions, "person-P1")} == old


def test_a_move_taken_back_is_the_same_event_again() -> None:
    revisions = corrected([*without(MONTH[0]), duty("P1", "S", 10)], MONTH)
    (old,) = (s for s in seen(history(MONTH), "person-P1") if s.day == 8)
    assert Seen(8, old.uid, 2, "040000", False) in seen(revisions, "person-P1")
    assert told(revisions, "person-P1") == [(1, 0, False), (8, 2, False)]


def test_absent_moved_and_restored_leaves_one_living_event() -> None:
    states = [without(MONTH[0]), [*without(MONTH[0]), duty("P1", "S", 10)], MONTH]
    after = told(corrected(*states), "person-P1")
    # Cancelled on the 8th, new on the 10th, then the 8th revived and the 10th a tombstone.
    assert after == [(1, 0, False), (8, 2, False), (10, 1, True)]


@pytest.mark.parametrize("times", [2, 5])
def test_cancelled_and_revived_again_and_again_counts_each_time(times: int) -> None:
    revisions = corrected(*([without(MONTH[0]), MONTH] * times))
    assert told(revisions, "person-P1") == [(1, 0, False), (8, 2 * times, False)]


def test_who_is_taken_out_of_the_pool_still_sees_what_was_cancelled() -> None:
    first = history(MONTH)
    smaller = county(people=[person("P1"), person("P3")])
    gone = published(smaller, [*without(MONTH[1]), duty("P3", "S", 15)], 2)
    assert told([*first, gone], "person-P2") == [(15, 1, True)]
