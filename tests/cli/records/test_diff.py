from __future__ import annotations

from datetime import UTC, datetime

import pytest

from roster.model.changes import Absent, applied
from roster.model.requests import Duty
from roster.store import open_store
from tests.build import day
from tests.cli.corrected import DECEMBER, drafted, newest, without
from tests.cli.desk import MONTH, Desk
from tests.cli.planning.test_show import cells

DIFF = ("diff", *MONTH)


def other_person(duties: list[Duty]) -> list[Duty]:
    """The first duty of the 8th is somebody else's."""
    first = next(d for d in duties if d.date == day(8))
    instead = min({"P1", "P2", "P3"} - {d.person for d in duties if d.date == day(8)})
    return [d.model_copy(update={"person": instead}) if d == first else d for d in duties]


def moved(duties: list[Duty]) -> list[Duty]:
    """The first visit of 郭道镇 is a day later."""
    first = next(d for d in duties if d.site == "S1")
    later = first.model_copy(update={"date": first.date.replace(day=first.date.day + 1)})
    return [later if d == first else d for d in duties]


def test_the_draft_is_compared_with_what_is_in_force(planned: Desk) -> None:
    planned.publish()
    drafted(without(30))
    drafted(without(29))
    out = planned.done(*DIFF)
    assert out.startswith("沁源县 2026-12 第1版（已公布） → 第3版（草稿）：值班变动")
    dates = {row[0] for row in cells(out)}
    assert {"12月29日", "12月30日"} <= dates


def test_one_number_is_compared_with_the_newest(planned: Desk) -> None:
    planned.publish()
    drafted(without(30))
    drafted(without(29))
    out = planned.done(*DIFF, "2")
    assert "第2版（草稿） → 第3版（草稿）" in out
    assert "12月30日" not in out


def test_two_numbers_in_either_order(planned: Desk) -> None:
    drafted(without(29))
    assert "取消" in planned.done("diff", "1", "2", *MONTH)
    assert "新增" in planned.done("diff", "2", "1", *MONTH)


def test_what_is_in_force_is_compared_with_what_was(planned: Desk) -> None:
    planned.publish()
    drafted(without(30))
    planned.done("publish", "qinyuan", *MONTH, "--on", "2026-12-03")
    assert "第1版（已被更正） → 第2版（已公布）" in planned.done(*DIFF)


def test_drafts_alone_are_compared_with_the_one_before(planned: Desk) -> None:
    drafted(without(29))
    assert "第1版（草稿） → 第2版（草稿）" in planned.done(*DIFF)


def test_the_tables(planned: Desk) -> None:
    drafted(other_person)
    out = planned.done(*DIFF)
    rows = cells(out)
    before, after = (
        next(d.person for d in r if d.date == day(8))
        for r in (_duties(1), sorted(_duties(2), key=Duty.order))
    )
    names = newest().roster.people
    assert rows[0][0] == "12月8日"
    assert rows[0][4:] == ["换人", names[before], names[after]]
    assert {row[0]: row[-2:] for row in rows[1:3]} == {
        names[before]: ["1", "0"],
        names[after]: ["0", "1"],
    }
    levels = [row[0] for row in rows[3:] if row[0]]  # what is folded has rows without a name
    assert levels == ["到岗", "需求", "公平", "规律", "意愿", "路途"]


def _duties(number: int) -> tuple[Duty, ...]:
    with open_store() as store:
        return store.revision("qinyuan", DECEMBER, number).roster.duties


def test_a_visit_that_moved_is_one_row(planned: Desk) -> None:
    drafted(moved)
    out = planned.done(*DIFF)
    (row,) = (row for row in cells(out) if len(row) == 7 and row[0].startswith("12月"))
    assert row[4] == "改期"
    assert row[6].startswith("12月")


def test_nothing_differs(planned: Desk) -> None:
    drafted()
    out = planned.done(*DIFF)
    assert out == (
        "沁源县 2026-12 第1版（草稿） → 第2版（草稿）：值班变动0处，涉及0人、0个站点。\n"
        "值班没有不同。\n"
    )


def test_inputs_that_differ_are_told(planned: Desk) -> None:
    found = newest()
    away = Absent(person="P1", start=day(31), end=day(31), reason="住院")
    with open_store() as store:
        store.save_draft(
            applied(found.problem, [away]),
            found.roster,
            created_at=datetime(2026, 12, 1, tzinfo=UTC),
        )
    out = planned.done(*DIFF)
    assert out.endswith("输入的不同：\n  请假：新增 李喆 12月31日（住院）\n")


def test_english_on_request(planned: Desk) -> None:
    drafted(without(29))
    out = planned.done("--lang", "en", *DIFF, "--county", "qinyuan")
    assert out.startswith("沁源县 2026-12, revision 1 (draft) → revision 2 (draft): ")
    assert "persons concerned" in out


def test_a_single_revision_has_nothing_to_be_compared_with(planned: Desk) -> None:
    run = planned.run(*DIFF)
    assert (run.code, run.out) == (2, "")
    assert run.err == "“qinyuan”2026-12只有第1版，没有可比较的\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("1", "2", "3"), "最多写两个版次"),
        (("7",), "7"),
        (("x",), "应为整数"),
    ],
)
def test_what_is_not_there_is_refused(planned: Desk, arguments: tuple[str, ...], told: str) -> None:
    run = planned.run("diff", *arguments, *MONTH)
    assert run.code == 2
    assert told in run.err
