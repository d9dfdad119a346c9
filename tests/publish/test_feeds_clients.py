"""Feeds in real clients: vdirsyncer fetches them, khal shows them, before and after a 更正."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from roster.publish.feeds import build_feeds
from tests.build import duty, person, problem, visits
from tests.publish.feeds_kit import published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.model.requests import Duty

FEEDS = ("person-P1", "person-P3", "site-S", "county")
NAME = "甲;,\\𬭎"
COUNTY = problem(
    people=[person("P1", name=NAME), person("P2"), person("P3")], stations=[visits("S")]
)
FIRST = [duty("P1", "S", 8), duty("P2", "S", 15), duty("P1", "C", 1), duty("P1", "C", 21)]
# The visit of the 8th moves to the 10th, P1's day of the 21st is cancelled, P1 joins on the 15th.
SECOND = [duty("P1", "S", 10), duty("P2", "S", 15), duty("P1", "S", 15), duty("P1", "C", 1)]


def program(name: str) -> str:
    """The client beside this Python or on the PATH; `make test` installs it."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = which(name, path=places)
    if found is None:  # never after `make test`: both are in the lock file
        pytest.skip(f"{name} IS NOT INSTALLED: the feeds were not tried in a real client")
    return found


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder and the local address at which its files can be fetched."""
    folder = tmp_path / "www"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield folder, f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


class Clients:
    """A subscriber's own vdirsyncer and khal, with configuration and state in one folder.

    vdirsyncer's http storage takes events by their content; its singlefile storage, here for the
    county's feed as "file", takes them by UID.
    """

    def __init__(self, home: Path, folder: Path, address: str) -> None:
        home.mkdir()
        self.home = home
        sources = {slug(f): f'type = "http"\nurl = "{address}/{f}.ics"\n' for f in FEEDS}
        file = (folder / "county.ics").as_posix()
        sources["file"] = f'type = "singlefile"\nread_only = true\npath = "{file}"\n'
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

    def files(self) -> set[str]:
        """Names of the events' files that were fetched by UID."""
        return {path.name for path in (self.home / "file").iterdir()}

    def listed(self, zone: str = "Asia/Shanghai") -> dict[str, list[str]]:
        """December as khal lists it in that time zone: the lines of each calendar."""
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
            "31d",
        )
        found: dict[str, list[str]] = {}
        for name, text in (line.split("\t") for line in out.splitlines() if line):
            found.setdefault(name, []).append(text)
        return found


def slug(text: str) -> str:
    return re.sub(r"\W", "_", text).lower()


def publish(folder: Path, *states: list[Duty]) -> None:
    revisions = [published(COUNTY, duties, n) for n, duties in enumerate(states, 1)]
    for name, data in build_feeds(revisions).items():
        (folder / name).write_bytes(data)


def test_clients_show_the_feeds_and_follow_a_correction(
    served: tuple[Path, str], tmp_path: Path
) -> None:
    folder, address = served
    publish(folder, FIRST)
    clients = Clients(tmp_path / "home", folder, address)
    clients.sync()
    assert clients.listed() == {
        "person_p1": [
            "12-01 08:00-18:00 CONFIRMED 法律咨询值班·沁源县公共法律服务中心",
            "12-08 08:00-12:00 CONFIRMED 法律咨询值班·S镇",
            "12-21 08:00-18:00 CONFIRMED 法律咨询值班·沁源县公共法律服务中心",
        ],
        "person_p3": ["12-01 - CONFIRMED 12月暂无值班安排"],
        "site_s": [
            f"12-08 08:00-12:00 CONFIRMED 法律咨询值班：{NAME}",
            "12-15 08:00-12:00 CONFIRMED 法律咨询值班：甲P2",
        ],
        "county": (
            whole := [
                f"12-01 08:00-18:00 CONFIRMED 沁源县公共法律服务中心 法律咨询值班：{NAME}",
                f"12-08 08:00-12:00 CONFIRMED S镇 法律咨询值班：{NAME}",
                "12-15 08:00-12:00 CONFIRMED S镇 法律咨询值班：甲P2",
                f"12-21 08:00-18:00 CONFIRMED 沁源县公共法律服务中心 法律咨询值班：{NAME}",
            ]
        ),
        "file": whole,
    }
    # Abroad the clock shows another hour of the same moment: 08:00 in Shanghai is 00:00 UTC.
    assert [line[:17] for line in clients.listed("UTC")["person_p1"]] == [
        "12-01 00:00-10:00",
        "12-08 00:00-04:00",
        "12-21 00:00-10:00",
    ]
    kept = clients.files()
    assert len(kept) == 4

    publish(folder, FIRST, SECOND)
    clients.sync()
    found = clients.listed()
    assert found["person_p1"] == [
        "12-01 08:00-18:00 CONFIRMED 法律咨询值班·沁源县公共法律服务中心",
        "12-10 08:00-12:00 CONFIRMED 法律咨询值班·S镇",
        "12-15 08:00-12:00 CONFIRMED 法律咨询值班·S镇",
        "12-21 08:00-18:00 CANCELLED （已取消）法律咨询值班·沁源县公共法律服务中心",
    ]
    assert found["site_s"] == [
        f"12-10 08:00-12:00 CONFIRMED 法律咨询值班：{NAME}",
        f"12-15 08:00-12:00 CONFIRMED 法律咨询值班：{NAME}、甲P2",
    ]
    assert (
        found["county"]
        == found["file"]
        == [
            f"12-01 08:00-18:00 CONFIRMED 沁源县公共法律服务中心 法律咨询值班：{NAME}",
            f"12-10 08:00-12:00 CONFIRMED S镇 法律咨询值班：{NAME}",
            f"12-15 08:00-12:00 CONFIRMED S镇 法律咨询值班：{NAME}、甲P2",
            f"12-21 08:00-18:00 CANCELLED （已取消）沁源县公共法律服务中心 法律咨询值班：{NAME}",
        ]
    )
    # by UID nothing came or went: each event was changed where it was
    assert clients.files() == kept
