"""A process that is killed at any moment leaves a store that opens and a month that is whole."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

from roster.model.calendar import Month
from roster.store import open_store
from tests.store import kit, workers
from tests.store.whole import absences_told, sound, whole

if TYPE_CHECKING:
    from roster.store import Store

# A round of `live` takes some sixty statements and commits; every second is a death.
STATEMENTS = range(1, 62, 2)
MOMENTS = 12
LONGEST = 0.12  # seconds


def a_month_each(count: int) -> list[Month]:
    """Months from 2026-12 on: every death has its own, so that each is looked at by itself."""
    return [Month(year=2026 + (11 + i) // 12, month=(11 + i) % 12 + 1) for i in range(count)]


def after(url: str, store: Store, month: Month) -> int:
    """The month is whole, and can be planned on: no lock is left. How many revisions it had."""
    count = whole(url, store, month)
    told = absences_told(store, month)
    assert [a for a in store.absences("qinyuan") if a.start in month.days] == told[:1]
    assert kit.draft(store, kit.a_month(month)).revision == count + 1
    return count


@pytest.mark.skipif(not workers.FORKED, reason="needs processes that can be killed")
def test_a_death_at_every_statement_leaves_the_month_whole(made: str) -> None:
    found = []
    months = a_month_each(len(STATEMENTS))
    with open_store(made) as store:
        for last, month in zip(STATEMENTS, months, strict=True):
            worker = workers.start(workers.live, made, month, last)
            worker.go()
            worker.process.join(workers.DEADLINE)
            assert worker.process.exitcode == -9
            found.append(after(made, store, month))
    sound(made)
    # It went further each time: from nothing at all to a whole round.
    assert found == sorted(found)
    assert found[0] == 0
    assert found[-1] >= 2


@pytest.mark.skipif(not workers.FORKED, reason="needs processes that can be killed")
def test_a_death_at_any_moment_leaves_the_month_whole(made: str) -> None:
    chance = random.Random(7)
    with open_store(made) as store:
        for month in a_month_each(MOMENTS):
            worker = workers.start(workers.live, made, month, 0)
            worker.go()
            time.sleep(chance.uniform(0.01, LONGEST))
            worker.kill()
            after(made, store, month)
    sound(made)


def test_a_writer_that_dies_before_it_commits_has_written_nothing(made: str) -> None:
    workers.plan_once(made)
    writer = workers.start(workers.hang, made)  # everything is written, nothing committed
    writer.kill()
    with open_store(made) as store:
        assert whole(made, store) == 1
    workers.plan_once(made)  # the dead writer's lock and number are free again
    with open_store(made) as store:
        assert whole(made, store) == 2
