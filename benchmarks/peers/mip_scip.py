"""The MIP in SCIP, which searches with one thread."""

from __future__ import annotations

import tempfile
from pathlib import Path
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
    """One model for all levels, each started from the last answer. The model is read from a file: built
    row by row from Python it would take seconds.
    """

    def __init__(self, mip: Mip, limits: Limits, found: Callable[[Values], None]) -> None:
        self._model = Model()
        self._best: Values | None = None
        self._model.hideOutput()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "model.lp")
            path.write_text(lp_text(mip), encoding="ascii")
            self._model.readProblem(str(path))
        self._model.setParam("limits/absgap", GAP)
        self._model.setParam("randomization/randomseedshift", limits.seed)
        by_name = {variable.name: variable for variable in self._model.getVars()}
        self._integer = mip.integer
        self._variables = [by_name[f"x{index}"] for index in range(mip.m.count)]
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
        if self._best is not None:
            start = self._model.createSol()
            for variable, value in zip(self._variables, self._best, strict=True):
                self._model.setSolVal(start, variable, value)
            self._model.addSol(start)
        self._model.optimize()
        if self._model.getNSols():
            self._best = self._values()
        return Found(self._best, self._model.getDualbound())

    def _sum(self, terms: Terms) -> Any:
        return quicksum(factor * self._variables[index] for factor, index in terms)

    def _values(self) -> Values:
        best = self._model.getBestSol()
        values = (self._model.getSolVal(best, variable) for variable in self._variables)
        return [round(x) if whole else x for x, whole in zip(values, self._integer, strict=True)]


def lp_text(mip: Mip) -> str:
    """The model without an objective, in the LP format."""
    names = [f"x{index}" for index in range(mip.m.count)]
    lines = ["Minimize", " obj: " + " + ".join(f"0 {name}" for name in names), "Subject To"]
    for row in mip.m.rows:
        total = " ".join(f"{factor:+d} x{index}" for factor, index in row.terms)
        lines += [f" {total} >= {row.least}"] if total and row.least is not None else []
        lines += [f" {total} <= {row.most}"] if total and row.most is not None else []
    whole = [name for name, integer in zip(names, mip.integer, strict=True) if integer]
    parts = [name for name, integer in zip(names, mip.integer, strict=True) if not integer]
    lines += ["Bounds", *(f" 0 <= {name} <= 1" for name in parts)]
    return "\n".join([*lines, "Binary", *(f" {name}" for name in whole), "End", ""])
