"""A PostgreSQL server for the tests, started once a run in a folder of its own; gone afterwards."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

INSTALL_SECONDS = 180.0
START_SECONDS = 30.0
QUICK = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"),
    *("wal_level=minimal", "max_wal_senders=0"),
)
COPIES_FILES = 15  # from this version on one may say that a new database is a copy of files
# The shell stops the server when the pipe to it closes, however the test run ends: at once, for
# nothing in it is wanted any more. Then it removes the folder, whose name it is given as $0.
GUARD = 'trap "" INT; "$@" & server=$!; cat >/dev/null; kill -QUIT $server; wait; cd /; rm -rf "$0"'


class Missing(Exception):
    """There is no server, and why."""


class Server:
    """A running server. Raises Missing where there is none and none can be installed."""

    def __init__(self) -> None:
        if sys.platform == "win32":
            raise Missing("tests start PostgreSQL on Linux and macOS only")
        programs = _found() or _installed()
        told = subprocess.run([programs / "postgres", "-V"], check=True, capture_output=True)
        version = int(re.findall(rb"\d+", told.stdout)[0])
        self._by_copying = " STRATEGY file_copy" if version >= COPIES_FILES else ""
        self._folder = Path(tempfile.mkdtemp(prefix="roster-pg-"))
        self._user = _unprivileged()
        self._numbers = count(1)
        if self._user:
            shutil.chown(self._folder, self._user)
        data = str(self._folder / "data")
        self._run(
            [
                *(str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "roster"),
                *("--no-sync", "--encoding=UTF8", "--locale=C"),
            ]
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        server = [str(programs / "postgres"), "-D", data, "-k", str(self._folder)]
        server += ["-p", str(self._port), "-c", "listen_addresses=127.0.0.1"]
        server += [word for setting in QUICK for word in ("-c", setting)]
        with (self._folder / "log").open("wb") as log:
            self._guard = subprocess.Popen(
                ["sh", "-c", GUARD, str(self._folder), *server],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                user=self._user,
                cwd=self._folder,
            )
        self._wait()

    def address(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://roster:secret@127.0.0.1:{self._port}/{database}"

    def database(self, template: str | None = None) -> str:
        """A new database, empty or a copy of another (which nobody has open); its address."""
        name = f"roster_{next(self._numbers)}"
        like = f" TEMPLATE {make_url(template).database}" if template else ""
        self.ask(f"CREATE DATABASE {name}{like}{self._by_copying}")
        return self.address(name)

    def drop(self, address: str) -> None:
        """Remove a database, whoever has it open."""
        self.ask(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")

    def ask(self, statement: str) -> None:
        """Run a statement outside of any transaction."""
        url = make_url(self.address()).set(drivername="postgresql+psycopg")
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)

    def stop(self) -> None:
        """Stop the server; its folder goes with it."""
        assert self._guard.stdin is not None
        self._guard.stdin.close()
        self._guard.wait(START_SECONDS)

    def _wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                return self.ask("SELECT 1")
            except OperationalError:
                if time.monotonic() > end or self._guard.poll() is not None:
                    raise
                time.sleep(0.05)

    def _run(self, command: list[str]) -> None:
        subprocess.run(command, check=True, capture_output=True, user=self._user, cwd=self._folder)


def _found() -> Path | None:
    """The folder of the server's programs."""
    there = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -float(p.parent.name))
    on_path = shutil.which("postgres")
    beside = [Path(on_path).resolve().parent] if on_path else []
    for folder in (*there, *beside):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def _installed() -> Path:
    """Installed from the system's own packages, where we may."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise Missing(
            "no PostgreSQL server is installed (Debian, Ubuntu: apt-get install postgresql)"
        )
    command = ["apt-get", "install", "-y", "--no-install-recommends", "postgresql"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=INSTALL_SECONDS, env=quiet)
    except (OSError, subprocess.SubprocessError) as error:
        raise Missing(f"no PostgreSQL server is installed, and apt-get failed: {error}") from error
    found = _found()
    if found is None:
        raise Missing("apt-get installed PostgreSQL, but its programs are not found")
    return found


def _unprivileged() -> str | None:
    """Whom the server runs as where we are root, which it refuses to be."""
    if os.geteuid() != 0:
        return None
    import pwd

    known = {user.pw_name for user in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)
