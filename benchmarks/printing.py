"""python -m benchmarks.printing: how long a county's notices take in all formats, and the station sheets of
a whole province.

The county is the sample 沁源 with its 13 sites: everything that a published month hands out beside feeds
and workbook. The province are all townships of Shanxi, a PDF each, written to a disk.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks import machine, tables
from roster.io import read_problem
from roster.io.packaged.townships import townships
from roster.model.calendar import Month
from roster.model.requests import Duty
from roster.model.roster import Roster, SolverSettings, Status
from roster.model.sites import Session
from roster.publish.notices.content import Notice, notice_of
from roster.publish.notices.render import Press, stamp_of
from roster.publish.notices.sets import Format, Wanted, build_sets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "results"
MONTH = Month(year=2026, month=12)
PLANNED = datetime(2026, 11, 20, tzinfo=UTC)
COUNTY_GOAL, PROVINCE_GOAL = 10.0, 60.0  # seconds


@dataclass(frozen=True)
class Printing:
    """One measurement: ``files`` made in ``seconds``, ``size`` in MB; ``goal`` in seconds or None.

    ``cpu`` are the seconds that processors worked for it: what else runs on the machine is not in them.
    """

    what: str
    files: int
    size: float
    seconds: float
    cpu: float
    goal: float | None


class Clock:
    """Seconds since it was made: of the wall, and of work, children that have ended included."""

    def __init__(self) -> None:
        self._begin, self._worked = perf_counter(), _worked()

    def read(self) -> tuple[float, float]:
        """Both."""
        return perf_counter() - self._begin, _worked() - self._worked


def _worked() -> float:
    return sum(os.times()[:4])


def month_of(problem: Problem) -> Roster:
    """A published month in which people serve in turn: a day's person at the centre, a morning a week at
    every station. Only its looks matter, so no rule but the calendar is asked.
    """
    workdays = problem.calendar.workdays(MONTH.first, MONTH.last)
    people = [p.id for p in problem.people]
    duties = []
    for number, site in enumerate(problem.sites):
        station = problem.is_station(site.id)
        session = Session.MORNING if station else Session.FULL
        for turn, day in enumerate(workdays[number % 5 :: 5] if station else workdays):
            person = people[(number + turn) % len(people)]
            duties.append(Duty(person=person, site=site.id, date=day, session=session))
    return Roster(
        county=problem.settings.county_id,
        month=str(MONTH),
        revision=1,
        status=Status.PUBLISHED,
        published_on=date(2026, 11, 25),
        planned_at=PLANNED,
        program_version="benchmark",
        inputs_digest=problem.digest,
        solver=SolverSettings(workers=1, seed=1, time_limit=1),
        people={p.id: p.name for p in problem.people},
        sites={s.id: s.name for s in problem.sites},
        duties=tuple(sorted(duties, key=Duty.order)),
        visits=(),
    )


def county() -> list[Printing]:
    """All that is handed out for the sample county: first with cold fonts, then again, then by format."""
    problem = read_problem(ROOT / "inputs" / "qinyuan", MONTH)
    roster = month_of(problem)
    rounds: list[tuple[str, Wanted, float | None]] = [
        ("13 sites, all formats, first", Wanted(), COUNTY_GOAL),
        ("13 sites, all formats, again", Wanted(), COUNTY_GOAL),
        *((f"13 sites, {made}", Wanted(formats=frozenset((made,))), None) for made in Format),
    ]
    found = []
    for what, wanted, goal in rounds:
        clock = Clock()
        files = build_sets(problem, roster, wanted)
        found.append(_measured(what, [len(c) for c in files.values()], clock, goal))
    return found


def notices(count: int) -> list[Notice]:
    """The December notices of so many townships of the province, of one county's people."""
    problem = read_problem(ROOT / "inputs" / "qinyuan", MONTH)
    roster = month_of(problem)
    stations = [s for s in problem.sites if problem.is_station(s.id)]
    places = [t.county + t.name for t in townships()[:count]]
    found = []
    for number, place in enumerate(places):
        notice = notice_of(problem, roster, stations[number % len(stations)].id, "zh")
        title = f"{place}公共法律服务工作站"
        found.append(Notice(**{**vars(notice), "title": title}))
    return found


@cache
def _press() -> Press:
    """One a process: fonts and templates are read once."""
    return Press()


def printed(notice: Notice, path: Path, stamp: datetime) -> int:
    """Print one notice into a file; its size in bytes."""
    return path.write_bytes(_press().pdf(notice, stamp))


def province(count: int, processes: int) -> Printing:
    """A PDF for each township, in so many processes, started within the time that is measured."""
    sheets = notices(count)
    stamp = stamp_of(month_of(read_problem(ROOT / "inputs" / "qinyuan", MONTH)))
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.pdf") for number in range(len(sheets))]
        clock = Clock()
        if processes == 1:
            sizes = [printed(*job) for job in zip(sheets, paths, [stamp] * count, strict=False)]
        else:
            # spawned: a fork of a process whose printer has threads already would wait for them forever
            with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
                sizes = list(pool.map(printed, sheets, paths, [stamp] * len(sheets), chunksize=16))
        return _measured(f"stations, {processes} process(es)", sizes, clock, PROVINCE_GOAL)


def _measured(what: str, sizes: Sequence[int], clock: Clock, goal: float | None) -> Printing:
    seconds, cpu = clock.read()
    size = round(sum(sizes) / 1e6, 1)
    return Printing(what, len(sizes), size, round(seconds, 2), round(cpu, 2), goal)


def report(found: Sequence[Printing]) -> str:
    """A line for each measurement."""
    rows = [
        (
            one.what,
            one.files,
            f"{one.size:.1f}",
            f"{one.seconds:.2f}",
            f"{one.cpu:.2f}",
            f"{1000 * one.seconds / max(1, one.files):.1f}",
            "–" if one.goal is None else f"{one.goal:g}",
        )
        for one in found
    ]
    return tables.table(("what", "files", "MB", "seconds", "cpu s", "ms a file", "goal, s"), rows)


def main(words: Sequence[str] | None = None) -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.printing", description=__doc__)
    parser.add_argument("--stations", type=int, default=1278, help="how many of the province")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--name", default=date.today().isoformat())  # noqa: DTZ011
    parser.add_argument("--results", type=Path, default=RESULTS)
    given = parser.parse_args(words)
    load = machine.load()
    found = [*county(), province(given.stations, given.processes)]
    head = {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        **machine.machine(),
        "load": f"{load} before, {machine.load()} after",
        "command": f"python -m benchmarks.printing --stations {given.stations} "
        f"--processes {given.processes}",
    }
    lines = "\n".join(f"- {key}: {value}" for key, value in head.items())
    text = f"# Printing of notices\n\n{lines}\n\n{report(found)}"
    (given.results / f"{given.name}-printing.md").write_text(text.rstrip() + "\n", encoding="utf-8")
    rows = {"machine": head, "printing": [asdict(one) for one in found]}
    json_file = given.results / f"{given.name}-printing.json"
    json_file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(report(found))


if __name__ == "__main__":
    main()
