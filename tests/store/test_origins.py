"""Where revisions come from: the base must be the newest, and what changed is kept beside it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from roster.errors import StaleError, UnknownError
from roster.model.changes import Absent, Change, Closed, Present
from roster.model.requests import Exemption
from roster.model.revision import Origin
from roster.model.rules import RULES
from roster.model.sites import Session
from tests import build
from tests.store.kit import BOOK, DECEMBER, JANUARY, NOON, a_month, draft, publish

if TYPE_CHECKING:
    from roster.store import Store

ILL = Absent(person="P1", start=build.day(8), end=build.day(10), reason="住院")
EXEMPT = next(rule.key for rule in RULES if rule.overridable)


def test_the_origin_is_read_back_equal(store: Store) -> None:
    draft(store)
    closed = Closed(site="C", start=build.day(15), end=build.day(15), reason="停电")
    origin = Origin(by="王主任", why="P1住院", base=1, changes=(ILL, closed))
    draft(store, None, "P2", origin=origin)
    kept = store.revision("qinyuan", DECEMBER, 2)
    assert kept.origin == origin
    assert store.revision("qinyuan", DECEMBER, 1).origin == Origin()
    assert publish(store, 2).origin == origin
    event = next(e for e in store.events("qinyuan") if e.revision == 2)
    assert (event.base, event.made_by, event.why) == (1, "王主任", "P1住院")


def test_whoever_comes_second_is_told_who_was_first(store: Store) -> None:
    draft(store)
    draft(store, None, "P2", origin=Origin(by="王主任", why="P1住院", base=1))
    before = store.events("qinyuan")
    with pytest.raises(StaleError) as told:
        draft(store, None, "P3", origin=Origin(by="李干事", base=1, changes=(ILL,)))
    # 12:00 in the tests' calendar is 20:00 in China.
    assert told.value.text.zh == (
        "qinyuan 2026-12 在您查看第1版之后已有改动，这次的修改没有保存："
        "第2版由王主任于11月20日20:00作出（P1住院）。请查看第2版，如仍需要，在它的基础上重新修改"
    )
    assert told.value.text.en == (
        "qinyuan 2026-12 was changed since you looked at revision 1, and your change was not saved: "
        "revision 2 was made by 王主任 on 20 Nov at 20:00 (P1住院). Look at revision 2 and make the"
        " change again if it is still needed"
    )
    assert told.value.exit_code == 1
    assert store.events("qinyuan") == before
    assert store.absences("qinyuan") == []


def test_a_base_that_never_was_is_told(store: Store) -> None:
    with pytest.raises(UnknownError, match="plan it first"):
        draft(store, origin=Origin(base=1))
    draft(store)
    with pytest.raises(UnknownError, match="no revision 7; the newest is 1"):
        draft(store, origin=Origin(base=7))
    assert [e.revision for e in store.events("qinyuan")] == [1]


def test_who_published_and_why_is_in_the_trail(store: Store) -> None:
    draft(store)
    publish(store, 1, made_by="王主任", why="局务会通过")
    draft(store)
    publish(store, 2, made_by="李干事", published_at=NOON + timedelta(days=1))
    told = [(e.what, e.revision, e.base, e.made_by, e.why) for e in store.events("qinyuan")]
    assert told == [
        ("draft", 1, None, "", ""),
        ("published", 1, None, "王主任", "局务会通过"),
        ("draft", 2, None, "", ""),
        ("superseded", 1, None, "李干事", ""),
        ("published", 2, 1, "李干事", ""),
    ]


def test_inputs_are_kept_once_and_a_change_rests_on_those_of_its_base(store: Store) -> None:
    draft(store, source=BOOK)
    draft(store, source=BOOK)
    draft(store, origin=Origin(base=2))
    draft(store)  # planned anew, from we do not know what
    assert [store.source("qinyuan", DECEMBER, n) for n in (1, 2, 3)] == [BOOK] * 3
    with pytest.raises(UnknownError, match="no copy of the inputs of revision 4"):
        store.source("qinyuan", DECEMBER, 4)


def absent(store: Store, *changes: Change, month: str = "2026-12") -> None:
    problem = a_month(DECEMBER if month == "2026-12" else JANUARY)
    draft(store, problem, origin=Origin(by="王", changes=changes))


def test_absences_are_those_that_were_not_taken_back(store: Store) -> None:
    other = Absent(person="P2", start=build.day(8), end=build.day(8), session=Session.MORNING)
    absent(store, ILL, Closed(site="C", start=build.day(1), end=build.day(1)))
    absent(store, other)
    absent(store, Present(person="P1", start=build.day(9), end=build.day(9)))
    assert store.absences("qinyuan") == [
        ILL.model_copy(update={"end": build.day(8)}),
        ILL.model_copy(update={"start": build.day(10)}),
        other,
    ]
    assert store.absences("anze") == []
    absent(store, ILL)  # and ill again on the same days
    assert store.absences("qinyuan")[-1] == ILL


def test_an_absence_that_touches_two_months_is_one(store: Store) -> None:
    long = Absent(person="P1", start=build.day(28), end=JANUARY.days[2])
    absent(store, long)
    absent(store, long.model_copy(update={"reason": "住院"}), month="2027-01")
    assert store.absences("qinyuan") == [long]


def test_exemptions_are_kept_with_their_reasons(store: Store) -> None:
    duty = build.duty("P1", "C", 1)
    exempt = Exemption(duty=duty, rule=EXEMPT, reason="本人同意")
    again = exempt.model_copy(update={"reason": "本人再次同意"})
    draft(store, a_month(exemptions=(exempt, again)))
    draft(store)
    assert store.exemptions("qinyuan", DECEMBER, 1) == [again], "the last reason counts"
    assert store.exemptions("qinyuan", DECEMBER, 2) == []
