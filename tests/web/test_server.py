"""The server as a process: it starts from the store alone, answers, follows a publication, and stops."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from roster.store.opening import URL_VARIABLE
from roster.web import server
from roster.web.feeds import LANG_VARIABLE
from tests.build import duty
from tests.web.kit import give, publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.store import Store

PROGRAM = Path(__file__).parents[2] / "cli.py"
PATIENCE = 30.0  # seconds; it takes one or two


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def fetched(address: str) -> bytes:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=5) as reply:
        body: bytes = reply.read()
    return body


def waited(address: str, before: bytes | None = None) -> bytes:
    """What is served at the address, once it is there and other than before."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = fetched(address)
        except OSError:
            found = before or b""
        if found and found != before:
            return found
        time.sleep(0.05)
    pytest.fail(f"nothing new at {address}")


@pytest.fixture
def served(store: Store, tmp_path: Path) -> Iterator[str]:
    """The address of a running ``roster serve-feeds``."""
    give(store, "TOKEN", "P1")
    port = free_port()
    command = [sys.executable, str(PROGRAM), "serve-feeds", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            stdout=log,
            stderr=log,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def test_it_serves_the_store_and_follows_it(served: str, store: Store, tmp_path: Path) -> None:
    county, own = f"{served}/c/qinyuan/county.ics", f"{served}/f/TOKEN.ics"
    before = waited(county)
    assert "法律咨询值班".encode() in fetched(own)
    publish(store, [duty("P1", "C", 2)], hours=1)
    assert b"STATUS:CANCELLED" in waited(county, before)
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "GET /c/qinyuan/county.ics 200" in log
    assert "TOKEN" not in log


@pytest.mark.parametrize("address", [None, "sqlite:///other.db"])
def test_how_the_server_is_started(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr("uvicorn.run", lambda name, **options: asked.update(options, name=name))
    monkeypatch.setenv(LANG_VARIABLE, "zh")
    monkeypatch.setenv(URL_VARIABLE, "")
    monkeypatch.delenv(URL_VARIABLE)  # both, so that what was there before comes back
    server.serve(address, "0.0.0.0", 80, 3, "en")
    assert (asked["name"], asked["factory"]) == ("roster.web.feeds:app", True)
    assert (asked["host"], asked["port"], asked["workers"]) == ("0.0.0.0", 80, 3)
    assert asked["access_log"] is False  # uvicorn's own would hold the tokens
    assert os.environ.get(URL_VARIABLE) == address
    assert os.environ[LANG_VARIABLE] == "en"
