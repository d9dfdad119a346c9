"""python -m benchmarks.repair: how long a published month takes to be repaired, and whether the number of
changes is proven minimal.

Each county is planned once; then, on the tenth of the month, somebody falls ill for a day or for a week,
or a station closes, each time in the roster as it was planned.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks import machine, tables
from benchmarks.counties import COUNTIES
from benchmarks.counties import problem as county
from roster.model.amending import InForce, amended
from roster.model.changes import Absent, Closed
from roster.model.differences import changes_between
from roster.model.levels import UPPER_LEVELS, Level
from roster.model.roster import SolverSettings
from roster.solver.repair import fewest, further
from roster.solver.solve import solve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roster.model.changes import Change
    from roster.model.problem import Problem
    from roster.model.requests import Duty

RESULTS = Path(__file__).parent / "results"
DAY_OF_MONTH = 10  # on which everything happens
WEEK = timedelta(days=6)
GOAL = 5.0  # seconds for one absence


@dataclass(frozen=True)
class Repair:
    """One repair: seconds for the first proposal and for the others, changes, and what was proven."""

    county: str
    change: str
    seconds: float
    further_seconds: float
    proposals: int
    changes: int
    minimal: bool
    whole: bool


def changes_of(
    problem: Problem, duties: Sequence[Duty], each: int, random: Random
) -> Iterator[Change]:
    """So many one-day absences and weeks of illness of people on duty later, and closings of stations."""
    first = problem.month.first + timedelta(days=DAY_OF_MONTH)
    later = [d for d in duties if d.date > first]
    for duty in random.sample(later, min(each, len(later))):
        yield Absent(person=duty.person, start=duty.date, end=duty.date)
        end = min(duty.date + WEEK, problem.month.last)
        yield Absent(person=duty.person, start=duty.date, end=end)
    stations = [d for d in later if problem.is_station(d.site)]
    for duty in random.sample(stations, min(each, len(stations))):
        yield Closed(site=duty.site, start=duty.date, end=duty.date)


def repaired(
    name: str, problem: Problem, duties: Sequence[Duty], change: Change, settings: SolverSettings
) -> Repair:
    """Repair the month after the change, and see how it went."""
    on = problem.month.first + timedelta(days=DAY_OF_MONTH - 1)
    begin = perf_counter()
    new = amended(problem, [change], InForce(tuple(duties), published=True), on)
    best = fewest(new, settings)
    seconds = perf_counter() - begin
    begin = perf_counter()
    others = further(new, best, settings)
    proven = {score.level: score.optimal for score in best.levels}
    return Repair(
        county=name,
        change=_kind(change),
        seconds=round(seconds, 2),
        further_seconds=round(perf_counter() - begin, 2),
        proposals=1 + len(others),
        changes=changes_between(duties, best.duties),
        minimal=all(proven[level] for level in (*UPPER_LEVELS, Level.STABILITY)),
        whole=all(proven.values()),
    )


def _kind(change: Change) -> str:
    if isinstance(change, Closed):
        return "a station closes"
    assert isinstance(change, Absent)
    return "ill for a day" if change.start == change.end else "ill for a week"


def report(found: Sequence[Repair]) -> str:
    """A line for each kind of change."""
    rows = []
    for kind in dict.fromkeys(repair.change for repair in found):
        own = [repair for repair in found if repair.change == kind]
        times = [repair.seconds for repair in own]
        rows.append(
            (
                kind,
                len(own),
                f"{median(times):.2f}",
                f"{max(times):.2f}",
                sum(seconds < GOAL for seconds in times),
                f"{sum(r.changes for r in own) / len(own):.1f}",
                sum(r.minimal for r in own),
                sum(r.whole for r in own),
                f"{median(r.further_seconds for r in own):.1f}",
                f"{sum(r.proposals for r in own) / len(own):.1f}",
            )
        )
    head = (
        *("change", "repairs", "median s", "max s", f"under {GOAL:g} s", "changes, mean"),
        *("minimal proven", "all levels proven", "others, median s", "proposals, mean"),
    )
    return tables.table(head, rows)


def main(words: Sequence[str] | None = None) -> None:
    """Plan, repair, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repair", description=__doc__)
    parser.add_argument("--counties", type=int, default=len(COUNTIES), help="how many of the forty")
    parser.add_argument("--each", type=int, default=2, help="changes of each kind for a county")
    parser.add_argument("--plan", type=float, default=20, help="seconds to plan a county")
    parser.add_argument("--limit", type=float, default=10, help="seconds for the first proposal")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--name", default=date.today().isoformat())  # noqa: DTZ011
    parser.add_argument("--results", type=Path, default=RESULTS)
    given = parser.parse_args(words)
    settings = SolverSettings(workers=given.workers, seed=1, time_limit=given.limit)
    found: list[Repair] = []
    step = len(COUNTIES) // given.counties
    for knobs in COUNTIES[::step][: given.counties]:
        problem = county(knobs)
        planned = solve(problem, settings.model_copy(update={"time_limit": given.plan}))
        for change in changes_of(problem, planned.duties, given.each, Random(knobs.seed)):
            found.append(repaired(knobs.name, problem, planned.duties, change, settings))
            print(found[-1], flush=True)
    head = {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        **machine.machine(),
        "load": str(machine.load()),
        "command": f"python -m benchmarks.repair --counties {given.counties} --each {given.each} "
        f"--plan {given.plan:g} --limit {given.limit:g} --workers {given.workers}",
    }
    lines = "\n".join(f"- {key}: {value}" for key, value in head.items())
    text = f"# Repair of published months\n\n{lines}\n\n{report(found)}"
    (given.results / f"{given.name}-repair.md").write_text(text.rstrip() + "\n", encoding="utf-8")
    rows = {"machine": head, "repairs": [asdict(repair) for repair in found]}
    json_file = given.results / f"{given.name}-repair.json"
    json_file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(report(found))


if __name__ == "__main__":
    main()
