"""The steps of a swap: who may take which, when, and what the audit says at the request and again at the
approval.

::

    offer ──→ OFFERED ──accept──→ ACCEPTED ──approve──→ APPROVED
    ask ────→ ASKED ────accept──↗          (any open one: withdraw, refuse, expire)
                └──decline──→ DECLINED

Every function gives the swap with one step more, or raises ChangeRefusedError and changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.errors import ChangeRefusedError
from roster.model.edits import Checked, fault_text
from roster.model.swap_checks import (
    NO_REASON,
    NO_SWAP,
    RETURN_NOT_ASKED,
    WITH_A_REASON,
    WITH_ONESELF,
    Now,
    carried_out,
    checked,
    expired,
    require_is,
    require_open,
    require_possible,
    stands,
)
from roster.model.swaps import Swap, SwapState, SwapStep
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.requests import Duty


def request(
    now: Now,
    others: Iterable[Swap],
    duty: Duty,
    partner: str | None = None,
    in_return: Duty | None = None,
    note: str = "",
) -> Swap:
    """A new request of the duty's person: to one partner, or offered to all where that is None.
    ``others`` are the month's swaps so far.
    """
    if partner == duty.person:
        raise ChangeRefusedError([WITH_ONESELF], NO_SWAP)
    swap = Swap(
        county=now.problem.settings.county_id,
        month=str(now.problem.month),
        asker=duty.person,
        duty=duty,
        partner=partner,
        in_return=in_return,
        steps=(_step(now, duty.person, SwapState.ASKED if partner else SwapState.OFFERED, note),),
    )
    require_possible(swap, now, others)
    return swap


def accept(
    swap: Swap,
    now: Now,
    others: Iterable[Swap],
    person: str,
    in_return: Duty | None = None,
    note: str = "",
) -> Swap:
    """The partner agrees, or somebody takes an open offer, with a duty ``in_return`` if they like."""
    require_open(swap, now)
    if swap.state is SwapState.ACCEPTED:
        raise ChangeRefusedError([stands(swap)], NO_SWAP)
    if swap.state is SwapState.ASKED:
        require_is(swap.partner, person, now)
        if in_return is not None:
            raise ChangeRefusedError([RETURN_NOT_ASKED], NO_SWAP)
        in_return = swap.in_return
    if person == swap.asker:
        raise ChangeRefusedError([WITH_ONESELF], NO_SWAP)
    taken = swap.model_copy(update={"partner": person, "in_return": in_return})
    require_possible(taken, now, others)
    return _with(taken, _step(now, person, SwapState.ACCEPTED, note))


def decline(swap: Swap, now: Now, person: str | None = None, note: str = "") -> Swap:
    """The partner, who was asked, does not agree (``person``: who says so; None: the partner)."""
    require_open(swap, now)
    if swap.state is not SwapState.ASKED or swap.partner is None:
        raise ChangeRefusedError([stands(swap)], NO_SWAP)
    require_is(swap.partner, person or swap.partner, now)
    return _with(swap, _step(now, swap.partner, SwapState.DECLINED, note))


def withdraw(swap: Swap, now: Now, person: str | None = None, note: str = "") -> Swap:
    """The asker takes it back (``person``: who says so; None: the asker)."""
    require_open(swap, now)
    if person not in (None, swap.asker):
        who = now.words.person(swap.asker)
        raise ChangeRefusedError(
            [Text(f"只有{who}可以撤回", f"only {who} may withdraw it")], NO_SWAP
        )
    return _with(swap, _step(now, swap.asker, SwapState.WITHDRAWN, note))


def approve(swap: Swap, now: Now, reason: str = "") -> tuple[Swap, Checked | None]:
    """The clerk agrees: the swap, and the change of the roster that it comes to (None where the newest
    revision has it already). The audit is asked again, because the roster may have changed; a reason
    overrides what may be overridden.
    """
    require_open(swap, now)
    if swap.state is not SwapState.ACCEPTED:
        raise ChangeRefusedError([stands(swap)], NO_SWAP)
    found = None if carried_out(swap, now) else checked(swap, now, reason)
    if found is not None and found.faults:
        hint = [WITH_A_REASON] if found.lacks_only_a_reason else []
        why = [fault_text(now.words, fault) for fault in found.faults]
        raise ChangeRefusedError([*why, *hint], NO_SWAP)
    return _with(swap, _step(now, now.by, SwapState.APPROVED, reason)), found


def refuse(swap: Swap, now: Now, reason: str) -> Swap:
    """The clerk does not agree, for a reason."""
    require_open(swap, now)
    if not reason.strip():
        raise ChangeRefusedError([NO_REASON], NO_SWAP)
    return _with(swap, _step(now, now.by, SwapState.REFUSED, reason))


def expire(swap: Swap, now: Now) -> Swap:
    """An open swap that can come to nothing any more is closed. Raises ValueError for another."""
    why = expired(swap, now)
    if why is None:
        raise ValueError("the swap has not expired")
    return _with(swap, _step(now, now.by, SwapState.EXPIRED, why.zh))


def _with(swap: Swap, step: SwapStep) -> Swap:
    return swap.model_copy(update={"steps": (*swap.steps, step)})


def _step(now: Now, person: str, state: SwapState, note: str) -> SwapStep:
    """A step of a person's, and who did it for them: 经办人（代李某）."""
    name = now.words.person(person)
    by = name if now.by in ("", name, person) else f"{now.by}（代{name}）"
    return SwapStep(at=now.at, by=by, state=state, note=note)
