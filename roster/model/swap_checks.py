"""What stands against a step of a swap: it contradicts another, its duties are gone or too near, or a
rule is in the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.errors import ChangeRefusedError
from roster.model.edits import NOT_THERE, Checked, HandChange, check, fault_text
from roster.model.swaps import STATE_NAMES, Swap, SwapState
from roster.model.wording import Words, dated
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from roster.model.problem import Problem
    from roster.model.requests import Duty

NO_SWAP = Text("不能换班：", "no swap:")
WITH_ONESELF = Text("不能与自己换班", "one cannot swap with oneself")
WITH_A_REASON = Text("写明理由即可批准", "with a reason it can be approved")
NO_REASON = Text("请写明理由", "give a reason")
RETURN_NOT_ASKED = Text(
    "对方没有提出要您还一班；如要还班，请对方撤回后另提",
    "no duty in return was asked for; for one, let the request be withdrawn and made anew",
)


class Now(NamedTuple):
    """What a step is judged by: the newest revision's problem and duties (``published``: those in force,
    None where none are), the day of the step, the moment (aware), and who really does it.
    """

    problem: Problem
    duties: Sequence[Duty]
    on: date
    at: datetime
    by: str
    published: Sequence[Duty] | None = None

    @property
    def words(self) -> Words:
        """How people and duties are called."""
        return Words(self.problem)


def expired(swap: Swap, now: Now) -> Text | None:
    """Why nothing can come of an open swap any more; None while something can."""
    if not swap.open or carried_out(swap, now):
        return None
    if swap.partner is not None and swap.partner not in now.problem.person:
        who = swap.partner
        return Text(f"{who}已不在值班人员库", f"{who} is no longer in the pool")
    return next((why for duty in _given(swap) if (why := _gone(duty, now))), None)


def carried_out(swap: Swap, now: Now) -> bool:
    """Whether the newest revision has the swap in it already: it was saved, and the step was not."""
    if swap.partner is None or swap.state is not SwapState.ACCEPTED:
        return False
    change, held = wanted(swap), set(now.duties)
    return held.issuperset(change.added) and held.isdisjoint(change.removed)


def wanted(swap: Swap, reason: str = "") -> HandChange:
    """The change of the roster that a swap with a partner asks for."""
    assert swap.partner is not None
    added = [swap.duty.model_copy(update={"person": swap.partner})]
    if swap.in_return is not None:
        added.append(swap.in_return.model_copy(update={"person": swap.asker}))
    return HandChange(_given(swap), tuple(added), reason)


def approvable_by_reason(swap: Swap, now: Now) -> list[Text]:
    """What a swap with a partner breaks that the clerk may override with a reason at the approval."""
    return [fault_text(now.words, f) for f in checked(swap, now, "").faults if f.overridable]


def require_open(swap: Swap, now: Now) -> None:
    """Something can still come of it. Raises ChangeRefusedError."""
    if not swap.open:
        raise ChangeRefusedError([stands(swap)], NO_SWAP)
    why = expired(swap, now)
    if why is not None:
        raise ChangeRefusedError([why], NO_SWAP)


def stands(swap: Swap) -> Text:
    """Where it stands, as the reason why a step is not possible."""
    state = STATE_NAMES[swap.state]
    return Text(f"第{swap.number}号现在是“{state.zh}”", f"no. {swap.number} is {state.en}")


def require_is(partner: str | None, person: str, now: Now) -> None:
    """The person is who was asked. Raises ChangeRefusedError."""
    if partner is not None and partner != person:
        asked, other = now.words.person(partner), now.words.person(person)
        raise ChangeRefusedError(
            [Text(f"问的是{asked}，不是{other}", f"{asked} was asked, not {other}")], NO_SWAP
        )


def require_possible(swap: Swap, now: Now, others: Iterable[Swap]) -> None:
    """The duties are there and far enough off, in no other open swap, and no rule that nobody may
    override stands against it. Raises ChangeRefusedError.
    """
    why = [gone for duty in _given(swap) if (gone := _gone(duty, now))]
    why += _contradicted(swap, now, others)
    if not why and swap.partner is not None:
        why += _owned(swap, now) or [
            fault_text(now.words, f) for f in checked(swap, now, "").faults if not f.overridable
        ]
    if why:
        raise ChangeRefusedError(why, NO_SWAP)


def _gone(duty: Duty, now: Now) -> Text | None:
    """Why a duty can be swapped no more: it is over, near, or not in the roster."""
    what = now.words.duty(duty)
    if duty.date < now.on:
        return Text(f"{what.zh}已经过去", f"{what.en}, is over")
    if duty.date <= now.problem.frozen_until(now.on):
        return Text(f"{what.zh}临近，不再换班", f"{what.en}, is too near to be swapped")
    if duty not in now.duties:
        who = now.words.person(duty.person)
        return Text(
            f"{who}{what.zh}：最新一版{NOT_THERE.zh}",
            f"{who}, {what.en}: {NOT_THERE.en}, as it is now",
        )
    return None


def _contradicted(swap: Swap, now: Now, others: Iterable[Swap]) -> list[Text]:
    """Other open swaps about one of its duties."""
    told = []
    for other in others:
        shared = [d for d in _given(other) if d in _given(swap)]
        if other.number != swap.number and other.open and shared and not expired(other, now):
            what, state = now.words.duty(shared[0]), STATE_NAMES[other.state]
            told.append(
                Text(
                    f"{what.zh}已有第{other.number}号换班（{state.zh}）",
                    f"no. {other.number} ({state.en}) is about {what.en}, already",
                )
            )
    return told


def _owned(swap: Swap, now: Now) -> list[Text]:
    """Duties that are not the partner's to give, or that the other one has too."""
    assert swap.partner is not None
    told = []
    if swap.in_return is not None and swap.in_return.person != swap.partner:
        who = now.words.person(swap.partner)
        told.append(Text(f"要还的班不是{who}的", f"the duty in return is not {who}'s"))
    for duty in wanted(swap).added:
        if duty in now.duties:
            who, what = now.words.person(duty.person), dated(duty.date)
            there = now.words.site(duty.site)
            told.append(
                Text(
                    f"{who}{what.zh}本来就在{there.zh}值班",
                    f"{who} is on duty at {there.en} on {what.en} anyway",
                )
            )
    return told


def checked(swap: Swap, now: Now, reason: str) -> Checked:
    """The change that it comes to, as the audit sees it now."""
    return check(
        now.problem,
        now.duties,
        [wanted(swap, reason)],
        on=now.on,
        kind="swap",
        published=now.published,
    )


def _given(swap: Swap) -> tuple[Duty, ...]:
    return (swap.duty,) if swap.in_return is None else (swap.duty, swap.in_return)


def swap_text(words: Words, swap: Swap) -> Text:
    """张某12月8日（星期二）郭道镇上午 → 李某；还：12月10日…."""
    who, what = words.person(swap.asker), words.duty(swap.duty)
    to = Text("谁来都行", "anybody") if swap.partner is None else _named(words, swap.partner)
    told = [Text(f"{who}{what.zh} → {to.zh}", f"{who}, {what.en} → {to.en}")]
    if swap.in_return is not None:
        back = words.duty(swap.in_return)
        told.append(Text(f"还{back.zh}", f"in return: {back.en}"))
    return join(told)


def _named(words: Words, person: str) -> Text:
    name = words.person(person)
    return Text(name, name)
