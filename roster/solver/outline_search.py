"""Looking for a better roster in the outline: who goes where first, the dates afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.solver.engine import ask, run
from roster.solver.outline_sizes import outline_size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.levels import Level
    from roster.model.requests import Duty
    from roster.solver.clock import Clock
    from roster.solver.engine import Answer
    from roster.solver.outline import Outline

MOMENT = 1.0  # seconds for what presolve nearly answers

Pairs = frozenset[tuple[str, str]]
"""Persons and the stations where they serve."""


class OutlineSearch:
    """The search for outlines of rosters that are better on a level than the best one known."""

    def __init__(self, outline: Outline, level: Level, clock: Clock) -> None:
        self._outline, self._clock = outline, clock
        self._size = outline_size(outline, level)
        self._model = outline.model.clone()
        self._model.minimize(self._size)

    def better(self, than: int, duties: Iterable[Duty], seconds: float) -> Answer:
        """The best outline whose value is below ``than``, looked for from the outline of ``duties``, the
        best roster known, whose value that is. The bound holds for every better roster; infeasible where
        there is none.
        """
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in enumerate(self._known(duties)):
            self._model.add_hint(self._model.get_int_var_from_proto_index(index), value)
        answer = run(self._model, self._clock, seconds, lambda *now: None)
        if answer.values is not None and answer.objective >= than:
            return answer._replace(values=None, infeasible=answer.bound >= than)
        return answer

    def _known(self, duties: Iterable[Duty]) -> list[int]:
        """The values of the roster's outline, none where they cannot be had in a moment."""
        model = self._model.clone()
        self._outline.settle(model, duties)
        return ask(model, self._clock, MOMENT).values or []

    def pairs(self, values: list[int]) -> Pairs:
        """Who serves at which station in an answer."""
        return frozenset(p for p, face in self._outline.faces.items() if values[face.index])

    def exclude(self, pairs: Pairs) -> None:
        """From now on someone has to serve where these pairs do not have them: call it once no roster
        of these pairs alone is better than the best known.
        """
        others = [face for pair, face in self._outline.faces.items() if pair not in pairs]
        self._model.add(sum(others) >= 1)
