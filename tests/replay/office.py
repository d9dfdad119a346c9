"""A bureau's office in a test: a store in a file, a simulated day, and everything that a clerk does.

It goes the way of the commands and calls what they call; only the words, the files written and the search
for ways out of shortages are left aside. Explanations are left out by the tests (they take seconds).
"""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.cli.changing.recorded import recorded, to_plan
from roster.cli.changing.repair import to_repair
from roster.cli.changing.saving import save_change
from roster.cli.changing.standing import standing
from roster.cli.changing.swap_desk import SwapDesk
from roster.cli.publishing.recheck import broken_today
from roster.errors import ChangeRefusedError, PublishRefusedError, UnknownError
from roster.model import swap_steps
from roster.model.calendar import Month
from roster.model.corrections import tells_the_same
from roster.model.drafts import counted_levels, draft_of
from roster.model.edits import Checked, HandChange, check, fault_text
from roster.model.gate import SHANGHAI, gate
from roster.model.levels import Level
from roster.model.restoring import restoration
from roster.model.revision import Origin
from roster.model.wording import Words
from roster.solver.progress import Start
from roster.solver.repair import fewest, kept
from roster.solver.solve import solve
from roster.text import Text
from tests.replay.shelf import Shelf
from tests.solver.solving import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from roster.model.changes import Change
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.revision import Revision
    from roster.model.roster import Roster
    from roster.model.swaps import Swap
    from roster.solver.solve import Solution

CLERK = "经办人甲"
OPENS = 9  # o'clock
REASONS = {"lead_time": "情况紧急", "shortages": "确实无人"}


class Repair(NamedTuple):
    """One repair: the change's kind, the wall seconds, and whether the number of changes was proven."""

    kind: str
    seconds: float
    proven: bool
    changes: int


