"""The service as a subscriber's program meets it."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING

import pytest

from roster.store.opening import URL_VARIABLE
from roster.web.feeds import LANG_VARIABLE, Feeds, app, application
from roster.web.journal import Journal
from roster.web.shelf import Shelf
from tests.build import duty
from tests.web.kit import AT, ask, give, publish

if TYPE_CHECKING:
    from pathlib import Path

    from roster.store import Store

COUNTY = "/c/qinyuan/county.ics"


@pytest.fixture
def shelf(store: Store) -> Shelf:
    give(store, "TOKEN", "P1")
    return Shelf(store, "zh")


@pytest.fixture
def feeds(shelf: Shelf) -> Feeds:
    return Feeds(shelf, Journal(), now=AT.timestamp)


@pytest.mark.parametrize("path", [COUNTY, "/f/TOKEN.ics"])
def test_a_feed_is_sent_compressed_or_not_at_all(feeds: Feeds, path: str) -> None:
    plain = ask(feeds, path)
    assert plain.status == 200
    assert plain.body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert int(plain.headers["content-length"]) == len(plain.body)
    packed = ask(feeds, path, accept_encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    known = ask(feeds, path, if_none_match=plain.headers["etag"])
    assert (known.status, known.body) == (304, b"")
    assert known.headers["etag"] == plain.headers["etag"]


def test_head_is_get_without_the_body(feeds: Feeds) -> None:
    get, head = ask(feeds, COUNTY), ask(feeds, COUNTY, "HEAD")
    assert (head.status, head.headers, head.body) == (200, get.headers, b"")
    assert ask(feeds, "/nowhere", "HEAD").body == b""


@pytest.mark.parametrize("path", ["/", "/c/", "/c/qinyuan/", "/f/", "/f/OTHER.ics", "/etc/passwd"])
def test_what_is_not_there_is_all_the_same(feeds: Feeds, path: str) -> None:
    reply = ask(feeds, path)
    assert (reply.status, reply.body) == (404, b"Not Found\n")
    assert reply == ask(feeds, "/f/NOBODY.ics")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_feeds_are_only_read(feeds: Feeds, method: str) -> None:
    reply = ask(feeds, COUNTY, method)
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")


def test_the_log_holds_no_token_and_nothing_an_asker_made_up(
    feeds: Feeds, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "roster.web")
    for path in (COUNTY, "/f/TOKEN.ics", "/x/f/TOKEN.ics", "/f/TOKEN", "/\n1 GET / 200"):
        ask(feeds, path)
    ask(feeds, "/f/TOKEN.ics", "TOKEN")
    assert [record.getMessage() for record in caplog.records] == [
        f"GET {COUNTY} 200",
        "GET … 200",
        "GET … 404",
        "GET … 404",
        "GET … 404",
        "- … 405",
    ]


def test_in_starlette_it_is_the_same_service_and_follows_the_store(
    store: Store, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roster.web.shelf.EVERY", 0.001)
    service = application(shelf)
    before = ask(service, COUNTY)
    assert before == ask(Feeds(shelf, Journal()), COUNTY)
    publish(store, [duty("P1", "C", 2)], hours=1)
    old = shelf.library

    async def live() -> None:
        async with service.router.lifespan_context(service):
            while shelf.library is old:
                await asyncio.sleep(0.001)

    asyncio.run(asyncio.wait_for(live(), timeout=20))
    assert ask(service, COUNTY).headers["etag"] != before.headers["etag"]


@pytest.mark.parametrize(
    ("lang", "word"), [("zh", "法律咨询"), ("en", "Legal advice"), ("", "法律")]
)
def test_a_process_finds_store_and_language_in_the_environment(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, word: str
) -> None:
    assert store.counties() == ["qinyuan"]
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{(tmp_path / 'roster.db').as_posix()}")
    monkeypatch.setenv(LANG_VARIABLE, lang)
    assert word in ask(app(), COUNTY).body.decode()
