"""Level by level: minimise, fix the value, go on from the last answer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import SolverError
from roster.model.levels import LOWER_LEVELS, UPPER_LEVELS, Level
from roster.solver.engine import Answer, ask, run
from roster.solver.regularity import RegularityBounds
from roster.solver.sizes import by_the_book, counts, level_size
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from roster.model.requests import Duty
    from roster.model.roster import SolverSettings
    from roster.solver.engine import Watch
    from roster.solver.variables import Expr, Variables

MIN_SECONDS = 1.0  # even past the time limit a level gets this long
# parts of a level's time, where it needs bounds of its own: each quick one, waiting for a better value
# before the slow ones are worked out, and these
PREPARING, PATIENCE, DATED, PROMISING = 0.1, 0.15, 0.5, 0.25


class Progress(NamedTuple):
    """Where a solve stands: the level being minimised, the best value so far, the bound, seconds."""

    level: Level
    value: int | None
    bound: int
    seconds: float


class Descent:
    """A model on its way down the levels. ``answers`` holds what each level came to."""

    def __init__(
        self, variables: Variables, settings: SolverSettings, watch: Callable[[Progress], None]
    ) -> None:
        self.variables, self.settings, self.watch = variables, settings, watch
        self.answers: dict[Level, Answer] = {}
        self._values: list[int] = []
        self._deadline = time.monotonic() + settings.time_limit

    def minimise(self, level: Level) -> None:
        """Minimise the level, given the values of those before it, and fix what it came to."""
        start = time.monotonic()
        if self._values and not counts(self.variables.problem, level):
            self.answers[level] = Answer(self._values, 0, 0, 0.0)
            return
        bounds, seconds = self._bounds(level), self._seconds(level)
        if bounds is not None:
            bounds.add_quick(seconds * PREPARING)
        size = level_size(self.variables, level)
        self.variables.model.minimize(size)
        answer = self._run(level, start, seconds, None if bounds is None else seconds * PATIENCE)
        if bounds is not None and answer.bound < answer.objective:
            left = seconds - (time.monotonic() - start)
            reached = bounds.add_dated(left * DATED, answer.objective)
            self.variables.model.add(size >= answer.bound)
            if reached < answer.objective:
                self._look_into(bounds, left * PROMISING, size, answer.objective)
            left = seconds - (time.monotonic() - start)
            answer = _better(self._run(level, start, left), answer)
        self._values = answer.values or []
        self.answers[level] = answer._replace(seconds=time.monotonic() - start)
        self.variables.model.add(size <= answer.objective)

    def _look_into(self, bounds: RegularityBounds, seconds: float, size: Expr, value: int) -> None:
        """Start the next run from a better answer, where one of the narrowed models has it."""
        for model in bounds.promising(seconds):
            model.clear_hints()  # type: ignore[no-untyped-call]
            model.add(size <= value - 1)
            answer = ask(model, self.settings, max(seconds / 2, MIN_SECONDS))
            if answer.values is not None:
                self._values = answer.values
                return

    def _run(
        self, level: Level, start: float, seconds: float, patience: float | None = None
    ) -> Answer:
        """Minimise what the model says now, starting from the last answer."""
        before = self._completed() if self._values else None
        self._hint(before)
        watch = self._watched(level, start)
        seconds = max(seconds, MIN_SECONDS)
        answer = run(self.variables.model, self.settings, seconds, watch, patience)
        answer = _better(answer, before)
        self._values = answer.values or []
        return answer

    def _watched(self, level: Level, start: float) -> Watch:
        """Progress with the seconds of the whole level, which may take several runs."""
        return lambda value, bound, _: self.watch(
            Progress(level, value, bound, time.monotonic() - start)
        )

    def duties(self) -> Iterator[Duty]:
        """The duties of the last answer."""
        return self.variables.read(lambda var: bool(self._values[var.index]))

    @property
    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def _seconds(self, level: Level) -> float:
        """Half of the time left, three quarters for regularity, which resists most, all of it for the
        last level.
        """
        left = {*UPPER_LEVELS, *LOWER_LEVELS} - {level, *self.answers}
        last = not any(counts(self.variables.problem, other) for other in left)
        part = 1.0 if last else 0.75 if level is Level.REGULARITY else 0.5
        return max(self._left * part, MIN_SECONDS)

    def _bounds(self, level: Level) -> RegularityBounds | None:
        """Cuts for a level whose relaxation is weak."""
        if level is not Level.REGULARITY or Level.FAIRNESS not in self.answers:
            return None
        if not by_the_book(self.variables.problem):
            return None
        above = (self.answers[x].objective for x in (Level.COVER, Level.DEMAND, Level.FAIRNESS))
        return RegularityBounds(self.variables, self.settings, *above)

    def _completed(self) -> Answer:
        """The last answer, with values for the variables that this level has added."""
        model = self.variables.model.clone()
        for index, value in enumerate(self._values):
            model.add(model.get_int_var_from_proto_index(index) == value)
        return ask(model, self.settings, MIN_SECONDS)

    def _hint(self, answer: Answer | None) -> None:
        model = self.variables.model
        model.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in enumerate((answer and answer.values) or ()):
            model.add_hint(model.get_int_var_from_proto_index(index), value)


def _better(answer: Answer, before: Answer | None) -> Answer:
    """The answer, or the one before with the new bound where it is better: the solver may lose a hint."""
    if before is not None and before.values is not None:
        if answer.values is None or before.objective < answer.objective:
            return before._replace(bound=answer.bound)
    elif answer.values is None:
        raise SolverError(
            Text(
                "求解器在时限内没有给出排班表，请延长时限（--time-limit）重试",
                "no roster within the time limit; try again with a longer --time-limit",
            )
        )
    return answer
