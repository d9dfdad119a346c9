"""Swaps (换班): asked by one person, accepted by the other, approved by the clerk, each step kept."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from roster.model.base import Frozen
from roster.model.requests import Duty
from roster.text import Text


class SwapState(StrEnum):
    """Where a swap stands. The first three are open, the others are its end."""

    OFFERED = "offered"
    ASKED = "asked"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    EXPIRED = "expired"


STATE_NAMES: dict[SwapState, Text] = {
    SwapState.OFFERED: Text("待认领", "offered to all"),
    SwapState.ASKED: Text("待对方同意", "waiting for the other person"),
    SwapState.ACCEPTED: Text("待审批", "waiting for the clerk"),
    SwapState.APPROVED: Text("已批准", "approved"),
    SwapState.DECLINED: Text("对方未同意", "declined"),
    SwapState.WITHDRAWN: Text("已撤回", "withdrawn"),
    SwapState.REFUSED: Text("未批准", "refused"),
    SwapState.EXPIRED: Text("已过期", "expired"),
}
OPEN = (SwapState.OFFERED, SwapState.ASKED, SwapState.ACCEPTED)


class SwapStep(Frozen):
    """One step: when (aware), by whom, to which state, and why."""

    at: datetime
    by: str
    state: SwapState
    note: str = ""


class Swap(Frozen):
    """A request: the ``asker`` gives the ``duty`` to the ``partner`` (None: to whoever takes it) and takes
    over ``in_return``, a duty of the partner's (None: nothing). ``number`` is given by the store, from 1.
    """

    number: int = Field(default=0, ge=0)
    county: str
    month: str = Field(pattern=r"^\d{4}-\d{2}$")
    asker: str
    duty: Duty
    partner: str | None = None
    in_return: Duty | None = None
    steps: tuple[SwapStep, ...] = Field(min_length=1)

    @property
    def state(self) -> SwapState:
        """Where it stands."""
        return self.steps[-1].state

    @property
    def open(self) -> bool:
        """Whether something can still come of it."""
        return self.state in OPEN
