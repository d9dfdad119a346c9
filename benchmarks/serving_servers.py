"""The two servers as processes of their own, each ready when its files have been compared."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.serving_store import STORE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROGRAM = Path(__file__).parent.parent / "cli.py"
PATIENCE = 60.0  # seconds until a server has to be ready
CONFIGURATION = """\
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
daemon off;
{user}
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    open_file_cache max=1000;
    types {{ text/calendar ics; }}
    charset utf-8;
    charset_types text/calendar;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port} reuseport;
        root {folder}/www;
        add_header Cache-Control "private, no-cache";
    }}
}}
"""


class Server(NamedTuple):
    """A running server: its address, and its first process."""

    address: str
    pid: int

    def seconds(self) -> float:
        """Of processor time that it and its children have used; 0 where the system does not say."""
        stats = [s for s in map(_stat, Path("/proc").glob("[0-9]*/stat")) if s]
        family, grown = {self.pid}, True
        while grown:
            more = {int(s[0]) for s in stats if int(s[3]) in family} - family
            grown, family = bool(more), family | more
        ticks = sum(int(s[13]) + int(s[14]) for s in stats if int(s[0]) in family)
        return ticks / os.sysconf("SC_CLK_TCK")


def _stat(file: Path) -> list[str]:
    """The fields of /proc/<pid>/stat; none where the process is gone."""
    try:
        before, _, after = file.read_text().partition(" (")
    except OSError:
        return []
    return [before, "", *after.rpartition(") ")[2].split()]


@contextmanager
def nginx(folder: Path, pages: Mapping[str, bytes], workers: int) -> Iterator[Server]:
    """Nginx on a free port over these files."""
    for path, data in pages.items():
        file = folder / "www" / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    port = _free_port()
    text = CONFIGURATION.format(
        workers=workers, folder=folder, port=port, user="user root;" if root else ""
    )
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with _running(command, folder, f"http://127.0.0.1:{port}", pages) as server:
        yield server


@contextmanager
def service(folder: Path, pages: Mapping[str, bytes], workers: int) -> Iterator[Server]:
    """`roster serve-feeds` on a free port over the store in the folder."""
    port = _free_port()
    command = [sys.executable, str(PROGRAM), "serve-feeds", "--port", str(port)]
    command += ["--workers", str(workers), "--store", f"sqlite:///{(folder / STORE).as_posix()}"]
    with _running(command, folder, f"http://127.0.0.1:{port}", pages) as server:
        yield server


@contextmanager
def _running(
    command: list[str], folder: Path, address: str, pages: Mapping[str, bytes]
) -> Iterator[Server]:
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _compare(address, pages)
            yield Server(address, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _compare(address: str, pages: Mapping[str, bytes]) -> None:
    """Wait until the server is there. Raises RuntimeError where it gives anything but the pages."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + PATIENCE
    for path, data in pages.items():
        while True:
            try:
                found = opener.open(address + path, timeout=5).read()
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
        if found != data:
            raise RuntimeError(f"{address}{path} is not the feed")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
