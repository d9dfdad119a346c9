"""Each change on a problem, and how it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roster.model.changes import (
    CHANGES,
    Absent,
    Closed,
    Edited,
    ExtraHeld,
    OftenerOrSeldomer,
    Pinned,
    Present,
    Unpinned,
    applied,
)
from roster.model.demand import Frequency, Period
from roster.model.requests import Exemption, Leave, Pin
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem, visits

if TYPE_CHECKING:
    from roster.model.changes import Change

COUNTY = problem(
    3,
    [visits()],
    centre_demands=(centre_demand(),),
    pins=(Pin(duty=duty("P1", "C", 9)), Pin(duty=duty("P2", "S", 8))),
)
AWAY = Absent(person="P1", start=day(8), end=day(10), reason="住院")


def test_an_absence_is_one_more_leave_and_lifts_pins_it_touches() -> None:
    after = AWAY.apply_to(COUNTY)
    assert after.leaves == (Leave(person="P1", start=day(8), end=day(10), kind="住院"),)
    assert [pin.duty for pin in after.pins] == [duty("P2", "S", 8)]
    assert AWAY.text(COUNTY) == (
        "甲P112月8日—10日不能值班（住院）",
        "甲P1 cannot serve 8 Dec–10 Dec (住院)",
    )


def test_without_a_reason_it_is_leave() -> None:
    absent = Absent(person="P1", start=day(8), end=day(8), session=Session.MORNING)
    assert absent.apply_to(COUNTY).leaves[0].kind == "请假"
    assert absent.text(COUNTY).zh == "甲P112月8日上午不能值班"


@pytest.mark.parametrize(
    ("start", "end", "session", "left"),
    [
        (8, 10, Session.FULL, []),
        (9, 9, Session.FULL, [(8, 8, Session.FULL), (10, 10, Session.FULL)]),
        (1, 8, Session.FULL, [(9, 10, Session.FULL)]),
        (10, 20, Session.FULL, [(8, 9, Session.FULL)]),
        (11, 12, Session.FULL, [(8, 10, Session.FULL)]),
        # a morning given back leaves the afternoon
        (9, 30, Session.MORNING, [(8, 8, Session.FULL), (9, 10, Session.AFTERNOON)]),
    ],
)
def test_leave_taken_back_is_cut_out(
    start: int, end: int, session: Session, left: list[tuple[int, int, Session]]
) -> None:
    back = Present(person="P1", start=day(start), end=day(end), session=session)
    after = applied(COUNTY, [AWAY, Absent(person="P2", start=day(9), end=day(9)), back])
    own = [x for x in after.leaves if x.person == "P1"]
    assert [(x.start.day, x.end.day, x.session) for x in own] == left
    assert len(after.leaves) == len(left) + 1  # nobody else's
    assert "可以值班" in back.text(COUNTY).zh


def test_a_closed_site_loses_its_pins() -> None:
    closed = Closed(site="S", start=day(8), end=day(8), reason="停电")
    after = closed.apply_to(COUNTY)
    assert [(c.site, c.note) for c in after.closures] == [("S", "停电")]
    assert [pin.duty for pin in after.pins] == [duty("P1", "C", 9)]
    assert closed.text(COUNTY).zh == "S镇12月8日关闭（停电）"


def test_pins_come_and_go() -> None:
    pinned = Pinned(duty=duty("P3", "C", 10))
    after = applied(COUNTY, [pinned, pinned])
    assert [pin.duty for pin in after.pins][2:] == [duty("P3", "C", 10)]  # once
    gone = Unpinned(duty=duty("P3", "C", 10), reason="不用了")
    assert gone.apply_to(after).pins == COUNTY.pins
    assert pinned.text(COUNTY).zh == "指定甲P312月10日（星期四）中心全天"
    assert gone.text(COUNTY).zh == "取消指定甲P312月10日（星期四）中心全天（不用了）"
    with pytest.raises(ValueError, match="no such pin"):
        gone.apply_to(COUNTY)


def test_an_extra_visit_is_held_once_a_day() -> None:
    fair = ExtraHeld(site="S", date=day(22), session=Session.MORNING, reason="庙会")
    after = fair.apply_to(COUNTY)
    assert [(e.site, e.date, e.note) for e in after.extra_visits] == [("S", day(22), "庙会")]
    assert fair.text(COUNTY).zh == "12月22日（星期二）S镇上午加场（庙会）"
    with pytest.raises(ValueError, match="two extra visits"):
        fair.apply_to(after)


def test_another_frequency_has_its_usual_gaps() -> None:
    seldom = OftenerOrSeldomer(site="S", frequency=Frequency(period=Period.FORTNIGHT))
    demand = seldom.apply_to(COUNTY).station_demand["S"]
    assert (demand.frequency, demand.min_gap) == (Frequency(period=Period.FORTNIGHT), 10)
    assert seldom.text(COUNTY) == ("S镇改为每两周1次", "S镇 is visited 1 × a fortnight")


def test_what_is_decided_by_hand_is_pinned_and_banned() -> None:
    out, in_ = duty("P2", "S", 8), duty("P3", "S", 8)
    exemption = Exemption(duty=in_, rule="max_week", reason="本人同意")
    edited = Edited(removed=(out,), added=(in_,), exemptions=(exemption,), reason="换人")
    after = edited.apply_to(COUNTY)
    assert [pin.duty for pin in after.pins] == [duty("P1", "C", 9), in_]
    assert [(b.person, b.site, b.start, b.end) for b in after.bans] == [("P2", "S", day(8), day(8))]
    assert after.exemptions == (exemption,)
    assert edited.text(COUNTY).zh == (
        "手工调整：去掉甲P212月8日（星期二）S镇上午，排上甲P312月8日（星期二）S镇上午（换人）"
    )
    # and back again: what stood for the first decision is gone
    back = Edited(kind="restore", removed=(in_,), added=(out,)).apply_to(after)
    assert [pin.duty for pin in back.pins] == [duty("P1", "C", 9), out]
    assert [b.person for b in back.bans] == ["P3"]
    assert back.exemptions == ()


def test_a_span_that_ends_before_it_starts_is_none() -> None:
    with pytest.raises(ValueError, match="must not end before it starts"):
        Absent(person="P1", start=day(8), end=day(7))


def test_changes_survive_being_written_and_read() -> None:
    given: tuple[Change, ...] = (AWAY, Pinned(duty=duty("P3", "C", 10)), Edited(kind="swap"))
    assert CHANGES.validate_json(CHANGES.dump_json(given)) == given
