"""vdirsyncer and khal, subscribed to the service, through a winter of revisions."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from tests.clients.khal import Clients, http, slug
from tests.clients.replay import FEEDS, Bureau, Shown, assert_shows, replay
from tests.clients.service import serving
from tests.web.kit import store_at

if TYPE_CHECKING:
    from pathlib import Path

LINE = re.compile(r"(\d\d)-(\d\d) (\d\d:\d\d-\d\d:\d\d|-) (CONFIRMED|CANCELLED) (.*)")
WINTER = 62  # days of December and January


def shown(line: str) -> Shown:
    """A line of khal's list."""
    found = LINE.fullmatch(line)
    assert found, line
    month, number, hours, status, title = found.groups()
    day = date(2027 if month == "01" else 2026, int(month), int(number))
    return Shown(day, hours.strip("-"), title, status == "CANCELLED")


def test_the_client_shows_the_rosters_in_force_after_every_step(tmp_path: Path) -> None:
    with store_at(tmp_path) as store:
        bureau = Bureau(store)
        steps = replay(bureau)
        next(steps)
        bureau.give_addresses()
        with serving(store) as service:
            sources = {slug(feed): http(service.address + path) for feed, path in FEEDS.items()}
            clients = Clients(tmp_path / "home", sources)
            told = ["published"]
            while told[-1]:
                service.shelf.refresh()
                clients.sync()
                listed = clients.listed(days=WINTER)
                for feed in FEEDS:
                    lines = map(shown, listed.get(slug(feed), []))
                    assert_shows(lines, store.published("qinyuan"), feed)
                told.append(next(steps, ""))
    assert len(told) == 7  # six steps, and no more
