"""What differs between two rosters, slot by slot."""

from __future__ import annotations

from roster.model.differences import changes_between, differences
from roster.model.sites import Session
from tests.build import duty

BEFORE = (duty("P1", "C", 1), duty("P2", "C", 1), duty("P1", "S", 8))


def test_the_same_rosters_do_not_differ() -> None:
    assert differences(BEFORE, reversed(BEFORE)) == []
    assert changes_between(BEFORE, BEFORE) == 0


def test_a_substitute_is_one_change_and_who_stays_is_told() -> None:
    [found] = differences(BEFORE, [BEFORE[0], duty("P3", "C", 1), BEFORE[2]])
    assert (found.gone, found.new, found.kept) == (("P2",), ("P3",), ("P1",))
    assert found.size == 1


def test_sizes_count_places_not_persons() -> None:
    # Two places of one slot filled otherwise, and one visit that is given up.
    after = [duty("P3", "C", 1), duty("P4", "C", 1)]
    assert [d.size for d in differences(BEFORE, after)] == [2, 1]
    assert changes_between(BEFORE, after) == changes_between(after, BEFORE) == 3


def test_differences_are_in_order_of_date_site_and_session() -> None:
    morning, afternoon = (duty("P1", "S", 8, s) for s in (Session.MORNING, Session.AFTERNOON))
    found = differences([], [duty("P1", "T", 9), afternoon, morning, duty("P1", "C", 8)])
    told = [(d.slot.date.day, d.slot.site, d.slot.session) for d in found]
    assert told == [
        (8, "C", Session.FULL),
        (8, "S", Session.MORNING),
        (8, "S", Session.AFTERNOON),
        (9, "T", Session.MORNING),
    ]
