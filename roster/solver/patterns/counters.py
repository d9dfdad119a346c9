"""What has to be counted along a person's month, and the states that the counts can be in.

Counters are minutes, weekends touched, and duties in each shift with a tight cap. States are numbered
with minutes major, so that those which a day can be in are one stretch of numbers.
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from roster.solver.patterns.grid import Bools, Grid, Limits

State = tuple[int, int, tuple[int, ...]]


class Tracking(NamedTuple):
    """Which counters are kept: minutes, weekends, and duties in these shifts."""

    minutes: bool
    weekends: bool
    caps: tuple[int, ...]


def most_days(length: int, limit: Limits) -> int:
    """The most days with a duty in any ``length`` days in a row."""
    cycle = limit.max_run + max(1, limit.min_rest)
    return length // cycle * limit.max_run + min(length % cycle, limit.max_run)


def binding(grid: Grid, limit: Limits, usable: Bools) -> Tracking:
    """The counters that can bind for a person who may have the shifts ``usable`` (S), tightest cap
    first.
    """
    lengths = grid.minutes[usable]
    top = most_days(grid.days, limit)
    longest = int(lengths.max(initial=0))
    caps = [
        int(s)
        for s in np.flatnonzero(usable)
        if limit.max_of[s] < min(top, limit.max_minutes // max(1, int(grid.minutes[s])))
    ]
    return Tracking(
        limit.min_minutes > 0 or top * longest > limit.max_minutes,
        limit.max_weekends < len(grid.weekends),
        tuple(sorted(caps, key=lambda s: limit.max_of[s])),
    )


def count_states(grid: Grid, limit: Limits, track: Tracking, usable: Bools, most: int) -> int:
    """How many states the counters can be in at most; counting stops where it is far above ``most``."""
    lengths = sorted({int(x) for x in grid.minutes[usable]})
    reach, todo = {0}, [0]
    while todo and len(reach) < 100 * most:
        minutes = todo.pop()
        for length in lengths:
            if minutes + length <= limit.max_minutes and minutes + length not in reach:
                reach.add(minutes + length)
                todo.append(minutes + length)
    size = len(reach) if track.minutes else 1
    if track.weekends:
        size *= limit.max_weekends + 1
    for s in track.caps:
        size *= limit.max_of[s] + 1
    return size


class Counters:
    """The states of tracked counters. Shifts come in classes that count alike; ``count`` states are
    numbered from 0, and ``count`` itself stands for one that cannot be.

    ``following[k, more, c]`` is the state after a duty of class k that adds ``more`` weekends;
    ``previous`` the state before. ``final`` says whether a month may end in the state. On day d only
    states from ``band[d][0]`` to below ``band[d][1]`` can be on the way to such an end.
    """

    def __init__(
        self, grid: Grid, limit: Limits, track: Tracking, classes: list[list[int]]
    ) -> None:
        lengths = [int(grid.minutes[members[0]]) for members in classes]
        self._unit = gcd(*lengths) or 1
        self._limit, self._track = limit, track
        self._steps = [
            (
                length // self._unit if track.minutes else 0,
                tuple(int(s == members[0]) for s in track.caps),
            )
            for members, length in zip(classes, lengths, strict=True)
        ]
        states = self._reachable()
        self.count = len(states)
        self.minutes = np.array([minutes for minutes, _, _ in states])
        least = -(-limit.min_minutes // self._unit) if track.minutes else 0
        self.final = self.minutes >= least
        self.previous, self.following = self._moves(states)
        self.band = [self._band(day, grid.days, least) for day in range(grid.days)]

    def _reachable(self) -> list[State]:
        limit = self._limit
        start: State = (0, 0, (0,) * len(self._track.caps))
        seen, todo = {start}, [start]
        while todo:
            state = todo.pop()
            for k in range(len(self._steps)):
                for more in (0, 1):
                    to = self._after(state, k, more)
                    if (
                        to not in seen
                        and to[0] * self._unit <= limit.max_minutes
                        and to[1] <= limit.max_weekends
                        and all(
                            n <= limit.max_of[s]
                            for n, s in zip(to[2], self._track.caps, strict=True)
                        )
                    ):
                        seen.add(to)
                        todo.append(to)
        return sorted(seen)

    def _after(self, state: State, k: int, more: int) -> State:
        minutes, weekends, counts = state
        step, adds = self._steps[k]
        return (
            minutes + step,
            weekends + (more if self._track.weekends else 0),
            tuple(n + add for n, add in zip(counts, adds, strict=True)),
        )

    def _moves(self, states: list[State]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        index = {state: i for i, state in enumerate(states)}
        shape = (len(self._steps), 2, self.count)
        previous = np.full(shape, self.count, np.intp)
        following = np.full(shape, self.count, np.intp)
        for k in range(len(self._steps)):
            for more in (0, 1):
                for i, state in enumerate(states):
                    to = index.get(self._after(state, k, more))
                    if to is not None:
                        following[k, more, i] = to
                        previous[k, more, to] = i
        return previous, following

    def _band(self, day: int, days: int, least: int) -> tuple[int, int]:
        longest = max((step for step, _ in self._steps), default=0)
        most = most_days(day + 1, self._limit) * longest
        fewest = least - most_days(days - 1 - day, self._limit) * longest
        low = int(np.searchsorted(self.minutes, fewest, "left"))
        return low, max(low, int(np.searchsorted(self.minutes, most, "right")))
