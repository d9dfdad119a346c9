"""Ours against the peers: who has the better roster, who had it first, and where not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.runs import Run, Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roster.model.levels import Level

OURS = "ours"
FASTER = 10.0  # our goal: so many times faster to what a peer reaches
TICK = 0.01  # seconds; shorter times are taken to be this long

Runs = dict[str, dict[str, Run]]
"""Runs by case, then by entry."""


class Duel(NamedTuple):
    """Ours against what one peer, or the best of them, came to on a case.

    ``order`` is -1 where ours is better, 0 where both are equal, 1 where ours is worse; ``level`` is the
    first on which they differ. ``theirs`` and ``ours`` are the seconds until each had what the peer came
    to in the end; ours is None where it never had.
    """

    case: str
    peer: str
    order: int
    level: Level | None
    theirs: float
    ours: float | None

    @property
    def ratio(self) -> float:
        """How many times faster ours was; 0 where it never got there."""
        return 0.0 if self.ours is None else max(self.theirs, TICK) / max(self.ours, TICK)


def best_known(runs: Mapping[str, Run]) -> Values | None:
    """The best values that any entry has on a case."""
    return min((run.values for run in runs.values() if run.values is not None), default=None)


def duel(case: str, peer: str, ours: Run, theirs: Run) -> Duel | None:
    """None where the peer has no lawful roster, or neither has."""
    if theirs.values is None:
        return None
    seconds = theirs.points[-1].seconds
    if ours.values is None:
        return Duel(case, peer, 1, ours.levels[0], seconds, None)
    pairs = zip(ours.levels, ours.values, theirs.values, strict=True)
    level = next((level for level, mine, other in pairs if mine != other), None)
    order = (ours.values > theirs.values) - (ours.values < theirs.values)
    return Duel(case, peer, order, level, seconds, ours.reaches(theirs.values))


def duels(runs: Runs, peer: str) -> list[Duel]:
    """Ours against the peer on every case that both ran."""
    found = (
        duel(case, peer, of[OURS], of[peer])
        for case, of in runs.items()
        if OURS in of and peer in of
    )
    return [one for one in found if one is not None]


def duels_with_best(runs: Runs) -> list[Duel]:
    """Ours against the peer that came to the best values, the first to reach them where several did."""
    found = []
    for case, of in runs.items():
        peers = {name: run for name, run in of.items() if name != OURS and run.values is not None}
        if OURS in of and peers:
            best = min(peers, key=lambda name: (peers[name].values, peers[name].points[-1].seconds))
            one = duel(case, best, of[OURS], peers[best])
            found += [one] if one else []
    return found


def where_not(runs: Runs) -> Iterator[str]:
    """Every case on which ours is not at least as good as a peer, or not ten times faster."""
    for peer in entries_of(runs):
        for one in duels(runs, peer) if peer != OURS else ():
            if one.order > 0:
                mine, other = runs[one.case][OURS].values, runs[one.case][peer].values
                yield f"{one.case}: {peer} is better on {one.level}: {other}, ours {mine}"
        slow = Counter(
            "never" if one.ours is None else "slower" if one.ratio < 1 else "not 10 times faster"
            for one in (duels(runs, peer) if peer != OURS else ())
            if one.ratio < FASTER
        )
        if slow:
            parts = ", ".join(f"{count} {what}" for what, count in sorted(slow.items()))
            yield f"{peer}: to what it reaches, ours is on so many cases: {parts}"


def refuted(runs: Runs) -> Iterator[str]:
    """Bounds that a roster of another entry disproves: a mistake in the model that claims them."""
    for case, of in runs.items():
        values = {name: run.values for name, run in of.items() if run.values is not None}
        for name, mine in values.items():
            for place, level in enumerate(of[name].levels):
                bound = of[name].bound(level)
                for other, theirs in values.items():
                    same = theirs[:place] == mine[:place]
                    if bound is not None and same and theirs[place] < bound:
                        yield f"{case}: {name} claims {level} ≥ {bound}, {other} has {theirs[place]}"


def entries_of(runs: Runs) -> list[str]:
    """Every entry that ran anywhere, in the order of its first appearance."""
    return list(dict.fromkeys(name for of in runs.values() for name in of))
