"""The search for the best plan of a grid, and for the proof.

1. Months are generated until the bound of the linear program over months is found: it is very near the
   best value, and often is it, rounded up.
2. The program's own answer, rounded and polished, is the first plan; dives give better ones. In a large
   grid one dive has most of the time, in a program that starts with few months.
3. In a small grid, what is left between value and bound is looked for by CP-SAT on the flow model, without
   the duties and days off that no better plan can have, with all workers and for half of the time.
4. Then persons drawn at random are given other months while the rest keep theirs (neighbours.py), and
   CP-SAT goes on beside (prover.py), but in a large grid, where it finds nothing.

With one worker nothing goes on beside: CP-SAT has its half of the time before. Where the run is to be
repeatable it has all the time after step 2.
"""

from __future__ import annotations

import time
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from roster.solver.engine import run
from roster.solver.patterns.dive import CAREFUL, QUICK, Diver, polish, rounded
from roster.solver.patterns.flow import Flow
from roster.solver.patterns.generate import Generator
from roster.solver.patterns.grid import value
from roster.solver.patterns.master import Master
from roster.solver.patterns.neighbours import better
from roster.solver.patterns.pricing import Pricer
from roster.solver.patterns.prover import Prover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from roster.solver.clock import Clock
    from roster.solver.patterns.grid import Grid, Plan

    Tell = Callable[
        [Plan | None, int | None, int], None
    ]  # a plan that is new, the value, the bound

DIVES = 6  # at most so many from scratch, and no longer than this part of the time
DIVING = 1 / 6
SMALL, LARGE = (
    120,
    250,
)  # rows of the program: what CP-SAT can close alone, and what is too much for it
LEAN = 0.75  # the part of the time for a large grid's one dive
NEAR = 0.02
FEWEST, MOST = 4, 12  # persons drawn at first
SLICE = 1 / 6  # the part of the time for one neighbourhood
RENEWED = 8.0  # seconds after which a proof does not begin anew for a value that is better by one


