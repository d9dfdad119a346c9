"""Runs the service: uvicorn, in one process or several."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import uvicorn

from roster.store.opening import URL_VARIABLE
from roster.web.feeds import LANG_VARIABLE

if TYPE_CHECKING:
    from roster.text import Lang

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}


def serve(address: str | None, host: str, port: int, workers: int, lang: Lang) -> None:
    """Serve the feeds of the store at ``address`` until interrupted.

    The processes find store and language in the environment, which this changes. uvicorn's own log
    of requests, with paths and askers, stays off.
    """
    if address is not None:
        os.environ[URL_VARIABLE] = address
    os.environ[LANG_VARIABLE] = lang
    uvicorn.run(
        "roster.web.feeds:app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        log_config=LOGGING,
        server_header=False,
    )
