"""The process of one entry: ``python -m benchmarks.child ENTRY PROBLEM.json RECORD.jsonl LIMITS``."""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.entry import Limits, Recorder
from roster.model.problem import Problem

if TYPE_CHECKING:
    from benchmarks.entry import Entry


def entry_at(address: str) -> Entry:
    """The entry that "module:name" names."""
    module, name = address.split(":")
    entry: Entry = getattr(importlib.import_module(module), name)
    return entry


def keep_to(cores: list[int]) -> None:
    """Run on these cores only, where the system can be told so (Linux)."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, cores)


def peak_megabytes(process: str = "self") -> float:
    """The most memory that the process has held at once; 0 where /proc does not tell (not Linux).

    Not getrusage: its figure for a fresh process begins with that of the process that started it.
    """
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    kilobytes = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(kilobytes[0]) / 1024 if kilobytes else 0.0


def main(address: str, problem: str, record: str, given: str) -> None:
    """Run the entry and write down what it records; what goes wrong is written down too."""
    limits = json.loads(given)
    keep_to(limits.pop("cores"))
    with Path(record).open("a", encoding="utf-8") as file:
        recorder = Recorder(file)
        try:
            entry = entry_at(address)
            work = Problem.model_validate_json(Path(problem).read_bytes())
            entry.prepare()
            recorder.write("ready")
            recorder.restart()
            entry.run(work, Limits(**limits), recorder)
        except Exception:
            recorder.write("error", text=traceback.format_exc(limit=-3))
        recorder.write("end", peak=round(peak_megabytes(), 1))


if __name__ == "__main__":
    main(*sys.argv[1:])
    sys.stdout.flush()
    os._exit(0)  # a search that does not listen must not hold up the next entry
