"""Levels as one sum: how much each weighs, and what a bound on the sum says about a level."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.peers.greedy import fill
from roster.model.audit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.peers.linear import Linear

EXACT = 2**40  # up to here the weights may keep the order of levels for certain


class Scale(NamedTuple):
    """Each level's weight, and the value that it cannot exceed, in the order of levels."""

    weights: tuple[int, ...]
    worst: tuple[int, ...]

    def bounds(self, sum_bound: int, values: Sequence[int]) -> list[int]:
        """What a bound on the weighted sum says of each level, given ``values`` on those above it: the
        levels below can come to no more than their worst.
        """
        found = []
        for place, weight in enumerate(self.weights):
            below = zip(self.weights[place + 1 :], self.worst[place + 1 :], strict=True)
            above = zip(self.weights[:place], values[:place], strict=True)
            rest = sum_bound - sum(w * v for w, v in [*above, *below])
            found.append(max(0, -(-rest // weight)))
        return found


def scale_of(m: Linear) -> Scale:
    """Each level weighs one more than all the levels below it can come to, so that the sum orders
    rosters as the levels do. Where such weights would grow past ``EXACT``, "can come to" is taken to be
    twice what the greedy clerk's roster comes to: numbers of 64 bits leave no room for the worst case.
    """
    worst = [m.objectives[level].most() for level in m.levels]
    weights = _weights(worst)
    if weights[0] * (worst[0] + 1) > EXACT:
        values = audit(m.problem, fill(m.problem)).values
        likely = [2 * values[level] + 10 for level in m.levels]
        weights = _weights([min(pair) for pair in zip(worst, likely, strict=True)])
    return Scale(tuple(weights), tuple(worst))


def _weights(most: Sequence[int]) -> list[int]:
    weights = [1]
    for value in reversed(most[1:]):
        weights.append(weights[-1] * (value + 1))
    return weights[::-1]
