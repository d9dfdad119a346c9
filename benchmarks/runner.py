"""One entry on one problem, in a process of its own; its rosters are scored here, by the audit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.child import peak_megabytes
from benchmarks.entry import duties_of
from benchmarks.runs import Bound, Point, Run
from roster.model.audit import audit
from roster.model.levels import UPPER_LEVELS, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.entry import Limits
    from roster.model.problem import Problem

Event = dict[str, Any]
LOOK = 0.05  # seconds between two looks at the process


def order_of(problem: Problem) -> tuple[Level, ...]:
    """The levels as the county orders them."""
    return (*UPPER_LEVELS, *problem.settings.level_order)


def latest(limits: Limits) -> float:
    """Rosters count until then: a limit is kept to a second or so, and that is let pass to everyone."""
    return limits.seconds * 1.05 + 1


def run(
    address: str, problem: Problem, limits: Limits, cores: Sequence[int], patience: float = 60
) -> Run:
    """Start the entry, wait for it, and score what it left. It is killed when it has not stopped
    ``patience`` seconds after its time was over.
    """
    with tempfile.TemporaryDirectory() as folder:
        work, record = Path(folder, "problem.json"), Path(folder, "record.jsonl")
        work.write_text(problem.model_dump_json(), encoding="utf-8")
        record.touch()
        given = json.dumps({**limits._asdict(), "cores": list(cores)})
        command = [sys.executable, "-m", "benchmarks.child", address, str(work), str(record), given]
        peak, said, killed = _wait(command, latest(limits) + patience)
        return _scored(problem, limits, _events(record), peak, said, killed)


def _wait(command: list[str], patience: float) -> tuple[float, str, bool]:
    """The process's peak memory in MB, the end of what it printed, and whether it had to be killed."""
    root = Path(__file__).resolve().parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        peak, deadline = 0.0, time.monotonic() + patience
        try:
            while process.poll() is None and time.monotonic() < deadline:
                peak = max(peak, peak_megabytes(str(process.pid)))
                time.sleep(LOOK)
        finally:
            killed = process.poll() is None
            process.kill()
            process.wait()
        said.seek(0)
        return peak, said.read().decode(errors="replace")[-2000:], killed


def _events(record: Path) -> list[Event]:
    """What was recorded; a last line that was cut off by the end of the process is left out."""
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def _scored(
    problem: Problem, limits: Limits, events: list[Event], peak: float, said: str, killed: bool
) -> Run:
    first = {event["event"]: event for event in reversed(events)}
    error = first["error"]["text"] if "error" in first else ""
    if "end" not in first and not killed:
        error = f"the process ended by itself: {said}"
    rosters = [e for e in _of(events, "roster") if e["seconds"] <= latest(limits)]
    points, refused = _points(problem, rosters)
    return Run(
        levels=order_of(problem),
        points=points,
        bounds=_bounds(events, limits),
        refused=refused,
        rosters=len(rosters),
        ready=first.get("ready", {}).get("seconds"),
        build=first.get("built", {}).get("seconds"),
        seconds=first["end"]["seconds"] if "end" in first else latest(limits),
        peak=max(peak, first.get("end", {}).get("peak", 0.0)),
        killed=killed,
        error=error,
    )


def _of(events: Iterable[Event], kind: str) -> Iterator[Event]:
    return (event for event in events if event["event"] == kind)


def _points(problem: Problem, rosters: Iterable[Event]) -> tuple[tuple[Point, ...], int]:
    """Each lawful roster that is better than all before it, and how many the audit refused."""
    points: list[Point] = []
    refused = 0
    for event in rosters:
        report = audit(problem, duties_of(event["duties"]))
        values = tuple(report.values[level] for level in order_of(problem))
        if report.violations:
            refused += 1
        elif not points or values < points[-1].values:
            points.append(Point(event["seconds"], values))
    return tuple(points), refused


def _bounds(events: Iterable[Event], limits: Limits) -> tuple[Bound, ...]:
    """Each bound that is better than those before it on the level."""
    bounds: dict[Level, list[Bound]] = {}
    for event in _of(events, "bound"):
        level = Level(event["level"])
        before = bounds.setdefault(level, [])
        better = not before or event["bound"] > before[-1].bound
        if better and event["seconds"] <= latest(limits):
            before.append(Bound(event["seconds"], level, event["bound"]))
    return tuple(sorted(bound for found in bounds.values() for bound in found))
