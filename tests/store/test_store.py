from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from roster.errors import StaleError, UnknownError
from roster.model.calendar import Month
from roster.model.roster import Status
from tests import build
from tests.store.kit import DECEMBER, JANUARY, NOON, a_month, draft, publish

if TYPE_CHECKING:
    from roster.store import Store


def test_every_plan_makes_a_revision_and_the_older_drafts_stay(store: Store) -> None:
    assert [draft(store, None, p).revision for p in ("P1", "P2", "P3")] == [1, 2, 3]
    latest = store.latest("qinyuan", DECEMBER)
    assert latest is not None
    assert latest.number == 3
    assert [d.person for d in store.revision("qinyuan", DECEMBER, 2).roster.duties] == ["P2"]


def test_months_and_counties_are_numbered_apart(store: Store) -> None:
    draft(store)
    draft(store, a_month(JANUARY))
    other = a_month(limits={"county_id": "anze", "county": "安泽县"})
    assert draft(store, other).revision == 1
    assert store.counties() == ["anze", "qinyuan"]
    assert store.months("qinyuan") == [DECEMBER, JANUARY]
    assert store.months("anze") == [DECEMBER]
    assert store.months("nowhere") == []


def test_a_county_that_changed_its_name_stays_the_same_county(store: Store) -> None:
    draft(store)
    assert draft(store, a_month(limits={"county": "沁源新县"})).revision == 2
    assert store.counties() == ["qinyuan"]


def test_nothing_is_known_of_an_empty_store(store: Store) -> None:
    assert store.latest("qinyuan", DECEMBER) is None
    assert store.latest_published("qinyuan", DECEMBER) is None
    assert store.published("qinyuan") == []
    assert store.published_duties("qinyuan", DECEMBER) == []
    assert store.counties() == []
    with pytest.raises(UnknownError, match="no roster of qinyuan for 2026-12"):
        store.history("qinyuan", DECEMBER)
    with pytest.raises(UnknownError, match="no roster of qinyuan for 2026-12"):
        store.revision("qinyuan", DECEMBER, 1)
    with pytest.raises(UnknownError, match="plan it first"):
        publish(store, 1)


def test_a_roster_must_answer_the_problem_it_is_kept_with(store: Store) -> None:
    december, january = a_month(), a_month(JANUARY)
    with pytest.raises(ValueError, match="another county or month"):
        store.save_draft(january, build.roster(december), created_at=NOON)
    twice = build.roster(december, [build.duty("P1", "C", 1)] * 2)
    with pytest.raises(ValueError, match="a duty twice"):
        store.save_draft(december, twice, created_at=NOON)
    assert store.counties() == []


def test_publishing_puts_the_newest_in_force(store: Store) -> None:
    saved = draft(store)
    done = publish(store, 1, overrides={"shortages": "已向市局申请支援"})

    assert done.roster == saved.model_copy(
        update={"status": Status.PUBLISHED, "published_on": date(2026, 11, 25)}
    )
    assert done.published_at == NOON
    assert done.overrides == {"shortages": "已向市局申请支援"}
    assert store.latest_published("qinyuan", DECEMBER) == done
    assert store.latest("qinyuan", DECEMBER) == done


def test_publishing_twice_changes_nothing(store: Store) -> None:
    draft(store)
    done = publish(store, 1)
    later = NOON + timedelta(days=1)
    assert publish(store, 1, published_at=later, overrides={"lead_time": "x"}) == done
    assert len(store.published("qinyuan")) == 1
    draft(store)  # nor when someone has begun a correction
    assert publish(store, 1) == done


def test_a_correction_supersedes_what_was_published_without_touching_it(store: Store) -> None:
    draft(store)
    first = publish(store, 1)
    draft(store, None, "P2")
    second = publish(store, 2, published_at=NOON + timedelta(days=9))

    assert store.latest_published("qinyuan", DECEMBER) == second
    before = store.revision("qinyuan", DECEMBER, 1)
    superseded = first.roster.model_copy(update={"status": Status.SUPERSEDED})
    assert before == first.model_copy(update={"roster": superseded})
    with pytest.raises(StaleError, match="revision 1 of qinyuan 2026-12 is no longer the newest"):
        publish(store, 1)


