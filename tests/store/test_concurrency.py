"""Several processes at one database, and one that dies while it writes. The processes are real."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from roster.model.roster import Status
from roster.store import open_store
from tests import build
from tests.store import workers

if TYPE_CHECKING:
    from roster.store import Store


def whole(url: str, store: Store, revisions: int) -> None:
    """The file is sound, and every revision is there with its duties and its line in the trail."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        duties = dict(file.execute("SELECT revision_id, count(*) FROM duty GROUP BY 1").fetchall())
    for number in range(1, revisions + 1):
        kept = store.revision("qinyuan", build.DECEMBER, number)
        assert len(kept.roster.duties) == duties[number] == 23  # one each on days 1 to 23
    drafts = [e.revision for e in store.events("qinyuan") if e.what == "draft"]
    assert drafts == list(range(1, revisions + 1))


def test_planners_at_once_lose_nothing(url: str) -> None:
    # The database does not exist yet: they make the schema at once, too.
    planners = [workers.start("plan", url, "10") for _ in range(3)]
    for planner in planners:
        workers.go(planner)
    numbers = [int(n) for planner in planners for n in workers.result(planner).split()]
    assert sorted(numbers) == list(range(1, 31))
    with open_store(url) as store:
        whole(url, store, 30)


def test_of_publishers_at_once_each_is_told_how_it_stands(url: str) -> None:
    workers.plan_once(url)
    publishers = [workers.start("publish", url, "1") for _ in range(3)]
    for publisher in publishers:
        workers.go(publisher)
    # One publishes, the others find it published: the same answer, and one publication.
    assert [workers.result(p) for p in publishers] == ["published 1"] * 3
    with open_store(url) as store:
        assert [e.what for e in store.events("qinyuan")] == ["draft", "published"]


def test_the_publisher_of_a_stale_number_is_told(url: str) -> None:
    workers.plan_once(url)
    publisher = workers.start("publish", url, "1")  # has the store open and looked at revision 1
    workers.plan_once(url)  # meanwhile someone plans anew
    workers.go(publisher)
    assert workers.result(publisher).startswith(
        "refused: revision 1 of qinyuan 2026-12 is no longer the newest"
    )
    with open_store(url) as store:
        latest = store.latest("qinyuan", build.DECEMBER)
    assert latest is not None
    assert (latest.number, latest.roster.status) == (2, Status.DRAFT)


def test_a_writer_that_is_killed_leaves_the_store_whole(url: str) -> None:
    workers.plan_once(url)
    writer = workers.start("hang", url)  # everything is written, nothing committed
    writer.kill()
    writer.communicate()
    with open_store(url) as store:
        whole(url, store, 1)
    workers.plan_once(url)  # the dead writer's lock and number are free again
    with open_store(url) as store:
        whole(url, store, 2)


def test_writers_killed_at_any_moment_leave_the_store_whole(url: str) -> None:
    workers.plan_once(url)
    for _ in range(3):
        writer = workers.start("plan", url, "100000")
        workers.go(writer)
        with open_store(url) as store:
            before = count(store)
            while count(store) < before + 3:  # it is in the middle of writing
                time.sleep(0.02)
        writer.kill()
        writer.communicate()
        with open_store(url) as store:
            whole(url, store, count(store))


def count(store: Store) -> int:
    latest = store.latest("qinyuan", build.DECEMBER)
    assert latest is not None
    return latest.number
