"""What a run came to: figures that follow from its audited rosters and its bounds."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from roster.model.levels import Level

NEAR = 0.01  # "within 1 %"

Values = tuple[int, ...]
"""The levels' values as the audit counts them, in the county's order; compared lexicographically."""


class Point(NamedTuple):
    """A roster better than all before it: when, and what the audit says."""

    seconds: float
    values: Values


class Bound(NamedTuple):
    """A proven bound: when, on which level, how much."""

    seconds: float
    level: Level
    bound: int


class Run(BaseModel):
    """One entry on one problem. Seconds count from the call of the entry, memory in MB.

    ``refused`` of ``rosters`` broke a hard rule and count for nothing. ``ready`` (imports) comes before
    the clock, ``build`` is when the model stood; both None where the entry did not get there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    levels: tuple[Level, ...]
    points: tuple[Point, ...]
    bounds: tuple[Bound, ...]
    refused: int
    rosters: int
    ready: float | None
    build: float | None
    seconds: float
    peak: float
    killed: bool
    error: str

    @property
    def values(self) -> Values | None:
        """The best roster's values; None without a lawful roster."""
        return self.points[-1].values if self.points else None

    @property
    def first(self) -> float | None:
        """Seconds to the first complete roster: lawful, and covered as well as the entry ever did."""
        if self.values is None:
            return None
        cover = self.values[0]
        return next(point.seconds for point in self.points if point.values[0] == cover)

    def bound(self, level: Level) -> int | None:
        """The last bound of a level."""
        found = [bound.bound for bound in self.bounds if bound.level is level]
        return found[-1] if found else None

    def proven(self, level: Level, within: float | None = None) -> bool:
        """Whether the level's value is proven optimal given the levels above: both value and bound were
        there after so many seconds (None: at the end).
        """
        if self.values is None:
            return False
        place = self.levels.index(level)
        value = self.values[: place + 1]
        end = float("inf") if within is None else within
        reached = any(p.values[: place + 1] <= value and p.seconds <= end for p in self.points)
        return reached and any(
            b.level is level and b.bound >= value[-1] and b.seconds <= end for b in self.bounds
        )

    def proof(self, level: Level) -> float | None:
        """Seconds until the level's value was proven optimal; None for never."""
        moments = sorted([b.seconds for b in self.bounds] + [p.seconds for p in self.points])
        return next((moment for moment in moments if self.proven(level, moment)), None)

    def gap(self, level: Level) -> float:
        """How far value and bound are apart, as a part of the value; 0 where proven, 1 without a bound."""
        if self.values is None:
            return 1.0
        value, bound = self.values[self.levels.index(level)], self.bound(level) or 0
        return max(0, value - bound) / value if value else 0.0

    def reaches(self, values: Values) -> float | None:
        """Seconds until the entry had a roster at least as good as ``values``; None for never."""
        return next((p.seconds for p in self.points if p.values <= values), None)

    def near(self, best: Values, level: Level) -> float | None:
        """Seconds until the entry had a roster whose values on this level and all above it were each at
        most 1 % above the best known's (levels below ignored); None for never. Where the best known is
        under 100 that means equal.
        """
        most = [value + int(value * NEAR) for value in best[: self.levels.index(level) + 1]]
        for point in self.points:
            if all(value <= limit for value, limit in zip(point.values, most, strict=False)):
                return point.seconds
        return None
