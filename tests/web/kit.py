"""What the tests of the service share: a store with a published month, and an asker without a network."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.model.feed_addresses import FeedAddress, FeedScope, digest_of
from roster.model.requests import Duty
from roster.store import open_store
from tests.build import duty, person, problem, roster, visits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from starlette.types import ASGIApp, Message

    from roster.model.problem import Problem
    from roster.store import Store

AT = datetime(2026, 11, 25, 2, 0, 0, 250_000, tzinfo=UTC)  # 10:00 in Shanghai
NUMBER = "11404200000000001"
FIRST = (duty("P1", "C", 1), duty("P2", "S", 8))


def county(county_id: str = "qinyuan", **changes: Any) -> Problem:
    """Three people, the centre C and the station S; P1 has a certificate."""
    people = [person("P1", certificate=NUMBER), person("P2"), person("P3")]
    given = {"people": people, "stations": [visits("S")], "limits": {"county_id": county_id}}
    return problem(**{**given, **changes})


def store_at(folder: Path) -> Store:
    """An empty store in the folder."""
    return open_store(f"sqlite:///{(folder / 'roster.db').as_posix()}")


def publish(
    store: Store, duties: Iterable[Duty] = FIRST, of: Problem | None = None, hours: int = 0
) -> None:
    """Publish a revision, so many hours after the first."""
    of, at = of or county(), AT + timedelta(hours=hours)
    draft = store.save_draft(of, roster(of, sorted(duties, key=Duty.order)), created_at=at)
    store.publish(
        of.settings.county_id,
        of.month,
        draft.revision,
        published_on=date(2026, 11, 25),
        published_at=at,
        overrides={},
    )


def give(store: Store, token: str, holder: str, county_id: str = "qinyuan") -> FeedAddress:
    """A person's address of this token."""
    address = FeedAddress(
        digest=digest_of(token),
        county=county_id,
        scope=FeedScope.PERSON,
        holder=holder,
        created_at=AT,
    )
    store.give_feed_addresses([address])
    return address


class Reply(NamedTuple):
    """An answer as it went out."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(app: ASGIApp, path: str, method: str = "GET", **headers: str) -> Reply:
    """One request; a header's name is written with _ for -."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }
    asyncio.run(_call(app, scope, receive, send))
    start, *rest = sent
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return Reply(start["status"], found, b"".join(part["body"] for part in rest))


async def _call(app: ASGIApp, scope: Any, receive: Any, send: Any) -> None:
    await app(scope, receive, send)
