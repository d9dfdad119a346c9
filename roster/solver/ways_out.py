"""Ways out of a shortage: candidates are put into the problem one by one and solved. What is told has a
roster that shows it; what is not told was refuted, or its time was over.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from roster.model.audit import audit
from roster.model.levels import UPPER_LEVELS
from roster.model.proposals import Proposal
from roster.model.relaxations import Relaxations
from roster.model.requests import Duty
from roster.model.roster import WayOut
from roster.model.rules import RULE_BY_KEY
from roster.model.shortages import find_shortages
from roster.model.slots import SlotKey
from roster.solver.clock import Clock
from roster.solver.engine import run
from roster.solver.sizes import level_size, rule_size
from roster.solver.solve import build
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roster.model.audit import AuditReport
    from roster.model.problem import Problem
    from roster.model.roster import Roster, Shortage
    from roster.solver.variables import Variables

ENOUGH = 4  # ways out that are told of one shortage
ALIKE = 2  # so many of one kind, so that others are told as well
PAIRED = 12  # so many candidates are tried in pairs, where none helps alone
QUESTION = 3.0  # seconds for one candidate
FIRST = 100_000  # cover before demand: more than demand can ever be
COUNTED = {  # the rules that make a shortage; visits too close or too far apart are none
    "centre_short": FIRST,
    "floor_short": FIRST,
    "visit_short": 1,
    "extra_short": 1,
    "understaffed": 1,
}
LONGER = Proposal(
    Text("条件都不用改，延长求解时间就能补上", "change nothing, only solve longer"), lambda p: p
)


class Way(NamedTuple):
    """A way out, and what was solved to verify it."""

    told: WayOut
    problem: Problem
    duties: list[Duty]


class Search(NamedTuple):
    """The ways out of one shortage, the mildest first; ``tried`` candidates were solved, ``whole`` when
    none of those there are helped.
    """

    ways: tuple[Way, ...]
    tried: int
    whole: bool


def with_ways_out(problem: Problem, roster: Roster, seconds: float) -> Roster:
    """The roster, its shortages with their ways out; ``seconds`` are shared among them."""
    proven = all(score.optimal for score in roster.levels if score.level in UPPER_LEVELS)
    looked = WaysOut(problem, roster.duties, Clock(roster.solver), proven=proven)
    deadline, found = looked.clock.now + seconds, []
    for number, shortage in enumerate(roster.shortages):
        part = (deadline - looked.clock.now) / (len(roster.shortages) - number)
        ways = looked.of(shortage, part).ways if shortage.slots else ()
        told = tuple(way.told for way in ways)
        found.append(shortage.model_copy(update={"ways_out": told}))
    return roster.model_copy(update={"shortages": tuple(found)})


class WaysOut:
    """Looks for ways out of a roster's shortages."""

    def __init__(
        self,
        problem: Problem,
        duties: Iterable[Duty],
        clock: Clock,
        *,
        proven: bool = False,
    ) -> None:
        """``proven`` when cover and demand are known to be optimal: then solving longer is no way out."""
        self.problem, self.clock, self._proven = problem, clock, proven
        self._held = set(duties)
        report = audit(problem, self._held)
        self._now, self._levels = _open(report), _upper(report)
        self._missing = sum(s.size for s in report.rules if s.rule in COUNTED)

    def of(self, shortage: Shortage, seconds: float) -> Search:
        """Changes with which this shortage and the month as a whole miss less."""
        deadline = self.clock.now + seconds
        tried = 0
        for part in self._candidates(shortage):
            found: list[Way] = []
            of_cost: Counter[int] = Counter()
            for cost, proposals in part:
                left = deadline - self.clock.now
                if left <= 0 or len(found) == ENOUGH:
                    return Search(tuple(found), tried, False)
                if of_cost[cost] < ALIKE:
                    way = self._verified(proposals, shortage, min(left, QUESTION))
                    tried += 1
                    of_cost[cost] += way is not None
                    found += [way] if way else []
            if found:
                return Search(tuple(found), tried, False)
        return Search((), tried, True)

    def of_all(self, seconds: float) -> tuple[list[WayOut], int]:
        """Changes that meet all shortages together, one after another, each the one that then leaves
        least; and how many persons and visits are short in the end. Not the smallest set there is.
        """
        deadline = self.clock.now + seconds
        problem, held, chosen = self.problem, list(self._held), list[WayOut]()
        while way := WaysOut(problem, held, self.clock, proven=True)._best(deadline):
            told, problem, held = way
            chosen.append(told)
        left = [s for s in find_shortages(problem, held) if s.rule != "floor_short"]
        return chosen, sum(s.missing for s in left)

    def _best(self, deadline: float) -> Way | None:
        """The best way out of the first shortage that has any."""
        for shortage in find_shortages(self.problem, self._held):
            ways = self.of(shortage, deadline - self.clock.now).ways if shortage.slots else ()
            if ways:
                return min(ways, key=lambda way: way.told.left)
        return None

    def _candidates(self, shortage: Shortage) -> Iterator[list[tuple[int, tuple[Proposal, ...]]]]:
        """No change at all; then single ones; then pairs: each only where the part before had none."""
        if not self._proven:
            yield [(0, (LONGER,))]
        singles = Relaxations(self.problem).of(shortage)
        yield [(r.cost, (r.proposal,)) for r in singles]
        pairs = combinations(singles[:PAIRED], 2)
        yield sorted(
            ((a.cost + b.cost, (a.proposal, b.proposal)) for a, b in pairs), key=lambda c: c[0]
        )

    def _verified(
        self, proposals: tuple[Proposal, ...], shortage: Shortage, seconds: float
    ) -> Way | None:
        problem = self.problem
        for proposal in proposals:
            problem = proposal.apply(problem)
        duties = self._solved(problem, shortage, seconds)
        if duties is None:
            return None
        text = join((p.text for p in proposals), "，并且", ", and ")
        left = find_shortages(problem, duties)
        missing = sum(s.missing for s in left if s.rule != "floor_short")
        return Way(WayOut(zh=text.zh, en=text.en, left=missing), problem, duties)

    def _solved(self, problem: Problem, shortage: Shortage, seconds: float) -> list[Duty] | None:
        """Duties with which the shortage and the month miss less; the audit has to agree."""
        variables = build(problem)
        if not _require(variables, shortage):
            return None
        sizes = {rule: rule_size(variables, rule) for rule in COUNTED}
        weight = {r: f * variables.weight(RULE_BY_KEY[r]) for r, f in COUNTED.items()}
        variables.model.add(sum(weight[r] * size for r, size in sizes.items()) <= self._now - 1)
        variables.model.add(sum(sizes.values()) <= self._missing - 1)
        cover, demand = (level_size(variables, level) for level in UPPER_LEVELS)
        variables.model.add(FIRST * cover + demand <= self._levels - 1)
        for (person, key), var in variables.duty.items():
            duty = Duty(person=person, site=key.site, date=key.date, session=key.session)
            variables.model.add_hint(var, duty in self._held)
        answer = run(variables.model, self.clock, seconds, lambda *now: None)
        values = answer.values
        if values is None:
            return None
        duties = list(variables.read(lambda var: bool(values[var.index])))
        report = audit(problem, duties)
        better = _open(report) < self._now and _upper(report) < self._levels
        return duties if better and not report.violations else None


def _open(report: AuditReport) -> int:
    """How much is short, cover before demand."""
    return sum(COUNTED.get(score.rule, 0) * score.value for score in report.rules)


def _upper(report: AuditReport) -> int:
    """Both upper levels, which other rules count in as well."""
    cover, demand = (report.values[level] for level in UPPER_LEVELS)
    return FIRST * cover + demand


def _require(variables: Variables, shortage: Shortage) -> bool:
    """Demand that less is missing; False where the problem has no place for it. An extra visit that is
    not held misses one, however many persons it wants.
    """
    problem, site = variables.problem, shortage.site
    if shortage.rule == "visit_short":
        period = (site, shortage.start, shortage.end)
        for window in problem.windows:
            if (window.site, window.start, window.end) == period:
                held = [var for _, var in variables.visits(site, window.days)]
                variables.model.add(sum(held) > window.need - shortage.missing)
                return bool(held)
        return False
    for slot in shortage.slots:
        key = SlotKey(site, slot.date, slot.session)
        extra = shortage.rule == "extra_short"
        now = 0 if extra else problem.slots[key].persons - shortage.missing
        variables.model.add(variables.staff(key) > now)
    return bool(shortage.slots)
