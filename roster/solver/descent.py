"""Level by level: minimise, fix the value, go on from the last answer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import SolverError
from roster.model.levels import LOWER_LEVELS, Level
from roster.model.rules import RULE_BY_KEY, rules_of
from roster.solver.counts import trip_ranges
from roster.solver.engine import Answer, run
from roster.solver.faces import link_faces
from roster.solver.groups import fewest_faces
from roster.solver.registry import PENALTIES
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from roster.model.requests import Duty
    from roster.model.roster import SolverSettings
    from roster.solver.variables import Expr, Variables

MIN_SECONDS = 1.0  # even past the time limit a level gets this long
PREPARING = 0.1  # part of the time left that each step of preparing a level may take
WEEKDAY_RULES = ("off_weekday", "weekday_change")
SHORT_RULES = ("visit_short", "extra_short", "understaffed")


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
        if level is Level.REGULARITY and Level.FAIRNESS in self.answers:
            self._bound_regularity()
        size = level_size(self.variables, level)
        self.variables.model.minimize(size)
        before = self._completed() if self._values else None
        self._hint(before)
        answer = run(
            self.variables.model,
            self.settings,
            self._seconds(),
            lambda *now: self.watch(Progress(level, *now)),
        )
        answer = _better(answer, before)._replace(seconds=time.monotonic() - start)
        self._values = answer.values or []
        self.answers[level] = answer
        self.variables.model.add(size <= answer.objective)

    def duties(self) -> Iterator[Duty]:
        """The duties of the last answer."""
        return self.variables.read(lambda var: bool(self._values[var.index]))

    @property
    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def _seconds(self) -> float:
        """Half of the time left, all of it for the last level: upper levels are the quick ones."""
        last = len(self.answers) == len(LOWER_LEVELS) + 1
        return max(self._left if last else self._left / 2, MIN_SECONDS)

    def _bound_regularity(self) -> None:
        """Cuts for the level that resists most: faces from the trips that fairness leaves, weekdays
        on their own; the sum of both bounds is often the level's optimum.
        """
        v, seconds = self.variables, max(self._left * PREPARING, MIN_SECONDS)
        short = self.answers[Level.DEMAND].objective
        weekdays = sum(v.weight(RULE_BY_KEY[k]) * rule_size(v, k) for k in WEEKDAY_RULES)
        v.model.minimize(weekdays)
        v.model.add(weekdays >= run(v.model, self.settings, seconds, lambda *now: None).bound)
        full = self.answers[Level.COVER].objective == 0 and short < min(
            v.weight(RULE_BY_KEY[key]) for key in SHORT_RULES
        )
        fairness = self.answers[Level.FAIRNESS].objective
        trips = trip_ranges(v, fairness, self.settings, seconds, full=full)
        link_faces(v, trips, short // max(1, v.weight(RULE_BY_KEY["visit_short"])))
        if full:
            faces = fewest_faces(v, trips, self.settings, seconds)
            v.model.add(rule_size(v, "faces") >= faces)

    def _completed(self) -> Answer:
        """The last answer, with values for the variables that this level has added."""
        model = self.variables.model.clone()
        for index, value in enumerate(self._values):
            model.add(model.get_int_var_from_proto_index(index) == value)
        return run(model, self.settings, MIN_SECONDS, lambda *now: None)

    def _hint(self, answer: Answer | None) -> None:
        model = self.variables.model
        model.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in enumerate((answer and answer.values) or ()):
            model.add_hint(model.get_int_var_from_proto_index(index), value)


def level_size(variables: Variables, level: Level) -> Expr:
    """The level's value: weight × size, summed over its rules."""
    return sum(variables.weight(rule) * rule_size(variables, rule.key) for rule in rules_of(level))


def rule_size(variables: Variables, key: str) -> Expr:
    """The rule's size; its helper variables are made once."""
    return variables.once(("size", key), lambda: PENALTIES[key](variables))


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
