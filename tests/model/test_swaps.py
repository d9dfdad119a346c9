"""Swaps: each step, what refuses it and why, and any row of steps that somebody may try."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from roster.errors import ChangeRefusedError
from roster.model import swap_steps
from roster.model.audit import violations
from roster.model.requests import Leave
from roster.model.swap_checks import (
    Now,
    approvable_by_reason,
    carried_out,
    expired,
    swap_text,
    wanted,
)
from roster.model.swaps import OPEN, Swap, SwapState
from tests.build import centre_demand, day, duty, person, problem, visits

if TYPE_CHECKING:
    from datetime import date

    from roster.model.problem import Problem
    from roster.model.requests import Duty

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
MINE, THEIRS = duty("P1", "C", 8), duty("P2", "C", 15)


def county(**changes: Any) -> Problem:
    """Three lawyers and a centre."""
    return problem(3, **{"centre_demands": (centre_demand(),), **changes})


def now(
    of: Problem | None = None, on: date | None = None, *duties: Duty, by: str = "王会计"
) -> Now:
    """P1 has the 8th, P2 the 15th, unless duties are given."""
    return Now(of or county(), duties or (MINE, THEIRS), on or day(20, 11), AT, by)


def numbered(swap: Swap, number: int = 1) -> Swap:
    """As the store gives it back."""
    return swap.model_copy(update={"number": number})


def asked(at: Now | None = None, **more: Any) -> Swap:
    """P1 asks P2 to take the 8th."""
    return numbered(swap_steps.request(at or now(), (), MINE, "P2", **more))


def offered() -> Swap:
    """P1 offers the 8th to all."""
    return numbered(swap_steps.request(now(), (), MINE))


def refusal(step: Any, *arguments: Any, **options: Any) -> str:
    """Why the step is refused."""
    with pytest.raises(ChangeRefusedError) as error:
        step(*arguments, **options)
    return error.value.text.zh


# --- the usual ways -------------------------------------------------------------------------------


def test_asked_accepted_approved() -> None:
    swap = asked(in_return=THEIRS, note="开会")
    assert (swap.state, swap.asker, swap.partner) == (SwapState.ASKED, "P1", "P2")
    swap = swap_steps.accept(swap, now(), [swap], "P2")
    assert swap.state is SwapState.ACCEPTED
    swap, checked = swap_steps.approve(swap, now(), "同意")
    assert checked is not None
    assert checked.duties == (duty("P2", "C", 8), duty("P1", "C", 15))
    assert checked.edited.kind == "swap"
    assert violations(checked.problem, checked.duties) == []
    assert [(s.state, s.by, s.note) for s in swap.steps] == [
        (SwapState.ASKED, "王会计（代甲P1）", "开会"),
        (SwapState.ACCEPTED, "王会计（代甲P2）", ""),
        (SwapState.APPROVED, "王会计", "同意"),
    ]


@pytest.mark.parametrize("by", ["", "甲P1", "P1"])
def test_who_acts_for_oneself_is_recorded_alone(by: str) -> None:
    assert asked(now(by=by)).steps[0].by == "甲P1"


def test_an_offer_is_taken_with_a_duty_in_return() -> None:
    swap = offered()
    assert (swap.state, swap.partner) == (SwapState.OFFERED, None)
    taken = swap_steps.accept(swap, now(), [swap], "P2", THEIRS)
    assert (taken.state, taken.partner, taken.in_return) == (SwapState.ACCEPTED, "P2", THEIRS)
    assert wanted(taken).added == (duty("P2", "C", 8), duty("P1", "C", 15))


def test_declined_withdrawn_refused() -> None:
    assert swap_steps.decline(asked(), now()).state is SwapState.DECLINED
    assert swap_steps.decline(asked(), now(), "P2").state is SwapState.DECLINED
    assert swap_steps.withdraw(offered(), now()).state is SwapState.WITHDRAWN
    assert swap_steps.withdraw(asked(), now(), "P1").state is SwapState.WITHDRAWN
    assert swap_steps.refuse(asked(), now(), "不合适").state is SwapState.REFUSED


def test_how_it_is_told() -> None:
    words = now().words
    assert swap_text(words, offered()).zh == "甲P112月8日（星期二）中心全天 → 谁来都行"
    assert swap_text(words, asked(in_return=THEIRS)).zh == (
        "甲P112月8日（星期二）中心全天 → 甲P2；还12月15日（星期二）中心全天"
    )


# --- what refuses a request -----------------------------------------------------------------------


def test_contradictory_requests() -> None:
    step, swap = swap_steps.request, asked(in_return=THEIRS)
    when = "12月8日（星期二）中心全天"
    assert refusal(step, now(), (), MINE, "P1") == "不能换班：不能与自己换班"
    again = f"不能换班：{when}已有第1号换班（待对方同意）"
    assert refusal(step, now(), [swap], MINE, "P3") == again
    other = duty("P3", "C", 9)
    assert "12月15日（星期二）中心全天已有第1号" in refusal(
        step, now(None, None, MINE, THEIRS, other), [swap], other, "P2", THEIRS
    )
    closed = swap_steps.withdraw(swap, now())
    assert step(now(), [closed], MINE, "P3").state is SwapState.ASKED
    assert refusal(step, now(), (), duty("P1", "C", 9), "P2") == (
        "不能换班：甲P112月9日（星期三）中心全天：最新一版排班里没有这一班"
    )
    assert "要还的班不是甲P3的" in refusal(step, now(), (), MINE, "P3", THEIRS)


def test_a_partner_who_is_there_already() -> None:
    of = county(centre_demands=(centre_demand(persons=2),))
    at = now(of, None, MINE, duty("P2", "C", 8))
    assert refusal(swap_steps.request, at, (), MINE, "P2") == (
        "不能换班：甲P212月8日（星期二）本来就在中心值班"
    )


def test_rules_that_nobody_may_override_refuse_the_request() -> None:
    of = problem([person("P1"), person("P2")], [visits()], centre_demands=(centre_demand(),))
    at = now(of, None, MINE, duty("P2", "S", 8))
    assert "一时一地（同一时间已在S镇值班）" in refusal(swap_steps.request, at, (), MINE, "P2")


def test_rules_that_a_reason_overrides_are_left_to_the_clerk() -> None:
    of = county(leaves=(Leave(person="P2", start=day(8), end=day(8), kind="开庭"),))
    swap = asked(now(of))
    assert approvable_by_reason(swap, now(of)) == [
        ("甲P212月8日（星期二）中心全天：请假（开庭）",
         "甲P2, Tue 8 Dec, the centre, full day: availability (on leave (开庭))"),
    ]  # fmt: skip
    swap = swap_steps.accept(swap, now(of), (), "P2")
    assert refusal(swap_steps.approve, swap, now(of)).endswith("写明理由即可批准")
    _, checked = swap_steps.approve(swap, now(of), "本人同意")
    assert checked is not None
    assert [e.rule for e in checked.edited.exemptions] == ["availability"]


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (7, None),
        (8, "12月8日（星期二）中心全天临近，不再换班"),
        (9, "12月8日（星期二）中心全天已经过去"),
    ],
)
def test_days_that_are_near_or_over(on: int, why: str | None) -> None:
    swap, at = asked(), now(None, day(on))
    if why is None:
        assert expired(swap, at) is None
        assert swap_steps.accept(swap, at, [swap], "P2").state is SwapState.ACCEPTED
        with pytest.raises(ValueError, match="not expired"):
            swap_steps.expire(swap, at)
        return
    assert refusal(swap_steps.request, at, (), MINE, "P2") == f"不能换班：{why}"
    assert refusal(swap_steps.accept, swap, at, [swap], "P2") == f"不能换班：{why}"
    over = swap_steps.expire(swap, at)
    assert (over.state, over.steps[-1].note) == (SwapState.EXPIRED, why)
    assert expired(over, at) is None  # it is closed already


def test_the_roster_may_have_changed_in_between() -> None:
    swap = swap_steps.accept(asked(), now(), (), "P2")
    given_away = now(None, None, duty("P3", "C", 8), THEIRS)
    why = "不能换班：甲P112月8日（星期二）中心全天：最新一版排班里没有这一班"
    assert refusal(swap_steps.approve, swap, given_away, "同意") == why
    busy = now(
        problem(3, [visits()], centre_demands=(centre_demand(),)), None, MINE, duty("P2", "S", 8)
    )
    assert "一时一地" in refusal(swap_steps.approve, swap, busy, "同意")


def test_who_is_gone_is_told_by_id() -> None:
    # planned anew without P2: the request to P2, and the one that P2 made, have expired
    without = problem([person("P1"), person("P3")], centre_demands=(centre_demand(),))
    at = now(without, None, MINE)
    swap = swap_steps.accept(asked(), now(), (), "P2")
    why = "P2已不在值班人员库"
    assert refusal(swap_steps.approve, swap, at, "同意") == f"不能换班：{why}"
    assert swap_steps.expire(swap, at).steps[-1].note == why
    assert swap_text(at.words, swap).zh == "甲P112月8日（星期二）中心全天 → P2"
    theirs = numbered(swap_steps.request(now(), (), THEIRS, "P1"))
    told = expired(theirs, at)
    assert told is not None
    assert told.zh == "P212月15日（星期二）中心全天：最新一版排班里没有这一班"
    moved = duty("P1", "X", 8)
    assert at.words.duty(moved).zh == "12月8日（星期二）X上午"


def test_a_swap_that_was_saved_but_not_stepped_is_only_stepped() -> None:
    swap = swap_steps.accept(asked(), now(), (), "P2")
    saved = now(None, None, duty("P2", "C", 8), THEIRS)
    assert carried_out(swap, saved)
    assert expired(swap, saved) is None
    approved, checked = swap_steps.approve(swap, saved)
    assert (approved.state, checked) == (SwapState.APPROVED, None)
    assert not carried_out(asked(), saved)


# --- steps out of turn ----------------------------------------------------------------------------


def test_steps_out_of_turn() -> None:
    swap, open_offer = asked(), offered()
    taken = swap_steps.accept(swap, now(), [swap], "P2")
    accept, approve, decline = swap_steps.accept, swap_steps.approve, swap_steps.decline
    for told, why in (
        (refusal(accept, swap, now(), [swap], "P3"), "问的是甲P2，不是甲P3"),
        (refusal(decline, swap, now(), "P3"), "问的是甲P2，不是甲P3"),
        (refusal(accept, swap, now(), [swap], "P2", THEIRS),
         "对方没有提出要您还一班；如要还班，请对方撤回后另提"),
        (refusal(accept, taken, now(), [swap], "P2"), "第1号现在是“待审批”"),
        (refusal(decline, taken, now()), "第1号现在是“待审批”"),
        (refusal(accept, open_offer, now(), [swap], "P1"), "不能与自己换班"),
        (refusal(decline, open_offer, now()), "第1号现在是“待认领”"),
        (refusal(approve, swap, now()), "第1号现在是“待对方同意”"),
        (refusal(approve, open_offer, now()), "第1号现在是“待认领”"),
        (refusal(swap_steps.withdraw, swap, now(), "P2"), "只有甲P1可以撤回"),
        (refusal(swap_steps.refuse, swap, now(), " "), "请写明理由"),
    ):  # fmt: skip
        assert told == f"不能换班：{why}"


def test_a_closed_swap_takes_no_step() -> None:
    closed = swap_steps.decline(asked(), now())
    for step in (
        lambda: swap_steps.accept(closed, now(), (), "P2"),
        lambda: swap_steps.decline(closed, now()),
        lambda: swap_steps.withdraw(closed, now()),
        lambda: swap_steps.approve(closed, now(), "同意"),
        lambda: swap_steps.refuse(closed, now(), "不"),
    ):
        assert refusal(step) == "不能换班：第1号现在是“对方未同意”"


# --- any row of steps -----------------------------------------------------------------------------

PEOPLE = st.sampled_from(["P1", "P2", "P3"])
NUMBERS = st.integers(1, 3)
PLACES = st.integers(0, 3)  # in the row of the duties


class Swapping(RuleBasedStateMachine):
    """Three people, a duty each week, and whatever they try; time goes on."""

    @initialize()
    def begin(self) -> None:
        """P1 to P3 have a day each at the centre, and P1 another."""
        self.problem = county()
        self.duties = tuple(
            duty(p, "C", n) for p, n in (("P1", 4), ("P2", 8), ("P3", 15), ("P1", 22))
        )
        self.on = day(20, 11)
        self.swaps: dict[int, Swap] = {}

    def _now(self) -> Now:
        return Now(self.problem, self.duties, self.on, AT, "clerk")

    def _step(self, number: int, make: Any) -> None:
        """A step that is refused leaves everything as it was."""
        swap = self.swaps.get(number)
        if swap is not None:
            try:
                after = make(swap)
            except ChangeRefusedError as error:
                assert error.reasons
                return
            assert swap.open
            assert after.steps[:-1] == swap.steps
            self.swaps[number] = after

    @rule(of=PLACES, partner=st.none() | PEOPLE, back=st.none() | PLACES)
    def ask(self, of: int, partner: str | None, back: int | None) -> None:
        """Anybody asks anybody for anything."""
        given = None if back is None or partner is None else self.duties[back]
        try:
            made = swap_steps.request(
                self._now(), self.swaps.values(), self.duties[of], partner, given
            )
        except ChangeRefusedError as error:
            assert error.reasons
            return
        number = len(self.swaps) + 1
        self.swaps[number] = numbered(made, number)

    @rule(number=NUMBERS, person=PEOPLE, back=st.none() | PLACES)
    def accept(self, number: int, person: str, back: int | None) -> None:
        """Anybody accepts, with any duty in return."""
        given = None if back is None else self.duties[back]
        self._step(
            number,
            lambda s: swap_steps.accept(s, self._now(), self.swaps.values(), person, given),
        )

    @rule(number=NUMBERS)
    def accept_as_asked(self, number: int) -> None:
        """The one who may accept does."""

        def accepted(swap: Swap) -> Swap:
            person = swap.partner or next(p for p in ("P1", "P2") if p != swap.asker)
            return swap_steps.accept(swap, self._now(), self.swaps.values(), person)

        self._step(number, accepted)

    @rule(number=NUMBERS, person=PEOPLE, asked=st.booleans())
    def decline_or_withdraw(self, number: int, person: str, *, asked: bool) -> None:
        """Anybody says no."""
        step = swap_steps.decline if asked else swap_steps.withdraw
        self._step(number, lambda s: step(s, self._now(), person))

    @rule(number=NUMBERS)
    def approve(self, number: int) -> None:
        """The clerk agrees, and the roster changes."""

        def approved(swap: Swap) -> Swap:
            after, checked = swap_steps.approve(swap, self._now())
            assert checked is not None
            assert len(checked.duties) == len(self.duties)
            self.problem, self.duties = checked.problem, checked.duties
            return after

        self._step(number, approved)

    @rule()
    def next_day(self) -> None:
        """Time goes on, and what has expired is closed."""
        self.on += timedelta(days=3)
        for number, swap in self.swaps.items():
            if expired(swap, self._now()):
                self.swaps[number] = swap_steps.expire(swap, self._now())

    @invariant()
    def nothing_is_broken_or_promised_twice(self) -> None:
        """The roster stays lawful, and no duty is in two open swaps that can still come to something."""
        if not hasattr(self, "swaps"):
            return
        assert violations(self.problem, self.duties) == []
        alive = [s for s in self.swaps.values() if s.open and not expired(s, self._now())]
        given = [d for s in alive for d in (s.duty, s.in_return) if d]
        assert len(given) == len(set(given))
        for swap in self.swaps.values():
            assert all(step.state in OPEN for step in swap.steps[:-1])


Swapping.TestCase.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, derandomize=True
)
TestAnyRowOfSteps = Swapping.TestCase
