from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from roster.model.calendar import Month
from roster.model.changes import Absent, Closed, applied
from roster.model.comparison import WORSE
from roster.model.corrections import Correction, level_text, superseded_by, tells_the_same
from roster.model.levels import Level
from roster.model.proposals import with_settings
from roster.model.revision import Origin, Revision
from roster.model.roster import Shortage, Status
from tests import build
from tests.build import day, duty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.problem import Problem
    from roster.model.requests import Duty

COUNTY = build.problem(3, [build.visits("S")], centre_demands=(build.centre_demand(),))
DUTIES = [duty("P1", "S", 8), duty("P2", "C", 8)]


def revision(
    number: int = 1,
    duties: Iterable[Duty] = DUTIES,
    of: Problem = COUNTY,
    status: Status = Status.SUPERSEDED,
    **changes: Any,
) -> Revision:
    roster = build.roster(of, duties, revision=number, status=status, **changes)
    at = datetime(2026, 11, 20 + number, tzinfo=UTC)
    return Revision(problem=of, roster=roster, created_at=at, published_at=at)


def test_a_correction_knows_sites_people_inputs_and_levels() -> None:
    away = Absent(person="P1", start=day(8), end=day(8), reason="住院")
    after = revision(2, [duty("P3", "S", 8), DUTIES[1]], applied(COUNTY, [away]))
    found = Correction(revision(), after)
    assert found.sites == ["S"]
    assert [effect.person for effect in found.effects] == ["P1", "P3"]
    assert [line.zh for line in found.inputs] == ["请假：新增 甲P1 12月8日（住院）"]
    assert [change.level for change in found.levels][:2] == [Level.COVER, Level.DEMAND]


def test_levels_are_those_of_the_audit_and_told_in_a_line() -> None:
    found = Correction(revision(), revision(2, [DUTIES[1]]))
    demand = next(change for change in found.levels if change.level is Level.COVER)
    # The station is without any visit of the month now: below the floor, on top of the empty centre.
    assert demand.verdict is WORSE
    assert level_text(demand).zh.startswith("到岗：变差。原来：")
    assert ". Before: " in level_text(demand).en
    wishes = next(change for change in found.levels if change.level is Level.WISHES)
    assert level_text(wishes).zh == "意愿：不变（各人意愿、逢集都照顾到了）"
    assert level_text(wishes).en.startswith("wishes: unchanged (")


def test_sites_that_are_gone_come_last() -> None:
    smaller = build.problem(3, centre_demands=(build.centre_demand(),))
    after = revision(2, [duty("P3", "C", 8)], smaller)
    assert Correction(revision(), after).sites == ["C", "S"]


def test_what_only_leads_to_a_roster_is_nothing_to_tell() -> None:
    changed = applied(COUNTY, [Absent(person="P3", start=day(8), end=day(8))])
    limited = with_settings(COUNTY, budget=90000)
    assert tells_the_same(revision(), revision(2, of=changed))
    assert tells_the_same(
        revision(), revision(2, solver={"workers": 2, "seed": 7, "time_limit": 1})
    )
    assert not tells_the_same(revision(), revision(2, of=limited))


@pytest.mark.parametrize(
    "after",
    [
        revision(2, DUTIES[:1]),
        revision(2, of=applied(COUNTY, [Closed(site="S", start=day(10), end=day(10))])),
        revision(2, of=build.problem(4, [build.visits("S")])),
        revision(2, visits=()),
        revision(
            2,
            shortages=(
                Shortage(rule="centre_short", site="C", start=day(9), end=day(9), missing=1),
            ),
        ),
    ],
)
def test_anything_that_is_told_is_a_difference(after: Revision) -> None:
    assert not tells_the_same(revision(), after)


def test_a_revision_corrects_the_one_that_was_in_force_before() -> None:
    first, second, third = revision(1), revision(2), revision(4, status=Status.PUBLISHED)
    january = Month(year=2027, month=1)
    other = build.problem(month=january, calendar=build.calendar(january))
    all_of_them = [third, revision(3, [], other), first, second]
    assert superseded_by(third, all_of_them) == second
    assert superseded_by(second, all_of_them) == first
    assert superseded_by(first, all_of_them) is None


def test_the_one_in_force_is_the_last_whatever_its_clock_says() -> None:
    first = revision(5)  # numbers are days here: published on the 25th
    last = revision(2, status=Status.PUBLISHED)
    assert superseded_by(last, [first, last]) == first


def test_the_reasons_are_those_of_all_drafts_since_each_once() -> None:
    away = Absent(person="P1", start=day(8), end=day(8), reason="住院")
    by = {"by": "陈科员"}
    first = revision(2).model_copy(
        update={"origin": Origin(**by, why="住院", base=1, changes=(away,))}
    )
    last = revision(3).model_copy(update={"origin": Origin(**by, why="庙会改期", base=2)})
    nameless = revision(4).model_copy(update={"origin": Origin()})
    found = Correction(revision(), nameless, (first, last))
    assert [line.zh for line in found.reasons] == [
        "甲P112月8日不能值班（住院）",
        "经办：陈科员",
        "庙会改期",
    ]
    assert [line.en for line in found.reasons][1] == "by 陈科员"


def test_stability_is_no_level_of_a_correction() -> None:
    levels = Correction(revision(), revision(2)).levels
    assert levels
    assert Level.STABILITY not in {change.level for change in levels}
