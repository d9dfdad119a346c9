"""A subscriber's own vdirsyncer and khal, with configuration and state in one folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping


def program(name: str) -> str:
    """The client beside this Python or on the PATH; `make test` installs it."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = which(name, path=places)
    if found is None:  # never after `make test`: both are in the lock file
        pytest.skip(f"{name} IS NOT INSTALLED: the feeds were not tried in a real client")
    return found


def slug(text: str) -> str:
    return re.sub(r"\W", "_", text).lower()


def http(address: str) -> str:
    """A storage of vdirsyncer that fetches the address: it takes events by their content."""
    return f'type = "http"\nurl = "{address}"\n'


def file(path: Path) -> str:
    """A storage of vdirsyncer that reads a file: it takes events by UID."""
    return f'type = "singlefile"\nread_only = true\npath = "{path.as_posix()}"\n'


class Clients:
    """``sources`` are storages of vdirsyncer by the name of the calendar in khal."""

    def __init__(self, home: Path, sources: Mapping[str, str]) -> None:
        home.mkdir()
        self.home = home
        (home / "vdirsyncer.ini").write_text(
            f'[general]\nstatus_path = "{(home / "status").as_posix()}"\n'
            + "".join(
                f'[pair {name}]\na = "{name}_here"\nb = "{name}_there"\ncollections = null\n'
                f'[storage {name}_here]\ntype = "filesystem"\nfileext = ".ics"\n'
                f'path = "{(home / name).as_posix()}"\n[storage {name}_there]\n{source}'
                for name, source in sources.items()
            ),
            encoding="utf-8",
        )
        for zone in ("Asia/Shanghai", "UTC"):
            (home / f"{slug(zone)}.ini").write_text(
                "[calendars]\n"
                + "".join(f"[[{name}]]\npath = {(home / name).as_posix()}\n" for name in sources)
                + f"[locale]\nlocal_timezone = {zone}\ndefault_timezone = {zone}\n"
                "timeformat = %H:%M\ndateformat = %m-%d\nlongdateformat = %Y-%m-%d\n"
                "datetimeformat = %m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
                f"[sqlite]\npath = {(home / slug(zone)).as_posix()}.db\n",
                encoding="utf-8",
            )
        self.run("vdirsyncer", "-c", "vdirsyncer.ini", "discover", say="y\n" * 2 * len(sources))

    def run(self, name: str, *arguments: str, say: str = "") -> str:
        """What the program prints; its failure is ours."""
        keep = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
        done = subprocess.run(
            [program(name), *arguments],
            cwd=self.home,
            input=say,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env={**keep, "HOME": str(self.home), "PYTHONUTF8": "1", "COLUMNS": "500"},
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def sync(self) -> None:
        self.run("vdirsyncer", "-c", "vdirsyncer.ini", "sync")

    def listed(self, zone: str = "Asia/Shanghai", days: int = 31) -> dict[str, list[str]]:
        """So many days from 1 December as khal lists them in that time zone: the lines of each calendar."""
        out = self.run(
            "khal",
            "-c",
            f"{slug(zone)}.ini",
            "list",
            "--notstarted",
            "--day-format",
            "",
            "--format",
            "{calendar}\t{start-date} {start-time}-{end-time} {status}{title}",
            "2026-12-01",
            f"{days}d",
        )
        found: dict[str, list[str]] = {}
        for name, text in (line.split("\t") for line in out.splitlines() if line):
            found.setdefault(name, []).append(text)
        return found
