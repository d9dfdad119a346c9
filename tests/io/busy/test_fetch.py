"""Files beside the inputs and addresses; a web server of our own on 127.0.0.1."""

from __future__ import annotations

import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from roster.io.busy import CalendarError, fetch
from roster.io.busy.fetch import calendar_bytes
from tests.io.busy.kit import at, calendar, event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NO_TLS = "日历取不到（网站不支持https）"
WHOLE = calendar(event(at("08T0900"), at("08T1000")))


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        hop = int(self.path.removeprefix("/hop") or 0) if self.path.startswith("/hop") else 0
        if self.path == "/missing":
            self.send_error(404)
        elif self.path == "/ftp":
            self._to("ftp://127.0.0.1/own.ics")
        elif self.path == "/tls":
            self._to(f"https://127.0.0.1:{self.server.server_address[1]}/own.ics")
        elif hop:
            self._to(f"/hop{hop - 1}" if hop > 1 else "/own.ics")
        else:
            self.send_response(200)
            self.end_headers()
            if self.path == "/drip":
                self._drip()
            else:
                self.wfile.write(b"x" * 6_000_000 if self.path == "/huge" else WHOLE)

    def _to(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def _drip(self) -> None:
        for _ in range(50):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a web server that has a calendar."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # readers that hang up
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def refused(source: str, folder: Path) -> str:
    with pytest.raises(CalendarError) as error:
        calendar_bytes(source, folder)
    assert error.value.exit_code == 2
    assert error.value.remedy.zh
    return error.value.message.zh


def test_a_file_beside_the_inputs(tmp_path: Path) -> None:
    (tmp_path / "李喆.ics").write_bytes(WHOLE)
    assert calendar_bytes("李喆.ics", tmp_path) == WHOLE
    assert "读不出来" in refused("没有.ics", tmp_path)
    (tmp_path / "大.ics").write_bytes(b"x" * 5_000_001)
    assert "超过5MB" in refused("大.ics", tmp_path)


@pytest.mark.parametrize("name", ["../李喆.ics", "/etc/a.ics", "C:\\a.ics", "李喆.txt", "李喆"])
def test_other_names_are_refused(name: str, tmp_path: Path) -> None:
    assert refused(name, tmp_path) == "不是日历文件名或地址"


def test_an_address_and_few_redirects(site: str, tmp_path: Path) -> None:
    assert calendar_bytes(f"{site}/own.ics", tmp_path) == WHOLE
    assert calendar_bytes(f"{site}/hop3", tmp_path) == WHOLE
    assert "日历取不到" in refused(f"{site}/hop4", tmp_path)


def test_addresses_that_fail(site: str, tmp_path: Path) -> None:
    assert refused(f"{site}/missing", tmp_path) == "日历取不到（网站回答404）"
    assert refused(f"{site}/ftp", tmp_path) == "日历取不到（转到不能读的地址）"
    assert refused(f"{site}/huge", tmp_path) == "日历超过5MB"
    assert refused("file:///etc/hostname", tmp_path) == "这种地址不能读"
    assert "日历取不到" in refused("http://127.0.0.1:1/a.ics", tmp_path)
    assert "日历取不到" in refused("http://", tmp_path)
    assert "日历取不到" in refused("http://127.0.0.1:port/", tmp_path)


def test_webcal_is_https_or_else_http(site: str, tmp_path: Path) -> None:
    # our server speaks no TLS: that it is tried first shows where nothing else may be
    assert refused(site.replace("http", "webcals") + "/own.ics", tmp_path) == NO_TLS
    assert refused(site.replace("http", "https") + "/own.ics", tmp_path) == NO_TLS
    assert calendar_bytes(site.replace("http", "webcal") + "/own.ics", tmp_path) == WHOLE
    missing = refused(site.replace("http", "webcal") + "/missing", tmp_path)
    assert missing == "日历取不到（网站回答404）"
    assert refused(site.replace("http", "webcal") + "/tls", tmp_path) == NO_TLS


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (ssl.SSLCertVerificationError(), "网站的安全证书无效"),
        (TimeoutError(), "太慢"),
        (ConnectionRefusedError(), "网站拒绝连接"),
        (ConnectionResetError(), "连接中断"),
        (socket.gaierror(), "找不到这个网站"),
        (OSError(113, "No route to host"), "连不上：No route to host"),
    ],
)
def test_the_network_fails_in_the_clerks_words(
    reason: OSError, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise urllib.error.URLError(reason)

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", fail)
    assert refused("webcal://127.0.0.1/own.ics", tmp_path) == f"日历取不到（{told}）"


def test_a_slow_site_is_given_up(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "MOST_SECONDS", 0.3)
    start = time.monotonic()
    assert refused(f"{site}/drip", tmp_path) == "日历取不到（太慢）"
    assert time.monotonic() - start < 2  # the whole answer takes 2.5 s
