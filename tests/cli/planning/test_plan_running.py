"""roster plan of a month that is published, and of one about which something is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.changes import Absent, Present
from roster.store import open_store
from tests.build import DECEMBER, day
from tests.cli.desk import MONTH, SOLVE, hostile
from tests.io.county import write_csv

if TYPE_CHECKING:
    from roster.model.revision import Revision
    from tests.cli.desk import Desk

PLAN = ("plan", "inputs", *MONTH, *SOLVE)
LATER = ("--on", "2026-12-09")


def _newest() -> Revision:
    with open_store("sqlite:///roster.db") as store:
        found = store.latest("qinyuan", DECEMBER)
    assert found is not None
    return found


def test_nothing_changes_where_nothing_has(planned: Desk) -> None:
    planned.publish()
    before = _newest().roster.duties
    out = planned.done(*PLAN, *LATER)
    assert "本月已公布第1版：已过和临近的日子不变，其余尽量少改（要重新编排用 --afresh）。\n" in out
    assert _newest().roster.duties == before
    told = planned.done("publish", "qinyuan", *MONTH, *LATER)
    assert "没有新版" in told


def test_new_leave_in_the_inputs_moves_as_little_as_can_be(planned: Desk) -> None:
    planned.publish()
    before = _newest().roster.duties
    gone = next(d for d in before if d.date > day(9) and d.site == "C")
    sheets = hostile()
    name = next(row[1] for row in sheets["人员"][1:] if row[0] == gone.person)
    sheets["请假与意愿"].append([name, "请假", str(gone.date), "", "", "", ""])
    write_csv(planned.folder / "inputs", sheets)
    planned.done(*PLAN, *LATER)
    after = _newest()
    assert gone not in after.roster.duties
    assert [d for d in after.roster.duties if d.date <= day(9)] == [
        d for d in before if d.date <= day(9)
    ]
    assert after.problem.baseline is not None
    assert after.problem.baseline.duties == before


def test_afresh_days_to_come_are_planned_anew(planned: Desk) -> None:
    planned.publish()
    before = _newest().roster.duties
    out = planned.done(*PLAN, *LATER, "--afresh")
    assert "已过和临近的日子不变，其余重新编排。" in out
    after = _newest().roster.duties
    assert [d for d in after if d.date <= day(9)] == [d for d in before if d.date <= day(9)]
    # before the month begins nothing is over: it is planned as if nothing had been published
    planned.done(*PLAN, "--afresh", "--on", "2026-11-20")
    assert _newest().problem.baseline is None


def test_what_is_on_record_counts_and_what_no_longer_applies_is_told(planned: Desk) -> None:
    planned.publish()
    planned.done("absent", "李喆", "2026-12-14..18", "--reason", "住院", "--yes", *LATER)
    planned.done("visit", "郭道镇", "2026-12-22", "--extra", "庙会", "--yes", *LATER)
    out = planned.done(*PLAN, *LATER)
    assert "计入已登记的变更：李喆12月14日—18日不能值班（住院）\n" in out
    assert "加场（庙会）\n" in out
    newest = _newest()
    assert [c.kind for c in newest.origin.changes] == ["absent", "visit"]
    assert not any(d.person == "P1" and day(14) <= d.date <= day(18) for d in newest.roster.duties)
    # the clerk writes the visit into the workbook: it is not counted twice
    sheets = hostile()
    sheets["固定安排"].append(["加场", "", "郭道镇", "2026-12-22", "", "", "", "", "庙会"])
    write_csv(planned.folder / "inputs", sheets)
    out = planned.done(*PLAN, *LATER)
    assert "另有1项已登记的变更，输入中已有或不再适用，没有计入。" in out
    assert [c.kind for c in _newest().origin.changes] == ["absent"]
    # and the gate looks at the inputs with what is on record
    planned.done(
        "publish", "qinyuan", *MONTH, *LATER, "--inputs", "inputs",
        "--override", "lead_time=急", "--override", "shortages=急",
    )  # fmt: skip


def test_an_absence_reaches_a_month_planned_later(planned: Desk) -> None:
    planned.publish()
    planned.done("absent", "李喆", "2026-12-21..2027-01-15", "--yes", *LATER)
    with open_store("sqlite:///roster.db") as store:
        assert store.absences("qinyuan") == [
            Absent(person="P1", start=day(21), end=day(15, 1).replace(year=2027))
        ]
    planned.done("present", "李喆", "2026-12-25..2027-01-15", "--yes", *LATER)
    newest = _newest()
    assert [type(c) for c in newest.origin.changes] == [Present]
    out = planned.done(*PLAN, *LATER)
    assert "李喆12月21日—1月15日不能值班" in out
    assert "李喆12月25日—1月15日可以值班" in out
    assert [x.end for x in _newest().problem.leaves_of["P1"] if x.start == day(21)] == [day(24)]


def test_who_served_has_to_stay_in_the_inputs(planned: Desk) -> None:
    planned.publish()
    sheets = hostile()
    del sheets["人员"][3]
    sheets["请假与意愿"] = [r for r in sheets["请假与意愿"] if r[0] != "P3"]
    write_csv(planned.folder / "inputs", sheets)
    run = planned.run(*PLAN, *LATER)
    assert run.code == 1
    assert run.err.startswith("不能这样改：本月已公布的值班里有，输入里却没有：P3。请加回")
