"""What other processes do to a store in the concurrency tests: ``python -m tests.store.workers``.

Each worker says "ready" when it is set up and goes on when it is answered, so that several begin at
the same moment.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, event

from roster.errors import RosterError
from roster.store import open_store
from tests import build

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def start(*arguments: str) -> subprocess.Popen[str]:
    """A worker in a process of its own, ready to go."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.store.workers", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready\n"
    return worker


def go(worker: subprocess.Popen[str]) -> None:
    assert worker.stdin is not None
    worker.stdin.write("go\n")
    worker.stdin.flush()


def result(worker: subprocess.Popen[str]) -> str:
    """What the worker printed after it was told to go."""
    out, _ = worker.communicate(timeout=120)
    assert worker.returncode == 0
    return out.strip()


def wait() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


def plan(url: str, times: str) -> None:
    """Open the store and save so many drafts; print their numbers."""
    wait()
    problem = build.problem()
    roster = build.roster(problem, [build.duty("P1", "C", n) for n in range(1, 24)])
    with open_store(url) as store:
        numbers = [
            store.save_draft(problem, roster, created_at=NOON).revision for _ in range(int(times))
        ]
    print(*numbers)


def publish(url: str, number: str) -> None:
    """Publish a revision; print what was told."""
    with open_store(url) as store:
        wait()
        try:
            done = store.publish(
                "qinyuan",
                build.DECEMBER,
                int(number),
                published_on=build.day(25, 11),
                published_at=NOON,
                overrides={},
            )
        except RosterError as error:
            print(f"refused: {error.text.en}")
        else:
            print(f"published {done.number}")


def hang(url: str) -> None:
    """Write a draft, and hang in the last moment before the transaction is committed."""
    with open_store(url):
        pass
    event.listen(Engine, "commit", lambda _: wait())
    plan_once(url)


def plan_once(url: str) -> None:
    problem = build.problem()
    roster = build.roster(problem, [build.duty("P1", "C", n) for n in range(1, 24)])
    with open_store(url) as store:
        print(store.save_draft(problem, roster, created_at=NOON).revision)


if __name__ == "__main__":
    jobs: dict[str, Callable[..., None]] = {"plan": plan, "publish": publish, "hang": hang}
    jobs[sys.argv[1]](*sys.argv[2:])
