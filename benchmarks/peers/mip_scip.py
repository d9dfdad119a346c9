"""The MIP in SCIP, which searches with one thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyscipopt import SCIP_EVENTTYPE, Eventhdlr, Model, quicksum

from benchmarks.peers.mip import GAP, Found

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.entry import Limits
    from benchmarks.peers.linear import Row, Terms
    from benchmarks.peers.mip import Mip, Values


class _Said(Eventhdlr):
    """Hands on every best solution."""

    def __init__(self, found: Callable[[], None]) -> None:
        self._found = found

    def eventinit(self) -> None:
        self.model.catchEvent(SCIP_EVENTTYPE.BESTSOLFOUND, self)

    def eventexit(self) -> None:
        self.model.dropEvent(SCIP_EVENTTYPE.BESTSOLFOUND, self)

    def eventexec(self, event: object) -> None:
        self._found()


class Scip:
    """One model for all levels; SCIP keeps its solutions from level to level and starts from them."""

    def __init__(self, mip: Mip, limits: Limits, found: Callable[[Values], None]) -> None:
        self._model = Model()
        self._model.hideOutput()
        self._model.setParam("limits/absgap", GAP)
        self._model.setParam("randomization/randomseedshift", limits.seed)
        self._variables = [
            self._model.addVar(vtype="B" if integer else "C", lb=0, ub=1) for integer in mip.integer
        ]
        for row in mip.m.rows:
            self.add(row)
        handler = _Said(lambda: found(self._values()))
        self._model.includeEventhdlr(handler, "said", "hands on every best solution")

    def add(self, row: Row) -> None:
        """Keep one more row from now on."""
        self._model.freeTransform()
        total = self._sum(row.terms)
        if row.terms and row.least is not None:
            self._model.addCons(total >= row.least)
        if row.terms and row.most is not None:
            self._model.addCons(total <= row.most)

    def minimise(self, terms: Terms, seconds: float) -> Found:
        """Minimise Σ terms."""
        self._model.freeTransform()
        self._model.setObjective(self._sum(terms), "minimize")
        self._model.setParam("limits/time", seconds)
        self._model.optimize()
        values = self._values() if self._model.getNSols() else None
        return Found(values, self._model.getDualbound())

    def _sum(self, terms: Terms) -> Any:
        return quicksum(factor * self._variables[index] for factor, index in terms)

    def _values(self) -> Values:
        best = self._model.getBestSol()
        return [self._model.getSolVal(best, variable) for variable in self._variables]
