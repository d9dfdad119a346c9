from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from roster.errors import StaleError, UnknownError
from roster.model.swaps import SwapState
from tests import build
from tests.store.kit import DECEMBER, JANUARY, NOON, a_month, a_step, a_swap, draft

if TYPE_CHECKING:
    from roster.store import Store


@pytest.fixture
def planned(store: Store) -> Store:
    """A store with a December."""
    draft(store)
    return store


def test_swaps_are_numbered_over_all_counties(planned: Store) -> None:
    draft(planned, a_month(JANUARY))
    draft(planned, a_month(limits={"county_id": "anze", "county": "安泽县"}))
    first = planned.add_swap(a_swap())
    second = planned.add_swap(a_swap(month="2027-01", duty=build.duty("P1", "C", JANUARY.first)))
    third = planned.add_swap(a_swap(county="anze"))
    assert [s.number for s in (first, second, third)] == [1, 2, 3]
    assert planned.swap(2) == second
    assert planned.swaps("qinyuan") == [first, second]
    assert planned.swaps("qinyuan", DECEMBER) == [first]
    assert planned.swaps("nowhere") == []


def test_each_step_is_added_and_told_in_the_trail(planned: Store) -> None:
    offered = a_step(SwapState.OFFERED, note="要开庭")
    swap = planned.add_swap(a_swap(offered, partner=None))
    accepted = a_step(SwapState.ACCEPTED, "甲P3", at=NOON + timedelta(hours=1))
    back = build.duty("P3", "C", 9)
    taken = swap.model_copy(
        update={"partner": "P3", "in_return": back, "steps": (offered, accepted)}
    )
    assert planned.step_swap(taken) == taken
    assert planned.swap(swap.number) == taken
    told = [(e.what, e.made_by, e.why, e.detail, e.month) for e in planned.events("qinyuan")[1:]]
    assert told == [
        ("swap", "甲P1", "要开庭", {"swap": 1, "state": "offered"}, DECEMBER),
        ("swap", "甲P3", "", {"swap": 1, "state": "accepted"}, DECEMBER),
    ]


def test_a_step_that_is_kept_already_is_not_kept_twice(planned: Store) -> None:
    swap = planned.add_swap(a_swap())
    assert planned.step_swap(swap) == swap
    assert len(planned.events("qinyuan")) == 2


def test_who_steps_second_is_told_what_the_first_did(planned: Store) -> None:
    swap = planned.add_swap(a_swap())
    accepted = (*swap.steps, a_step(SwapState.ACCEPTED, "甲P2"))
    planned.step_swap(swap.model_copy(update={"steps": accepted}))
    declined = (*swap.steps, a_step(SwapState.DECLINED, "甲P2"))
    with pytest.raises(StaleError) as told:
        planned.step_swap(swap.model_copy(update={"steps": declined}))
    assert told.value.text.zh == (
        "第1号换班申请已有新进展，这一步没有保存：甲P2于11月20日20:00记为“待审批”。请重新查看后再决定"
    )
    with pytest.raises(StaleError, match="甲P2 made it “waiting for the clerk” on 20 Nov at 20:00"):
        planned.step_swap(swap)  # has not seen the step at all
    assert planned.swap(1).state is SwapState.ACCEPTED


def test_what_cannot_be_kept_is_refused(planned: Store) -> None:
    naive = a_step(at=NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="without time zone"):
        planned.add_swap(a_swap(naive))
    with pytest.raises(UnknownError, match="no roster of qinyuan for 2027-01"):
        planned.add_swap(a_swap(month="2027-01"))
    swap = planned.add_swap(a_swap())
    with pytest.raises(ValueError, match="kept already as number 1"):
        planned.add_swap(swap)
    with pytest.raises(ValueError, match="without time zone"):
        planned.step_swap(swap.model_copy(update={"steps": (*swap.steps, naive)}))
    with pytest.raises(ValueError, match="another request than swap 1"):
        planned.step_swap(swap.model_copy(update={"asker": "P3"}))
    with pytest.raises(UnknownError, match="no swap 7"):
        planned.swap(7)
    assert planned.swaps("qinyuan") == [swap]
