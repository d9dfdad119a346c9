from __future__ import annotations

import asyncio

import pytest

from roster.errors import RosterError
from roster.store import Store
from roster.text import Text
from roster.web.shelf import Shelf
from tests.build import duty
from tests.web.kit import give, publish

COUNTY = "/c/qinyuan/county.ics"


def test_a_new_publication_takes_the_place_of_the_last(store: Store) -> None:
    shelf = Shelf(store, "zh")
    before = shelf.library
    assert shelf.refresh() is False
    assert shelf.library is before
    publish(store, [duty("P1", "C", 2)], hours=1)
    assert shelf.refresh() is True
    assert shelf.library.public[COUNTY] is not before.public[COUNTY]
    assert shelf.refresh() is False


def test_a_new_address_is_something_new_and_a_draft_is_not(store: Store) -> None:
    shelf = Shelf(store, "zh")
    revision = store.published("qinyuan")[0]
    store.save_draft(revision.problem, revision.roster, created_at=revision.created_at)
    assert shelf.refresh() is False
    give(store, "T1", "P1")
    assert shelf.refresh() is True


def test_while_the_store_does_not_answer_the_last_is_served(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "roster.web")
    shelf = Shelf(store, "zh")
    library = shelf.library

    def fail(_: Store) -> None:
        raise RosterError(Text("数据库锁着", "the database is locked"))

    with monkeypatch.context() as broken:
        broken.setattr(Store, "feed_marks", fail)
        assert [shelf.refresh(), shelf.refresh()] == [False, False]
    assert shelf.library is library
    told = [r.getMessage() for r in caplog.records if r.levelname == "WARNING"]
    assert told == ["the store cannot be read: the database is locked"]  # once, not each time
    publish(store, [duty("P1", "C", 2)], hours=1)
    assert shelf.refresh() is True


def test_it_looks_again_and_again_until_it_is_stopped(store: Store) -> None:
    shelf = Shelf(store, "zh")
    publish(store, [duty("P1", "C", 2)], hours=1)
    before = shelf.library

    async def wait() -> None:
        task = asyncio.create_task(shelf.keep_current(every=0.001))
        while shelf.library is before:
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(asyncio.wait_for(wait(), timeout=10))
    assert shelf.library is not before
