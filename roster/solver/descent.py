"""Level by level: minimise, fix the value, go on from the last answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.errors import SolverError
from roster.model.levels import Level
from roster.model.slots import SlotKey
from roster.solver.clock import Clock
from roster.solver.engine import Answer, ask, better_of, run
from roster.solver.outline import Outline
from roster.solver.outline_search import OutlineSearch
from roster.solver.progress import Progress
from roster.solver.regularity import RegularityBounds
from roster.solver.sizes import by_the_book, counts, level_size
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ortools.sat.python import cp_model

    from roster.model.requests import Duty
    from roster.model.roster import LevelScore, SolverSettings
    from roster.solver.engine import Watch
    from roster.solver.outline_search import Pairs
    from roster.solver.progress import Start
    from roster.solver.variables import Expr, Variables

FIRST_SECONDS = 5.0  # for the first level at least, before which there is no roster at all
MOMENT = 1.0  # seconds to complete values that are known
# parts of a level's time that is left, in turn: cuts for regularity; the full model; the outline; once,
# where regularity is still open then, groups on real dates and narrowed models
PREPARING, LOOK, OUTLINE, DATED, PROMISING = 0.1, 0.2, 0.4, 0.6, 0.2
EASY_LOOK = 0.5  # the first look at demand and fairness, which the full model mostly proves
SHORT = 3.0  # seconds not worth dividing
OUTLINED = NARROWED = 0.5  # parts of the outline's turn that is left
FRUITLESS = 2  # outlines in a row for which there are no dates

NO_ROSTER = Text(
    "求解器在时限内没有给出排班表，请延长时限（--time-limit）重试",
    "no roster within the time limit; try again with a longer --time-limit",
)


class Descent:
    """A model on its way down the levels. ``answers`` holds what each level came to; a level is missing
    that was not minimised any more, because the time was over or the search interrupted.
    """

    def __init__(
        self,
        variables: Variables,
        settings: SolverSettings,
        watch: Callable[[Progress], None],
        start: Start | None = None,
    ) -> None:
        self.variables, self.watch = variables, watch
        self.clock = Clock(settings)
        self.answers: dict[Level, Answer] = {}
        self._values: list[int] = []
        self._bound = 0  # of the level being minimised
        self._known: dict[Level, LevelScore] = {}
        self._outline: Outline | None = None
        self._regularity: RegularityBounds | None = None
        if start is not None:
            self._begin_with(start)

    def minimise(self, level: Level) -> None:
        """Minimise the level, given the values of those before it, and fix what it came to.

        Raises KeyboardInterrupt where the search is interrupted before there is a roster, SolverError
        where the time is over before.
        """
        try:
            self._descend(level)
        except KeyboardInterrupt:  # it came between two runs of the solver
            self.clock.stop()
            if not self._values:
                raise

    def _descend(self, level: Level) -> None:
        start, self._bound = self.clock.now, 0
        if self._values and not counts(self.variables.problem, level):
            self.answers[level] = Answer(self._values, 0, 0, 0.0)
        elif not self._values or self.clock.left > 0:
            size = level_size(self.variables, level)
            known = self._still_known(level)
            answer = known and self._settled(known, size)
            answer = answer or self._minimised(level, size, start)
            if known is not None:
                bound = min(max(answer.bound, known.bound), answer.objective)
                answer = answer._replace(bound=bound)
            if answer.values is not None:
                self._values = answer.values
                self.answers[level] = answer._replace(seconds=self.clock.now - start)
                self._watched(level, start)(answer.objective, answer.bound, None)
                self.variables.model.add(size <= answer.objective)
                if self._outline is not None:
                    self._outline.fix(level, answer.objective)

    def _minimised(self, level: Level, size: Expr, start: float) -> Answer:
        """One way after another, until the level is proven or its time over."""
        end = start + self._seconds(level)
        bounds = self._bounds(level, end - start)
        self.variables.model.minimize(size)
        if level is Level.COVER or not self._outlines():
            return self._run(level, start, end)
        first = LOOK if level in (Level.REGULARITY, Level.WISHES, Level.TRAVEL) else EASY_LOOK
        answer = self._run(level, start, self._until(end, first))
        while answer.values is not None and not answer.proven and self._goes_on(end):
            answer = self._by_outline(level, size, answer, start, self._until(end, OUTLINE))
            if bounds is not None and not answer.proven:
                answer = self._by_groups(bounds, size, answer, end)
                bounds = None
            if not answer.proven:
                self.variables.model.add(size >= answer.bound)
                answer = better_of(self._run(level, start, self._until(end, LOOK)), answer)
        return answer

    def _outlines(self) -> bool:
        """Whether an outline is of use: not without stations, and not where most of the roster is given."""
        problem = self.variables.problem
        return bool(problem.station_demands) and problem.afresh

    def _goes_on(self, end: float) -> bool:
        return self.clock.now < end and not self.clock.stopped

    def _until(self, end: float, part: float) -> float:
        """When a part of the time until the end is over; the end itself where it is near."""
        left = end - self.clock.now
        return end if left < SHORT else self.clock.now + left * part

    def _by_outline(
        self, level: Level, size: Expr, answer: Answer, start: float, end: float
    ) -> Answer:
        """Look for better outlines and try to put dates to them, in turn."""
        search = OutlineSearch(self._outlined(), level, self.clock)
        fruitless = 0
        while not answer.proven and self._goes_on(end):
            seconds = (end - self.clock.now) * OUTLINED
            found = search.better(answer.objective, self.duties(), seconds)
            bound = answer.objective if found.infeasible else min(found.bound, answer.objective)
            answer = answer._replace(bound=max(answer.bound, bound))
            self._watched(level, start)(answer.objective, answer.bound, None)
            if found.values is None or answer.proven:
                break
            pairs = search.pairs(found.values)
            model = self._narrowed(pairs)
            model.add(size <= answer.objective - 1)
            model.add(size >= answer.bound)
            left = max(end - self.clock.now, 0.0)
            watch = self._watched(level, start, narrowed=True)
            reply = run(model, self.clock, left * NARROWED, watch)
            if reply.values is not None:
                answer = reply._replace(bound=answer.bound)
                self._values = reply.values
            fruitless = 0 if reply.values is not None else fruitless + 1
            if fruitless == FRUITLESS or not (reply.infeasible or reply.values):
                break
            if reply.infeasible:  # no better roster with these pairs alone
                search.exclude(pairs)
        return answer

    def _by_groups(
        self, bounds: RegularityBounds, size: Expr, answer: Answer, end: float
    ) -> Answer:
        """Bounds from groups on real dates, and a start from a grouping that reaches them."""
        seconds = end - self.clock.now
        bound = bounds.add_dated(seconds * DATED, answer.objective)
        answer = answer._replace(bound=min(max(answer.bound, bound), answer.objective))
        if not answer.proven:
            for model in bounds.promising(seconds * PROMISING):
                model.clear_hints()  # type: ignore[no-untyped-call]
                model.add(size <= answer.objective - 1)
                found = ask(model, self.clock, max(seconds * PROMISING / 2, MOMENT))
                if found.values is not None:
                    self._values = found.values
                    break
        return answer

    def _outlined(self) -> Outline:
        """The outline, with what is known of the levels so far."""
        if self._outline is None:
            self._outline = Outline(self.variables)
            for level, answer in self.answers.items():
                self._outline.fix(level, answer.objective)
            if self._regularity is not None:
                self._regularity.add_quick_to(self._outline)
        return self._outline

    def _narrowed(self, pairs: Pairs) -> cp_model.CpModel:
        """The model for rosters in which nobody serves at other stations than these."""
        model = self.variables.model.clone()
        model.clear_hints()  # type: ignore[no-untyped-call]
        for pair, face in self.variables.faces.items():
            if pair not in pairs:
                model.add(model.get_bool_var_from_proto_index(face.index) == 0)
        return model

    def _run(self, level: Level, start: float, end: float) -> Answer:
        """Minimise what the model says now, starting from the last answer."""
        before = self._completed() if self._values else None
        self._hint(before)
        seconds = end - self.clock.now
        if before is None:
            seconds = max(seconds, FIRST_SECONDS)
        watch = self._watched(level, start)
        answer = run(self.variables.model, self.clock, seconds, watch)
        answer = better_of(answer, before)
        if answer.values is not None:
            self._values = answer.values
        elif not self._values:
            raise KeyboardInterrupt if self.clock.stopped else SolverError(NO_ROSTER)
        return answer

    def _watched(self, level: Level, start: float, *, narrowed: bool = False) -> Watch:
        """Progress with the seconds and the bound of the whole level, which may take several runs; the
        bounds of a ``narrowed`` model are not the level's.
        """

        def told(value: int | None, bound: int, values: Sequence[int] | None) -> None:
            if not narrowed:
                self._bound = max(self._bound, bound)
            duties = None if values is None else lambda: self._read(values)
            self.watch(Progress(level, value, self._bound, self.clock.now - start, duties))

        return told

    def duties(self) -> Iterator[Duty]:
        """The duties of the last answer."""
        return self._read(self._values)

    def _read(self, values: Sequence[int]) -> Iterator[Duty]:
        return self.variables.read(lambda var: bool(values[var.index]))

    def _seconds(self, level: Level) -> float:
        """Half of the time left, seven tenths for regularity, which resists most, all of it for the
        last level.
        """
        left = {*self.variables.problem.levels} - {level, *self.answers}
        last = not any(counts(self.variables.problem, other) for other in left)
        part = 1.0 if last else 0.7 if level is Level.REGULARITY else 0.5
        return self.clock.left * part

    def _bounds(self, level: Level, seconds: float) -> RegularityBounds | None:
        """Cuts for a level whose relaxation is weak."""
        if level is not Level.REGULARITY or Level.FAIRNESS not in self.answers:
            return None
        problem = self.variables.problem
        if not by_the_book(problem) or not problem.afresh:
            return None
        above = (self.answers[x].objective for x in (Level.COVER, Level.DEMAND, Level.FAIRNESS))
        self._regularity = RegularityBounds(self.variables, self.clock, *above)
        self._regularity.add_quick(seconds * PREPARING)
        if self._outline is not None:
            self._regularity.add_quick_to(self._outline)
        return self._regularity

    def _begin_with(self, start: Start) -> None:
        """Take over an earlier roster, where it still fits the model, and what was known of it."""
        model = self.variables.model.clone()
        served = {(duty.person, SlotKey.of(duty)) for duty in start.duties}
        if not served <= self.variables.duty.keys():
            return
        for pair, var in self.variables.duty.items():
            model.add(var == (pair in served))
        self._values = ask(model, self.clock, FIRST_SECONDS).values or []
        if self._values:
            self._known = {score.level: score for score in start.levels}

    def _still_known(self, level: Level) -> LevelScore | None:
        """What was known of the level: worth something until a level comes out otherwise than before."""
        for above, answer in self.answers.items():
            known = self._known.get(above)
            if known is None or answer.objective != known.value:
                return None
        return self._known.get(level)

    def _settled(self, known: LevelScore, size: Expr) -> Answer | None:
        """The answer of a level that was proven before; of another its bound goes into the model."""
        self.variables.model.clear_objective()  # type: ignore[no-untyped-call]
        self.variables.model.add(size >= known.bound)
        if not known.optimal:
            return None
        self.variables.model.add(size <= known.value)
        values = self._completed().values
        return None if values is None else Answer(values, known.value, known.bound, 0.0)

    def _completed(self) -> Answer:
        """The last answer's duties, with the best values of all other variables for this level: those
        from before may be as large as no level has minded so far.
        """
        model = self.variables.model.clone()
        for var in self.variables.duty.values():
            duty = model.get_int_var_from_proto_index(var.index)
            model.add(duty == self._values[var.index])
        return ask(model, self.clock, MOMENT)._replace(bound=0)  # its bound holds for these alone

    def _hint(self, answer: Answer | None) -> None:
        model = self.variables.model
        model.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in enumerate((answer and answer.values) or ()):
            model.add_hint(model.get_int_var_from_proto_index(index), value)
