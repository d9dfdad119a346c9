"""What a solve tells while it runs, and where one can be taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from roster.model.levels import Level
    from roster.model.requests import Duty
    from roster.model.roster import LevelScore


class Progress(NamedTuple):
    """Where a solve stands: the level being minimised, the best value so far, the bound, seconds of the
    level; ``duties`` gives the roster that has just been found, None where only the bound is new.
    """

    level: Level
    value: int | None
    bound: int
    seconds: float
    duties: Callable[[], Iterator[Duty]] | None = None


class Start(NamedTuple):
    """Where an earlier solve of the same problem stopped: its duties and what was known of them."""

    duties: Sequence[Duty]
    levels: Sequence[LevelScore]
