"""What other processes do to a store in the concurrency tests. They are real, and may be killed.

Each worker says that it is ready and goes on when it is told, so that several begin at the same
moment. They are forked from a server that has imported everything: a new one takes milliseconds.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Engine, event

from roster.errors import RosterError, StaleError
from roster.model.changes import Absent
from roster.model.revision import Origin
from roster.model.swaps import SwapState
from roster.store import Backup, open_store
from tests import build
from tests.store import kit

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from roster.model.calendar import Month
    from roster.store import Store

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FORKED = "forkserver" in multiprocessing.get_all_start_methods()
CONTEXT = multiprocessing.get_context("forkserver" if FORKED else "spawn")
if FORKED:
    CONTEXT.set_forkserver_preload(["pytest", "tests.store.workers"])
DEADLINE = 60.0


class Worker(NamedTuple):
    """A process and the line to it."""

    process: BaseProcess
    line: Connection

    def go(self) -> None:
        """What it has been waiting for."""
        self.line.send("go")

    def result(self) -> Any:
        """What it gave back in the end."""
        assert self.line.poll(DEADLINE), "the worker does not answer"
        found = self.line.recv()
        self.process.join(DEADLINE)
        assert self.process.exitcode == 0
        return found

    def kill(self) -> None:
        """At once, with no chance to clean up."""
        self.process.kill()
        self.process.join(DEADLINE)
        assert self.process.exitcode == -signal.SIGKILL


def start(job: Callable[..., Any], *arguments: Any) -> Worker:
    """A worker in a process of its own, ready to go."""
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=_run, args=(theirs, job, arguments), daemon=True)
    process.start()
    theirs.close()
    assert ours.recv() == "ready"
    return Worker(process, ours)


def at_once(job: Callable[..., Any], *each: tuple[Any, ...]) -> list[Any]:
    """What workers give back that do the job at the same time, one for every list of arguments."""
    workers = [start(job, *arguments) for arguments in each]
    for worker in workers:
        worker.go()
    return [worker.result() for worker in workers]


def _run(line: Connection, job: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    def wait() -> None:
        line.send("ready")
        line.recv()

    line.send(job(wait, *arguments))


def plan(wait: Callable[[], None], url: str, times: int) -> list[int]:
    """Open the store and save so many drafts; their numbers."""
    wait()
    return [plan_once(url) for _ in range(times)]


def plan_once(url: str) -> int:
    problem = build.problem()
    roster = build.roster(problem, [build.duty("P1", "C", n) for n in range(1, 24)])
    with open_store(url) as store:
        return store.save_draft(problem, roster, created_at=NOON).revision


def publish(wait: Callable[[], None], url: str, number: int, month: Month = kit.DECEMBER) -> str:
    """Publish a revision; what was told."""
    with open_store(url) as store:
        wait()
        try:
            return f"published {kit.publish(store, number, month).number}"
        except StaleError as error:
            return f"refused: {error.text.en}"


def change(wait: Callable[[], None], url: str, base: int, by: str, month: Month) -> str:
    """Change a month from a revision; what was told."""
    with open_store(url) as store:
        wait()
        try:
            return f"revision {changed(store, base, by, month)}"
        except StaleError as error:
            return f"refused: {error.text.en}"


def change_often(wait: Callable[[], None], url: str, by: str, times: int) -> int:
    """Change the newest revision so many times, again where somebody was faster; how often one was."""
    refused = 0
    with open_store(url) as store:
        wait()
        while times:
            latest = store.latest("qinyuan", kit.DECEMBER)
            assert latest is not None
            try:
                changed(store, latest.number, by, kit.DECEMBER)
                times -= 1
            except StaleError:
                refused += 1
    return refused


def changed(store: Store, base: int, by: str, month: Month) -> int:
    """A draft from that revision in which a person is absent; its number."""
    absent = Absent(person="P1", start=month.first, end=month.first, reason=by)
    origin = Origin(by=by, why="请假", base=base, changes=(absent,))
    return kit.draft(store, kit.a_month(month), "P2", "P3", origin=origin).revision


def ask(wait: Callable[[], None], url: str, times: int, month: Month) -> list[int]:
    """Ask for so many swaps in a month; their numbers."""
    duty = build.duty("P1", "C", month.first)
    with open_store(url) as store:
        wait()
        swap = kit.a_swap(month=str(month), duty=duty)
        return [store.add_swap(swap).number for _ in range(times)]


def step(wait: Callable[[], None], url: str, number: int, by: str) -> str:
    """Accept a swap; what was told."""
    with open_store(url) as store:
        swap = store.swap(number)
        accepted = (*swap.steps, kit.a_step(SwapState.ACCEPTED, by))
        wait()
        try:
            return f"{store.step_swap(swap.model_copy(update={'steps': accepted})).state} by {by}"
        except StaleError as error:
            return f"refused: {error.text.en}"


def take(wait: Callable[[], None], url: str, file: Path) -> str:
    """Import a backup; what was told."""
    with open_store(url) as store, Backup(file) as backup:
        wait()
        try:
            store.restore(backup, at=NOON)
        except RosterError as error:
            return f"refused: {error.text.en}"
        return "imported"


def hang(wait: Callable[[], None], url: str) -> int:
    """Write a draft, and hang in the last moment before the transaction is committed."""
    event.listen(Engine, "commit", lambda _: wait())
    return plan_once(url)


def live(wait: Callable[[], None], url: str, month: Month, last: int) -> None:
    """Draft, publish, change, swap, again and again; die at the statement of the number ``last``,
    counted from 1 together with the commits (0: live on until killed).
    """
    wait()
    numbers = count(1)

    def die(*_: object) -> None:
        if next(numbers) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", die)
    event.listen(Engine, "commit", die)
    with open_store(url) as store:
        while True:
            _a_life(store, month)


def _a_life(store: Store, month: Month) -> None:
    """One of everything that writes: publishing supersedes from the second time on."""
    number = kit.draft(store, kit.a_month(month), "P1", "P2", source=kit.BOOK).revision
    kit.publish(store, number, month, overrides={"lead_time": "急"})
    number = changed(store, number, "王", month)
    kit.publish(store, number, month)
    duty = build.duty("P1", "C", month.first)
    swap = store.add_swap(kit.a_swap(month=str(month), duty=duty))
    accepted = (*swap.steps, kit.a_step(SwapState.ACCEPTED, "甲P2"))
    store.step_swap(swap.model_copy(update={"steps": accepted}))
