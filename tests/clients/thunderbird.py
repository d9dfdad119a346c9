"""Thunderbird without a screen, over a profile of its own; its calendars' cache is read afterwards."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.clients.replay import Shown
from tests.clients.system import home_of, require

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

QUIET = {
    "app.update.enabled": False,
    "calendar.timezone.local": "Asia/Shanghai",
    "calendar.timezone.useSystemTimezone": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.proxy.type": 0,
}
LEAST = 10.0  # seconds that it runs
SETTLED = 4.0  # seconds without a change, after which it has fetched what there is
MOST = 90.0
ALL_DAY = 8  # the bit among an event's flags
QUESTION = "SELECT cal_id, title, ical_status, event_start, event_start_tz, event_end, flags"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Row = tuple[Any, ...]


class Thunderbird:
    """Subscribed to the feeds (path by name) of a server on this machine.

    Raises Missing where it is not installed and cannot be.
    """

    def __init__(self, folder: Path, port: int, feeds: Mapping[str, str]) -> None:
        require(("thunderbird",), ("thunderbird",))
        self._feeds, self._folder = feeds, folder
        self._environment = {**home_of(folder), "MOZ_HEADLESS": "1"}
        self._profile = folder / "profile"
        self._profile.mkdir()
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in _prefs(port, feeds)]
        (self._profile / "user.js").write_text("".join(lines), encoding="utf-8")

    def shown(self) -> dict[str, list[Shown]]:
        """What its cache holds of each calendar. It is started anew each time, over the cache it had."""
        command = ["thunderbird", "--headless", "--no-remote", "--profile", str(self._profile)]
        with (self._folder / "thunderbird.log").open("ab") as log:
            process = subprocess.Popen(
                command, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
            try:
                rows = self._settled()
            finally:
                os.killpg(process.pid, signal.SIGKILL)  # it is slow to end of itself
                process.wait()
        found: dict[str, list[Shown]] = {name: [] for name in self._feeds}
        for row in rows:
            found[row[0]].append(_shown(row))
        return found

    def _settled(self) -> list[Row]:
        """The rows of the cache once nothing has changed for a while."""
        begun = since = time.monotonic()
        rows: list[Row] = []
        while time.monotonic() - begun < LEAST or time.monotonic() - since < SETTLED:
            assert time.monotonic() - begun < MOST, "it never settles"
            time.sleep(0.5)
            now = self._rows()
            if now != rows:
                rows, since = now, time.monotonic()
        return rows

    def _rows(self) -> list[Row]:
        """The rows as they are now, from a copy: the program keeps the file to itself."""
        copy = self._folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for file in (self._profile / "calendar-data").glob("cache.sqlite*"):
            shutil.copyfile(file, copy / file.name)
        if not (copy / "cache.sqlite").exists():
            return []
        try:
            with closing(sqlite3.connect(copy / "cache.sqlite")) as cache:
                return sorted(cache.execute(f"{QUESTION} FROM cal_events"))
        except sqlite3.DatabaseError:  # copied while it was written
            return []


def _prefs(port: int, feeds: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    yield from QUIET.items()
    yield "calendar.list.sortOrder", " ".join(feeds)
    for name, path in feeds.items():
        settings = {
            "type": "ics",
            "uri": f"http://127.0.0.1:{port}{path}",
            "name": name,
            "cache.enabled": True,
            "readOnly": True,
            "refreshInterval": "60",
        }
        for key, value in settings.items():
            yield f"calendar.registry.{name}.{key}", value


def _shown(row: Row) -> Shown:
    _, title, status, start, zone, end, flags = row
    local = UTC if zone == "floating" else ZoneInfo(zone)
    first, last = (
        (EPOCH + timedelta(microseconds=moment)).astimezone(local) for moment in (start, end)
    )
    hours = "" if flags & ALL_DAY else f"{first:%H:%M}-{last:%H:%M}"
    return Shown(first.date(), hours, title, status == "CANCELLED")
