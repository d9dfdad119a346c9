"""The feed service in a thread of the test, over a store that the test publishes in."""

from __future__ import annotations

import time
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

import uvicorn

from roster.web.feeds import Feeds
from roster.web.journal import Journal
from roster.web.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.store import Store

PATIENCE = 20.0  # seconds to start; it takes a tenth of one


class Service(NamedTuple):
    """Where it listens, and what it serves; ``shelf.refresh()`` takes over what is new."""

    port: int
    shelf: Shelf

    @property
    def address(self) -> str:
        """The address before every path."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(store: Store) -> Iterator[Service]:
    """The service on a free port."""
    shelf = Shelf(store, "zh")
    config = uvicorn.Config(
        Feeds(shelf, Journal()), port=0, lifespan="off", log_level="error", ws="none"
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    try:
        end = time.monotonic() + PATIENCE
        while not server.started and time.monotonic() < end:
            time.sleep(0.01)
        assert server.started
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Service(port, shelf)
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
