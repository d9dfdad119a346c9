"""evolution-data-server, which keeps the calendars of GNOME, in a D-Bus session of its own."""

from __future__ import annotations

import json
import subprocess
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.clients.replay import Shown
from tests.clients.system import home_of, require

if TYPE_CHECKING:
    from collections.abc import Mapping

PYTHON = "/usr/bin/python3"  # the system's, which has the bindings
SCRIPT = Path(__file__).with_name("evolution_shows.py")
PACKAGES = (
    "dbus",
    "evolution-data-server",
    "gir1.2-ecal-2.0",
    "gir1.2-edataserver-1.2",
    "python3-gi",
)
SECONDS = 180.0
SOURCE = """\
[Data Source]
DisplayName={name}
Enabled=true
Parent=webcal-stub

[Calendar]
BackendName=webcal
Selected=true

[Authentication]
Host=127.0.0.1
Port={port}
Method=none

[Security]
Method=none

[WebDAV Backend]
ResourcePath={path}

[Refresh]
Enabled=true
IntervalMinutes=60

[Offline]
StaySynchronized=true
"""


class Evolution:
    """Subscribed to the feeds (path by name) of a server on this machine.

    Raises Missing where it is not installed and cannot be.
    """

    def __init__(self, folder: Path, port: int, feeds: Mapping[str, str]) -> None:
        programs = ("dbus-run-session", PYTHON, "/usr/libexec/evolution-calendar-factory")
        require(programs, PACKAGES)
        self._feeds, self._environment = feeds, home_of(folder)
        sources = Path(self._environment["HOME"], ".config/evolution/sources")
        sources.mkdir(parents=True)
        for name, path in feeds.items():
            text = SOURCE.format(name=name, port=port, path=path)
            (sources / f"{name}.source").write_text(text, encoding="utf-8")

    def shown(self) -> dict[str, list[Shown]]:
        """What its database holds of each calendar after a refresh. It is started anew each time, over
        the database that it had.
        """
        done = subprocess.run(
            ["dbus-run-session", "--", PYTHON, str(SCRIPT), *self._feeds],
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found: dict[str, list[Shown]] = {name: [] for name in self._feeds}
        for line in done.stdout.splitlines():
            name, start, all_day, end, title, cancelled = json.loads(line)
            hours = "" if all_day else f"{_clock(start)}-{_clock(end)}"
            day = datetime.strptime(start[:8], "%Y%m%d").date()  # noqa: DTZ007 - the day only
            found[name].append(Shown(day, hours, title, cancelled))
        return found


def _clock(moment: str) -> str:
    return f"{moment[9:11]}:{moment[11:13]}"