def test_a_draft_hides_nothing_of_what_is_in_force(store: Store) -> None:
    draft(store)
    first = publish(store, 1)
    draft(store)
    assert store.latest_published("qinyuan", DECEMBER) == first


def test_only_the_newest_is_published(store: Store) -> None:
    draft(store)
    draft(store)
    with pytest.raises(StaleError, match="Look at revision 2") as told:
        publish(store, 1)
    assert told.value.exit_code == 1
    assert "第1版已不是最新" in told.value.text.zh
    with pytest.raises(UnknownError, match="no revision 3; the newest is 2"):
        publish(store, 3)
    assert store.latest_published("qinyuan", DECEMBER) is None


def test_what_was_published_is_listed_by_the_moment_of_publication(store: Store) -> None:
    draft(store, a_month(JANUARY))
    draft(store)
    publish(store, 1, JANUARY, published_at=NOON)
    publish(store, 1, published_at=NOON - timedelta(hours=1))
    draft(store)
    publish(store, 2, published_at=NOON + timedelta(hours=1))
    draft(store)  # a draft is not listed

    listed = [(r.roster.month, r.number, r.roster.status) for r in store.published("qinyuan")]
    assert listed == [
        ("2026-12", 1, Status.SUPERSEDED),
        ("2027-01", 1, Status.PUBLISHED),
        ("2026-12", 2, Status.PUBLISHED),
    ]


def test_the_history_is_what_is_in_force_in_other_months(store: Store) -> None:
    november = Month(year=2026, month=11)
    draft(store, a_month(november), "P1", "P2")
    publish(store, 1, november)
    draft(store, a_month(november), "P3", "P1")
    publish(store, 2, november)  # what it superseded no longer counts
    draft(store, a_month(JANUARY), "P1")  # never published
    draft(store)
    publish(store, 1)  # the month that is being planned
    other = a_month(november, limits={"county_id": "anze", "county": "安泽县"})
    draft(store, other)
    store.publish(
        "anze", november, 1, published_on=build.day(1, 10), published_at=NOON, overrides={}
    )
    assert store.published_duties("qinyuan", DECEMBER) == [
        build.duty("P3", "C", date(2026, 11, 1)),
        build.duty("P1", "C", date(2026, 11, 2)),
    ]


def test_the_audit_trail_tells_who_became_what(store: Store) -> None:
    problem = a_month()
    draft(store, problem)
    publish(store, 1)
    draft(store, problem, "P2", "P3")
    publish(store, 2, published_at=NOON + timedelta(days=1), overrides={"lead_time": "急"})

    told = [(e.what, e.revision, e.at, e.detail) for e in store.events("qinyuan")]
    tomorrow = NOON + timedelta(days=1)
    assert told == [
        ("draft", 1, NOON, {"digest": problem.digest, "duties": 1}),
        ("published", 1, NOON, {"published_on": "2026-11-25", "overrides": {}}),
        ("draft", 2, NOON, {"digest": problem.digest, "duties": 2}),
        ("superseded", 1, tomorrow, {"by": 2}),
        (
            "published",
            2,
            tomorrow,
            {"published_on": "2026-11-25", "overrides": {"lead_time": "急"}},
        ),
    ]
    assert {(e.county, e.month) for e in store.events("qinyuan")} == {("qinyuan", DECEMBER)}
    assert store.events("anze") == []


def test_moments_are_kept_in_utc_to_the_microsecond(store: Store) -> None:
    china = datetime(2026, 11, 20, 20, 0, 0, 1, tzinfo=timezone(timedelta(hours=8)))
    problem = a_month()
    store.save_draft(problem, build.roster(problem), created_at=china)
    kept = store.latest("qinyuan", DECEMBER)
    assert kept is not None
    assert kept.created_at == china
    assert kept.created_at.utcoffset() == timedelta(0)


def test_naive_moments_and_empty_reasons_are_refused(store: Store) -> None:
    problem = a_month()
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without time zone"):
        store.save_draft(problem, build.roster(problem), created_at=naive)
    draft(store)
    with pytest.raises(ValueError, match="without time zone"):
        publish(store, 1, published_at=naive)
    with pytest.raises(ValueError, match="without a reason"):
        publish(store, 1, overrides={"lead_time": " "})
    assert store.latest_published("qinyuan", DECEMBER) is None