class Office(Shelf):
    """One county's store and calendar day. ``inputs`` reads a month with the published duties of others.

    Every method that writes raises as the command does, and then has written nothing.
    """

    def __init__(
        self,
        folder: Path,
        inputs: Callable[[Month, Sequence[Duty]], Problem],
        today: date,
        limit: float,
    ) -> None:
        super().__init__(folder)
        self.inputs, self.today = inputs, today
        self.settings = QUICK.model_copy(update={"time_limit": limit})
        self.county = inputs(Month.of(today), ()).settings.county_id
        self.repairs: list[Repair] = []
        self.moments = 0

    # --- time and revisions -------------------------------------------------------------------------

    def now(self) -> datetime:
        """The moment: of the day, and later than any before."""
        self.moments += 1
        nine = datetime(self.today.year, self.today.month, self.today.day, OPENS, tzinfo=SHANGHAI)
        return nine + timedelta(seconds=self.moments)

    @property
    def months(self) -> list[Month]:
        """The months planned."""
        return self.store.months(self.county)

    def newest(self, month: Month) -> Revision:
        """The month's newest revision. Raises UnknownError."""
        found = self.store.latest(self.county, month)
        if found is None:
            raise UnknownError(_no_month(month))
        return found

    def in_force(self, month: Month) -> Revision | None:
        """The month's revision in force."""
        return self.store.latest_published(self.county, month)

    def move_house(self) -> None:
        """Backup, and import into a new store, with which the office goes on."""
        self.import_all(self.now(), CLERK)

    # --- what a clerk does --------------------------------------------------------------------------

    def plan(self, month: Month, *, afresh: bool = False) -> Roster:
        """roster plan."""
        problem = self.inputs(month, self.store.published_duties(self.county, month))
        record = recorded(self.store, self.county, month)
        problem, changes = to_plan(problem, record, self.today, afresh=afresh)
        start = None if problem.baseline is None else Start(tuple(kept(problem)), ())
        solution = solve(problem, self.settings, start=start)
        return self.store.save_draft(
            problem,
            self._roster(problem, solution),
            created_at=self.now(),
            origin=Origin(by=CLERK, changes=changes),
        )

    def change(self, change: Change, first: date, last: date, why: str) -> list[Roster]:
        """roster absent, present, close, pin, unpin, visit, frequency: in every month planned that the days
        touch, with the first proposal.
        """
        months = [m for m in self.months if first <= m.last and m.first <= last]
        if not months:
            raise UnknownError(_no_month(Month.of(first)))
        months = [m for m in months if self.today <= m.last] or months
        found = [standing(self.store, self.county, month) for month in months]
        problems = [to_repair(now, [change], self.today) for now in found]
        saved = []
        for now, problem in zip(found, problems, strict=True):
            roster = self._roster(problem, self._repaired(problem, change.kind))
            saved.append(self._save(now.revision, problem, roster, [change], why))
        return saved

    def _repaired(self, problem: Problem, kind: str) -> Solution:
        begun = time.perf_counter()
        solution = fewest(problem, self.settings)
        took = time.perf_counter() - begun
        upper = solution.levels[: [s.level for s in solution.levels].index(Level.STABILITY) + 1]
        self.repairs.append(Repair(kind, took, all(s.optimal for s in upper), upper[-1].value))
        return solution

    def edit(self, month: Month, changes: Sequence[HandChange]) -> Roster:
        """roster edit."""
        now = standing(self.store, self.county, month)
        checked = check(now.problem, now.duties, changes, on=self.today, published=now.published)
        self._refuse(checked)
        return self._keep(now.revision, checked, checked.edited.reason)

    def restore(self, month: Month, number: int, why: str) -> Roster | None:
        """roster restore; None where there is nothing to restore."""
        now = standing(self.store, self.county, month)
        earlier = self.store.revision(self.county, month, number)
        found = restoration(
            now.problem, now.duties, earlier.roster.duties, on=self.today, reason=why
        )
        if not (found.change.removed or found.change.added or found.strangers):
            return None
        checked = check(
            now.problem,
            now.duties,
            [found.change],
            on=self.today,
            kind="restore",
            published=now.published,
            granted=earlier.problem.exemptions,
        )
        self._refuse(checked)
        return self._keep(now.revision, checked, why)

    def publish(self, month: Month, reasons: dict[str, str]) -> Revision | None:
        """roster publish; None where the newest draft tells nothing new."""
        draft, in_force = self.newest(month), self.in_force(month)
        if in_force is not None and tells_the_same(in_force, draft):
            return None
        findings = gate(
            draft.problem,
            draft.roster,
            on=self.today,
            violations=broken_today(self.store, draft, in_force, None, self.today),
            overrides=reasons,
            changed_from=in_force,
        )
        if refused := [f.text for f in findings if f.reason is None]:
            raise PublishRefusedError(refused)
        return self.store.publish(
            self.county,
            month,
            draft.number,
            published_on=self.today,
            published_at=self.now(),
            overrides={f.key: f.reason for f in findings if f.reason},
            made_by=CLERK,
        )

    def ask(self, duty: Duty, partner: str | None, back: Duty | None, why: str) -> Swap:
        """roster swap ask, or offer where nobody is named."""
        desk = SwapDesk(self.store, self.county, Month.of(duty.date), str(self.today), CLERK)
        return self.store.add_swap(
            swap_steps.request(desk.now, desk.others, duty, partner, back, why)
        )

    def step(
        self, number: int, step: str, person: str, why: str, back: Duty | None = None
    ) -> Roster | None:
        """roster swap accept, decline, withdraw, refuse, approve; the draft that an approval makes."""
        desk, swap = SwapDesk.of(self.store, number, str(self.today), CLERK)
        draft = None
        if step == "accept":
            swap = swap_steps.accept(swap, desk.now, desk.others, person, back, why)
        elif step == "decline":
            swap = swap_steps.decline(swap, desk.now, person, why)
        elif step == "withdraw":
            swap = swap_steps.withdraw(swap, desk.now, person, why)
        elif step == "refuse":
            swap = swap_steps.refuse(swap, desk.now, why)
        else:
            swap, checked = swap_steps.approve(swap, desk.now, why)
            if checked is not None:
                draft = self._keep(desk.revision, checked, why or f"换班第{number}号")
        self.store.step_swap(swap)
        return draft

    # --- what these share ---------------------------------------------------------------------------

    def _refuse(self, checked: Checked) -> None:
        words = Words(checked.problem)
        if checked.faults:
            raise ChangeRefusedError([fault_text(words, fault) for fault in checked.faults])

    def _keep(self, revision: Revision, checked: Checked, why: str) -> Roster:
        levels = counted_levels(checked.problem, checked.duties)
        roster = draft_of(
            checked.problem,
            checked.duties,
            levels,
            revision.roster.solver,
            planned_at=self.now(),
            version="0",
        )
        return self._save(revision, checked.problem, roster, [checked.edited], why)

    def _save(
        self,
        revision: Revision,
        problem: Problem,
        roster: Roster,
        changes: Iterable[Change],
        why: str,
    ) -> Roster:
        at = self.now()
        return save_change(
            self.store, revision, problem, roster, tuple(changes), by=CLERK, why=why, at=at
        )

    def _roster(self, problem: Problem, solution: Solution) -> Roster:
        return draft_of(
            problem,
            solution.duties,
            solution.levels,
            self.settings,
            planned_at=self.now(),
            version="0",
        )


def _no_month(month: Month) -> Text:
    return Text(f"{month}没有可改的", f"nothing to change in {month}")
