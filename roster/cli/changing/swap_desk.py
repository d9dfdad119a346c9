"""What the steps of a swap share: the store opened, the newest revision, who acts for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from roster.cli.changing.edit_wanted import Spot, duty_of, spot_of
from roster.cli.changing.standing import standing
from roster.cli.hand import today, who
from roster.cli.names import person_named, site_named
from roster.cli.speech import speech, t
from roster.errors import ChangeRefusedError, UnknownError
from roster.model.calendar import Month
from roster.model.gate import SHANGHAI
from roster.model.requests import Duty
from roster.model.swap_checks import NO_SWAP, Now, expired, swap_text
from roster.model.swap_steps import expire
from roster.model.swaps import STATE_NAMES, Swap
from roster.store import Store
from roster.text import Text

NumberArgument = Annotated[
    int, typer.Argument(min=1, metavar=t("编号", "NUMBER"), help=t("换班编号", "the swap's number"))
]
AsOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar=t("人员", "PERSON"),
        help=t("以谁的名义（姓名或编号）；经办人另记", "for whom; who really does it is --by"),
    ),
]
ReturnOption = Annotated[
    str | None,
    typer.Option(
        "--return",
        metavar=t("日期 [站点]", "DAY [SITE]"),
        help=t("对方还的班，如 “2026-12-10 郭道镇”", "the duty in return: “2026-12-10 郭道镇”"),
    ),
]
NoteOption = Annotated[
    str, typer.Option("--reason", metavar=t("理由", "REASON"), help=t("理由", "why"))
]


class SwapDesk:
    """One step: the month's newest revision as it is, the day, the moment, and who does it."""

    def __init__(
        self, store: Store, county: str, month: Month, on: str | None, by: str | None
    ) -> None:
        self.store, self.county, self.month = store, county, month
        stands = standing(store, county, month)
        self.revision, self.problem = stands.revision, stands.problem
        self.now = Now(
            stands.problem,
            stands.duties,
            today(on),
            datetime.now(SHANGHAI),
            who(by),
            stands.published,
        )

    @classmethod
    def of(cls, store: Store, number: int, on: str | None, by: str | None) -> tuple[SwapDesk, Swap]:
        """The desk for a swap that is there; one that has expired is closed. Raises UnknownError,
        ChangeRefusedError for one that has just expired.
        """
        swap = store.swap(number)
        desk = cls(store, swap.county, Month.parse(swap.month), on, by)
        why = expired(swap, desk.now)
        if why is not None:
            store.step_swap(expire(swap, desk.now))
            over = Text(f"第{number}号已过期：{why.zh}", f"no. {number} has expired: {why.en}")
            raise ChangeRefusedError([over], NO_SWAP)
        return desk, swap

    @property
    def others(self) -> Sequence[Swap]:
        """The month's swaps."""
        return self.store.swaps(self.county, self.month)

    def person(self, name: str) -> str:
        """A person's id. Raises UnknownError."""
        return person_named(self.problem, name)

    def duty(self, person: str, spot: Spot) -> Duty:
        """The person's duty. Raises UnknownError."""
        site = site_named(self.problem, spot.site) if spot.site else None
        return duty_of(self.problem, self.now.duties, person, site, spot)

    def in_return(self, person: str | None, text: str | None) -> Duty | None:
        """The duty that the person gives back; None where none is asked for. Raises UnknownError."""
        if text is None or person is None:
            return None
        spot = spot_of(text.split(), "--return")
        if spot.day not in self.problem.month:
            raise UnknownError(
                Text(f"还的班须在{self.month}之内", f"the duty in return must be in {self.month}")
            )
        return self.duty(person, spot)

    def tell(self, swap: Swap) -> None:
        """Number, what it is about, and where it stands."""
        what, state = swap_text(self.now.words, swap), STATE_NAMES[swap.state]
        speech.say(
            f"第{swap.number}号换班：{what.zh}。{state.zh}。",
            f"swap no. {swap.number}: {what.en}. {state.en.capitalize()}.",
        )
