"""The play: an office, a witness, a calendar that runs, and a count of what happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, Any

from roster.errors import (
    ChangeRefusedError,
    PinConflictError,
    PublishRefusedError,
    UnknownError,
)
from roster.model.calendar import Month
from roster.model.revision import Revision
from roster.model.swaps import Swap, SwapState
from tests.replay.by_hand import steps_of
from tests.replay.events import SWAPPED, happen
from tests.replay.office import REASONS, Office
from tests.replay.witness import Before, Witness

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from roster.model.roster import Roster
    from tests.replay.drawn import Event

REFUSALS = (ChangeRefusedError, PinConflictError, PublishRefusedError, UnknownError)
PLANNED_ON, PUBLISHED_ON = 20, 24  # days of the month before
CHANGES = ("absent", "present", "closed", "extra", "frequency", "pinned", "unpinned")
REASON_OPTIONAL = ("edited", "stepped")
BY_HAND = ("edited", "restored")


class Play:
    """Months are planned on the 20th and published on the 24th before them; the rest is drawn. ``end``
    is the last day on which anything happens, and its month the last that is planned.
    """

    def __init__(self, office: Office, end: date) -> None:
        self.office, self.end = office, end
        self.witness = Witness(office)
        self.accepted: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.idle: Counter[str] = Counter()
        self.why: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.number = 0
        self.months_in_force: list[Month] = []

    def begin(self) -> None:
        """The first month is planned and published."""
        self._plan_next()
        self._publish_next()

    def event(self, event: Event) -> None:
        """Days pass, then it happens, or is refused; of a swap one step after the other."""
        for one in steps_of(event) if event.kind == SWAPPED else [event]:
            for _ in range(one.days):
                self.day()
            if not self._happens(one):
                return

    def _happens(self, event: Event) -> bool:
        self.number += 1
        why = f"第{self.number}件"
        told = "" if event.kind in REASON_OPTIONAL and not event.reasoned else why
        return self.attempt(event.kind, lambda: happen(self.office, event, why), told)

    def day(self) -> None:
        """One day passes."""
        if self.office.today >= self.end:
            return
        self.office.today += timedelta(days=1)
        if self.office.today.day == PLANNED_ON:
            self._plan_next()
        if self.office.today.day == PUBLISHED_ON:
            self._publish_next()

    def _next(self) -> Month | None:
        ahead = Month.of(Month.of(self.office.today).last + timedelta(days=1))
        return ahead if ahead.first <= self.end else None

    def _plan_next(self) -> None:
        month = self._next()
        if month is not None:
            done = self.attempt("planned", lambda: self.office.plan(month), "")
            assert done, "a month to come can always be planned"

    def _publish_next(self) -> None:
        month = self._next()
        if month is not None and self.office.in_force(month) is None:
            done = self.attempt("published", lambda: self.office.publish(month, REASONS), "")
            if not done:
                self._plan_next()
                done = self.attempt("published", lambda: self.office.publish(month, REASONS), "")
            assert done, "planned anew it can be published"

    def finish(self) -> None:
        """The days to the end pass without events; the store is closed."""
        while self.office.today < self.end:
            self.day()
        self.months_in_force = [m for m in self.office.months if self.office.in_force(m)]
        self.office.close()

    # --- one event ----------------------------------------------------------------------------------

    def attempt(self, kind: str, act: Callable[[], Any], why: str) -> bool:
        """Whether it was accepted; asserts all that must hold after it."""
        before = self.witness.before()
        try:
            result = act()
        except REFUSALS as error:
            self._refused(kind, before, error)
            return False
        if result is None and kind not in ("moved_house", "reopened"):
            self.witness.nothing_written(before)
            self.idle[kind] += 1
            return False
        self.accepted[kind] += 1
        self._accepted(kind, before, result, why)
        return True

    def _refused(self, kind: str, before: Before, error: Exception) -> None:
        self.refused[kind] += 1
        self.why[kind][f"{type(error).__name__}: {' '.join(str(error).split())[:240]}"] += 1
        if kind == "stepped" and "has expired" in str(error):
            [line] = self.witness.lines(before)  # closing it is what it comes to
            assert (line.what, line.detail["state"]) == ("swap", SwapState.EXPIRED)
        else:
            self.witness.nothing_written(before)

    def _accepted(self, kind: str, before: Before, result: Any, why: str) -> None:
        witness = self.witness
        lines = witness.lines(before)
        if isinstance(result, Revision):
            witness.nothing_published_is_lost()
            witness.publication(before, result, lines)
        elif kind == "moved_house":
            assert [line.what for line in lines] == ["imported"]
            witness.nothing_published_is_lost()
            witness.feeds()
        elif kind == "reopened":
            assert not lines
        elif isinstance(result, Swap):
            self._stepped(before, result, lines, why)
        else:
            self._drafts(kind, before, result, lines, why)
        witness.nothing_published_is_lost()
        witness.history_is_complete()

    def _stepped(self, before: Before, swap: Swap, lines: list[Any], why: str) -> None:
        last = lines[-1]
        assert (last.what, last.detail) == ("swap", {"swap": swap.number, "state": swap.state})
        assert last.why == why
        if swap.state is SwapState.APPROVED and len(lines) > 1:
            note = why or f"换班第{swap.number}号"
            self._by_hand(before, Month.parse(swap.month), lines[0], note)
        else:
            assert len(lines) == 1

    def _drafts(self, kind: str, before: Before, result: Any, lines: list[Any], why: str) -> None:
        rosters: list[Roster] = result if isinstance(result, list) else [result]
        assert len(lines) == len(rosters)
        for roster, line in zip(rosters, lines, strict=True):
            if kind in BY_HAND:
                self._by_hand(before, roster.planned_month, line, why)
                continue
            why = "" if kind == "planned" else why
            revision = self.witness.draft(before, roster.planned_month, line, why)
            self.witness.loads_are_those_published(revision)
            in_force = before.in_force.get(roster.planned_month)
            if in_force is not None:
                # a change stands on what was decided last, a plan on what was published
                decided = in_force if kind == "planned" else before.newest[roster.planned_month]
                self.witness.nothing_near_moved(revision, decided)
        if kind in CHANGES:
            last = self.office.repairs[-len(rosters) :]
            assert kind != "absent" or all(r.proven for r in last), "not proven minimal"

    def _by_hand(self, before: Before, month: Month, line: Any, why: str) -> None:
        revision = self.witness.draft(before, month, line, why, by_hand=True)
        base = before.newest[month]
        assert revision.origin.base == base.number
        self.witness.nothing_past_moved(base.roster.duties, revision.roster.duties)

    # --- what is told at the end --------------------------------------------------------------------

    def report(self) -> str:
        """Counts by kind, and the repairs."""
        kinds = sorted({*self.accepted, *self.refused, *self.idle})
        lines = [f"{'event':12} accepted refused nothing to do"]
        lines += [
            f"{k:12} {self.accepted[k]:8} {self.refused[k]:7} {self.idle[k]:6}" for k in kinds
        ]
        for kind in sorted({r.kind for r in self.office.repairs}):
            of = [r for r in self.office.repairs if r.kind == kind]
            took = [r.seconds for r in of]
            lines.append(
                f"repair {kind:10} {len(of):4}  median {median(took):6.2f} s  most {max(took):6.2f} s"
                f"  proven minimal {sum(r.proven for r in of)} of {len(of)}"
                f"  changes {sum(r.changes for r in of)}"
            )
        for kind, reasons in sorted(self.why.items()):
            lines += [f"{kind}: {n} × {reason}" for reason, n in reasons.most_common()]
        return "\n".join(lines)
