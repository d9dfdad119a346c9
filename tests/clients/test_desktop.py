"""The calendar programs of desktops, subscribed to the service, through a winter of revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from tests.clients.evolution import Evolution
from tests.clients.replay import FEEDS, STEPS, Bureau, Shown, assert_shows, replay
from tests.clients.service import serving
from tests.clients.system import UNTRIED, Missing
from tests.clients.thunderbird import Thunderbird
from tests.web.kit import store_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

pytestmark = pytest.mark.slow


class Client(Protocol):
    """A program subscribed to the feeds."""

    def shown(self) -> dict[str, list[Shown]]:
        """What it shows of each, having looked again."""
        ...


CLIENTS: dict[str, Callable[[Path, int, Mapping[str, str]], Client]] = {
    "evolution": Evolution,
    "thunderbird": Thunderbird,
}


@pytest.mark.parametrize("name", CLIENTS)
def test_the_client_shows_the_rosters_in_force_after_every_step(name: str, tmp_path: Path) -> None:
    with store_at(tmp_path) as store:
        bureau = Bureau(store)
        steps = replay(bureau)
        next(steps)
        bureau.give_addresses()
        with serving(store) as service:
            try:
                client = CLIENTS[name](tmp_path, service.port, FEEDS)
            except Missing as missing:
                pytest.skip(f"{UNTRIED}{name}: {missing}")
            told = ["published"]
            while told[-1]:
                service.shelf.refresh()
                shown = client.shown()
                print(told[-1], {feed: len(events) for feed, events in shown.items()})
                for feed in FEEDS:
                    assert_shows(shown[feed], store.published("qinyuan"), feed)
                told.append(next(steps, ""))
    assert told[:-1] == [step for step, _ in STEPS]
