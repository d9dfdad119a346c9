"""python -m benchmarks.serving: `roster serve-feeds` beside nginx, on the same files, in one run.

The sample county is planned for a few seconds, published, and everybody gets an address. nginx serves the
files that the service gives (compared byte by byte first), with as many processes; wrk asks both, in turn,
for all of them one after the other, plain and with the ETag of each (304). What counts is the ratio.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import machine, tables
from benchmarks.serving_load import Load, ask
from benchmarks.serving_servers import nginx, service
from benchmarks.serving_store import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.serving_servers import Server

RESULTS = Path(__file__).parent / "results"
KINDS = {"200": False, "304": True}
GOAL = 8.0  # times: nginx's requests a second over ours


@dataclass(frozen=True)
class Round:
    """What one server did in one round: requests a second, microseconds of its processor time for one,
    milliseconds for 99 of 100, how many went wrong, and the machine's load before.
    """

    server: str
    answer: str
    per_second: float
    cpu_us: float
    p99_ms: float
    wrong: int
    load: float


def measured(
    servers: dict[str, Server], paths: Sequence[str], load: Load, rounds: int
) -> list[Round]:
    """The rounds: the servers by turns, so that whatever else the machine does meets both."""
    found = []
    for _ in range(rounds):
        for answer, known in KINDS.items():
            for name, server in servers.items():
                before, begun = machine.load(), server.seconds()
                heard = ask(server.address, paths, load, known=known)
                cpu = round((server.seconds() - begun) / heard.answers * 1e6, 1)
                given = (heard.per_second, cpu, heard.p99_ms, heard.wrong, before)
                found.append(Round(name, answer, *given))
                print(found[-1], flush=True)
    return found


def report(found: Iterable[Round]) -> str:
    """A line for each kind of answer: medians over the rounds, and the ratios of these."""
    rows, rounds = [], list(found)
    for answer in KINDS:
        own = {
            name: [r for r in rounds if (r.server, r.answer) == (name, answer)]
            for name in ("nginx", "roster")
        }
        speed, cpu, late = (
            [median(getattr(r, what) for r in own[name]) for name in own]
            for what in ("per_second", "cpu_us", "p99_ms")
        )
        ratio = speed[0] / speed[1]
        rows.append(
            (
                *(answer, f"{speed[0]:.0f}", f"{speed[1]:.0f}", f"{ratio:.1f}"),
                *("yes" if ratio <= GOAL else "no", f"{cpu[0]:.0f}", f"{cpu[1]:.0f}"),
                *(f"{late[0]:.1f}", f"{late[1]:.1f}"),
                sum(r.wrong for r in rounds if r.answer == answer),
            )
        )
    head = (
        *("answer", "nginx, a second", "roster, a second", "nginx / roster"),
        *(f"within {GOAL:g} times", "nginx CPU us", "roster CPU us"),
        *("nginx p99 ms", "roster p99 ms", "went wrong"),
    )
    return tables.table(head, rows)


def main(words: Sequence[str] | None = None) -> None:
    """Publish, serve, ask, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("--seconds", type=int, default=8, help="for each server, answer and round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2, help="processes of each server")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--name", default=date.today().isoformat())  # noqa: DTZ011
    parser.add_argument("--results", type=Path, default=RESULTS)
    given = parser.parse_args(words)
    missing = [name for name in ("nginx", "wrk") if shutil.which(name) is None]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)} (Debian: nginx-light, wrk)")
    load = Load(given.seconds, given.connections)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pages = fill(folder)
        servers = {
            "nginx": stack.enter_context(nginx(folder, pages, given.workers)),
            "roster": stack.enter_context(service(folder, pages, given.workers)),
        }
        found = measured(servers, sorted(pages), load, given.rounds)
    head = {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        **machine.machine(),
        "load before each round": " ".join(str(r.load) for r in found),
        "files": f"{len(pages)}, {sum(map(len, pages.values())) / len(pages):.0f} bytes on average",
        "command": f"python -m benchmarks.serving --seconds {given.seconds} --rounds {given.rounds} "
        f"--workers {given.workers} --connections {given.connections}",
    }
    keep(given.results, given.name, head, found)
    print(report(found))


def keep(folder: Path, name: str, head: dict[str, str], found: Sequence[Round]) -> None:
    """Write the table and all the rounds."""
    lines = "\n".join(f"- {key}: {value}" for key, value in head.items())
    text = f"# Feeds served, beside nginx\n\n{lines}\n\n{report(found)}"
    (folder / f"{name}-serving.md").write_text(text.rstrip() + "\n", encoding="utf-8")
    rows = {"machine": head, "rounds": [asdict(one) for one in found]}
    json_text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    (folder / f"{name}-serving.json").write_text(json_text, encoding="utf-8")


if __name__ == "__main__":
    main()
