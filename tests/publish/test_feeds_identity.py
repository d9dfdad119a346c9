"""Who an event is: UIDs, SEQUENCE and stamps over several revisions, one case at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from roster.model.calendar import Month
from roster.model.roster import Status
from roster.model.sites import Session
from roster.publish.feeds import build_feeds
from tests.build import calendar, duty, person
from tests.publish.feeds_history import Seen, county, history, seen
from tests.publish.feeds_kit import PUBLISHED, events, published

if TYPE_CHECKING:
    from roster.model.requests import Duty

# In December 2026 the 1st, 8th and 15th are Tuesdays; weeks run Monday 7th to Sunday 13th.


def test_a_revision_that_changes_nothing_changes_no_byte() -> None:
    duties = [duty("P1", "C", 1), duty("P2", "S", 8), duty("P1", "S", 15)]
    assert build_feeds(history(duties)) == build_feeds(history(duties, duties, duties))


def test_the_order_in_which_revisions_are_given_does_not_matter() -> None:
    revisions = history([duty("P1", "S", 8)], [duty("P1", "S", 10)], [duty("P2", "S", 10)])
    assert build_feeds(revisions) == build_feeds(revisions[::-1])


@pytest.mark.parametrize("feed", ["person-P1", "site-S", "county"])
def test_a_move_within_the_week_keeps_the_uid(feed: str) -> None:
    (before,) = seen(history([duty("P1", "S", 8)]), feed)
    (after,) = seen(history([duty("P1", "S", 8)], [duty("P1", "S", 10)]), feed)
    assert before == Seen(8, before.uid, 0, "020000", False)
    # published an hour after the first
    assert after == Seen(10, before.uid, 1, "030000", False)


def test_created_is_the_first_publication() -> None:
    data = build_feeds(history([duty("P1", "S", 8)], [duty("P1", "S", 10)]))["county.ics"]
    assert [e["CREATED"].value for e in events(data)] == ["20261125T020000Z"]


@pytest.mark.parametrize("later", [duty("P1", "S", 15), duty("P1", "T", 8)])
def test_another_week_or_site_is_another_commitment(later: Duty) -> None:
    (before,) = seen(history([duty("P1", "S", 8)]))
    after = seen(history([duty("P1", "S", 8)], [later]))
    gone = Seen(8, before.uid, 1, "030000", True)
    assert gone in after
    (new,) = set(after) - {gone}
    assert (new.day, new.sequence, new.stamp, new.cancelled) == (later.date.day, 0, "030000", False)
    assert new.uid != before.uid


def test_a_cancelled_event_is_marked_and_leaves_the_time_free() -> None:
    data = build_feeds(history([duty("P1", "S", 8)], []))["person-P1.ics"]
    (event,) = events(data)
    assert event["SUMMARY"].text == "（已取消）法律咨询值班·S镇"
    assert event["TRANSP"].value == "TRANSPARENT"
    assert event["DESCRIPTION"].text.endswith("版次：2026年12月第2版")


def test_the_text_names_the_revision_that_last_changed_the_event() -> None:
    states = [[duty("P1", "S", 8)], [duty("P1", "S", 10)], [duty("P1", "S", 10)]]
    (event,) = events(build_feeds(history(*states))["person-P1.ics"])
    assert event["DESCRIPTION"].text.endswith("版次：2026年12月第2版")


def test_who_comes_back_revives_the_uid() -> None:
    first = [duty("P1", "S", 8)]
    (before,) = seen(history(first))
    (after,) = seen(history(first, [], first))
    assert after == Seen(8, before.uid, 2, "040000", False)


def test_coming_back_goes_before_moving() -> None:
    # Tuesday and Thursday; only Thursday; only Tuesday: Tuesday's event is itself again, so that no
    # cancelled event stands beside a living one in the same slot.
    both = [duty("P1", "S", 8), duty("P1", "S", 10)]
    tuesday, thursday = seen(history(both))
    after = seen(history(both, both[1:], both[:1]))
    assert after == [
        Seen(8, tuesday.uid, 2, "040000", False),
        Seen(10, thursday.uid, 1, "040000", True),
    ]


def test_the_nearest_date_moves_first() -> None:
    # Monday 7 and Wednesday 9 become Thursday 10: Wednesday is a day away, Monday three.
    monday, wednesday = seen(history([duty("P1", "S", 7), duty("P1", "S", 9)]))
    after = seen(history([duty("P1", "S", 7), duty("P1", "S", 9)], [duty("P1", "S", 10)]))
    assert [(s.day, s.uid, s.cancelled) for s in after] == [
        (7, monday.uid, True),
        (10, wednesday.uid, False),
    ]


def test_what_stays_is_matched_before_what_moves() -> None:
    # 8 stays although 9, which is new, is nearer to 10 than 8 is to anything
    one, two = seen(history([duty("P1", "S", 8), duty("P1", "S", 10)]))
    after = seen(
        history([duty("P1", "S", 8), duty("P1", "S", 10)], [duty("P1", "S", 8), duty("P1", "S", 9)])
    )
    assert [(s.day, s.uid, s.sequence) for s in after] == [(8, one.uid, 0), (9, two.uid, 1)]


def test_at_the_same_distance_the_same_session_moves_first() -> None:
    # morning and afternoon of the 8th: the morning of the 9th continues the morning
    states = [duty("P1", "S", 8, Session.AFTERNOON), duty("P1", "S", 8, Session.MORNING)]
    morning, afternoon = seen(history(states))
    after = seen(history(states, [duty("P1", "S", 9, Session.MORNING)]))
    assert [(s.day, s.uid) for s in after] == [(8, afternoon.uid), (9, morning.uid)]


def test_another_session_of_the_day_keeps_the_uid() -> None:
    (before,) = seen(history([duty("P1", "S", 8)]))
    (after,) = seen(history([duty("P1", "S", 8)], [duty("P1", "S", 8, Session.AFTERNOON)]))
    assert (after.uid, after.sequence) == (before.uid, 1)


def test_a_slot_whose_uid_has_moved_on_gets_a_uid_of_its_own() -> None:
    (first,) = seen(history([duty("P1", "S", 8)]))
    states = [
        [duty("P1", "S", 8)],
        [duty("P1", "S", 10)],
        [duty("P1", "S", 8), duty("P1", "S", 10)],
    ]
    new, moved = seen(history(*states))
    assert moved.uid == first.uid
    assert new.uid != first.uid
    assert (new.sequence, moved.sequence) == (0, 1)


def test_a_swap_cancels_for_one_begins_for_the_other_and_changes_the_site() -> None:
    states = [[duty("P1", "S", 8)], [duty("P2", "S", 8)]]
    (site,) = seen(history(states[0]), "site-S")
    assert [s.cancelled for s in seen(history(*states), "person-P1")] == [True]
    assert [(s.sequence, s.cancelled) for s in seen(history(*states), "person-P2")] == [(0, False)]
    for feed in ("site-S", "county"):
        (after,) = seen(history(*states), feed)
        assert (after.day, after.sequence, after.cancelled) == (8, 1, False)
    assert seen(history(*states), "site-S")[0].uid == site.uid


def test_a_new_colleague_changes_the_event_of_who_stays() -> None:
    states = [[duty("P1", "S", 8)], [duty("P1", "S", 8), duty("P2", "S", 8)]]
    assert [s.sequence for s in seen(history(*states))] == [1]


def test_a_changed_text_is_a_change() -> None:
    renamed = county(people=[person("P1", name="新名"), person("P2")])
    one, two = history([duty("P1", "S", 8)])[0], published(renamed, [duty("P1", "S", 8)], 2)
    assert [s.sequence for s in seen([one, two], "site-S")] == [1]
    assert [s.sequence for s in seen([one, two], "person-P1")] == [0]  # nobody needs the own name


def test_feeds_do_not_share_uids_but_every_build_gives_the_same() -> None:
    revisions = history([duty("P1", "S", 8), duty("P2", "S", 8)])
    feeds = ["person-P1", "person-P2", "site-S", "county"]
    uids = [seen(revisions, feed)[0].uid for feed in feeds]
    assert len(set(uids)) == 4
    # Whoever changes how UIDs are made duplicates every duty in every phone. The value is the
    # first half of sha256sum of ["person", "P1", "qinyuan", "S", "2026-12-08", "morning", 0].
    assert uids[0] == "9b7e33c8713ffa18e063ff11a8e3e12d@roster.invalid"


def test_the_domain_of_the_first_publication_stays() -> None:
    here = county(limits={"uid_domain": "one.example"})
    there = county(limits={"uid_domain": "two.example"})
    first = published(here, [duty("P1", "S", 8)])
    second = published(there, [duty("P1", "S", 10), duty("P1", "T", 15)], 2)
    assert [s.uid.split("@")[1] for s in seen([first, second])] == ["one.example", "two.example"]


def test_months_do_not_touch_each_other() -> None:
    # Monday 30 November and Tuesday 1 December lie in one ISO week but in two rosters
    when = Month(year=2026, month=11)
    november = county(month=when, calendar=calendar(when))
    early = PUBLISHED - timedelta(days=30)
    planned = published(november, [duty("P1", "S", date(2026, 11, 30))], at=early)
    emptied = published(november, [], 2, at=PUBLISHED + timedelta(hours=5))
    december = published(county(), [duty("P1", "S", 1)])
    assert [(s.day, s.sequence, s.cancelled) for s in seen([planned, emptied, december])] == [
        (30, 1, True),
        (1, 0, False),
    ]


def test_stamps_rise_even_when_two_revisions_bear_the_same_moment() -> None:
    of = county()
    revisions = [
        published(of, [duty("P1", "S", d)], n, at=PUBLISHED) for n, d in enumerate((8, 9, 10), 1)
    ]
    # whatever the order they come in, their numbers say what came last
    for given in (revisions, revisions[::-1]):
        assert [(s.day, s.sequence, s.stamp) for s in seen(given)] == [(10, 2, "020002")]


def test_a_draft_of_a_lower_number_may_be_published_later() -> None:
    of = county()
    second = published(of, [duty("P1", "S", 10)], 2, status=Status.SUPERSEDED)  # at 03:00
    first = published(of, [duty("P1", "S", 8)], 1, at=PUBLISHED + timedelta(hours=2))
    assert [(s.day, s.sequence, s.stamp) for s in seen([first, second])] == [(8, 1, "040000")]


def test_the_revision_in_force_is_last_even_if_dated_back() -> None:
    of = county()
    first = published(of, [duty("P1", "S", 8)], status=Status.SUPERSEDED)
    second = published(of, [duty("P1", "S", 10)], 2, at=PUBLISHED - timedelta(hours=1))
    assert [(s.day, s.sequence, s.stamp) for s in seen([second, first])] == [(10, 1, "020001")]
