"""Swaps in the store: the request stays as it was made, its steps are only added to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from roster.errors import StaleError, UnknownError
from roster.model.calendar import Month
from roster.model.requests import Duty
from roster.model.swaps import Swap, SwapState, SwapStep
from roster.store import messages
from roster.store.connection import NUMBERING_SWAPS, alone
from roster.store.notes import By, note
from roster.store.sessions import Sessions, require_aware
from roster.store.tables import SwapRow, SwapStepRow
from roster.store.writing import lock_month

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Swaps(Sessions):
    """The part of the store that keeps swaps."""

    def add_swap(self, swap: Swap) -> Swap:
        """Keep a new request, and return it with its number: from 1, over all counties.

        Raises:
            ValueError: it has a number already, or a naive moment.
            UnknownError: nothing was planned for its month.
        """
        if swap.number:
            raise ValueError(f"the swap is kept already as number {swap.number}")
        for step in swap.steps:
            require_aware(step.at)
        month = Month.parse(swap.month)
        return self._written(
            lambda session: _add(session, swap, month), messages.contended(swap.county, month)
        )

    def step_swap(self, swap: Swap) -> Swap:
        """Keep the steps that are new, with the partner and the duty in return as they are now.

        Raises:
            ValueError: another request than the one kept under the number, or a naive moment.
            UnknownError: no swap of that number.
            StaleError: somebody else made a step in the meantime; nothing is written.
        """
        for step in swap.steps:
            require_aware(step.at)
        with self._session(self._writing) as session:
            row = _row(session, swap.number, lock=True)
            kept = _swap(row)
            if _asked(kept) != _asked(swap):
                raise ValueError(f"another request than swap {swap.number}")
            count = len(kept.steps)
            if swap.steps[:count] != kept.steps:
                raise StaleError(messages.stale_swap(kept))
            _add_steps(session, swap, count)
            return swap

    def swap(self, number: int) -> Swap:
        """One swap. Raises UnknownError where there is none of that number."""
        with self._session() as session:
            return _swap(_row(session, number))

    def swaps(self, county: str, month: Month | None = None) -> list[Swap]:
        """The county's swaps, or those of one month, by number."""
        chosen = select(SwapRow).where(SwapRow.county == county).order_by(SwapRow.number)
        if month is not None:
            chosen = chosen.where(SwapRow.month == str(month))
        with self._session() as session:
            return [_swap(row) for row in session.scalars(chosen)]


def _add(session: Session, swap: Swap, month: Month) -> Swap:
    if lock_month(session, swap.county, month) is None:
        raise UnknownError(messages.unknown_month(swap.county, month))
    newest = newest_number(session)
    numbered = swap.model_copy(update={"number": newest + 1})
    session.add(
        SwapRow(
            number=numbered.number,
            county=swap.county,
            month=swap.month,
            asker=swap.asker,
            duty=swap.duty.model_dump_json(),
        )
    )
    session.flush()
    _add_steps(session, numbered, 0)
    return numbered


def newest_number(session: Session) -> int:
    """The highest number of a swap, 0 without any; nobody else draws one until the transaction ends."""
    alone(session.connection(), NUMBERING_SWAPS)
    return session.scalar(select(func.max(SwapRow.number))) or 0


def _add_steps(session: Session, swap: Swap, kept: int) -> None:
    """The steps after the first ``kept``, each with its line in the audit trail."""
    in_return = swap.in_return.model_dump_json() if swap.in_return else None
    for position, step in enumerate(swap.steps[kept:], kept):
        session.add(
            SwapStepRow(
                swap=swap.number,
                position=position,
                at=step.at,
                made_by=step.by,
                state=step.state,
                note=step.note,
                partner=swap.partner,
                in_return=in_return,
            )
        )
        by, detail = By(step.at, step.by, step.note), {"swap": swap.number, "state": step.state}
        note(session, "swap", by, swap.county, detail, month=swap.month)
        session.flush()  # one by one: the trail is in the order of the steps


def _row(session: Session, number: int, *, lock: bool = False) -> SwapRow:
    chosen = select(SwapRow).where(SwapRow.number == number)
    row = session.scalar(chosen.with_for_update() if lock else chosen)
    if row is None:
        raise UnknownError(messages.unknown_swap(number))
    return row


def _swap(row: SwapRow) -> Swap:
    last = row.steps[-1]
    return Swap(
        number=row.number,
        county=row.county,
        month=row.month,
        asker=row.asker,
        duty=Duty.model_validate_json(row.duty),
        partner=last.partner,
        in_return=None if last.in_return is None else Duty.model_validate_json(last.in_return),
        steps=tuple(
            SwapStep(at=s.at, by=s.made_by, state=SwapState(s.state), note=s.note)
            for s in row.steps
        ),
    )


def _asked(swap: Swap) -> tuple[str, str, str, Duty]:
    """What never changes in a request."""
    return swap.county, swap.month, swap.asker, swap.duty
