"""A problem of persons × days × shifts in numbers, without dates and names.

A roster is an array ``plan[person, day]`` of shift numbers, OFF for a day without a duty. Its value is

    base + Σ cost[n, d, plan[n, d]] + Σ under[d, s] · max(0, need − got) + over[d, s] · max(0, got − need)

with got[d, s] the persons in shift s on day d.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

OFF = -1

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Plan = npt.NDArray[np.int8]


class Limits(NamedTuple):
    """What one person's month must keep to; days, days, days, weekends, minutes, minutes, duties in each
    shift. Stretches at the border of the days planned need not have their least length.
    """

    min_run: int
    max_run: int
    min_rest: int
    max_weekends: int
    min_minutes: int
    max_minutes: int
    max_of: tuple[int, ...]


class Grid(NamedTuple):
    """N persons, D days, S shifts.

    ``minutes`` (S): length of each shift. ``follows`` (S, S): whether the second may stand on the day
    after the first. ``limits`` (N). ``allowed``, ``cost`` (N, D, S); ``rest_allowed`` (N, D): whether the
    person may have the day off. ``need``, ``under``, ``over`` (D, S). ``weekends``: the days of each, one
    day or two in a row.
    """

    minutes: Ints
    follows: Bools
    limits: tuple[Limits, ...]
    allowed: Bools
    rest_allowed: Bools
    cost: Ints
    base: int
    need: Ints
    under: Ints
    over: Ints
    weekends: tuple[tuple[int, ...], ...]

    @property
    def persons(self) -> int:
        """N."""
        return len(self.limits)

    @property
    def days(self) -> int:
        """D."""
        return len(self.need)

    @property
    def shifts(self) -> int:
        """S."""
        return len(self.minutes)


def value(grid: Grid, plan: Plan) -> int:
    """What the plan costs; whether it keeps to the limits is not looked at."""
    persons, days = np.nonzero(plan != OFF)
    shifts = plan[persons, days]
    got = np.zeros_like(grid.need)
    np.add.at(got, (days, shifts), 1)
    gap = grid.need - got
    cover = grid.under * np.maximum(gap, 0) + grid.over * np.maximum(-gap, 0)
    return grid.base + int(grid.cost[persons, days, shifts].sum()) + int(cover.sum())
