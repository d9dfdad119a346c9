"""Edits of a workbook given back: which belong together, which clash, which are taken alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.handback import CellEdit, Place, together, weigh
from roster.model.requests import SiteLimit
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem, visits

if TYPE_CHECKING:
    from roster.model.requests import Duty

EARLY = day(20, 11)
A, B, C, D = duty("P1", "C", 7), duty("P2", "C", 8), duty("P3", "C", 9), duty("P1", "C", 10)


def edit(was: list[Duty], now: list[Duty], reason: str = "") -> CellEdit:
    """An edit of the cell in which these duties are."""
    at = (was or now)[0]
    place = Place("排班总表", at.date.day, f"{at.date.day}日")
    return CellEdit(at.site, at.date, frozenset(was), frozenset(now), place, {}, reason)


def to(old: Duty, person: str, reason: str = "") -> CellEdit:
    """Somebody else is to come."""
    return edit([old], [old.model_copy(update={"person": person})], reason)


def test_who_goes_in_one_cell_and_comes_in_another_moves() -> None:
    swap = [to(A, "P2"), to(B, "P1")]
    other = to(C, "P4")
    assert together([swap[0], other, swap[1]]) == [(swap[0], swap[1]), (other,)]
    # a chain: P1 to the 8th, P2 to the 9th, P3 nowhere
    chain = [edit([A], []), to(B, "P1"), to(C, "P2")]
    assert together(chain) == [tuple(chain)]
    # who only comes, twice, does not tie what is unrelated
    assert len(together([to(A, "P5"), to(B, "P5")])) == 2


def test_one_edit_may_need_another_that_stands_later() -> None:
    # P1 may be at the centre once: the 10th becomes possible when somebody else takes the 7th. Both are
    # tried alone first, in order; the 10th is tried again once the 7th is taken.
    of = problem(
        3,
        centre_demands=[centre_demand()],
        site_limits=[SiteLimit(person="P1", site="C", most=1)],
    )
    held = [A, B]
    tenth, seventh = edit([], [D]), edit([A], [duty("P3", "C", 7)])
    weighed = weigh(of, held, [tenth, seventh], on=EARLY)
    assert not weighed.refused
    broken = edit([B], [B, duty("P3", "C", 8)])  # two persons where one is wanted
    weighed = weigh(of, held, [tenth, broken, seventh], on=EARLY)
    assert [one.edits for one in weighed.refused] == [(broken,)]
    assert set(weighed.checked.duties) == {B, D, duty("P3", "C", 7)}
    assert not weighed.checked.faults
    [reason] = weighed.refused[0].reasons
    assert reason.zh == (
        "工作表“排班总表” 第8行 “8日”列：甲P312月8日（星期二）中心全天：不超过需求（已满1人）"
    )
    assert reason.en.startswith("sheet “排班总表”, row 8, column “8日”: 甲P3, Tue 8 Dec")
    assert not weighed.refused[0].overridable


def test_reasons_of_a_move_count_for_both_of_its_days() -> None:
    of = problem(3, [visits()], centre_demands=[centre_demand()])
    # P1 leaves the 7th, which is near on the day itself, for the 10th; the reason stands at the 10th alone
    edits = [edit([A], []), edit([], [D], "改期")]
    weighed = weigh(of, [A, B], edits, on=day(7))
    assert [change.reason for change in weighed.taken] == ["改期"]
    assert not weighed.refused
    weighed = weigh(of, [A, B], [edit([A], []), edit([], [D])], on=day(7))
    [refused] = weighed.refused
    assert refused.overridable
    assert [reason.zh.partition("：")[2] for reason in refused.reasons] == [
        "甲P112月7日（星期一）中心全天：12月7日临近，一般不再变动",
        "与上面的改动是一起的（同一人从一处调到另一处），一并不收",
    ]
    weighed = weigh(of, [A, B], [edit([A], []), edit([], [D])], on=day(7), reason="总的理由")
    assert [change.reason for change in weighed.taken] == ["总的理由"]


def test_what_the_newest_revision_has_is_done_and_what_it_changed_clashes() -> None:
    of = problem(4, centre_demands=[centre_demand()])
    newest = [duty("P4", "C", 7), B]
    weighed = weigh(of, newest, [to(A, "P4"), to(B, "P3")], on=EARLY)
    assert (weighed.done, weighed.refused) == (1, ())
    assert set(weighed.checked.duties) == {duty("P4", "C", 7), duty("P3", "C", 8)}
    weighed = weigh(of, newest, [to(A, "P3"), to(B, "P9")], on=EARLY)
    assert [reason.en for one in weighed.refused for reason in one.reasons] == [
        "sheet “排班总表”, row 7, column “7日”: the newest revision was changed there, it has 甲P4 now",
        "sheet “排班总表”, row 8, column “8日”: the newest inputs no longer have this person or site",
    ]
    swap = weigh(of, newest, [to(A, "P2"), to(B, "P1")], on=EARLY).refused[0]
    assert [r.en.partition(": ")[2][:30] for r in swap.reasons] == [
        "the newest revision was change",
        "belongs to the edits above (so",
    ]
    empty = weigh(of, [B], [to(A, "P3")], on=EARLY).refused[0].reasons[0]
    assert empty.zh.endswith("最新版已另有改动，现为无人")


def test_a_session_that_the_site_has_not_is_refused_whatever_the_reason() -> None:
    of = problem(3, centre_demands=[centre_demand()])
    wrong = edit([], [duty("P1", "C", 12, Session.MORNING)], "有理由")  # a Saturday
    weighed = weigh(of, [], [wrong], on=EARLY)
    assert "12月12日不是工作日" in weighed.refused[0].reasons[0].zh
    assert not weighed.refused[0].overridable
