"""What is known when a hand-made cell is read, and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from roster.model.calendar import Month
    from roster.text import Text


class Context(NamedTuple):
    """What is known: the planned ``month``; the date that the row gave before, the ``header`` of the cell's
    column as it is written, with its decorations.
    """

    month: Month
    since: date | None = None
    header: str = ""


class Reading(NamedTuple):
    """What a cell says, in the one way of writing that the strict readers know.

    ``items`` are pairs of the cell and of its partner column's cell (None: it says nothing of it); several
    items are several rows. A reading that is not ``certain`` is told as an assumption; ``text`` says more
    than the items do.
    """

    items: tuple[tuple[Any, Any], ...]
    certain: bool = False
    text: Text | None = None


def plain(cell: Any) -> Reading:
    """Another way of writing the very same; nothing to tell."""
    return Reading(((cell, None),), certain=True)


def taken(cell: Any) -> Reading:
    """Understood in the one way that it can be; told."""
    return Reading(((cell, None),))
