"""The MIP in HiGHS.

Not to be imported into a process that has ortools in it: that brings a HiGHS of its own, of another
version, and the two get into each other's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import highspy
import numpy as np

from benchmarks.peers.mip import GAP, Found

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.entry import Limits
    from benchmarks.peers.linear import Row, Terms
    from benchmarks.peers.mip import Mip, Values


class Highs:
    """A fresh solver for each level, started from the last answer: its clock does not start anew."""

    def __init__(self, mip: Mip, limits: Limits, found: Callable[[Values], None]) -> None:
        self._mip, self._limits, self._found = mip, limits, found
        self._rows = list(mip.m.rows)
        self._start: Values | None = None

    def add(self, row: Row) -> None:
        """Keep one more row from now on."""
        self._rows.append(row)

    def minimise(self, terms: Terms, seconds: float) -> Found:
        """Minimise Σ terms."""
        highs = highspy.Highs()
        options = {
            "output_flag": False,
            "threads": self._limits.workers,
            "random_seed": self._limits.seed,
            "time_limit": seconds,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": GAP,
        }
        for name, value in options.items():
            highs.setOptionValue(name, value)
        highs.passModel(self._model(terms))
        if self._start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = list(self._start)
            highs.setSolution(solution)
        highs.cbMipImprovingSolution += lambda event: self._found(event.data_out.mip_solution)
        highs.run()
        info = highs.getInfo()
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            self._start = list(highs.getSolution().col_value)
        return Found(self._start, info.mip_dual_bound)

    def _model(self, terms: Terms) -> highspy.HighsLp:
        mip, lp = self._mip, highspy.HighsLp()
        count = mip.m.count
        lp.num_col_, lp.num_row_ = count, len(self._rows)
        cost = np.zeros(count)
        for factor, index in terms:
            cost[index] += factor
        lp.col_cost_ = cost
        lp.col_lower_, lp.col_upper_ = np.zeros(count), np.ones(count)
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if i else kinds.kContinuous for i in mip.integer]
        free = highspy.kHighsInf
        lp.row_lower_ = np.array([-free if r.least is None else r.least for r in self._rows], float)
        lp.row_upper_ = np.array([free if r.most is None else r.most for r in self._rows], float)
        rows = [_merged(row.terms) for row in self._rows]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *map(len, rows)])
        lp.a_matrix_.index_ = np.array([index for row in rows for index in row])
        lp.a_matrix_.value_ = np.array([row[i] for row in rows for i in row], float)
        return lp


def _merged(terms: Terms) -> dict[int, int]:
    """Coefficients by variable: a variable may stand in a sum twice."""
    found: dict[int, int] = {}
    for factor, index in terms:
        found[index] = found.get(index, 0) + factor
    return found
