from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roster.model.changes import Edited
from roster.model.people import Category
from roster.model.requests import Leave
from tests.build import day, duty, person
from tests.cli import byhand
from tests.cli.desk import MONTH

if TYPE_CHECKING:
    from tests.cli.desk import Desk

RESTORE = ("restore", "1", *MONTH, "--reason", "改回", "--by", "王会计")


@pytest.fixture
def edited(published: Desk) -> Desk:
    """P4 has the 7th and the 9th, by hand."""
    published.done(
        *("edit", "--replace", "甲P1 2026-12-07 = 甲P4", "--replace", "甲P1 2026-12-09 = 甲P4"),
        "--yes",
    )
    return published


def test_an_earlier_revision_comes_back_as_a_new_draft(edited: Desk) -> None:
    out = edited.done(*RESTORE)
    assert "第3版（草稿）已保存" in out
    revision = byhand.newest()
    assert set(revision.roster.duties) == {*byhand.DUTIES}
    [change] = revision.origin.changes
    assert isinstance(change, Edited)
    assert (change.kind, revision.origin.base, revision.origin.why) == ("restore", 2, "改回")
    assert change.exemptions == ()


def test_what_is_over_stays_and_is_told(edited: Desk) -> None:
    out = edited.done(*RESTORE, "--on", "2026-12-08")
    assert "  已过的日子不动：12月7日（星期一）\n" in out
    duties = byhand.newest().roster.duties
    assert duty("P4", "C", 7) in duties
    assert duty("P1", "C", 9) in duties


def test_nothing_to_restore(edited: Desk) -> None:
    out = edited.done("restore", "2", *MONTH, "--reason", "改回")
    assert out.endswith("从今天起与第2版相同，没有可恢复的。\n")
    assert byhand.newest().number == 2


def test_refused_where_rules_are_broken_now_or_somebody_is_gone(published: Desk) -> None:
    # since then P1 has fallen ill, P3 has left, and the reason of a restoration overrides nothing
    of = byhand.county()
    people = [p for p in of.people if p.id != "P3"]
    people.append(person("P6", category=Category.LAWYER))
    fields = {name: getattr(of, name) for name in type(of).model_fields}
    leave = Leave(person="P1", start=day(9), end=day(9), kind="住院")
    now = type(of)(**fields | {"people": tuple(people), "leaves": (*of.leaves, leave)})
    byhand.save(now, [duty("P2", "C", 8), duty("P6", "C", 15)])
    run = published.run(*RESTORE)
    assert run.code == 1
    assert run.err.splitlines() == [
        "不能恢复：",
        "  · 12月8日（星期二）S镇甲P3：人员或站点已不在",
        "  · 12月15日（星期二）沁源县甲P3：人员或站点已不在",
        "  · 甲P112月9日（星期三）中心全天：请假（住院）",
    ]
    assert byhand.newest().number == 2


def test_no_such_revision(published: Desk) -> None:
    run = published.run("restore", "5", *MONTH, "--reason", "改回")
    assert run.code == 2
