"""Finished runs, a line each, so that an interrupted benchmark goes on where it stopped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.runs import Run

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.entry import Limits


class Key(NamedTuple):
    """What makes a run the same: set, case and its problem, entry, program, limits."""

    set: str
    case: str
    digest: str
    entry: str
    program: str
    seconds: float
    workers: int
    seed: int

    @classmethod
    def of(
        cls, which: str, case: str, digest: str, entry: str, program: str, limits: Limits
    ) -> Key:
        """The key of a run that is about to be made."""
        return cls(which, case, digest, entry, program, *limits)


class Journal:
    """A JSON-lines file of finished runs. A last line that an interruption cut off is left out."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._runs: dict[Key, Run] = {}
        if path.exists():
            whole = path.read_text(encoding="utf-8").rpartition("\n")[0]
            for line in whole.splitlines():
                row = json.loads(line)
                self._runs[Key(**row["key"])] = Run.model_validate(row["run"])
            path.write_text(whole + "\n" if whole else "", encoding="utf-8")

    def get(self, key: Key) -> Run | None:
        """The run, if it was made before."""
        return self._runs.get(key)

    def add(self, key: Key, run: Run, load: float) -> None:
        """Keep a run; ``load`` is the load average before it."""
        self._runs[key] = run
        row = {"key": key._asdict(), "load": load, "run": run.model_dump(mode="json")}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
