"""``roster serve-feeds``: calendar feeds from memory, at public and at secret addresses.

The answers are made when something is published (``page``, ``library``); a request only looks one
up. So ``Feeds`` is a bare ASGI application: Starlette around it starts and ends the work of looking at
the store, and turns a mistake of ours into a plain 500.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.routing import Mount

from roster.store import open_store
from roster.web.journal import Journal
from roster.web.library import SECRET
from roster.web.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.types import Message, Receive, Scope, Send

    from roster.text import Lang

LANG_VARIABLE = "ROSTER_LANG"
PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
EMPTY: Message = {"type": "http.response.body", "body": b""}


def refusal(status: int, body: bytes, *more: tuple[bytes, bytes]) -> tuple[Message, Message]:
    """The two messages of an answer that tells nothing but itself."""
    headers = [*PLAIN, (b"content-length", str(len(body)).encode()), *more]
    start = {"type": "http.response.start", "status": status, "headers": headers}
    return start, {"type": "http.response.body", "body": body}


NOT_FOUND = refusal(404, b"Not Found\n")
NOT_ALLOWED = refusal(405, b"Method Not Allowed\n", (b"allow", b"GET, HEAD"))


class Feeds:
    """Answers requests out of the shelf's library: 200, 304, or a 404 that does not say why."""

    def __init__(
        self, shelf: Shelf, journal: Journal, now: Callable[[], float] = time.time
    ) -> None:
        self._shelf, self._journal, self._now = shelf, journal, now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; its body, if any, is not read."""
        method, path = scope["method"], scope["path"]
        if method not in ("GET", "HEAD"):
            await self._refuse(send, NOT_ALLOWED, head=False)
            self._journal.note("-", None, 405)
            return
        page = self._shelf.library.find(path, self._now())
        if page is None:
            await self._refuse(send, NOT_FOUND, head=method == "HEAD")
            self._journal.note(method, None, 404)
            return
        answer, known = page.answer(scope["headers"])
        await send(answer.unchanged if known else answer.head)
        await send(EMPTY if known or method == "HEAD" else answer.body)
        shown = None if path.startswith(SECRET) else path
        self._journal.note(method, shown, 304 if known else 200)

    @staticmethod
    async def _refuse(send: Send, refused: tuple[Message, Message], *, head: bool) -> None:
        await send(refused[0])
        await send(EMPTY if head else refused[1])


def application(shelf: Shelf) -> Starlette:
    """The service: it looks at the store as long as it runs."""

    @asynccontextmanager
    async def looking(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(shelf.keep_current())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    return Starlette(routes=[Mount("/", app=Feeds(shelf, Journal()))], lifespan=looking)


def app() -> Starlette:
    """The service as a server's process makes it: store and language by the environment.

    Raises RosterError where the store cannot be opened or read.
    """
    logging.getLogger("roster.web").setLevel(logging.INFO)
    lang: Lang = "en" if os.environ.get(LANG_VARIABLE) == "en" else "zh"
    return application(Shelf(open_store(), lang))
