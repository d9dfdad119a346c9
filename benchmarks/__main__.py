"""python -m benchmarks: our solver and its peers on the same work, on this machine, as tables and JSON."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import growth, machine, tables
from benchmarks.cases import ENTRIES, SETS, Case, Set
from benchmarks.child import entry_at
from benchmarks.entry import Limits
from benchmarks.journal import Journal, Key
from benchmarks.runner import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.compare import Runs
    from benchmarks.runs import Run
    from roster.model.problem import Problem

RESULTS = Path(__file__).parent / "results"
FOLDERS = {"ours": "roster"}  # what an entry's figures depend on; all others: benchmarks/peers


class Options(NamedTuple):
    """What was asked for on the command line."""

    sets: list[str]
    only: str
    entries: list[str] | None
    limit: float | None
    workers: int
    seed: int
    quick: bool
    name: str
    results: Path


def options(words: Sequence[str] | None = None) -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("set", nargs="?", default="all", choices=[*SETS, "all"])
    parser.add_argument("--only", default="", help="cases by number or name: 1-5,8,tight-03")
    parser.add_argument("--entries", help=f"who takes part: {','.join(ENTRIES)}")
    parser.add_argument("--limit", type=float, help="seconds for each entry and case")
    parser.add_argument("--workers", type=int, default=2, help="threads, and cores to run on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="a few cases with short limits")
    parser.add_argument("--name", help="of the files in the results; goes on where they stopped")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the folder of the results")
    given = parser.parse_args(words)
    entries = given.entries.split(",") if given.entries else None
    if unknown := set(entries or ()) - set(ENTRIES):
        parser.error(f"no such entry: {', '.join(sorted(unknown))}; there are {', '.join(ENTRIES)}")
    name = given.name or date.today().isoformat() + "-quick" * given.quick  # noqa: DTZ011
    return Options(
        sets=list(SETS) if given.set == "all" else [given.set],
        only=given.only,
        entries=entries,
        limit=given.limit,
        workers=given.workers,
        seed=given.seed,
        quick=given.quick,
        name=name,
        results=given.results,
    )


def chosen(of: Set, asked: Options) -> list[Case]:
    """The set's cases that were asked for, with the limit that was asked for."""
    numbers = dict(enumerate(of.cases, 1))
    if asked.only:
        wanted = {n for part in asked.only.split(",") for n in _numbers(part, of)}
    else:
        wanted = set(of.quick if asked.quick else numbers)
    limit = asked.limit or (of.quick_seconds if asked.quick else None)
    cases = (case for number, case in numbers.items() if number in wanted)
    return [case._replace(seconds=limit or case.seconds) for case in cases]


def _numbers(part: str, of: Set) -> Iterator[int]:
    """A case's name, its number, or a range of numbers."""
    names = [case.name for case in of.cases]
    if part in names:
        yield names.index(part) + 1
    elif part.replace("-", "").isdigit():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def taking_part(of: Set, asked: Options) -> list[str]:
    """The entries that can run here; what is missing for the others is said."""
    found = []
    for name in asked.entries or of.entries:
        missing = entry_at(ENTRIES[name]).missing()
        if missing is None:
            found.append(name)
        else:
            print(f"!!! {name} IS LEFT OUT: here is not {missing}", flush=True)
    return found


def run_set(of: Set, asked: Options) -> Runs:
    """Every entry on every case, in turn; what the journal knows is not run again."""
    journal = Journal(asked.results / f"{asked.name}.jsonl")
    cases, entries = chosen(of, asked), taking_part(of, asked)
    runs: Runs = {}
    for count, case in enumerate(cases, 1):
        problem = case.make()
        for entry in entries:
            limits = Limits(case.seconds, asked.workers, asked.seed)
            runs.setdefault(case.name, {})[entry] = made = _run(
                journal, of, case, problem, entry, limits
            )
            print(
                f"[{of.name} {count}/{len(cases)}] {case.name} {entry}: {tables.scores(made)}, "
                f"{made.seconds:.1f} s, {made.peak:.0f} MB"
                + (f"  ERROR {made.error.strip().splitlines()[-1]}" if made.error else ""),
                flush=True,
            )
    return runs


def _run(
    journal: Journal, of: Set, case: Case, problem: Problem, entry: str, limits: Limits
) -> Run:
    program = machine.program(FOLDERS.get(entry, "benchmarks/peers"))
    key = Key.of(of.name, case.name, problem.digest, entry, program, limits)
    found = journal.get(key)
    if found is None:
        load = machine.load()
        found = run(ENTRIES[entry], problem, limits, machine.cores(limits.workers))
        journal.add(key, found, load)
    return found


def show(of: Set, runs: Runs, asked: Options) -> str:
    """The set's tables."""
    if not runs:
        return "Nothing was run: the set has no cases here, or no entry can run."
    if of.name == "nrp":
        return tables.known_table(runs, of.cases)
    if of.name == "growth":
        return tables.growth_table(runs)
    return tables.report(runs)


def keep(of: Set, runs: Runs, asked: Options, text: str) -> None:
    """Write the tables, the figures as JSON, and the chart of growth."""
    asked.results.mkdir(parents=True, exist_ok=True)
    stem = asked.results / f"{asked.name}-{of.name}"
    stem.with_suffix(".md").write_text(text + "\n", encoding="utf-8")
    data = {
        "set": of.name,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine.machine(),
        "cores": machine.cores(asked.workers),
        "workers": asked.workers,
        "seed": asked.seed,
        "limits": {case.name: case.seconds for case in chosen(of, asked)},
        "load average": machine.load(),
        "runs": {c: {e: r.model_dump(mode="json") for e, r in x.items()} for c, x in runs.items()},
    }
    lines = json.dumps(data, ensure_ascii=False, indent=1)
    stem.with_suffix(".json").write_text(lines + "\n", encoding="utf-8")
    mine = {case: x["ours"] for case, x in runs.items() if "ours" in x}
    if of.name == "growth" and mine:
        if growth.can_draw():
            growth.draw(mine, stem.with_suffix(".svg"))
        else:
            print("!!! THE CHART IS LEFT OUT: here is not matplotlib (extra `benchmarks`)")


def heading(of: Set, asked: Options) -> str:
    """On what the tables below it were measured."""
    facts = ", ".join(f"{what} {value}" for what, value in machine.machine().items())
    limits = sorted({f"{case.seconds:g}" for case in chosen(of, asked)}, key=float)
    return (
        f"# {of.name}, {asked.name}\n\n{facts}; {asked.workers} workers on cores "
        f"{machine.cores(asked.workers)}, seed {asked.seed}, limit {' or '.join(limits)} s, "
        f"load average {machine.load()}. Columns: benchmarks/README.md."
    )


def main(words: Sequence[str] | None = None) -> None:
    """Run what was asked for, print the tables and keep them."""
    asked = options(words)
    for name in asked.sets:
        of = SETS[name]()
        runs = run_set(of, asked)
        text = f"{heading(of, asked)}\n\n{show(of, runs, asked)}"
        print(f"\n{text}\n", flush=True)
        if runs:
            keep(of, runs, asked, text)
            print(f"kept in {asked.results}: {asked.name}-{of.name}.md, .json", flush=True)


if __name__ == "__main__":
    main()