class Search:
    """A search on its way: ``plan`` (None before the first), its value ``best``, and the ``bound``."""

    def __init__(self, grid: Grid, clock: Clock, tell: Tell) -> None:
        self.grid, self.settings, self._clock, self._tell = grid, clock.settings, clock, tell
        self.plan: Plan | None = None
        self.best: int | None = None
        self.bound = 0
        self._deadline = inf if self.settings.deterministic else time.monotonic() + clock.left
        pricer = Pricer(grid)
        self._generator = Generator(Master(grid, pricer), pricer)
        self._random = np.random.default_rng(self.settings.seed)
        self._diver = Diver(self._generator, self._random)

    def begin(self, plan: Plan, bound: int) -> None:
        """Begin with a lawful plan and a bound that are known."""
        self._offer(plan)
        self._raise(bound)

    def run(self) -> bool:
        """Search until proven, out of time or interrupted. False where somebody has no lawful month, so
        that there is no plan, or none was found in time. Raises KeyboardInterrupt before there is any.
        """
        try:
            self._run()
        except KeyboardInterrupt:
            if self.plan is None:
                raise
            self._clock.stop()
        return self.plan is not None

    def _run(self) -> None:
        if self._done or not self._generator.run(self._deadline):
            return
        self._raise(self._generator.least())
        self._dive()
        repeatable, alone = self.settings.deterministic, self.settings.workers == 1
        close = self._rows <= (LARGE if alone else SMALL) and (alone or self._near)
        if not self._done and (repeatable or close):
            self._prove(self._left if repeatable else self._left / 2)
        if not self._done and not repeatable:
            self._improve()

    @property
    def _rows(self) -> int:
        """How large the linear program is."""
        return int(((self.grid.under > 0) | (self.grid.over > 0)).sum()) + self.grid.persons

    @property
    def _near(self) -> bool:
        """Whether little is left between value and bound."""
        return self.best is not None and self.best - self.bound <= NEAR * self.best

    @property
    def _left(self) -> float:
        return self._clock.left

    @property
    def _done(self) -> bool:
        return (self.best is not None and self.bound >= self.best) or self._left <= 0

    def _offer(self, plan: Plan | None) -> bool:
        """Take the plan if it is better."""
        if plan is None:
            return False
        cost = value(self.grid, plan)
        if self.best is not None and cost >= self.best:
            return False
        self.plan, self.best = plan.copy(), cost
        self._tell(self.plan, cost, self.bound)
        return True

    def _raise(self, bound: int) -> None:
        if bound > self.bound:
            self.bound = bound
            self._tell(None, self.best, bound)

    def _dive(self) -> None:
        """The program's own answer, rounded; a quick dive and a careful one, then others while they take
        little of the time.
        """
        first = rounded(self._generator)
        if first is not None:
            self._offer(polish(self._generator, first, self._deadline))
        if self.plan is not None and self._rows > LARGE and not self._done:
            self._change(self.plan, range(self.grid.persons), self._left * LEAN)
        for number in range(0 if self.plan is not None and self._rows > LARGE else DIVES):
            late = self._late or (self.settings.deterministic and number > 1)
            if self._done or (number and late and self.plan is not None):
                return
            manner = CAREFUL if number else QUICK
            plan = self._diver.dive(self._deadline, manner, shuffled=number > 1)
            if plan is not None and self._offer(plan):
                self._offer(polish(self._generator, plan, self._deadline))

    @property
    def _late(self) -> bool:
        return self._clock.now > self.settings.time_limit * DIVING

    def _change(self, plan: Plan, freed: Iterable[int], seconds: float) -> bool:
        """Other months for the persons ``freed``, if that makes the plan better."""
        until = min(time.monotonic() + seconds, self._deadline)
        return self._offer(better(self._generator, plan, sorted(freed), until, self._random))

    def _prove(self, seconds: float) -> None:
        """CP-SAT alone, from the best plan."""
        possible = (self.grid.allowed, self.grid.rest_allowed)
        if self.best is not None:
            possible = self._generator.filter(self.best + 1)
        flow = Flow(self.grid, *possible)
        flow.model.add(flow.size >= self.bound)
        if self.plan is not None:
            flow.hint(self.plan)

        def heard(_: int | None, bound: int, values: Sequence[int] | None) -> None:
            if values is not None:
                self._offer(flow.read(values))
            self._raise(bound if self.best is None else min(bound, self.best))

        answer = run(flow.model, self._clock, max(seconds, 0.1), heard)
        heard(None, answer.bound, answer.values)

    def _improve(self) -> None:
        """Neighbourhoods, wider and narrower as they go, and a proof beside."""
        beside = self.settings.workers > 1 and (self._rows <= LARGE or self.plan is None)
        prover = self._prover() if beside else None
        persons, count = self.grid.persons, min(MOST, max(FEWEST, self.grid.persons // 3))
        slice_ = self.settings.time_limit * SLICE
        try:
            while not self._done:
                began = time.monotonic()
                found = self._neighbour(min(count, persons), slice_)
                if not found and time.monotonic() - began > 0.9 * slice_:
                    count = max(FEWEST, count - 3)
                elif not found:
                    count = min(persons, count + int(self._random.random() < 1 / 3))
                prover = self._listen(prover) if prover is not None else None
        finally:
            if prover is not None:
                prover.stop()

    def _neighbour(self, count: int, seconds: float) -> bool:
        """Other months for some persons; a dive from scratch while there is no plan."""
        if self.plan is None:
            return self._offer(self._diver.dive(self._deadline, CAREFUL, shuffled=True))
        freed = self._random.choice(self.grid.persons, count, replace=False)
        return self._change(self.plan, map(int, freed), seconds)

    def _prover(self) -> Prover:
        """A proof begun, or a search for a first plan."""
        possible = (self.grid.allowed, self.grid.rest_allowed)
        if self.best is not None:
            possible = self._generator.filter(self.best)
        prover = Prover(self.grid, possible, self.bound, self.best)
        prover.start(self.settings, self.settings.workers - 1, self._left)
        self._told, self._begun = self.best, time.monotonic()
        return prover

    def _listen(self, prover: Prover) -> Prover:
        """What the proof has found; a new one where a better plan has narrowed it enough."""
        self._offer(prover.plan)
        self._raise(min(prover.bound, self.best) if self.best is not None else prover.bound)
        if self._done or prover.finished or self.best == self._told:
            return prover
        ran = time.monotonic() - self._begun
        gained = self._told is None or self.best is None or self._told - self.best > 1
        if gained or ran < RENEWED:
            prover.stop()
            return self._prover()
        return prover
