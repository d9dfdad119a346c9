"""Bounds for the level that resists most: faces from trips, weekdays on their own.

Either the weekday rules cost no more than they must, which leaves fewer ways to save faces, or they cost
at least their next possible value: the smaller of both sums bounds the level, and often is its optimum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.rules import RULE_BY_KEY
from roster.solver.counts import trip_ranges
from roster.solver.engine import run
from roster.solver.faces import link_faces
from roster.solver.group_check import WEEKDAY_RULES, GroupCheck
from roster.solver.groups import FewestFaces
from roster.solver.sizes import rule_size, weighted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python import cp_model

    from roster.solver.clock import Clock
    from roster.solver.counts import Trips
    from roster.solver.outline import Outline
    from roster.solver.variables import Expr, Variables

SHORT_RULES = ("visit_short", "extra_short", "understaffed")
FAR = 10**9  # above any size
MOMENT = 1.0  # seconds for a question that presolve nearly answers


class RegularityBounds:
    """Cuts for the regularity level, given what the levels above came to: ``cover``, ``demand`` and
    ``fairness`` are their values.
    """

    def __init__(self, v: Variables, clock: Clock, cover: int, demand: int, fairness: int) -> None:
        self._v, self._clock = v, clock
        self._demand, self._fairness = demand, fairness
        lightest = min(v.weight(RULE_BY_KEY[key]) for key in SHORT_RULES)
        self._full = cover == 0 and demand < lightest  # every visit is held and fully staffed
        self._weekdays = weighted(v, WEEKDAY_RULES)
        self._faces = rule_size(v, "faces")
        self._least = self._anyhow = 0  # nothing is known until add_quick
        self._trips: Trips = {}
        self._groups: FewestFaces | None = None

    def add_quick(self, seconds: float) -> None:
        """What can be had at once: weekdays, trips, faces without regard to dates."""
        v = self._v
        self._least = self._bound(self._weekdays, 0)
        v.model.add(self._weekdays >= self._least)
        self._trips = trip_ranges(v, self._fairness, self._clock, seconds, full=self._full)
        link_faces(v, self._trips, self._missing, v)
        if self._full:
            self._anyhow = FewestFaces(v, self._trips, self._clock).bound(seconds)
            v.model.add(self._faces >= self._anyhow)

    def add_quick_to(self, outline: Outline) -> None:
        """The same cuts for the model's outline, after add_quick."""
        outline.model.add(weighted(outline.stations, WEEKDAY_RULES) >= self._least)
        link_faces(self._v, self._trips, self._missing, outline)
        outline.model.add(sum(outline.faces.values()) >= self._anyhow)

    @property
    def _missing(self) -> int | None:
        """How many visits a station may at most be short; None for any."""
        weight = self._v.weight(RULE_BY_KEY["visit_short"])
        return self._demand // weight if weight else None

    def add_dated(self, seconds: float, value: int) -> int:
        """What takes longer: faces with regard to dates, until they explain the ``value`` found.
        Returns the bound of the level that it added, 0 for none.
        """
        if not self._full:
            return 0
        weight = self._v.weight(RULE_BY_KEY["faces"])
        check = GroupCheck(self._v, self._clock, self._demand, self._least)
        enough = (value - self._least + weight - 1) // weight if weight else 0
        self._groups = FewestFaces(self._v, self._trips, self._clock)
        dated = self._groups.bound(seconds, check, enough)
        more = self._bound(self._weekdays, self._least + 1)
        both = min(self._least + weight * dated, more + weight * self._anyhow)
        self._v.model.add(self._weekdays + weight * self._faces >= both)
        return both

    def promising(self, seconds: float) -> Iterator[cp_model.CpModel]:
        """The model, narrowed to one grouping after another that the bound does not rule out."""
        for pairs in self._groups.best_groupings(seconds) if self._groups else ():
            model = self._v.model.clone()
            for pair, face in self._v.faces.items():
                if pair not in pairs:
                    model.add(model.get_bool_var_from_proto_index(face.index) == 0)
            yield model

    def _bound(self, size: Expr, least: int) -> int:
        """A lower bound on the size, where it is at least ``least``."""
        model = self._v.model.clone()
        model.add(size >= least)
        model.minimize(size)
        answer = run(model, self._clock, MOMENT, lambda *now: None)
        return FAR if answer.infeasible else max(least, answer.bound)
